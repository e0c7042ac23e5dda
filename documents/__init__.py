"""Facts in, PDF bytes out: the papers that the office issues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from documents.facts import FactMissing, FactWrong, OpenPicture, from_json
from documents.registry import BrokenPaper, UnknownKind, all_papers, paper_of

__all__ = ["BrokenPaper", "FactMissing", "FactWrong", "UnknownKind", "all_papers", "render"]


def render(kind: str, facts: Mapping[str, Any], *, language: str, open_picture: OpenPicture | None = None) -> bytes:
    """The paper ``kind`` as a PDF in ``language``.

    Args:
        kind: the name of a file in ``documents/papers``, such as ``permit``.
        facts: JSON, as the office froze it when the paper was issued: dates as ISO text, money in paise,
            areas as decimal text, names by language, pictures by the SHA-256 (hex) of their content.
        language: ``bn``, ``en`` or ``hi``.
        open_picture: hands out the content of a picture; not needed where the facts have none.

    Returns:
        The file. Identical facts give identical bytes, in any process.

    Raises:
        UnknownKind: there is no such paper.
        FactMissing, FactWrong: the facts are not those of this paper.
    """
    paper = paper_of(kind)
    return paper.render(from_json(paper.facts, facts, open_picture=open_picture), language)
