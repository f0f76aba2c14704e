"""What people have agreed to, and what they ask about their data."""
