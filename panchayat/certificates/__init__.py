"""Certificates: requests, the officer's desk, bringing them home."""
