"""What the office does: its records, its rules and its services."""
