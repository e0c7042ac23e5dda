"""Rows of a register: which columns a kind has, and how a sheet is read by them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from chatbot.language.spelling import for_machines
from chatbot.language.wording import LANGUAGES
from panchayat.imports.cells import InLanguages
from panchayat.imports.faults import Faults
from panchayat.imports.letters import destroyed, misplaced
from panchayat.imports.sheets import Sheet

_NEEDED: Final = object()


class Row(BaseModel):
    """One line of a register. Every field is a column; ``column`` describes it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def absent(self, *fields: str) -> set[str]:
        """Those of these columns that the file does not have: what it leaves out, stays as it is."""
        return set(fields) - self.model_fields_set


R_co = TypeVar("R_co", bound=Row, covariant=True)
R = TypeVar("R", bound=Row)


def column(description: str, example: object, *, default: object = _NEEDED) -> Any:
    """A column: what stands in it, and an example as it is written (in three languages, as a tuple).

    With a ``default`` a cell may be empty, and the column left out.
    """
    if default is _NEEDED:
        return Field(description=description, examples=[example])
    return Field(default=default, description=description, examples=[example])


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file; ``language`` where it is one of three."""

    name: str
    field: str
    language: str | None
    description: str
    example: str
    required: bool


@dataclass(frozen=True, slots=True)
class Line(Generic[R_co]):
    """A good row, and the line of the file in which it stands."""

    number: int
    row: R_co


def columns_of(row: type[Row]) -> Sequence[Column]:
    """The columns of a kind; those that may be left out come last."""
    columns = list(_columns(row))
    return tuple(sorted(columns, key=lambda each: not each.required))


def _columns(row: type[Row]) -> Iterator[Column]:
    for name, field in row.model_fields.items():
        example = (field.examples or [""])[0]
        description, required = field.description or "", field.is_required()
        if _is_in_languages(row, name):
            for language, said in zip(LANGUAGES, example, strict=True):
                yield Column(f"{name}_{language}", name, language, description, said, required)
        else:
            yield Column(name, name, None, description, str(example), required)


def _is_in_languages(row: type[Row], field: str) -> bool:
    return InLanguages in row.model_fields[field].metadata


def check(
    model: type[R], sheet: Sheet, faults: Faults, *, samples: bool, advance: Callable[[], object]
) -> list[Line[R]]:
    """The good rows of the sheet; whatever is wrong with the others is added to ``faults``.

    Args:
        samples: accept the mobile numbers of samples, which nobody can have.
        advance: is called after each row.

    Raises:
        BadRows: the headings are not those of the kind.
    """
    placed = _placed(model, sheet, faults)
    faults.raise_if_any()
    context = {"samples": samples}
    defaults = {name: field.default for name, field in model.model_fields.items() if not field.is_required()}
    lines = []
    for number, cells in sheet.rows:
        if any(cell is not None for cell in cells[len(placed) :]):
            faults.add(number, None, "has more cells than there are headings")
        unreadable = dict(_destroyed(placed, cells))
        for column, reason in unreadable.items():
            faults.add(number, column, reason)
        try:
            row = model.model_validate(_by_field(placed, cells, defaults), context=context)
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_input=False):
                name = _named(model, fault["loc"])
                if name is None or name not in unreadable:
                    faults.add(number, name, _reason(fault["type"], fault["msg"]))
        else:
            if not unreadable:
                lines.append(Line(number, row))
        advance()
    return lines


def _destroyed(placed: Sequence[Column | None], cells: Sequence[object]) -> Iterator[tuple[str, str]]:
    """The columns with what nobody can read there: another program has destroyed it, or it is in another script."""
    for column, cell in zip(placed, cells, strict=False):
        if column is None or not isinstance(cell, str):
            continue
        if reason := destroyed(cell, column.language) or misplaced(cell, column.language):
            yield column.name, reason


def _placed(model: type[Row], sheet: Sheet, faults: Faults) -> list[Column | None]:
    """The column of each heading; what is unknown, doubled or missing is added to ``faults``."""
    known = {_squeezed(column.name): column for column in columns_of(model)}
    names = [column.name for column in known.values()]
    line = sheet.heading_line
    if reason := next(filter(None, map(destroyed, sheet.headings)), None):
        faults.add(line, None, f"the headings cannot be read: {reason}; there are {', '.join(names)}")
        return []
    if not any(_squeezed(heading) in known for heading in sheet.headings):
        # What stands there may be a record, which is not repeated.
        separated = " separated by comma, semicolon or tab" if len(sheet.headings) == 1 else ""
        faults.add(line, None, f"is no row of headings{separated}: there are {', '.join(names)}")
        return []
    placed: list[Column | None] = []
    for place, heading in enumerate(sheet.headings, start=1):
        column = known.get(_squeezed(heading))
        if not heading:
            faults.add(line, None, f"column {place} has no heading")
        elif column is None:
            near = get_close_matches(_squeezed(heading), known, n=1)
            hint = f"did you mean {known[near[0]].name}?" if near else f"there are {', '.join(names)}"
            faults.add(line, heading[:40], f"there is no such column; {hint}")
        elif column in placed:
            faults.add(line, column.name, "is there twice")
        placed.append(column)
    present = {column.field for column in placed if column}
    for column in known.values():
        if column not in placed and (column.required or column.field in present):
            faults.add(line, column.name, "is missing")
    return placed


def _squeezed(heading: str) -> str:
    return "".join(filter(str.isalnum, for_machines(heading).casefold()))


def _by_field(placed: Sequence[Column | None], cells: Sequence[object], defaults: dict[str, object]) -> dict[str, Any]:
    """The cells by the fields that they belong to; those of three languages together."""
    values: dict[str, Any] = {}
    padded = [*cells[: len(placed)], *[None] * (len(placed) - len(cells))]
    for column, cell in zip(placed, padded, strict=True):
        if column is None:
            continue
        if column.language is None:
            values[column.field] = defaults.get(column.field) if cell is None else cell
        else:
            values.setdefault(column.field, {})[column.language] = cell
    for field, value in values.items():
        if isinstance(value, dict) and field in defaults and not any(each is not None for each in value.values()):
            values[field] = defaults[field]
    return values


def _named(model: type[Row], place: tuple[int | str, ...]) -> str | None:
    """The column that pydantic means."""
    if not place:
        return None
    field = str(place[0])
    if not _is_in_languages(model, field):
        return field
    language = place[-1] if place[-1] in LANGUAGES else LANGUAGES[0]
    return f"{field}_{language}"


def _reason(kind: str, message: str) -> str:
    return message if kind == "cell" else message[:1].lower() + message[1:]
