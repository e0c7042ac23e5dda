"""What a table says of the people in it: whether they are shown what it keeps about them, and have it erased."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

#: The words under which somebody is told what is kept about them.
Shown = Literal[
    "messages", "answers", "files", "papers", "calls", "records", "registers", "posts", "pay_slips", "profile"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Personal:
    """``personal`` of every model whose rows are about a person; steps and parts go with the record that they point to.

    Args:
        shown: the word under which "my data" counts its rows, or names their numbers.
        hidden: why it is not shown, where it is not.
        erased: what erasing does: it deletes the rows, or sets columns to these values.
        kept: the law or the need by which rows, or what is left of them, stay whoever asks.
        waiting: the states of rows that still have something to do, and are not erased yet.
        gone: the states of rows that are erased already, and will be taken away.
        evidence: whether the file that its ``media_id`` names belongs to a record, and stays with it.
    """

    shown: Shown | None = None
    hidden: str | None = None
    erased: Literal["deleted"] | Mapping[str, object] | None = None
    kept: str | None = None
    waiting: frozenset[str] = field(default=frozenset())
    gone: frozenset[str] = field(default=frozenset())
    evidence: bool = False

    def __post_init__(self) -> None:
        if (self.shown is None) == (self.hidden is None):
            raise ValueError("it is either shown, or there is a reason why not")
        if self.erased is None and self.kept is None:
            raise ValueError("it is erased, or there is a reason why it is kept")
