"""Papers kept with records: decisions, minutes, lists with signatures, pictures."""
