"""The card of one matter with its evidence: what was found, on what ground, what was counted, what became of it."""
