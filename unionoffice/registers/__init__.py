"""One package for each register; `catalogue.py` lists them."""
