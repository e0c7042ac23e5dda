"""The office's registers: building permits, trade NOCs, and applications for them."""
