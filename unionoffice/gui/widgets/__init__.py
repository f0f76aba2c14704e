"""The generic parts that every screen is made of."""
