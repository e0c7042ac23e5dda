"""Taking a complaint back in one's own words: which one is found by what it is about, and it is asked once more."""

from __future__ import annotations

from typing import Final

from chatbot.language.matching import normalise, spoken
from chatbot.language.word_lists import words as word_list
from chatbot.language.wording import _, button
from chatbot.messages import Option
from chatbot.talk import Talk
from flows.grievances.subjects import about_it, may_be_about, subjects_in
from flows.grievances.words import subject
from panchayat.front_office import FrontOffice
from panchayat.models import Grievance
from panchayat.models.grievance_states import State, is_open

_WORDS: Final = {
    meant: tuple(f" {normalise(word)} " for word in said)
    for meant, said in word_list("withdrawing", __package__).items()
}
#: Whoever takes something back says it in few words.
_LONGEST: Final = 12
_OTHER: Final = Option("other", button("Something else"), words=("other", "onno kichu", "অন্য কিছু", "कुछ और"))


def leads_to_withdrawal(talk: Talk, office: FrontOffice, words: str) -> bool:
    """Whether they say that one of their own open complaints is to be taken back."""
    return bool(_meant(talk, office, words))


def lead_to_withdrawal(talk: Talk, office: FrontOffice, words: str) -> None:
    """Ask whether it is to be taken back, after which of several; else go on."""
    found = _meant(talk, office, words)
    if not found:
        return
    if len(found) == 1:
        talk.go("status", which=found[0].number, next="withdraw")
    chosen = talk.choose(
        "withdraws",
        _("Which complaint do you want to take back?"),
        [*(Option(each.number, subject(office, each)) for each in found), _OTHER],
    )
    if chosen.id != _OTHER.id:
        talk.go("status", which=chosen.id, next="withdraw")


def _meant(talk: Talk, office: FrontOffice, words: str) -> list[Grievance]:
    said = spoken(words)
    if len(said) > _LONGEST or not _says(said):
        return []
    own = [each for each in office.filings.of(talk.citizen) if isinstance(each, Grievance)]
    still = [each for each in own if is_open(State(each.state))]
    return about_it(office, still, words) or [each for each in still if may_be_about(office, each, words)]


def _says(said: list[str]) -> bool:
    text = f" {' '.join(said)} "

    def has(meant: str) -> bool:
        return any(each in text for each in _WORDS[meant])

    if has("else"):
        return False
    return has("needless") or (has("taking") and (has("of") or bool(subjects_in(text))))
