"""Conversations as they are held, from the files in ``transcripts/``, on both databases.

How they are written, ``held.py`` and ``written.py`` say. ``make transcripts`` writes what we say now into the files
wherever it differs, to be looked through as a diff; a new conversation may so be begun with an empty ``>``. The menu is
spelt out in ``menu.txt`` and nowhere else.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.flows.held import hold
from tests.flows.phones import Village
from tests.flows.written import MENU, parts

FOLDER = Path(__file__).parent / "transcripts"
TRANSCRIPTS = sorted(FOLDER.glob("*.txt"))
MENU_ITSELF = FOLDER / "menu.txt"


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_conversation_goes_as_written(transcript: Path, village: Village, pytestconfig: pytest.Config) -> None:
    rewriting = bool(pytestconfig.getoption("rewrite_transcripts"))
    written = list(parts(transcript.read_text("utf-8")))
    hold(written, village, name=transcript.name, spelt_out=transcript == MENU_ITSELF, rewriting=rewriting)
    if rewriting:
        transcript.write_text("".join(f"{part}\n" for part in written), "utf-8")


def test_the_menu_is_spelt_out_in_one_place_and_only_there() -> None:
    last_row = re.compile(r"^> (9|৯|९)\. .+ / .+$", re.MULTILINE)
    assert [each for each in TRANSCRIPTS if last_row.search(each.read_text("utf-8"))] == [MENU_ITSELF]
    assert MENU not in MENU_ITSELF.read_text("utf-8")
