"""The papers that were issued, how each is checked, and who fetched it."""
