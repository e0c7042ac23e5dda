"""Papers are found by their files, and a broken one stops the start with its name."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from documents.registry import BrokenPaper, all_papers, discover
from tests.programs import ROOT


def test_every_file_is_a_kind() -> None:
    files = sorted(file.stem for file in (ROOT / "documents" / "papers").glob("[a-z]*.py"))
    assert sorted(all_papers()) == files


@pytest.mark.parametrize(
    ("name", "source", "complaint"),
    [
        ("papers_that_fail", "raise RuntimeError('no ink')", "no ink"),
        ("papers_without_one", "", "PAPER"),
        ("papers_of_another_kind", "PAPER = 'a napkin'", "not a Paper"),
    ],
)
def test_a_broken_paper_is_named(
    name: str, source: str, complaint: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "__init__.py").touch()
    (tmp_path / name / "licence.py").write_text(source)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(BrokenPaper, match=rf"{name}\.licence: .*{complaint}"):
        discover(importlib.import_module(name))
