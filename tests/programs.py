"""The programs of the system that some tests need, and how to say that they are absent."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def program(name: str) -> str | None:
    """Where ``name`` is: among the programs of ``npm install``, on the PATH, or in a PostgreSQL server's own folder."""
    homes = [ROOT / "node_modules/.bin", *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    found = [str(home / name) for home in homes if (home / name).exists()]
    return found[0] if found else shutil.which(name)


@dataclass(frozen=True)
class Optional:
    """A part of the system that is exercised where it is installed; ``needs`` are its programs."""

    name: str
    needs: tuple[str, ...]
    proves: str

    @property
    def present(self) -> bool:
        return all(program(need) for need in self.needs)


POSTGRESQL = Optional("PostgreSQL", ("initdb", "postgres"), "the same promises on the database of a whole state")
POPPLER = Optional("poppler and qpdf", ("pdftotext", "pdftoppm", "pdfsig", "qpdf"), "papers as other readers see them")
PRISM = Optional("Prism", ("prism",), "what we send, against the provider's own description")
BROWSER = Optional("a browser", ("chromium",), "letters and pages as a browser draws them")
SOFTHSM = Optional("SoftHSM", ("softhsm2-util",), "sealing with a key on a token")
OPTIONAL = (POSTGRESQL, POPPLER, PRISM, BROWSER, SOFTHSM)


def needs(part: Optional) -> Callable[..., object]:
    """Mark a test that is skipped, and reported as not exercised, where ``part`` is absent."""
    return pytest.mark.skipif(not part.present, reason=f"{part.name} is not installed (make system)")
