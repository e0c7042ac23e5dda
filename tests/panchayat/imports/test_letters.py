"""What other programs do to the letters of a register: what nobody sees is taken away, what is lost is never handed out."""

from __future__ import annotations

import csv
import io
from importlib import resources
from pathlib import Path

import pytest
from openpyxl import Workbook

from chatbot.language.spelling import visible
from panchayat.imports import BadRows, Sheet, all_kinds, check_sheet, kind_of, parse_csv, read_sheet, template_csv
from panchayat.imports.letters import destroyed
from tests.panchayat.imports.registers import rows

NAME = "নমুনা সমাজ কল্যাণ"
MISREAD_TWICE = NAME.encode().decode("cp1252", "ignore").encode().decode("cp1252", "ignore")
LOST = 'the letters were lost when the file was saved: take the original, and save it as XLSX or as "CSV UTF-8"'


def faults_of(kind: str, sheet: Sheet) -> list[str]:
    try:
        check_sheet(kind_of(kind), sheet, samples=True).faults.raise_if_any()
    except BadRows as bad:
        return [str(fault) for fault in bad.faults]
    return []


def as_workbook(register: str, path: Path) -> Sheet:
    """The same register, as a spreadsheet program keeps it."""
    book = Workbook()
    for row in csv.reader(io.StringIO(register)):
        book.worksheets[0].append(row)
    book.save(path)
    return read_sheet(path)


@pytest.mark.parametrize(
    "lost",
    [
        "????? ????",
        "নমুনা ????",
        "Sample ??",
        "?",
        "?. ??.",
        "(???)",
        "SAMPLE-????",
        "হেলে?্চা",
        "Fran?ois",
        "১২০৭??১২০৮ক",
        "ক?১২",
        "？？？？",
        "？",
        "¿¿¿¿",
        "□□□□",
        "▯▯▯",
        "▢▢▢",
        "■",
        "নমু□া",
        "নমুন□",
        "নমুনা ？？",
        "নমুনা \ufffd",
        "Sam\ufffdple",
    ],
)
def test_letters_that_became_question_marks_are_told_with_what_to_do(lost: str) -> None:
    assert destroyed(visible(lost)) == LOST


@pytest.mark.parametrize(
    "honest",
    [
        "D/O ?",
        "কে আসবেন?",
        "Who may apply? Everybody.",
        "What is needed ?",
        "Really??",
        "Why?!",
        "দেখুন https://example.org/a?b=1&c=2",
        "(দাগ ১২০৭?)",
        "১২০৭?১২০৮",
        "দাম ৫০০?৬০০?",
        "৫০০?না ৬০০?",
        "□ হ্যাঁ □ না",
        "25 % off, a=b, first_name, 0%, 50%80%90",
        r"C:\x41\notes \123",
        "https://example.org/%E0%A6%AE%E0%A6%BE?a=%20b",
        "Nan Das",
        "Null",
        "N/A",
        "নেই",
        "C# #12",
        "½ ¼ acre",
        "দাগ\t১২",
        "José, 12 m², ½ acre, 5′ 6″, 25 °C",
        "“Sample” – ‘sample’ … • ₹ 500",
        "UPI: sample@upi",
        "Sample & Sons",
        "র\u200d্যাবের অফিস",
        "হেলেঞ্চা NOCের শর্ত",
        "दुःख, ज़मीन",
        "ᱥᱟᱱᱛᱟᱲᱤ اردو ଓଡ଼ିଆ",
        "Cement© ™",
        "note†",
        "বাড়ি\u200cতে",
    ],
)
def test_an_honest_text_is_not_suspected(honest: str) -> None:
    assert destroyed(visible(honest)) is None
    assert destroyed(visible(honest), "bn") is None
    assert visible(honest) == honest


@pytest.mark.parametrize(
    "page",
    [
        *("cp1252", "latin-1", "iso8859-15", "mac_roman", "cp437", "cp850", "cp1250", "cp1251", "cp1253", "cp1254"),
        *("cp1255", "cp1256", "cp1257", "cp852", "cp866", "cp874", "koi8-r"),
    ],
)
@pytest.mark.parametrize("text", [NAME, "नमूना", "র", "₹ 500", "it\u2019s", "নমুনা Sample ১২"])
def test_utf_8_that_was_read_as_something_else_is_told(page: str, text: str) -> None:
    told = destroyed(visible(text.encode().decode(page, "ignore")))
    assert told is not None
    assert told.startswith("the letters were read in a wrong encoding")


@pytest.mark.parametrize("page", ["cp932", "shift_jis", "euc_jp", "gbk", "gb18030", "big5", "cp949", "euc_kr"])
@pytest.mark.parametrize("text", [NAME, "মালিপোতা", "नमूना", "নমুনা Sample ১২"])
def test_utf_8_that_was_read_as_chinese_japanese_or_korean_is_told(page: str, text: str) -> None:
    told = destroyed(visible(text.encode().decode(page, "ignore")))
    assert told is not None
    assert told.startswith("the letters were read in a wrong encoding")


@pytest.mark.parametrize("text", [NAME, "মালিপোতা", "নমুনা ১২", "नमूना"])
@pytest.mark.parametrize(
    ("utf_16", "page"),
    [
        ("utf-16-le", "latin-1"),
        ("utf-16-be", "latin-1"),
        ("utf-16", "latin-1"),
        ("utf-16-le", "cp1252"),
        ("utf-16-le", "utf-16-be"),
    ],
)
def test_utf_16_that_was_read_as_something_else_is_told(text: str, utf_16: str, page: str) -> None:
    told = destroyed(visible(text.encode(utf_16).decode(page, "ignore")).strip(), "bn")
    assert told is not None
    assert told.startswith("the letters were read in a wrong encoding")


@pytest.mark.parametrize(
    "text", [MISREAD_TWICE, "ÿÿÿÿ", "® ¾ ² ¿", "caf\u00c3\u00a9", "ï»¿office", "ï¿½ï¿½", "à¦¸à§à¦®à¦¾", "নমুনা à¦¸"]
)
def test_what_was_misread_in_part_or_twice_is_told_too(text: str) -> None:
    told = destroyed(visible(text))
    assert told is not None
    assert told.startswith("the letters were read in a wrong encoding")


@pytest.mark.parametrize("text", ["wK‡k‡i", "†gvt iwng", "Avgvi bvg", "evsjv‡`k", "wgZv", "Kwig †kL"])
def test_bengali_in_an_old_font_is_told_where_bengali_is_expected(text: str) -> None:
    told = destroyed(text, "bn")
    assert told is not None
    assert "Bijoy" in told


@pytest.mark.parametrize(
    "text",
    [
        "BDO",
        "Shivnath Avenue",
        "Dr. B. Dvivedi",
        "wbsedcl.in",
        "UPI: sample@upi",
        "writer, who, why",
        "O'Brien",
        "SDO, Bangaon",
    ],
)
def test_english_where_bengali_is_expected_is_not_taken_for_an_old_font(text: str) -> None:
    assert destroyed(text, "bn") is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\u09be", "letter is gone"),
        ("নমুনা \u09c7", "letter is gone"),
        ("ন\u25cc\u09be", "letter is gone"),
        ("\ue012\ue013", "only one font knows"),
        ("নমুনা \U000f0041", "only one font knows"),
        ("&#2480;&#2494;&#2478;", "codes such as"),
        ("&#x9B0;", "codes such as"),
        (r"\u09b0\u09be", "codes such as"),
        ("Sample &amp; Sons", "codes such as"),
        ("<U+09B0>", "codes such as"),
        ("U+09AE U+09BE", "codes such as"),
        ("%E0%A6%AE%E0%A6%BE", "codes such as"),
        ("Sample%20Sons", "codes such as"),
        ("Caf%C3%A9", "codes such as"),
        ("=E0=A6=AE=E0=A6=BE", "codes such as"),
        ("_x09AE__x09BE_", "codes such as"),
        (r"\u202eSample", "codes such as"),
        (r"\u{9ae}", "codes such as"),
        (r"\xe0\xa6\xae", "codes such as"),
        (r"\340\246\256", "codes such as"),
        *[(word, "left this in place of a value") for word in ("NULL", "None", "nan", "#N/A", "#NAME?", "#REF!")],
        *[(word, "left this in place of a value") for word in ("#VALUE!", "#DIV/0!", "#####", "Err:502", "(null)")],
        ("be\x07ll", "cannot be printed"),
        ("next\x85line", "cannot be printed"),
        ("half \ud83d", "cannot be printed"),
        ("\x1b[31m", "cannot be printed"),
    ],
)
def test_what_else_is_no_text_is_told(text: str, told: str) -> None:
    assert told in (destroyed(visible(text)) or "")


@pytest.mark.parametrize("written", ["मालीपोता", "ମାଲିପୋତା", "मालीपोता १२।"])
def test_a_column_for_bengali_takes_no_other_script_of_a_neighbour(written: str) -> None:
    assert faults_of("villages", parse_csv(rows("villages", {"name_bn": written}))) == [
        "line 2, column name_bn: this column is for Bengali, and holds letters of another script: write it in Bengali"
    ]


@pytest.mark.parametrize("written", ["Malipota", "মালিপোতা (मालीपोता)", "Malipota (मालीपोता)"])
def test_a_column_for_bengali_takes_latin_letters_and_a_word_in_another_script(written: str) -> None:
    assert faults_of("villages", parse_csv(rows("villages", {"name_bn": written}))) == []


@pytest.mark.parametrize("kind", sorted(all_kinds()))
def test_no_column_of_any_register_takes_what_was_destroyed(kind: str, tmp_path: Path) -> None:
    columns = template_csv(kind_of(kind)).splitlines()[0].split(",")
    register = rows(kind, dict.fromkeys(columns, "????? ????"))
    told = [f"line 2, column {column}: {LOST}" for column in columns]
    assert sorted(faults_of(kind, parse_csv(register))) == sorted(told)
    assert sorted(faults_of(kind, as_workbook(register, tmp_path / "register.xlsx"))) == sorted(told)


def test_every_language_of_a_column_is_told_by_its_own_name() -> None:
    register = rows("permits", {"conditions_hi": "?????? | ???", "applicant_bn": "?????", "fee": "x"})
    assert faults_of("permits", parse_csv(register)) == [
        f"line 2, column applicant_bn: {LOST}",
        f"line 2, column conditions_hi: {LOST}",
        "line 2, column fee: is not a number",
    ]


@pytest.mark.parametrize("headings", ["????? ????,????,???", "office,????? ????,mobile", "à¦¨à¦¾à¦®,day"])
def test_headings_that_were_destroyed_are_one_fault(headings: str) -> None:
    (told,) = faults_of("holidays", parse_csv(f"{headings}\n1,2,3\n"))
    assert told.startswith("line 1: the headings cannot be read: the letters were ")
    assert told.endswith("; there are office, day, name_bn, name_en, name_hi, closed")


def test_all_samples_are_as_they_were_written() -> None:
    for file in resources.files("panchayat.demo").iterdir():
        if not file.name.endswith(".csv"):
            continue
        for row in csv.reader(io.StringIO(file.read_text("utf-8"))):
            assert not [cell for cell in row if destroyed(visible(cell), "bn")], file.name


@pytest.mark.parametrize(
    ("column", "written", "read"),
    [
        ("mobile", "98300\u00a012345", "+919830012345"),
        ("mobile", "98300\u201112345", "+919830012345"),
        ("mobile", "98300–12345", "+919830012345"),
        ("mobile", "\u202a+91 98300 12345\u202c", "+919830012345"),
        ("mobile", "98\u200d300\u200b12345\ufeff", "+919830012345"),
        ("mobile", "৯৮৩০০\u200c১২৩৪৫", "+919830012345"),
        ("employee_id", "SAMPLE\u2011E\u2011101\u200f", "SAMPLE-E-101"),
        ("employee_id", "SAMPLE–E\u00ad-101", "SAMPLE-E-101"),
        ("employee_id", "ক\u200dখ 1", "কখ 1"),
        ("bank_account", "0000\u2009\u200e0000 0202", "000000000202"),
    ],
)
def test_signs_that_nobody_sees_make_no_other_number(column: str, written: str, read: str) -> None:
    checked = check_sheet(kind_of("staff"), parse_csv(rows("staff", {column: written})), samples=True)
    assert [getattr(line.row, column) for line in checked.lines] == [read]


def test_signs_that_nobody_sees_make_no_other_heading() -> None:
    register = rows("da").replace("valid_from", "\u200eValid\u00a0From\u200b").replace("percent", "per\u2011cent\ufeff")
    assert faults_of("da", parse_csv(register)) == []


def test_joiners_stay_in_names_and_nothing_else_that_is_invisible() -> None:
    name = "\u200eনমুনা\u00a0র\u200d্যাব\u200b ক্\u200cষ\u200e 1\u200d2"
    checked = check_sheet(kind_of("villages"), parse_csv(rows("villages", {"name_bn": name})), samples=True)
    assert [line.row.name["bn"] for line in checked.lines] == ["নমুনা র\u200d্যাব ক্\u200cষ 12"]


def test_a_cell_of_nothing_that_is_seen_is_empty() -> None:
    assert faults_of("villages", parse_csv(rows("villages", {"name_en": "\u200b \u00a0\ufeff"}))) == [
        "line 2, column name_en: must not be empty"
    ]


@pytest.mark.parametrize("written", ["মালিপোত?", "মালিপোত? গ্রাম", "মালিপোত？", "मालीपोत?"])
def test_a_question_mark_after_a_letter_of_a_name_is_a_lost_letter(written: str, tmp_path: Path) -> None:
    register = rows("villages", {"name_bn": f"নমুনা {written}"})
    for sheet in (parse_csv(register), as_workbook(register, tmp_path / "register.xlsx")):
        assert faults_of("villages", sheet) == [f"line 2, column name_bn: {LOST}"]


@pytest.mark.parametrize("written", ["১২৩", "743270", "🎉🎉", "!!!!", "////", "+ (1)"])
@pytest.mark.parametrize(
    ("kind", "column"), [("villages", "name_bn"), ("staff", "name_hi"), ("offices", "district_en")]
)
def test_a_name_of_a_person_or_a_place_has_letters(written: str, kind: str, column: str, tmp_path: Path) -> None:
    register = rows(kind, {column: written})
    told = [f"line 2, column {column}: is a name, and holds no letters: write it in letters"]
    assert faults_of(kind, parse_csv(register)) == told
    assert faults_of(kind, as_workbook(register, tmp_path / "register.xlsx")) == told


@pytest.mark.parametrize(
    ("kind", "column", "written"),
    [
        ("notices", "title_bn", "কে আসবেন?"),
        ("notices", "text_bn", "দাম ৫০০?৬০০?"),
        ("rooms", "name_bn", "১০১"),
        ("nocs", "trade_name_en", "786"),
        ("nocs", "parent_en", "D/O ?"),
        ("wards", "name_bn", "ওয়ার্ড ১২"),
    ],
)
def test_what_is_no_name_of_a_person_or_a_place_may_be_a_question_or_a_number(
    kind: str, column: str, written: str
) -> None:
    assert faults_of(kind, parse_csv(rows(kind, {column: written}))) == []


@pytest.mark.parametrize("written", ["🎉", "!!!!", "////"])
def test_a_text_has_letters_or_digits(written: str) -> None:
    assert faults_of("notices", parse_csv(rows("notices", {"text_bn": written, "title_en": written}))) == [
        "line 2, column title_en: holds neither letters nor digits: write it in words",
        "line 2, column text_bn: holds neither letters nor digits: write it in words",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "？？？？",
        "¿¿¿¿",
        "□□□□",
        "ÿÿÿÿ",
        "®\t¾\t²\t¿",
        "爬ｮ爬ｾ爬ｲ",
        "%E0%A6%AE%E0%A6%BE",
        r"\u202e",
        "NULL",
        "nan",
        "#N/A",
        "#NAME?",
        "মালিপোত?",
        "----",
        "....",
        "****",
        "____",
        "12345",
        "🎉🎉",
        "मालीपोता",
        "ମାଲିପୋତା",
    ],
)
def test_no_village_gets_a_name_that_means_nothing(written: str, tmp_path: Path) -> None:
    register = rows("villages", {"name_bn": written})
    for sheet in (parse_csv(register), as_workbook(register, tmp_path / "register.xlsx")):
        (told,) = faults_of("villages", sheet)
        assert told.startswith("line 2, column name_bn: ")


@pytest.mark.parametrize("written", ["-", "--", "----", "–", "—", "....", "…", "****", "____", "- -"])
def test_a_lone_dash_is_an_empty_cell(written: str, tmp_path: Path) -> None:
    register = rows("applications", {"applicant_bn": written, "note": written})
    for sheet in (parse_csv(register), as_workbook(register, tmp_path / "register.xlsx")):
        assert faults_of("applications", sheet) == ["line 2, column applicant_bn: must not be empty"]
    checked = check_sheet(kind_of("applications"), parse_csv(rows("applications", {"note": written})), samples=True)
    assert [line.row.note for line in checked.lines] == [None]


def test_a_nul_is_told_by_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    path.write_text(rows("villages", {}, {"name_bn": "মালি\0পোতা"}), "utf-8")
    assert faults_of("villages", read_sheet(path)) == [
        "line 3, column name_bn: holds signs that cannot be printed: type it anew"
    ]
