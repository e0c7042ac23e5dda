"""Whoever follows CONTRIBUTING.md to the letter has a service."""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

import flows
from chatbot.catalogue import Flows
from chatbot.discovery import discover
from panchayat.front_office import FrontOffice
from tests.conftest import SettableClock
from tests.flows.held import hold
from tests.flows.phones import OpenOffice, Village
from tests.flows.test_transcripts import MENU_ITSELF, TRANSCRIPTS
from tests.flows.written import parts
from tests.programs import ROOT

#: The transcript that has the list of help, in which the service stands.
HELP = "not_understood"
PAGE = ROOT / "CONTRIBUTING.md"
NUMBER = "TAP-26-4815-3706"


class Report(NamedTuple):
    """What has been reported, as the rules of the newcomer would keep it."""

    id: UUID
    office_id: UUID
    contact_id: UUID
    place: str

    @property
    def number(self) -> str:
        return NUMBER


class Taps(list[Report]):
    def report(self, office_id: UUID, contact_id: UUID, place: str) -> Report:
        self.append(Report(uuid7(), office_id, contact_id, place))
        return self[-1]

    def get(self, report_id: UUID) -> Report:
        return next(each for each in self if each.id == report_id)


def block(language: str) -> str:
    """The one block of this kind on the page."""
    [found] = re.findall(rf"^ *```{language}\n(.*?)^ *```$", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return textwrap.dedent(found)


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flows]:
    """Every service, with the page's own where it tells to put it."""
    folder = tmp_path_factory.mktemp("newcomer")
    (folder / "taps").mkdir()
    (folder / "taps" / "__init__.py").write_text('"""Taps that need repair."""\n')
    (folder / "taps" / "report.py").write_text(block("python"), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flows, "__path__", [*flows.__path__, str(folder)])
        found = discover(flows)
    yield found
    for name in [name for name in sys.modules if name.startswith("flows.taps")]:
        del sys.modules[name]


@pytest.fixture
def taps() -> Taps:
    return Taps()


@pytest.fixture
def village(open_office: OpenOffice, clock: SettableClock, services: Flows, taps: Taps) -> Village:
    @contextmanager
    def with_taps() -> Iterator[FrontOffice]:
        with open_office() as office:
            office.taps = taps  # type: ignore[attr-defined]
            yield office

    return Village(with_taps, clock, services)


def test_the_service_of_the_page_is_found_and_goes_as_its_transcript_says(village: Village, taps: Taps) -> None:
    hold(list(parts(block("text"))), village, name="CONTRIBUTING.md")
    with village.open_office() as office:
        jirat = office.offices.by_code("SAMPLE-02").id
        assert [each[1:] for each in taps] == [(jirat, village.phone().contact(office).id, "beside the school")]


@pytest.mark.slow
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("transcript", [each for each in TRANSCRIPTS if each.stem != HELP], ids=lambda path: path.stem)
def test_its_words_take_nobody_away_from_what_they_were_saying(transcript: Path, village: Village) -> None:
    written = list(parts(transcript.read_text("utf-8")))
    hold(written, village, name=transcript.name, spelt_out=transcript == MENU_ITSELF)


def test_the_page_takes_no_row_of_the_menu(services: Flows) -> None:
    assert services["tap_repair"].row is None
    assert {each.row for each in services if each.row} == set(range(1, 11))


def test_every_file_that_the_page_names_is_there_or_is_the_newcomers_own() -> None:
    named = set(re.findall(r"`([a-z_]+/[a-z_/.]+)`", PAGE.read_text("utf-8")))
    assert [each for each in sorted(named) if "tap" not in each and not (ROOT / each).exists()] == []
