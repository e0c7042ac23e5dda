"""Messages in and out: contacts, the turn's records, the outbox and its sending."""
