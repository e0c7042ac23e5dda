"""Whether everything that can be said can be said in every language: ``python -m chatbot.language.wording_check PACKAGE …``."""

from __future__ import annotations

import string
import sys
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from chatbot.language.word_list_check import word_list_problems
from chatbot.language.wording import LANGUAGES

#: Code points of a row in a WhatsApp list, and of any text that must leave room for a list below it.
LONGEST_BUTTON: Final = 24
LONGEST_TEXT: Final = 900


def problems(folders: list[Path]) -> Iterator[str]:
    """Every fault of the catalogues, one sentence each."""
    texts, buttons = _used(folders)
    for language in LANGUAGES:
        if language == "en":
            wordings = {msgid: msgid for msgid in texts}
        else:
            catalogue = _catalogue(language)
            wordings = {str(entry.id): str(entry.string) for entry in catalogue if entry.id}
            yield from (f"{language}: still fuzzy: {entry.id!r}" for entry in catalogue if entry.id and entry.fuzzy)
            yield from (f"{language}: nobody says {msgid!r}" for msgid in wordings.keys() - texts)
        for msgid in sorted(texts):
            yield from _faults(language, msgid, wordings.get(msgid, ""), is_button=msgid in buttons)


def _faults(language: str, msgid: str, wording: str, *, is_button: bool) -> Iterator[str]:
    if not wording:
        yield f"{language}: not translated: {msgid!r}"
    elif _blanks(wording) != _blanks(msgid):
        yield f"{language}: other blanks than in {msgid!r}: {wording!r}"
    limit = LONGEST_BUTTON if is_button else LONGEST_TEXT
    if len(wording) > limit:
        yield f"{language}: {len(wording)} code points, {limit} allowed: {wording!r}"


def _used(folders: list[Path]) -> tuple[set[str], set[str]]:
    buttons = _marked(folders, "button")
    return _marked(folders, "_") | buttons, buttons


def _marked(folders: list[Path], by: str) -> set[str]:
    found = (entry for folder in folders for entry in extract_from_dir(folder, keywords={by: None}))
    return {msgid for _file, _line, msgid, _comments, _context in found if isinstance(msgid, str)}


def _blanks(wording: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(wording) if name}


def _catalogue(language: str) -> Catalog:
    with (resources.files(__package__) / "locale" / f"{language}.po").open("rb") as lines:
        return read_po(lines, locale=language)


def main(arguments: list[str]) -> int:
    if not arguments:
        sys.stderr.write("which packages? python -m chatbot.language.wording_check PACKAGE …\n")
        return 2
    folders = [Path(each) for each in arguments]
    found = [*problems(folders), *word_list_problems(folders)]
    for problem in found:
        sys.stderr.write(f"{problem}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
