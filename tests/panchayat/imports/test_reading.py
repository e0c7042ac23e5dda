"""Files as offices bring them, and what is told about those that cannot be read."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from panchayat.imports import (
    BadRows,
    NoSuchKind,
    NotATable,
    all_kinds,
    check_sheet,
    kind_of,
    parse_csv,
    read_sheet,
    template_csv,
    template_xlsx,
)
from panchayat.imports.registry import BrokenKind, discover
from tests.panchayat.imports.registers import rows

AT_MIDNIGHT = datetime.combine(date(2026, 4, 1), time())
DA = [["valid_from", "percent"], ["01-04-2026", "22"], ["01-04-2027", "26.5"]]


def da(delimiter: str = ",") -> str:
    return "\n".join(delimiter.join(row) for row in DA) + "\n"


def read(tmp_path: Path, content: bytes, name: str = "register.csv") -> list[Any]:
    """The rates in a file of dearness allowance."""
    path = tmp_path / name
    path.write_bytes(content)
    checked = check_sheet(kind_of("da"), read_sheet(path), samples=False)
    checked.faults.raise_if_any()
    return [(line.row.valid_from, str(line.row.percent)) for line in checked.lines]


def shown_as(number_format: str, *numbers: float) -> bytes:
    """A workbook with rates whose cells have this number format."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(DA[0])
    for year, number in enumerate(numbers, start=2026):
        sheet.append([f"01-04-{year}", number])
        sheet.cell(sheet.max_row, 2).number_format = number_format
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def refusal(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    with pytest.raises(NotATable) as refused:
        read_sheet(path)
    return refused.value.reason


def xlsx(*lines: list[Any]) -> bytes:
    book = Workbook()
    for line in lines:
        book.worksheets[0].append(line)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def faults_of(kind: str, text: str, *, samples: bool = True) -> list[str]:
    try:
        checked = check_sheet(kind_of(kind), parse_csv(text), samples=samples)
        checked.faults.raise_if_any()
    except BadRows as bad:
        return [str(fault) for fault in bad.faults]
    return []


RATES = [(date(2026, 4, 1), "22.00"), (date(2027, 4, 1), "26.50")]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(da().encode(), id="commas"),
        pytest.param(da(";").encode(), id="semicolons"),
        pytest.param(da("\t").encode(), id="tabs"),
        pytest.param(da().encode("utf-8-sig"), id="with the mark of UTF-8"),
        pytest.param(("sep=;\n" + da(";")).encode(), id="Excel names the delimiter"),
        pytest.param(da().replace("\n", "\r\n").encode(), id="lines of Windows"),
        pytest.param(("\n,\n" + da() + "\n , \n").encode(), id="empty lines around it"),
        pytest.param(
            da().replace("valid_from,percent", '"Valid From"; PERCENT '.replace(";", ",")).encode(), id="case"
        ),
        pytest.param(da().replace("01-04-2026", "০১/০৪/২০২৬").replace(",22", ",২২").encode(), id="Bengali digits"),
        pytest.param(da().replace("01-04-2026", "२०२६-०४-०१").encode(), id="ISO in Hindi digits"),
        pytest.param(
            da().replace("valid_from,percent", "valid_from,percent,,").encode(), id="empty columns at the end"
        ),
        pytest.param(xlsx(*DA), id="XLSX with texts"),
        pytest.param(xlsx(DA[0], [AT_MIDNIGHT, 22], [date(2027, 4, 1), 26.5]), id="XLSX with dates and numbers"),
        pytest.param(xlsx([], DA[0], [None, None], *DA[1:], [" ", None]), id="XLSX with empty rows"),
    ],
)
def test_a_register_is_read_however_a_spreadsheet_writes_it(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == RATES


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(da().replace("22", "22%").replace("26.5", "26.50 %").encode(), id="CSV"),
        pytest.param(da().replace("22", "২২%").encode(), id="Bengali digits"),
        pytest.param(xlsx(DA[0], ["01-04-2026", "22%"], ["01-04-2027", "26.5%"]), id="XLSX with texts"),
        pytest.param(shown_as("0%", 0.22, 0.265), id="XLSX in per cent"),
        pytest.param(shown_as("[Red]0.00%", 0.22, 0.265), id="XLSX in per cent and in red"),
        pytest.param(shown_as('0.00" %"', 22, 26.5), id="XLSX with a sign that changes nothing"),
        pytest.param(shown_as("0.00", 22, 26.5), id="XLSX with a plain number"),
    ],
)
def test_a_rate_is_what_its_cell_shows(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == RATES


def test_a_small_rate_is_not_taken_for_a_share(tmp_path: Path) -> None:
    assert read(tmp_path, shown_as("General", 0.25)) == [(date(2026, 4, 1), "0.25")]
    assert read(tmp_path, shown_as("0.00%", 0.0025)) == [(date(2026, 4, 1), "0.25")]


def test_per_cent_is_understood_in_its_own_columns_only(tmp_path: Path) -> None:
    headings = template_csv(kind_of("tax")).splitlines()[0].split(",")
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(headings)
    sheet.append(["01-04-2026", "40000", 2])
    sheet["C2"].number_format = "0%"
    path = tmp_path / "register.xlsx"
    book.save(path)
    checked = check_sheet(kind_of("tax"), read_sheet(path), samples=False)
    with pytest.raises(BadRows) as refused:
        checked.faults.raise_if_any()
    assert [str(fault) for fault in refused.value.faults] == [
        "line 2, column tax: is a number in per cent: format the column as text"
    ]
    assert faults_of("tax", rows("tax", {"tax": "2%"})) == ["line 2, column tax: is not a number"]
    assert faults_of("gst", rows("gst", {"percent": "%"})) == ["line 2, column percent: is not a number"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\n , \n\n", "is empty"),
        (da().encode("utf-16"), 'is in UTF-16: save it as "CSV UTF-8" or as XLSX'),
        (
            "day,name\n1,café\n".encode("cp1252"),
            'is not in UTF-8 (line 2, column name): save it as "CSV UTF-8" or as XLSX',
        ),
        (
            'day,Name\n"1\n2",Jos\n3,é\n'.encode("cp1252"),
            'is not in UTF-8 (line 4, column 2): save it as "CSV UTF-8" or as XLSX',
        ),
        ('day,name\n"1,é\n'.encode("cp1252"), 'is not in UTF-8 (line 2): save it as "CSV UTF-8" or as XLSX'),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "is an old Excel file: save it as XLSX or as CSV UTF-8"),
        (b"a\0b", "is neither a CSV nor an XLSX file"),
        (b"PK\x03\x04 no spreadsheet", "is damaged, or no XLSX file"),
        (xlsx(*DA)[:2000], "is damaged, or no XLSX file"),
        (xlsx(), "is empty"),
        (b'valid_from,percent\n"01-04-2026,22\n', "cannot be read beyond line 2: unexpected end of data"),
        (b"sep=|\nvalid_from|percent\n", "separates its columns by something else than comma, semicolon or tab"),
    ],
)
def test_a_file_that_is_no_register_is_refused_in_one_sentence(tmp_path: Path, content: bytes, told: str) -> None:
    assert refusal(tmp_path, content) == told


def test_the_wrong_headings_are_named_with_what_was_meant() -> None:
    assert faults_of("da", "valid_form,percent,percent,,note\n1,2,3,4,5\n") == [
        "line 1, column valid_form: there is no such column; did you mean valid_from?",
        "line 1, column percent: is there twice",
        "line 1: column 4 has no heading",
        "line 1, column note: there is no such column; there are valid_from, percent",
        "line 1, column valid_from: is missing",
    ]


def test_a_file_in_one_column_is_told_that_nothing_separates_it() -> None:
    assert faults_of("da", "valid_from|percent\n01-04-2026|22\n") == [
        "line 1: is no row of headings separated by comma, semicolon or tab: there are valid_from, percent"
    ]


def test_a_column_of_names_is_there_in_all_three_languages_or_not_at_all() -> None:
    register = rows("nocs").replace("conditions_hi", "remarks")
    assert "line 1, column conditions_hi: is missing" in faults_of("nocs", register)


def test_every_bad_cell_of_every_row_is_told_at_once() -> None:
    bad = {"mobile": "12345", "memo_date": "31-02-2026", "fee": "1,2,3", "floors": "2.5", "name": ""}
    del bad["name"]
    told = faults_of("permits", rows("permits", *[bad] * 10))
    assert len(told) == 40
    assert set(told[:4]) == {
        "line 2, column mobile: not an Indian mobile number",
        "line 2, column memo_date: there is no such date",
        "line 2, column fee: is not a number",
        "line 2, column floors: is not a whole number",
    }


def test_no_fault_repeats_what_stands_in_a_cell() -> None:
    secret = "SECRET-9830012345"
    columns = rows("staff").splitlines()[0].split(",")
    told = faults_of("staff", rows("staff", dict.fromkeys(columns, secret * 20)))
    assert len(told) == len(columns)
    assert not any("98300" in each for each in told)


def test_every_fault_of_a_long_file_is_remembered() -> None:
    checked = check_sheet(kind_of("da"), parse_csv("valid_from,percent\n" + "x,y\n" * 12_000), samples=False)
    with pytest.raises(BadRows) as refused:
        checked.faults.raise_if_any()
    assert len(refused.value.faults) == refused.value.count == 24_000


def test_a_quoted_line_break_does_not_shift_the_numbers_of_the_lines() -> None:
    text = rows("notices", {"text_en": "One.\nTwo.\nThree."}, {"valid_from": "soon"})
    assert faults_of("notices", text) == ["line 5, column valid_from: is not a date: write it as 31-12-2026"]


def test_more_cells_than_headings_are_a_fault() -> None:
    assert faults_of("da", "valid_from,percent\n01-04-2026,22,stray\n") == [
        "line 2: has more cells than there are headings"
    ]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("#REF!", "the formula has failed (#REF!)"),
        (True, "holds TRUE or FALSE"),
        (AT_MIDNIGHT, "holds a date or a time: format the column as text"),
        (1234567890123456, "is a number too long for a spreadsheet, which has rounded it: format the column as text"),
        ("x" * 41, "is longer than 40 letters"),
    ],
)
def test_what_a_spreadsheet_has_spoilt_is_refused(tmp_path: Path, cell: Any, reason: str) -> None:
    headings, sample = (line.split(",") for line in ("office,day,name_bn,name_en,name_hi", "x,01-01-2027,ক,a,क"))
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(headings)
    sheet.append([cell, *sample[1:]])
    if cell == "#REF!":
        sheet["A2"].data_type = "e"
    path = tmp_path / "register.xlsx"
    book.save(path)
    checked = check_sheet(kind_of("holidays"), read_sheet(path), samples=False)
    with pytest.raises(BadRows) as refused:
        checked.faults.raise_if_any()
    assert [str(fault) for fault in refused.value.faults] == [f"line 2, column office: {reason}"]


def test_words_may_begin_with_a_capital_and_those_that_are_not_offered_are_named() -> None:
    assert faults_of("applications", rows("applications", {"kind": "Permit", "stage": "Scrutiny"})) == []
    assert faults_of("permits", rows("permits", {"tier": "GP"}, {"tier": "block"}, {"tier": ""})) == [
        "line 3, column tier: input should be 'gp', 'samiti' or 'zp'",
        "line 4, column tier: must not be empty",
    ]


def test_signs_that_cannot_be_printed_are_refused() -> None:
    assert faults_of("villages", rows("villages", {"name_en": "be\x07ll"})) == [
        "line 2, column name_en: holds signs that cannot be printed: type it anew"
    ]


def test_a_workbooks_own_way_of_writing_a_line_break_is_read(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    path.write_bytes(xlsx(DA[0], ["01-04-2026_x000D_", "22"], ["01-04-2027", "26.5_x0007_"]))
    checked = check_sheet(kind_of("da"), read_sheet(path), samples=False)
    assert [str(line.row.percent) for line in checked.lines] == ["22.00"]
    with pytest.raises(BadRows, match="1 fault"):
        checked.faults.raise_if_any()


@pytest.mark.parametrize(
    ("number_format", "number", "text"),
    [
        ("00000", 42, "00042"),
        ("00000 00000", 101, "00000 00101"),
        (r"000\-000", 4711, "004-711"),
        ('00"/"00', 1226, "12/26"),
        ("0000", 123456, "123456"),
    ],
)
def test_an_id_keeps_the_noughts_that_its_cell_shows(
    tmp_path: Path, number_format: str, number: int, text: str
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["office", "day", "name_bn", "name_en", "name_hi"])
    sheet.append([number, "01-01-2027", "ক", "a", "क"])
    sheet["A2"].number_format = number_format
    path = tmp_path / "register.xlsx"
    book.save(path)
    checked = check_sheet(kind_of("holidays"), read_sheet(path), samples=False)
    assert [line.row.office for line in checked.lines] == [text]


def test_a_formula_whose_result_nobody_saved_is_not_taken_for_an_empty_cell(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(template_csv(kind_of("tax")).splitlines()[0].split(","))
    sheet.append(["01-04-2026", "=100*400", 200])
    path = tmp_path / "register.xlsx"
    book.save(path)
    checked = check_sheet(kind_of("tax"), read_sheet(path), samples=False)
    with pytest.raises(BadRows) as refused:
        checked.faults.raise_if_any()
    assert [str(fault) for fault in refused.value.faults] == [
        "line 2, column above: the formula has failed (it has no saved result)"
    ]


def test_a_register_without_headings_is_not_repeated() -> None:
    told = faults_of("villages", rows("villages").partition("\n")[2])
    assert len(told) == 1
    assert told[0].startswith("line 1: is no row of headings: there are office, name_bn")


def test_merged_cells_and_titles_above_the_headings_are_not_guessed(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Register of dearness allowance"])
    sheet.append(["valid_from", "percent"])
    sheet.merge_cells("A1:B1")
    path = tmp_path / "register.xlsx"
    book.save(path)
    with pytest.raises(BadRows) as refused:
        check_sheet(kind_of("da"), read_sheet(path), samples=False)
    assert refused.value.faults[0].line == 1


@pytest.mark.parametrize(
    ("written", "paise"),
    [
        ("422.50", 42_250),
        ("1,18,250", 1_18_250_00),
        ("118,250", 1_18_250_00),
        ("৪২২.৫", 42_250),
        ("₹ 1,00,000.00", 1_00_000_00),
        ("Rs. 500/-", 500_00),
        ("0", 0),
    ],
)
def test_rupees_are_read_as_offices_write_them(written: str, paise: int) -> None:
    checked = check_sheet(kind_of("tax"), parse_csv(rows("tax", {"tax": written})), samples=False)
    assert [line.row.tax for line in checked.lines] == [paise]


@pytest.mark.parametrize(
    "written", ["1,18", "12.345", "-5", "1e3", "five", "1 000", "₹", "3,00,00,000", "NaN", "٫٫", "9" * 400]
)
def test_an_amount_that_may_be_misread_is_refused(written: str) -> None:
    (told,) = faults_of("tax", rows("tax", {"tax": written}))
    assert told.startswith("line 2, column tax: ")


@pytest.mark.parametrize(
    ("written", "mobile"),
    [
        ("98300 12345", "+919830012345"),
        ("+91-98300-12345", "+919830012345"),
        ("09830012345", "+919830012345"),
        ("৯৮৩০০১২৩৪৫", "+919830012345"),
        ("00000 00101", "+910000000101"),
        ("+910000000101", "+910000000101"),
    ],
)
def test_mobile_numbers_are_read_in_every_way_they_are_written(written: str, mobile: str) -> None:
    checked = check_sheet(kind_of("staff"), parse_csv(rows("staff", {"mobile": written})), samples=True)
    assert [line.row.mobile for line in checked.lines] == [mobile]


@pytest.mark.parametrize(
    "written",
    ["0332214000", "+44 7911 123456", "98300", "5830012345", "9.83001E+09", "98300 12345 ext 2", "9830012345x", "x"],
)
def test_what_is_no_indian_mobile_number_is_refused(written: str) -> None:
    assert faults_of("staff", rows("staff", {"mobile": written})) == [
        "line 2, column mobile: not an Indian mobile number"
    ]


def test_samples_numbers_are_refused_where_messages_reach_people() -> None:
    assert faults_of("staff", rows("staff"), samples=False) == ["line 2, column mobile: not an Indian mobile number"]


@pytest.mark.parametrize(
    "written", ["11-2026", "11/2026", "2026-11", "১১-২০২৬", "Nov-26", "November 2026", "15-11-2026", "2026-11-01"]
)
def test_months_are_read_as_offices_and_spreadsheets_write_them(written: str) -> None:
    checked = check_sheet(kind_of("payroll"), parse_csv(rows("payroll", {"month": written})), samples=False)
    assert [line.row.month for line in checked.lines] == [date(2026, 11, 1)]


@pytest.mark.parametrize("written", ["13-2026", "2026", "Mon-26", "November", "11-26"])
def test_what_is_no_month_is_refused(written: str) -> None:
    (told,) = faults_of("payroll", rows("payroll", {"month": written}))
    assert told.startswith("line 2, column month: ")


@pytest.mark.parametrize("written", ["31-12-26", "12-31-2026", "2026", "1-1-1026", "31.12", "tomorrow", "46357"])
def test_a_date_that_may_be_misread_is_refused(written: str) -> None:
    (told,) = faults_of("da", rows("da", {"valid_from": written}))
    assert told.startswith("line 2, column valid_from: ")


def test_names_are_kept_in_their_normal_form_without_stray_blanks() -> None:
    text = rows("villages", {"name_bn": "  সোমড\u09bc\u09be  \u00a0বাজার "})
    checked = check_sheet(kind_of("villages"), parse_csv(text), samples=False)
    assert [line.row.name["bn"] for line in checked.lines] == ["সোমড\u09bc\u09be বাজার"]


@pytest.mark.parametrize("kind", sorted(all_kinds()))
def test_the_sample_row_of_every_template_is_a_good_one(kind: str, tmp_path: Path) -> None:
    assert faults_of(kind, template_csv(kind_of(kind))) == []
    path = tmp_path / "register.xlsx"
    path.write_bytes(template_xlsx(kind_of(kind)))
    sheet = read_sheet(path)
    assert list(sheet.headings) == template_csv(kind_of(kind)).splitlines()[0].split(",")
    checked = check_sheet(kind_of(kind), sheet, samples=True)
    checked.faults.raise_if_any()
    assert len(checked.lines) == 1
    explained = load_workbook(path).worksheets[1]
    assert [row[0].value for row in explained.iter_rows(min_row=2)] == list(sheet.headings)
    assert all(row[2].value and row[1].value in ("yes", "no") for row in explained.iter_rows(min_row=2))


def test_an_unknown_kind_is_told_with_those_that_there_are() -> None:
    with pytest.raises(NoSuchKind, match="called grants; there are allowances, applications, cancel"):
        kind_of("grants")


def test_a_broken_kind_stops_the_start_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "broken_kinds"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "grants.py").write_text("KIND = 'no kind'\n")
    monkeypatch.syspath_prepend(tmp_path)
    import broken_kinds  # type: ignore[import-not-found]  # noqa: PLC0415

    with pytest.raises(BrokenKind, match=r"broken_kinds\.grants: KIND is not a Kind"):
        discover(broken_kinds)
    (package / "grants.py").write_text("KIND = nothing\n")
    (package / "deeds.py").write_text("import nothing_of_this_name\n")
    with pytest.raises(BrokenKind, match=r"broken_kinds\.deeds"):
        discover(broken_kinds)
