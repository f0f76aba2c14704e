"""Health check-ups: campaigns, and who attended them."""
