"""What an operator is told in one clear line instead of a traceback."""


class Problem(Exception):
    """Something outside of the program is not as it must be; the message says what, and what to do about it."""
