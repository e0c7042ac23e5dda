"""Guest houses: rooms, tariffs, bookings and their cancellation."""
