"""Decrees as data, a folder each: the text verbatim, its clauses, and the norms that bind them to rules."""
