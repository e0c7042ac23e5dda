"""``python -m runtime`` is ``panchayat``."""

from runtime.cli import main

main()
