"""What is said about pay."""
