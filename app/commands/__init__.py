"""One module a command, each with `execute(arguments, settings) -> exit code`."""
