"""Everybody the office has to do with, and their memberships and employments over time."""
