"""Grievances and suggestions: filing, the office above, what became of them."""
