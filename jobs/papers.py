"""Renders and seals papers, one job a paper; a second run for the same paper finds it done."""

from __future__ import annotations

import hashlib
import logging
from uuid import UUID

from jobs.quiet import quiet
from jobs.tools import at_hand
from jobs.traces import report

log = logging.getLogger(__name__)


@quiet
def render(paper_id: str) -> None:
    """Render one paper, seal it and keep its file; what fails is noted, and tried again by the sweep after a while."""
    tools = at_hand()
    with tools.open_office() as office:
        paper = office.papers.get(UUID(paper_id))
        if paper.state != "waiting":
            return
    try:
        content = tools.render(paper.kind, paper.facts, language=paper.language)
        file_hash, size = tools.keep_paper(tools.seal(content, paper.facts, language=paper.language))
    except Exception as error:  # whatever is wrong with one paper must not stop the others
        report(log, error, "paper %s was not made", paper_id)
        with tools.open_office() as office:
            office.papers.failed(UUID(paper_id))
        return
    with tools.open_office() as office:
        content_hash = hashlib.sha256(content).hexdigest()
        office.papers.rendered(UUID(paper_id), content_hash=content_hash, file_hash=file_hash, size=size)
    tools.ring(office.wakeups)
