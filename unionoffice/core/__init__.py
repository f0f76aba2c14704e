"""Plain values shared by every layer; standard library and Babel only."""
