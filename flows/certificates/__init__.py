"""What is said about certificates."""
