"""Papers that fall out of the database: each module makes one kind of them."""
