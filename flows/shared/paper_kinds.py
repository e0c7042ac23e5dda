"""The kinds of paper as people meet them: what each is called, what stands beside its file, and how it is issued."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

import flows
from chatbot.declared import declared_in
from chatbot.language.wording import Text
from panchayat.front_office import FrontOffice
from panchayat.models import Paper

#: Issues the paper about a record, in a language, for a contact.
Issue = Callable[[FrontOffice, UUID, str, UUID], Paper]


@dataclass(frozen=True, slots=True)
class PaperKind:
    """``name`` is that of its file in ``documents/papers``.

    ``title`` is what it is called where it is checked, as on the sheet itself; ``caption`` stands beside its file.
    """

    name: str
    title: Text
    caption: Text
    issue: Issue


@functools.cache
def paper_kinds() -> Mapping[str, PaperKind]:
    """Every kind by its name, found where it is declared.

    Raises:
        BrokenDeclaration: a module cannot be loaded, or a kind is declared twice.
    """
    return declared_in(flows, PaperKind, lambda kind: kind.name)


def issue(office: FrontOffice, kind: str, subject: UUID, language: str, contact_id: UUID) -> Paper:
    """The paper of this kind about a record, in ``language``, for a contact; the same facts give the same paper.

    Raises:
        KeyError: there is no paper of this kind.
        panchayat.pay.slips.NotTheirs: it is about somebody's pay, and this contact is not its employee.
    """
    return paper_kinds()[kind].issue(office, subject, language, contact_id)
