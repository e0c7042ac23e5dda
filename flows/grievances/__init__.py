"""What is said about grievances and suggestions."""
