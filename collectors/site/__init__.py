"""Official sites: their home pages and the links to communities there (P1.5.1, P1.6.2)."""
