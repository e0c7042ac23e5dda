"""The drawings that stand for photographs of the sample houses; they were made for these samples."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from importlib import resources

from panchayat.imports import NothingBeside

#: Keeps a picture; returns the SHA-256 of its content (hex).
Keep = Callable[[bytes], str]


def only_named(content: bytes) -> str:
    """Where nobody will look at it, a picture need not be kept."""
    return hashlib.sha256(content).hexdigest()


class SamplePictures(NothingBeside):
    """The drawings beside the registers of the samples."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep

    def photograph(self, name: str) -> str:
        return self._keep((resources.files(__package__) / name).read_bytes())
