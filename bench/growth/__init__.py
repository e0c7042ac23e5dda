"""What becomes of the service as a state's people come to it: the same looks at few people's records and at all."""
