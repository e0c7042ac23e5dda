"""What an officer tells at the command line about the work on a grievance, read and made fit to be printed."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from documents.photographs import LARGEST, NotAPhotograph, fit_to_print
from panchayat.grievances.work_report import WorkDone
from panchayat.imports.cells import Day, Paise, Passage, Reference


class Unfit(Exception):
    """Something cannot be read; the sentence says which option, and why."""


def read_work(
    *,
    inspected_on: str | None = None,
    findings: str | None = None,
    order_no: str | None = None,
    spent: str | None = None,
    photos: Sequence[Path] = (),
) -> tuple[WorkDone, Sequence[bytes]]:
    """What was told, and the photos as they are to be kept.

    Raises:
        Unfit
    """
    pictures = [_photo(path) for path in photos]
    work = WorkDone(
        inspected_on=_cell("--inspected-on", Day, inspected_on),
        findings=_cell("--findings", Passage, findings),
        order_no=_cell("--order-no", Reference, order_no),
        spent_paise=_cell("--spent", Paise, spent),
        photos=tuple(hashlib.sha256(picture).hexdigest() for picture in pictures),
    )
    return work, pictures


def _cell(option: str, kind: Any, told: str | None) -> Any:
    """As the same thing is read in a register."""
    if told is None:
        return None
    try:
        return TypeAdapter(kind).validate_python(told.strip())
    except ValidationError as error:
        raise Unfit(f"{option}: {error.errors()[0]['msg']}") from error


def _photo(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Unfit(f"{path}: the picture is larger than {LARGEST // 1024**2} MB")
        return fit_to_print(path.read_bytes())
    except NotAPhotograph as error:
        raise Unfit(f"{path}: {error.reason}") from error
    except OSError as error:
        raise Unfit(f"{path} cannot be read: {error.strerror}") from error
