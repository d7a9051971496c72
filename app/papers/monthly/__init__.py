"""Where the facts of the monthly report come from, a module a part of it."""
