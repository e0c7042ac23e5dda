"""What two departments ask or say alike."""
