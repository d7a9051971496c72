"""How much a publication reads like a press release, and by which phrases one sees it (P2.5)."""
