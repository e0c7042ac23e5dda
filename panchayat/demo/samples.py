"""The files of samples, as text and as what stands in them."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from importlib import resources
from typing import Any, Final

from chatbot.language.spelling import composed

CHANNEL: Final = "whatsapp"


def read(name: str) -> dict[str, Any]:
    """The samples in the file ``name``.toml beside this one."""
    return tomllib.loads(composed(text(f"{name}.toml")))


def column(kind: str, heading: str) -> list[str]:
    """What stands below ``heading`` in a register of the samples."""
    return [row[heading] for row in csv.DictReader(text(f"{kind}.csv").splitlines())]


@cache
def text(file: str) -> str:
    return (resources.files(__package__) / file).read_text("utf-8")
