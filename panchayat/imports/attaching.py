"""Files that stand beside an imported one and that its rows name, such as papers that an office has signed itself."""

from __future__ import annotations

from collections.abc import Callable


class UnfitFile(Exception):
    """The file is not what it should be; ``reason`` says why, in a sentence without the file's content."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


#: Keeps the file of this name; returns the SHA-256 of its content (hex) and its size. Raises ``UnfitFile``.
Attach = Callable[[str], tuple[str, int]]


def nothing_beside(name: str) -> tuple[str, int]:  # noqa: ARG001
    """For files that have nothing beside them."""
    raise UnfitFile("there are no files beside this one")
