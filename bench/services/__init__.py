"""What is measured: the service itself, and what it is compared with."""
