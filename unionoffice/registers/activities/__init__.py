"""Activities and who took part in them."""
