"""Danger: whom to call stands first, whatever else is answered."""
