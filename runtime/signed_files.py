"""Papers that an office has signed itself, brought beside the register that names them."""

from __future__ import annotations

import hashlib
from pathlib import Path

from documents.store import PaperStore
from panchayat.imports import UnfitFile


class SignedFiles:
    """The files in ``folder``; those that were attached are kept in ``store`` when everything else has gone well."""

    def __init__(self, folder: Path, store: PaperStore) -> None:
        self._folder = folder.resolve()
        self._store = store
        self._attached: dict[Path, str] = {}

    def attach(self, name: str) -> tuple[str, int]:
        """The SHA-256 (hex) and the size of the file called ``name``, once it is known to be a signed paper.

        Raises:
            UnfitFile
        """
        from documents.signed import LARGEST, NotSigned, check_signed  # noqa: PLC0415  # takes a while to load

        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder):
            raise UnfitFile("the file must be beside the imported one, or in a folder there")
        if not path.is_file():
            raise UnfitFile("there is no such file beside the imported one")
        if path.stat().st_size > LARGEST:
            raise UnfitFile(f"the file is larger than {LARGEST // 1024**2} MB, which is what WhatsApp carries")
        content = _content(path)
        try:
            check_signed(content)
        except NotSigned as error:
            reason = error.reason
            raise UnfitFile(reason[:1].lower() + reason[1:].rstrip(".")) from error
        digest = hashlib.sha256(content).hexdigest()
        self._attached[path] = digest
        return digest, len(content)

    def keep(self) -> None:
        """Keep every attached file for good.

        Raises:
            UnfitFile: one was changed meanwhile.
        """
        for path, digest in self._attached.items():
            if self._store.keep(_content(path))[0] != digest:
                raise UnfitFile(f"{path.name} was changed during the import: import it again")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnfitFile(f"the file cannot be read: {error.strerror}") from error
