"""``panchayat import``: takes in the registers that an office keeps in spreadsheets."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import click

from runtime.cli import options
from runtime.problem import Problem
from runtime.settings import Settings, load

if TYPE_CHECKING:
    from panchayat.core.outcomes import Outcome
    from panchayat.imports import BadRows, Checked
    from panchayat.imports.kind import Kind
    from runtime.wiring import Installation

    #: What became of the rows, and what will be missed.
    _TakenIn = tuple[Mapping[Outcome, int], list[str]]


#: So many faults are told on the terminal.
_SHOWN: Final = 100


class NotImported(Problem):
    """The file was not taken in, and nothing has changed."""


class _Rehearsed(Exception):
    """Ends a unit of work without keeping it."""


class _ListsKinds(click.Command):
    """Says in its help what can be imported."""

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Kinds"):
            formatter.write_dl([(name, kind.title) for name, kind in _kinds().items()])
        super().format_epilog(context, formatter)


@click.command("import", cls=_ListsKinds)
@click.argument("kind", metavar="KIND")
@click.argument("file", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Look at everything, keep nothing.")
@click.option(
    "--template", is_flag=True, help="Write an empty register to begin with, to FILE (.csv or .xlsx) or here."
)
@options.data
def import_register(kind: str, file: Path | None, data: Path | None, *, dry_run: bool, template: bool) -> None:
    """Take in a register from a CSV or XLSX file, all of it or nothing.

    Whatever is wrong is told by line and column. A file may be imported again: what is known already is not added
    twice, and what has changed is changed. In an XLSX the first sheet is read.
    """
    chosen = _kind(kind)
    if template:
        _write_template(chosen, file)
        return
    if file is None:
        raise click.UsageError("Missing argument 'FILE'.")
    settings = load(data=data, following=True)
    checked = _check(chosen, file, settings)
    tally, warnings = _enter(checked, file, settings, keep=not dry_run)
    from panchayat.imports import told

    click.echo(told(chosen, tally) + (" (a dry run: nothing was kept)" if dry_run else ""))
    for warning in warnings:
        click.echo(f"warning: {warning}", err=True)


def _kinds() -> Mapping[str, Kind[Any]]:
    from runtime.extension_points import registers

    return registers()


def _kind(name: str) -> Kind[Any]:
    from panchayat.imports import NoSuchKind, kind_of

    _kinds()
    try:
        return kind_of(name)
    except NoSuchKind as unknown:
        raise NotImported(str(unknown)) from unknown


def _check(kind: Kind[Any], file: Path, settings: Settings) -> Checked[Any]:
    from panchayat.imports import BadRows, NotATable, check_sheet, read_sheet

    try:
        sheet = read_sheet(file)
    except NotATable as bad:
        raise NotImported(f"{file} {bad.reason}") from bad
    except OSError as error:
        raise NotImported(f"{file} cannot be read: {error.strerror}") from error
    with _progress("Checking", len(sheet.rows)) as advance:
        try:
            return check_sheet(kind, sheet, samples=settings.on_trial, advance=advance)
        except BadRows as bad:
            raise _refusal(file, bad) from bad


def _enter(checked: Checked[Any], file: Path, settings: Settings, *, keep: bool) -> _TakenIn:
    from panchayat.imports import BadRows, UnfitFile
    from runtime.records import prepare
    from runtime.wiring import Installation

    logging.disable(logging.WARNING)  # without a queue nobody is woken, and the sweep finds the work
    prepare(settings, demo=False)
    installation = Installation(settings)
    try:
        return _take_in(checked, file, installation, keep=keep)
    except UnfitFile as unfit:
        refused = NotImported(f"nothing was imported: {unfit.reason}")
    except BadRows as bad:
        refused = _refusal(file, bad)
    finally:
        installation.database.dispose()
    # No traceback leads to the thousands of records any more: they go now, not while the interpreter is taken down.
    gc.collect()
    raise refused


def _take_in(checked: Checked[Any], file: Path, installation: Installation, *, keep: bool) -> _TakenIn:
    from panchayat.imports import enter
    from runtime.files_beside import FilesBeside
    from runtime.records import reachable

    files = FilesBeside(file.parent, papers=installation.papers, pictures=installation.pictures)
    tally: Mapping[Outcome, int] = {}
    warnings: list[str] = []
    with suppress(_Rehearsed), reachable(), _progress("Entering", len(checked.lines)) as advance:
        with installation.database.open_office() as office:
            tally = enter(office, checked, beside=files, advance=advance, warn=warnings.append)
            files.keep() if keep else _undo()
        installation.doorbell.ring(office.wakeups)
    return tally, warnings


def _undo() -> NoReturn:
    raise _Rehearsed


def _refusal(file: Path, bad: BadRows) -> NotImported:
    """Tells the first faults, each on a line of its own, and writes a longer list beside the file; the problem is their sum."""
    for fault in bad.faults[:_SHOWN]:
        click.echo(str(fault), err=True)
    told = f"nothing was imported: {file} has {bad.count} {'fault' if bad.count == 1 else 'faults'}"
    if bad.count <= _SHOWN:
        return NotImported(told)
    listed = _list_faults(file, bad)
    return NotImported(f"{told}, {bad.count - _SHOWN} of them not shown: {listed}")


def _list_faults(file: Path, bad: BadRows) -> str:
    """Write all faults beside the file; says where, or why not. Nothing but such a list is overwritten."""
    from panchayat.imports import are_faults, faults_csv

    beside = file.with_name(f"{file.stem}.faults.csv")
    try:
        if beside.exists() and not are_faults(beside.read_text("utf-8-sig", errors="replace")):
            return f"{beside} is something else, and is not overwritten"
        beside.write_text(faults_csv(bad.faults), "utf-8-sig")  # the mark tells Excel that it is UTF-8
    except OSError as error:
        return f"{beside} cannot be written: {error.strerror}"
    return f"{beside} lists {'all' if len(bad.faults) == bad.count else f'the first {len(bad.faults)}'}"


def _write_template(kind: Kind[Any], file: Path | None) -> None:
    from panchayat.imports import template_csv, template_xlsx

    if file is None:
        click.echo(template_csv(kind), nl=False)
        return
    match file.suffix.lower():
        case ".csv":
            content = template_csv(kind).encode("utf-8-sig")  # the mark tells Excel that it is UTF-8
        case ".xlsx":
            content = template_xlsx(kind)
        case _:
            raise NotImported(f"{file} ends neither in .csv nor in .xlsx")
    try:
        with file.open("xb") as new:
            new.write(content)
    except FileExistsError:
        raise NotImported(f"{file} is there already, and is not overwritten") from None
    except OSError as error:
        raise NotImported(f"{file} cannot be written: {error.strerror}") from error
    click.echo(f"{file} is written: a row of headings and a sample row to replace.")


@contextmanager
def _progress(label: str, length: int) -> Iterator[Callable[[], None]]:
    shown = length and sys.stderr.isatty()
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=not shown) as progress:
        yield lambda: progress.update(1)
