"""The organisation, the bodies around it, its units, and workers known only by number."""
