"""What must not leave any more, though it waits in the outbox."""


class Obsolete(Exception):
    """It is no news by now, or not for whom it was meant."""
