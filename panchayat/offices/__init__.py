"""Offices, their villages, days, staff and notices, and whom to call."""
