"""The command line: the same services as the window, none of its own."""
