"""Facts in, PDF bytes out: the papers that the office issues."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from documents.facts import OpenPicture


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
    # Most processes hand papers out or file them, and need none of what draws them.
    from documents.facts import from_json  # noqa: PLC0415
    from documents.registry import paper_of  # noqa: PLC0415

    paper = paper_of(kind)
    return paper.render(from_json(paper.facts, facts, open_picture=open_picture), language)
