"""Reading a file as a table of headings and rows: CSV as spreadsheets write it, or the first sheet of an XLSX."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from chatbot.language.spelling import visible
from panchayat.imports.faults import NotATable

_LARGEST: Final = 100 * 1024 * 1024
_ZIP: Final = b"PK\x03\x04"
_OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS: Final = ",;\t"
#: What a number format writes as it stands, or takes for a colour or a condition: no per cent sign counts there.
_LITERAL: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
#: A number format of noughts alone, such as offices give to ids and phone numbers, with what groups them.
_NOUGHTS: Final = re.compile(r"(?=.*0.*0)[0 /-]+")
#: How a workbook writes what XML has no place for.
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
#: What people type into a cell that is to stay empty.
_NOTHING: Final = re.compile(r"[-–—−_.…·~=\s]+|\*{2,}")
#: A heading as all registers have them: anything else may be a record of a file that has none.
_HEADING: Final = re.compile(r"[a-z][a-z0-9_]*")
_NO_UTF_8: Final = re.compile("[\udc80-\udcff]")
_AS_UTF_8: Final = 'save it as "CSV UTF-8" or as XLSX'


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell in which a formula has failed; ``sign`` is such as ``#REF!``."""

    sign: str


@dataclass(frozen=True, slots=True)
class Share:
    """A number that its cell shows in per cent: 0.22 is seen as 22 %."""

    number: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: texts are ``visible`` without blanks around them, an empty cell is None; lines are counted from 1.

    A lone dash is an empty cell. Cells of an XLSX are numbers, shares, dates and truth values too.
    """

    heading_line: int
    headings: Sequence[str]
    rows: Sequence[tuple[int, Sequence[object]]]


def read_sheet(path: Path) -> Sheet:
    """The table in the file.

    Raises:
        NotATable
        OSError: it cannot be read.
    """
    content = path.read_bytes()
    if len(content) > _LARGEST:
        raise NotATable(f"is larger than {_LARGEST // 1024**2} MB: import it in parts")
    if content.startswith(_OLD_EXCEL):
        raise NotATable("is an old Excel file: save it as XLSX or as CSV UTF-8")
    return _sheet(_xlsx_rows(content) if content.startswith(_ZIP) else _csv_rows(_decoded(content)))


def parse_csv(text: str) -> Sheet:
    """The table in a CSV's text.

    Raises:
        NotATable
    """
    return _sheet(_csv_rows(text))


def _sheet(rows: Iterable[tuple[int, Sequence[object]]]) -> Sheet:
    cleaned = ((line, [_clean(cell) for cell in cells]) for line, cells in rows)
    filled = ((line, cells) for line, cells in cleaned if any(cell is not None for cell in cells))
    heading = next(filled, None)
    if heading is None:
        raise NotATable("is empty")
    line, headings = heading
    while headings[-1] is None:
        headings.pop()
    return Sheet(line, ["" if each is None else str(each) for each in headings], list(filled))


def _clean(cell: object) -> object:
    if isinstance(cell, str):
        text = visible(cell).strip()
        return None if not text or _NOTHING.fullmatch(text) else text
    return cell


def _decoded(content: bytes) -> str:
    if content.startswith(_UTF_16):
        raise NotATable(f"is in UTF-16: {_AS_UTF_8}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        where = _place_of_no_utf_8(content) or f"line {line}"
        raise NotATable(f"is not in UTF-8 ({where}): {_AS_UTF_8}") from None
    # Further below, a NUL is a fault of its cell like another sign that cannot be printed.
    if "\0" in text.lstrip().partition("\n")[0]:
        raise NotATable("is neither a CSV nor an XLSX file")
    return text


def _place_of_no_utf_8(content: bytes) -> str | None:
    """The line and the column of the first cell that is not in UTF-8; None if these cannot be told."""
    headings: list[str] = []
    try:
        for line, row in _csv_rows(content.decode("utf-8-sig", "surrogateescape")):
            cells = [str(cell).strip() for cell in row]
            headings = headings or (cells if any(cells) else [])
            for place, cell in enumerate(cells):
                if _NO_UTF_8.search(cell):
                    named = place < len(headings) and _HEADING.fullmatch(headings[place])
                    return f"line {line}, column {headings[place] if named else place + 1}"
    except NotATable:
        pass
    return None


def _csv_rows(text: str) -> Iterator[tuple[int, Sequence[object]]]:
    first, _end, rest = text.partition("\n")
    skipped = 0
    if first.strip().lower().startswith("sep="):  # Excel's own way of naming the delimiter
        delimiter, text, skipped = first.strip()[len("sep=") :], rest, 1
        if delimiter not in tuple(_DELIMITERS):
            raise NotATable("separates its columns by something else than comma, semicolon or tab")
    else:
        delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 0
    try:
        for row in reader:
            yield line + skipped + 1, row
            line = reader.line_num
    except csv.Error as error:
        raise NotATable(f"cannot be read beyond line {line + skipped + 1}: {error}") from None


def _delimiter(text: str) -> str:
    """What separates the headings: of the three, what they have most of."""
    heading = next((line for line in text.splitlines() if line.strip(' \t,;"')), "")
    return max(_DELIMITERS, key=heading.count)


def _xlsx_rows(content: bytes) -> Iterator[tuple[int, Sequence[object]]]:
    from openpyxl import load_workbook  # noqa: PLC0415  # takes a while to load, and most files are CSV

    def rows(*, results: bool) -> Iterator[Sequence[Any]]:
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=results).worksheets[0]
        sheet.reset_dimensions()  # some programs write wrong ones
        return sheet.iter_rows()

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and the like, which nobody here needs
            read = [(line, [_result(cell) for cell in row]) for line, row in enumerate(rows(results=True), start=1)]
            if _has_formulas(content):
                for (_line, cells), formulas in zip(read, rows(results=False), strict=True):
                    for place, formula in enumerate(formulas):
                        if formula.data_type == "f" and cells[place] is None:
                            cells[place] = CellError("it has no saved result")
    except Exception as error:  # a broken file can break its reader in any way
        raise NotATable("is damaged, or no XLSX file") from error
    yield from read


def _result(cell: Any) -> object:
    value = cell.value
    if cell.data_type == "e":
        return CellError(str(value))
    if isinstance(value, str):
        return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if cell.data_type != "n" or not isinstance(value, int | float):
        return value
    if _is_per_cent(cell.number_format):
        return Share(value)
    return _with_noughts(value, cell.number_format) or value


def _with_noughts(number: float, number_format: str) -> str | None:
    """The number as a format of noughts shows it, which is what an office has written; None of other formats."""
    shown = re.sub(r'\\(.)|"([^"]*)"', r"\1\2", number_format)
    if not _NOUGHTS.fullmatch(shown) or number < 0 or number != int(number):
        return None
    digits = list(str(int(number)).zfill(shown.count("0")))
    places = [digits.pop() if char == "0" else char for char in reversed(shown)]
    return "".join([*digits, *reversed(places)])


def _is_per_cent(number_format: str) -> bool:
    return "%" in _LITERAL.sub("", number_format)


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return any(b"<f" in parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/"))
