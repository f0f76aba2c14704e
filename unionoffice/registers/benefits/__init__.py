"""Benefits and visits."""
