"""What is said about building permits, trade NOCs and applications."""
