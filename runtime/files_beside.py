"""Files that an office brings beside a register that names them: papers that it has signed itself, photographs."""

from __future__ import annotations

import hashlib
from pathlib import Path

from documents.store import PaperStore
from panchayat.imports import UnfitFile


class FilesBeside:
    """The files in ``folder``; those that were named are kept when everything else has gone well.

    Args:
        papers: where signed papers are kept.
        pictures: where photographs are kept.
    """

    def __init__(self, folder: Path, *, papers: PaperStore, pictures: PaperStore) -> None:
        self._folder = folder.resolve()
        self._papers = papers
        self._pictures = pictures
        self._named: dict[Path, str] = {}
        self._made: dict[str, bytes] = {}

    def paper(self, name: str) -> tuple[str, int]:
        """The SHA-256 (hex) and the size of the file called ``name``, once it is known to be a signed paper.

        Raises:
            UnfitFile
        """
        from documents.signed import LARGEST, NotSigned, check_signed  # noqa: PLC0415  # takes a while to load

        path = self._find(name, LARGEST, ", which is what WhatsApp carries")
        content = _content(path)
        try:
            check_signed(content)
        except NotSigned as error:
            reason = error.reason
            raise UnfitFile(reason[:1].lower() + reason[1:].rstrip(".")) from error
        digest = hashlib.sha256(content).hexdigest()
        self._named[path] = digest
        return digest, len(content)

    def photograph(self, name: str) -> str:
        """The SHA-256 (hex) of the picture in the file called ``name``, made fit to be sent.

        Raises:
            UnfitFile
        """
        from documents.photographs import LARGEST, NotAPhotograph, fit_to_send  # noqa: PLC0415  # as above

        try:
            made = fit_to_send(_content(self._find(name, LARGEST, "")))
        except NotAPhotograph as error:
            raise UnfitFile(error.reason) from error
        digest = hashlib.sha256(made).hexdigest()
        self._made[digest] = made
        return digest

    def keep(self) -> None:
        """Keep every file that was named for good.

        Raises:
            UnfitFile: one was changed meanwhile.
        """
        for path, digest in self._named.items():
            if self._papers.keep(_content(path))[0] != digest:
                raise UnfitFile(f"{path.name} was changed during the import: import it again")
        for made in self._made.values():
            self._pictures.keep(made)

    def _find(self, name: str, largest: int, why: str) -> Path:
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder):
            raise UnfitFile("the file must be beside the imported one, or in a folder there")
        if not path.is_file():
            raise UnfitFile("there is no such file beside the imported one")
        if path.stat().st_size > largest:
            raise UnfitFile(f"the file is larger than {largest // 1024**2} MB{why}")
        return path


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnfitFile(f"the file cannot be read: {error.strerror}") from error
