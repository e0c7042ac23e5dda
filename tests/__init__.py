"""The promises of the service, as sentences."""
