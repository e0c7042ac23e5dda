"""A conversation goes on when other code is running than when it began, and broken code does not start."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatbot.catalogue import Flows
from chatbot.declared import BrokenDeclaration
from chatbot.discovery import discover
from chatbot.flow import BrokenFlow, Flow
from chatbot.talk import Talk
from tests.chatbot.talking import MENU, Ledger, Person, give_help, in_talk, menu, options, resume, service


def three(talk: Talk, office: Ledger) -> None:
    answers = [talk.text(name, f"{name.capitalize()}?") for name in ("one", "two", "three")]
    talk.say(" ".join(answers))


def talking() -> Person:
    person = in_talk(three)
    person.says("first")
    person.says("second")
    assert person.asked == "three"
    return person


def test_an_inserted_question_is_asked_next_and_later_answers_stay() -> None:
    def inserted(talk: Talk, office: Ledger) -> None:
        answers = [talk.text(name, f"{name.capitalize()}?") for name in ("one", "new", "two", "three")]
        talk.say(" ".join(answers))

    person = talking()
    person.meets(service(inserted))
    assert "New?" in person.says("third")
    assert "Three?" in person.says("between")
    assert person.says("third") == "first between second third"


def test_a_removed_question_is_ignored() -> None:
    def removed(talk: Talk, office: Ledger) -> None:
        talk.say(" ".join(talk.text(name, f"{name.capitalize()}?") for name in ("one", "three")))

    person = talking()
    person.meets(service(removed))
    assert person.says("third") == "first third"


def test_a_renamed_question_is_asked_again() -> None:
    def renamed(talk: Talk, office: Ledger) -> None:
        talk.say(" ".join(talk.text(name, f"{name.capitalize()}?") for name in ("one", "other", "three")))

    person = talking()
    person.meets(service(renamed))
    assert "Other?" in person.says("third")


def test_a_question_of_another_kind_than_before_is_put_anew() -> None:
    def listed(talk: Talk, office: Ledger) -> None:
        talk.text("one", "One?")
        talk.text("two", "Two?")
        talk.say(talk.choose("three", "Three?", options("A", "B")).label)

    person = talking()
    person.meets(service(listed))
    assert "1. A\n2. B" in person.says("third")
    assert person.says("2") == "B"


def test_a_question_inserted_before_a_deed_that_is_done_ends_in_the_menu() -> None:
    def done(talk: Talk, office: Ledger) -> None:
        talk.text("name", "Name?")
        talk.once("write", lambda: office.write("written"))
        talk.text("more", "More?")

    def inserted(talk: Talk, office: Ledger) -> None:
        talk.text("name", "Name?")
        talk.text("new", "New?")
        talk.once("write", lambda: office.write("written"))
        talk.text("more", "More?")

    person = in_talk(done)
    person.says("Rahima")
    person.meets(service(inserted))
    assert MENU in person.says("no")
    assert person.ledger.entries == ["written"]


def test_a_flow_that_is_gone_ends_in_the_menu() -> None:
    person = talking()
    person.meets()
    assert MENU in person.says("third")
    assert person.asked == "service"


def test_a_waiting_flow_that_is_gone_is_forgotten() -> None:
    person = talking()
    person.says("menu")
    person.meets()
    said = person.says("menu")
    assert MENU in said
    assert "waits" not in said
    assert MENU in person.says("continue")


def test_an_interrupted_flow_that_is_gone_is_not_returned_to() -> None:
    def ask(talk: Talk, office: Ledger) -> None:
        talk.text("question", "Question?")
        talk.say("Answered.")

    aside = service(ask, "aside", 2, anywhere="aside")
    person = Person(service(three), aside)
    person.says("1")
    person.says("first")
    person.says("aside")
    person.meets(aside)
    assert person.says("words") == "Answered."


def flows(*more: Flow) -> Flows:
    return Flows([menu, resume, give_help, *more])


def test_two_flows_of_one_name_do_not_start() -> None:
    with pytest.raises(BrokenFlow, match="two flows are named 'three'"):
        flows(service(three, "three"), service(three, "three", 2))


def test_two_flows_in_one_row_do_not_start() -> None:
    with pytest.raises(BrokenFlow, match="share a row"):
        flows(service(three, "three"), service(three, "four"))


def test_two_flows_that_answer_to_one_word_do_not_start() -> None:
    with pytest.raises(BrokenFlow, match="both answer to 'help'"):
        flows(service(three, "three", anywhere="HELP"))


def test_without_a_beginning_nothing_starts() -> None:
    with pytest.raises(BrokenFlow, match="one home flow, not 0"):
        Flows([resume])


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty package ``sample_flows`` with the menu in it."""
    folder = tmp_path / "sample_flows"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    (folder / "home.py").write_text(
        "from chatbot.declaration import flow\n"
        "@flow('menu', title='Menu', home=True)\n"
        "def menu(talk, office): talk.text('q', 'Q?')\n"
        "@flow('resume', title='Resume', resumes=True)\n"
        "def resume(talk, office): talk.go('menu')\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.startswith("sample_flows")]:
        del sys.modules[name]


def test_every_flow_of_a_package_is_found(package: Path) -> None:
    (package / "parts").mkdir()
    (package / "parts" / "__init__.py").write_text("")
    (package / "parts" / "deep.py").write_text(
        "from chatbot.declaration import flow\nfrom sample_flows.home import menu\n"
        "@flow('deep', title='Deep')\ndef deep(talk, office): talk.go('menu')\n"
    )
    found = discover(importlib.import_module("sample_flows"))
    assert {each.name for each in found} == {"menu", "resume", "deep"}


def lost(hands_over: str) -> str:
    """A module whose flow ends by what is written."""
    return f"from chatbot.declaration import flow\n@flow('lost', title='Lost')\ndef lost(talk, office): {hands_over}\n"


@pytest.mark.parametrize(
    "hands_over",
    [
        "talk.go('nowhere')",
        "talk.go('nowhere', which='1')",
        "talk.go('menu' if office else 'nowhere')",
        "talk.go(NOWHERE)\nNOWHERE = 'nowhere'",
    ],
)
def test_a_hand_over_to_nowhere_stops_the_start_and_names_the_flow(package: Path, hands_over: str) -> None:
    (package / "lost.py").write_text(lost(hands_over))
    with pytest.raises(BrokenFlow, match="flow 'lost' hands over to 'nowhere', which does not exist"):
        discover(importlib.import_module("sample_flows"))


@pytest.mark.parametrize("beside", ["complaints/words.py", "shared/proof.py"])
def test_a_hand_over_to_nowhere_beside_the_flow_stops_the_start_and_names_the_file(package: Path, beside: str) -> None:
    for folder in ("complaints", "shared"):
        (package / folder).mkdir()
        (package / folder / "__init__.py").write_text("")
    (package / "complaints" / "file.py").write_text(lost("talk.go('menu')"))
    (package / beside).write_text("def go_on(talk):\n    talk.go('nowhere')\n")
    named = "sample_flows." + beside.removesuffix(".py").replace("/", r"\.")
    with pytest.raises(BrokenFlow, match=rf"{named} hands over to 'nowhere', which does not exist \({named}, line 2\)"):
        discover(importlib.import_module("sample_flows"))


def test_a_flow_that_cannot_be_loaded_stops_the_start_and_is_named(package: Path) -> None:
    (package / "broken.py").write_text("1 / 0\n")
    with pytest.raises(BrokenDeclaration, match=r"sample_flows\.broken cannot be loaded: division by zero"):
        discover(importlib.import_module("sample_flows"))
