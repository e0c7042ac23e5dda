"""What is added is found, and what is missing or there twice stops the start by its name."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import documents.papers
import flows
from documents.registry import all_papers
from flows.notices import notices
from flows.shared.paper_kinds import paper_kinds
from runtime.extension_points import EXTENSION_POINTS, Broken, papers, services

NOTICE = """
from flows.shared.notice import notice

@notice({name!r})
def told(office, params):
    return []
"""
PAPER_KIND = """
from chatbot.language.wording import Text
from flows.shared.paper_kinds import PaperKind

LEAFLET = PaperKind("leaflet", Text("Leaflet"), Text("Leaflet"), lambda *_: None)
"""


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose modules belong to ``flows`` too; what was found before is found anew."""
    monkeypatch.setattr(flows, "__path__", [*flows.__path__, str(tmp_path)])
    for found in (notices, paper_kinds, all_papers):
        found.cache_clear()
    yield tmp_path
    for found in (notices, paper_kinds, all_papers):
        found.cache_clear()
    for name in [name for name in sys.modules if name.startswith("flows.added")]:
        del sys.modules[name]


def test_every_way_of_adding_something_finds_what_is_there() -> None:
    assert all(there() for there in EXTENSION_POINTS.values())


def test_a_notice_that_is_declared_twice_stops_the_start(added: Path) -> None:
    (added / "added_notice.py").write_text(NOTICE.format(name="expiry"))
    with pytest.raises(Broken, match=r"flows\.registers\.notices and flows\.added_notice both declare 'expiry'"):
        services()


def test_a_notice_is_found_where_it_stands(added: Path) -> None:
    (added / "added_notice.py").write_text(NOTICE.format(name="tap_is_dry"))
    assert "tap_is_dry" in EXTENSION_POINTS["notices"]()


def test_a_paper_that_can_be_issued_and_has_no_sheet_stops_the_start(added: Path) -> None:
    (added / "added_paper.py").write_text(PAPER_KIND)
    with pytest.raises(Broken, match=r"leaflet has no sheet in documents/papers"):
        papers()


def test_a_sheet_that_nobody_issues_stops_the_start(added: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents.papers, "__path__", [*documents.papers.__path__, str(added)])
    (added / "leaflet.py").write_text("from documents.papers.certificate import PAPER\n")
    with pytest.raises(Broken, match=r"leaflet has no PaperKind in flows"):
        papers()


def test_a_paper_that_is_promised_and_does_not_exist_stops_the_start(added: Path) -> None:
    (added / "added_promise.py").write_text("def leave(talk):\n    talk.paper('leaflet', 1)\n")
    with pytest.raises(
        Broken, match=r"the paper 'leaflet' is promised and does not exist \(flows\.added_promise, line 2\)"
    ):
        services()


def test_a_folder_in_which_nothing_would_be_found_stops_the_start(added: Path) -> None:
    (added / "added").mkdir()
    (added / "added" / "leaflet.py").touch()
    with pytest.raises(Broken, match=r"added has modules and no __init__\.py"):
        services()
