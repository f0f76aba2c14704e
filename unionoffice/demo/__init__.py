"""The sample maker: a primary office with two years of life, and a district that collects."""
