"""Who works in the office, each under a name and a password."""
