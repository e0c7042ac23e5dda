"""Empty registers to begin with: the headings, one sample row, and what each column means."""

from __future__ import annotations

import csv
import io
from typing import Any

from panchayat.imports.kind import Kind
from panchayat.imports.rows import Column, columns_of

_WIDTH = 24
_WIDE = 60


def template_csv(kind: Kind[Any]) -> str:
    """The headings and one sample row."""
    columns = columns_of(kind.row)
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    writer.writerow([column.example for column in columns])
    return written.getvalue()


def template_xlsx(kind: Kind[Any]) -> bytes:
    """The same as the first sheet of a workbook; a second sheet explains each column."""
    from openpyxl import Workbook  # noqa: PLC0415  # takes a while to load, and is seldom asked for
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    columns = columns_of(kind.row)
    book = Workbook()
    register = book.worksheets[0]
    register.title = kind.nouns[:31]
    register.append([column.name for column in columns])
    register.append([column.example for column in columns])
    for place in range(1, len(columns) + 1):
        letter = get_column_letter(place)
        register.column_dimensions[letter].width = _WIDTH
        # As text, or a spreadsheet takes a memo number for a date and the noughts from an account.
        register.column_dimensions[letter].number_format = "@"
        for line in (1, 2):
            register[f"{letter}{line}"].number_format = "@"
        register[f"{letter}1"].font = Font(bold=True)
    register.freeze_panes = "A2"
    explained = book.create_sheet("columns")
    explained.append(["column", "required", "what it is", "example"])
    for column in columns:
        explained.append([column.name, "yes" if column.required else "no", _explained(column), column.example])
    for letter, width in zip("ABCD", (_WIDTH, 10, _WIDE, _WIDE), strict=True):
        explained.column_dimensions[letter].width = width
        explained[f"{letter}1"].font = Font(bold=True)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _explained(column: Column) -> str:
    languages = {"bn": "in Bengali", "en": "in English", "hi": "in Hindi"}
    return f"{column.description} ({languages[column.language]})" if column.language else column.description
