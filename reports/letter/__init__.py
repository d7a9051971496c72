"""The letter to ЦУР about a change of the responsible (P1.5.3): the one paper that names a person."""
