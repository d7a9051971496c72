"""The doctor: looks at settings, database, tokens and rights, and changes nothing."""
