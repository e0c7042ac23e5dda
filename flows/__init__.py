"""What is said: one file for each service, written to be read like a script."""
