"""Facts of sample papers, as the office freezes them, and what readers take out of a rendered one."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2

from documents.registry import all_papers
from tests.programs import program
from tests.waiting import PATIENCE

_FACTS = json.loads((Path(__file__).parent / "facts.json").read_text(encoding="utf-8"))

#: Words that weak shapers break: conjuncts, rephs, joiners, signs before and around the letter, mixed scripts.
WORDS = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split()

KINDS = tuple(all_papers())


def facts(kind: str, /, **changed: Any) -> dict[str, Any]:
    """The facts of a sample paper, some of them changed."""
    return {**_FACTS["every"], **_FACTS[kind], **changed}


def pdfium_text(content: bytes) -> str:
    """All text of a PDF as Chrome copies it."""
    document = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def poppler_text(content: bytes) -> str:
    """All text of a PDF as ``pdftotext`` writes it."""
    command = [str(program("pdftotext")), "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True, timeout=PATIENCE).stdout.decode()


def flowed(text: str) -> str:
    """``text`` with every stretch of blanks as one space, so that line breaks do not matter."""
    return re.sub(r"\s+", " ", text)
