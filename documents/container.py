"""A paper's file as a whole: numbered objects, packed small, which can be read back, written locked, and added to.

Streams stand by themselves, everything else is packed into one (PDF 1.5 and later). What is read back is what was
written here: it is no reader for the files of others.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

#: The second line tells programs that carry files that this one is not text.
_FIRST_LINES: Final = b"%%PDF-%b\n%%\xe2\xe3\xcf\xd3\n"
#: Of a row of the table of places: kind, place, and place within that.
_ROW: Final = (1, 4, 2)
_LENGTH: Final = re.compile(rb"/Length (\d+)")
_START: Final = re.compile(rb"startxref\n(\d+)\n%%EOF\n\Z")
_ROOT: Final = re.compile(rb"/Root (\d+) 0 R")
_INFO: Final = re.compile(rb"/Info (\d+) 0 R")


@dataclass(frozen=True, slots=True)
class Stream:
    """An object with content: ``about`` is what its dictionary says besides its length."""

    about: bytes
    content: bytes


#: A dictionary as it is written, or a stream.
Part = bytes | Stream


class Cipher(Protocol):
    """Makes content unreadable for whoever lacks the password."""

    @property
    def rules(self) -> bytes:
        """The dictionary that says how the file is locked."""

    def encrypt(self, content: bytes) -> bytes:
        """The content as it stands in the file; no two times the same."""


@dataclass(frozen=True, slots=True)
class File:
    """The objects by number, without gaps from 1; ``root`` is the catalogue's and ``info`` that of what is told about it."""

    objects: Mapping[int, Part]
    root: int
    info: int


def write(file: File) -> bytes:
    """The file's bytes; identical objects give identical bytes."""
    writer = _Writer(_FIRST_LINES % b"1.7", 0)
    writer.pack(file.objects, len(file.objects) + 1)
    return writer.end(len(file.objects) + 2, _trailer(file, writer.digest()))


def write_locked(file: File, cipher: Cipher, name: bytes) -> bytes:
    """The file's bytes, readable with ``cipher`` alone; ``name`` (16 bytes) is its own and says nothing of the content."""
    rules = len(file.objects) + 1
    # Locks of this kind belong to PDF 2.0.
    writer = _Writer(_FIRST_LINES % b"2.0", 0)
    writer.put(rules, cipher.rules)
    writer.pack(file.objects, rules + 1, cipher)
    return writer.end(rules + 2, _trailer(file, name) + b"/Encrypt %d 0 R" % rules)


def read(content: bytes) -> File:
    """The objects of a file that ``write`` has made.

    Raises:
        ValueError: it is another file.
    """
    try:
        start = _start(content)
        table, _ = _stream_at(content, start)
        rows = zlib.decompress(table.content)
        width = sum(_ROW)
        objects: dict[int, Part] = {}
        pack = 0
        for number in range(1, len(rows) // width):
            kind, place = rows[number * width], int.from_bytes(rows[number * width + 1 : number * width + 5])
            if kind == 1 and place != start:
                stream, packed = _stream_at(content, place)
                if packed:
                    objects.update(_unpacked(stream, packed))
                    pack = number
                else:
                    objects[number] = stream
        root, info = (int(found.group(1)) for each in (_ROOT, _INFO) if (found := each.search(table.about)))
    except (AttributeError, IndexError, zlib.error) as error:
        raise ValueError("the file is not one that was written here") from error
    if sorted(objects) != list(range(1, pack)):
        raise ValueError("the file lacks objects")
    return File(objects, root, info)


class Addition:
    """What is written behind a file that stays as it is: new objects, and others that replace those it has.

    Args:
        file: what ``content`` was written from; ``cipher`` with which, if it was locked.
    """

    def __init__(self, content: bytes, file: File, cipher: Cipher | None = None) -> None:
        self._before = _start(content)
        table, _ = _stream_at(content, self._before)
        # It names the same root and rules again, and the same file.
        self._trailer = table.about[table.about.index(b"/Root") : table.about.index(b"/Filter")]
        self._cipher = cipher
        # After the file's own objects, its lock's rules, its pack and its table.
        self.first = len(file.objects) + (4 if cipher else 3)
        self._writer = _Writer(b"", len(content))

    def put(self, number: int, content: bytes) -> int:
        """Write an object by itself; returns where it begins in the addition."""
        return self._writer.put(number, content) + len(b"%d 0 obj\n" % number)

    def text(self, text: str) -> bytes:
        """A text for an object that stands by itself."""
        written = text.encode("ascii") if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")
        return b"<%b>" % (self._cipher.encrypt(written) if self._cipher else written).hex().encode()

    def end(self, objects: Mapping[int, bytes], following: int) -> bytes:
        """The whole addition with these objects too; ``following`` is the next number that is free."""
        self._writer.pack(objects, following, self._cipher)
        return self._writer.end(following + 1, self._trailer + b"/Prev %d" % self._before)


class _Writer:
    """Writes objects one after the other and remembers where each stands."""

    def __init__(self, beginning: bytes, offset: int) -> None:
        self._parts = [beginning]
        self._place = offset + len(beginning)
        self._offset = offset
        self._whole = not offset
        self._rows: dict[int, tuple[int, int, int]] = {}

    def put(self, number: int, content: bytes) -> int:
        """Write one object by itself; returns where it begins, from where this writing began."""
        written = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        began = self._place
        self._rows[number] = (1, began, 0)
        self._parts.append(written)
        self._place += len(written)
        return began - self._offset

    def pack(self, objects: Mapping[int, Part], number: int, cipher: Cipher | None = None) -> None:
        """Write streams by themselves, and all else as the stream ``number``."""
        small: dict[int, bytes] = {}
        for each, part in objects.items():
            if isinstance(part, Stream):
                self.put(each, _written(part, cipher))
            else:
                self._rows[each] = (2, number, len(small))
                small[each] = part
        heads, place = [], 0
        for each, part in small.items():
            heads.append(b"%d %d" % (each, place))
            place += len(part) + 1
        index = b" ".join(heads) + b"\n"
        about = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(small), len(index))
        self.put(number, _written(Stream(about, zlib.compress(index + b"\n".join(small.values()))), cipher))

    def digest(self) -> bytes:
        """Sixteen bytes that stand for all that was written."""
        return hashlib.sha256(b"".join(self._parts)).digest()[:16]

    def end(self, number: int, trailer: bytes) -> bytes:
        """The table of places as the last object ``number``, and all that was written."""
        start = self._place
        self._rows[number] = (1, start, 0)
        if self._whole:
            self._rows[0] = (0, 0, 0xFFFF)
        rows = sorted(self._rows.items())
        table = b"".join(
            [part.to_bytes(wide) for _, row in rows for part, wide in zip(row, _ROW, strict=True)],
        )
        index = b"" if self._whole else b"/Index[%b]" % b" ".join([b"%d 1" % each for each, _ in rows])
        about = b"/Type/XRef/W[%d %d %d]" % _ROW + b"/Size %d%b%b/Filter/FlateDecode" % (number + 1, index, trailer)
        self.put(number, _written(Stream(about, zlib.compress(table)), None))
        return b"".join([*self._parts, b"startxref\n%d\n%%%%EOF\n" % start])


def _trailer(file: File, name: bytes) -> bytes:
    written = name.hex().encode()
    return b"/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]" % (file.root, file.info, written, written)


def _written(stream: Stream, cipher: Cipher | None) -> bytes:
    content = cipher.encrypt(stream.content) if cipher else stream.content
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (stream.about, len(content), content)


def _start(content: bytes) -> int:
    """Where the table of places begins, as the last lines say."""
    found = _START.search(content, max(0, len(content) - 40))
    if found is None:
        raise ValueError("the file does not end as a whole one does")
    return int(found.group(1))


def _stream_at(content: bytes, place: int) -> tuple[Stream, int]:
    """The stream that begins at ``place``, and how long its list is where it is one of packed objects."""
    begins = content.index(b"<<", place)
    ends = content.index(b">>\nstream\n", begins)
    about, _, length = content[begins + 2 : ends].rpartition(b"/Length ")
    begin = ends + len(b">>\nstream\n")
    first = re.search(rb"/Type/ObjStm/N \d+/First (\d+)", about)
    return Stream(about, content[begin : begin + int(length)]), int(first.group(1)) if first else 0


def _unpacked(stream: Stream, first: int) -> Iterator[tuple[int, bytes]]:
    """The packed objects with their numbers."""
    content = zlib.decompress(stream.content)
    heads = list(map(int, content[:first].split()))
    beginnings = [first + place for place in heads[1::2]]
    for number, begin, end in zip(heads[::2], beginnings, [*beginnings[1:], len(content) + 1], strict=True):
        yield number, content[begin : end - 1]


def stream_of(written: bytes) -> Stream:
    """A stream as another program has written it."""
    about, _, content = written.partition(b"\nstream\n")
    found = _LENGTH.search(about)
    if found is None:
        raise ValueError("a stream without its length")
    without = about[: found.start()] + about[found.end() :]
    return Stream(without.strip().removeprefix(b"<<").removesuffix(b">>").strip(), content[: int(found.group(1))])
