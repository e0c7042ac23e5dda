"""Papers are kept whole, once, and found by nothing but their hash."""

from __future__ import annotations

import hashlib
import threading
from pathlib import Path

import pytest

from documents.store import NotKept, PaperStore


def test_a_kept_paper_is_found_by_the_hash_of_its_content(tmp_path: Path) -> None:
    store = PaperStore(tmp_path / "papers")
    digest, size = store.keep(b"a paper")
    assert (digest, size) == (hashlib.sha256(b"a paper").hexdigest(), 7)
    assert store.open(digest).read_bytes() == b"a paper"


def test_keeping_a_paper_again_changes_nothing(tmp_path: Path) -> None:
    store = PaperStore(tmp_path)
    first = store.keep(b"a paper")
    written = store.open(first[0]).stat().st_mtime_ns
    assert store.keep(b"a paper") == first
    assert store.open(first[0]).stat().st_mtime_ns == written


def test_many_keepers_of_one_paper_leave_one_whole_file(tmp_path: Path) -> None:
    content = b"a paper" * 100_000
    keepers = [threading.Thread(target=PaperStore(tmp_path).keep, args=(content,)) for _ in range(8)]
    for keeper in keepers:
        keeper.start()
    for keeper in keepers:
        keeper.join(20)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in files] == [content]


@pytest.mark.parametrize("name", ["0" * 64, "", "../../etc/passwd", "A" * 64])
def test_what_was_not_kept_is_not_found(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotKept):
        PaperStore(tmp_path).open(name)


def test_a_paper_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    store = PaperStore(tmp_path)
    digest = hashlib.sha256(b"a paper").hexdigest()
    (tmp_path / digest[:2]).write_bytes(b"a file where the folder should be")
    with pytest.raises(OSError, match=digest[:2]):
        store.keep(b"a paper")
    assert [path.name for path in tmp_path.iterdir()] == [digest[:2]]
