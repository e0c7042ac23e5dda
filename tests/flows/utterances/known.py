"""What is known to be misread: it is put right by whoever reads it, so it may be, but nothing else may."""

from __future__ import annotations

from collections.abc import Iterable

from tests.flows.utterances.outcomes import Outcome, Verdict
from tests.flows.utterances.reading import FOLDER, Utterance

#: One a line, as ``in_short`` has it; ``python -m bench.utterances --know`` writes it anew.
_FILE = FOLDER / "known_misreadings.txt"


def known_misreadings() -> frozenset[str]:
    """Those that are known."""
    return frozenset(_FILE.read_text("utf-8").splitlines())


def know(verdicts: Iterable[Verdict]) -> None:
    """Write down every one that there is."""
    misread = sorted(in_short(each.utterance) for each in verdicts if each.outcome is Outcome.MISREAD)
    _FILE.write_text("".join(f"{each}\n" for each in misread), "utf-8")


def in_short(utterance: Utterance) -> str:
    """The utterance without its line, which moves."""
    return f"{utterance.file}, {utterance.situation}: {' | '.join(each.text for each in utterance.messages)}"
