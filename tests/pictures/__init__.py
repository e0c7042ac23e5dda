"""The pictures of the README, made from the service as it is."""
