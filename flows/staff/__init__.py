"""What the staff do on their own phones: their work, and their pay."""
