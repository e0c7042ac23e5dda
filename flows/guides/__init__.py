"""What is needed for a paper or a scheme, where, what it costs and how long it takes."""
