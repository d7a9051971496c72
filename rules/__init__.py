"""The requirements of a decree as pure functions; `rules.catalogue` lists them, `rules.engine` asks them."""
