"""Files that stand beside an imported one and that its rows name: papers that an office has signed, photographs."""

from __future__ import annotations

from typing import Protocol


class UnfitFile(Exception):
    """The file is not what it should be; ``reason`` says why, in a sentence without the file's content."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Beside(Protocol):
    """Keeps the files that rows name."""

    def paper(self, name: str) -> tuple[str, int]:
        """Keep the signed PDF of this name; returns the SHA-256 of its content (hex) and its size in bytes.

        Raises:
            UnfitFile
        """
        ...

    def photograph(self, name: str) -> str:
        """Keep the photograph of this name, made fit to be sent; returns the SHA-256 (hex) of what is kept, a JPEG.

        Raises:
            UnfitFile
        """
        ...


class NothingBeside:
    """For registers that come alone."""

    def paper(self, name: str) -> tuple[str, int]:
        del name
        raise UnfitFile("there are no files beside this one")

    def photograph(self, name: str) -> str:
        del name
        raise UnfitFile("there are no files beside this one")
