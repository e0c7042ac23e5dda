"""What is said about guest houses and bookings."""
