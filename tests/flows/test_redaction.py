"""What must not be kept is taken out of what people type, and nothing else is; no PIN is told from another number."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import verhoeff

from chatbot.language.wording import LANGUAGES, in_digits
from chatbot.messages import Pin
from chatbot.state import LONGEST, Figures, Pending
from flows.aadhaar import without_aadhaar
from flows.exchange import Arrived
from flows.redaction import HIDDEN, Redacted, last_four_only, redact
from panchayat.demo.pins import demo_pin
from panchayat.models import CallBack, StaffPin
from tests.flows.phones import PHOTO, Phone, Village

AADHAAR = "234567890124"
FOURS = ("2345", "6789", "0124")
MASKED = "XXXX XXXX 0124"
BETWEEN = (
    *(
        " ",
        "  ",
        "      ",
        "-",
        " - ",
        "–",
        "—",
        "_",
        "*",
        "**",
        ".",
        ". ",
        "·",
        "•",
        "/",
        " / ",
        ",",
        ", ",
        ";",
        ":",
        "|",
    ),
    *(
        "\n",
        "\r\n",
        "\t",
        "\u00a0",
        "\u2009",
        "\u200b",
        "\u200d",
        "\u200b\u200c",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\u200e",
    ),
    *("\u3164", "\u115f", "\u1160", "\uffa0", " \u3164 "),
    *(") (", "][", "~", "=", "+", "।", "'", "…"),
)
KEYCAP = "\ufe0f\u20e3"


def numbers(count: int, make: Callable[[random.Random], str]) -> list[str]:
    """So many made-up numbers, the same in every run."""
    chance = random.Random(26)
    return [make(chance) for _ in range(count)]


def a_mobile(chance: random.Random) -> str:
    return f"{chance.randint(6 * 10**9, 10**10 - 1)}"


def an_aadhaar(chance: random.Random) -> str:
    start = f"{chance.randint(2 * 10**10, 10**11 - 1)}"
    return start + verhoeff.calc_check_digit(start)


# Aadhaar


@given(st.integers(2 * 10**10, 10**11 - 1), st.sampled_from(LANGUAGES), st.sampled_from(("", *BETWEEN)))
def test_an_aadhaar_number_is_masked_in_any_script_and_grouping(start: int, language: str, between: str) -> None:
    digits = f"{start}{verhoeff.calc_check_digit(str(start))}"
    typed = between.join(in_digits(digits[place : place + 4], language) for place in (0, 4, 8))
    assert without_aadhaar(f"আধার {typed}, ধন্যবাদ") == f"আধার XXXX XXXX {digits[8:]}, ধন্যবাদ"


@pytest.mark.parametrize("between", BETWEEN)
@pytest.mark.parametrize(
    "parts",
    [FOURS, tuple(AADHAAR), ("2345", "67890124"), ("23", "45", "67", "89", "01", "24"), ("234", "567", "890", "124")],
)
def test_whatever_signs_part_its_digits_it_is_one_number(between: str, parts: tuple[str, ...]) -> None:
    assert without_aadhaar(f"amar {between.join(parts)} ok") == f"amar {MASKED} ok"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("4991 1866 5246 ও ৪৯৯১১৮৬৬৫২৪৬", "XXXX XXXX 5246 ও XXXX XXXX 5246"),
        ("4991 1866 5246 2345 6789 0124", "XXXX XXXX 5246 XXXX XXXX 0124"),
        # A wrong digit is forgiven where it is called so, or grouped so.
        ("adhar 234123412347", "adhar XXXX XXXX 2347"),
        ("আধার নম্বর ২৩৪১২৩৪১২৩৪৭", "আধার নম্বর XXXX XXXX 2347"),
        ("मेरा आधार 234123412347 है", "मेरा आधार XXXX XXXX 2347 है"),
        ("ଆଧାର ୨୩୪୧୨୩୪୧୨୩୪୭", "ଆଧାର XXXX XXXX 2347"),
        ("UID 123456789012", "UID XXXX XXXX 9012"),
        ("aadhaar 98300 12345 67", "aadhaar XXXX XXXX 4567"),
        ("aadhaar 2345 6789 012", "aadhaar XXXX XXXX 9012"),
        ("আধার ২৩৪৫ ৬৭৮৯ ০১২৪৫", "আধার XXXX XXXX 1245"),
        ("2341 2341 2347", "XXXX XXXX 2347"),
        ("2341_2341_2347", "XXXX XXXX 2347"),
        # Other scripts and other shapes of digits, and several in one number.
        ("২৩৪৫ ६७८९ 0124", MASKED),
        ("２３４５６７８９０１２４", MASKED),
        ("②③④⑤ ⑥⑦⑧⑨ ⓪①②④", MASKED),
        (KEYCAP.join([*AADHAAR, ""]), MASKED),
        # Beside other numbers.
        ("12, 2345 6789 0124", f"12, {MASKED}"),
        ("1500 2345 6789 0124", f"1500 {MASKED}"),
        ("743270 234567890124", f"743270 {MASKED}"),
        ("234567890124 9830012345", f"{MASKED} 9830012345"),
        ("+919563414839 2345 6789 0124", f"+919563414839 {MASKED}"),
        ("+2345 6789 0124", f"+{MASKED}"),
        # Behind the signs of a call, where nobody can be called.
        ("+763381530877", "+XXXX XXXX 0877"),
        ("+ 7633 8153 0877", "+ XXXX XXXX 0877"),
        ("+7633-81530877", "+XXXX XXXX 0877"),
        ("0763381530877", "0XXXX XXXX 0877"),
        ("00763381530877", "00XXXX XXXX 0877"),
        ("07633 8153 0877", "0XXXX XXXX 0877"),
        ("0 763381530877", "0 XXXX XXXX 0877"),
        ("০৭৬৩৩৮১৫৩০৮৭৭", "০XXXX XXXX 0877"),
        # What looks like a phone number, but is called so, or grouped so.
        ("919563414839 amar aadhaar number", "XXXX XXXX 4839 amar aadhaar number"),
        ("আধারের নম্বর হল 919563414839", "আধারের নম্বর হল XXXX XXXX 4839"),
        ("9195 6341 4839", "XXXX XXXX 4839"),
        # A virtual id, or a bank's card.
        ("2345 6789 0124 4567", "XXXX XXXX XXXX 4567"),
        ("VID 2345678901244567", "VID XXXX XXXX XXXX 4567"),
    ],
)
def test_of_an_identity_number_the_last_four_digits_are_shown(typed: str, kept: str) -> None:
    assert without_aadhaar(typed) == kept


@pytest.mark.parametrize(
    "between",
    [
        *(
            "x",
            "X",
            "o",
            " o ",
            "$",
            " $ ",
            "₹",
            "&nbsp;",
            "&nbsp;&nbsp;",
            "<br>",
            "<br/>",
            r"\n",
            r" \n ",
            " xx ",
            "abc",
        ),
        *(
            " ও ",
            "ও",
            " আর ",
            " তারপর ",
            " এরপরে ",
            " and ",
            " then ",
            ", and then ",
            " और ",
            " फिर ",
            " tarpor ",
            " ar ",
        ),
    ],
)
@pytest.mark.parametrize("name", ["aadhaar", "amar adhar no", "আধার নম্বর", "मेरा आधार", "aadhaar card ache,"])
def test_what_is_called_aadhaar_is_masked_whatever_parts_its_fours(name: str, between: str) -> None:
    for parts in (FOURS, ("2345", "6789", "O124"), ("4991", "l866", "5246")):
        assert without_aadhaar(f"{name} {between.join(parts)}!") == f"{name} XXXX XXXX {parts[2].replace('O', '0')}!"


@pytest.mark.parametrize(
    "spelt",
    [
        *(
            "two three four five six seven eight nine zero one two four",
            "dui tin char panch choy sat at noy shunno ek dui char",
        ),
        *("দুই তিন চার পাঁচ ছয় সাত আট নয় শূন্য এক দুই চার", "दो तीन चार पाँच छह सात आठ नौ शून्य एक दो चार"),
        *(
            "2345 six seven eight nine 0124",
            "২৩৪৫ ৬৭৮৯ শূন্য এক দুই চার",
            "twenty-three forty-five sixty seven eighty nine 0124",
        ),
        *(
            "23456789O124",
            "2345 6789 O124",
            "2345 6789 o l24",
            "2345-6789-Ol24",
            "23456789oI24",
            "2x3x4x5x6x7x8x9x0x1x2x4",
        ),
        *("234567 and 890124", "234 ও 567 ও 890 ও 124", "23456789 তারপর 0124"),
    ],
)
@pytest.mark.parametrize("written", ["aadhaar {}", "আমার আধার নম্বর হল {}, ধন্যবাদ", "{} amar aadhaar", "aadhaar lagbe? {}"])
def test_what_is_called_aadhaar_is_masked_in_words_and_with_letters_for_digits(written: str, spelt: str) -> None:
    assert without_aadhaar(written.format(spelt)) == written.format(MASKED)


@pytest.mark.parametrize(
    "text",
    [
        "aadhaar er jonno phone nine eight three zero zero one two three four five",
        "আধার কার্ড ২০১৯ আর ২০২০ আর ২০২১ সালে চেয়েছি",
        "aadhaar card, ₹2000 ar ₹3000 ar ₹4100",
        "aadhaar er jonno ek ghonta line e",
        "aadhaar, 9830012345 ar 9563414839",
        "2345 x 6789 x 0124",
        "two three four five six seven eight nine zero one two four",
    ],
)
def test_other_numbers_in_words_or_parted_by_words_stay(text: str) -> None:
    assert without_aadhaar(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "GRV-26-4815-3706",
        "GRV-26-4815-3706 12",
        "919563414839",
        "+91 98765 43210",
        "+91 95634 14839",
        "+9195-6341-4839",
        "0091 95634 14839",
        "00919563414839",
        "(+91)9563414839",
        "৯১৯৫৬৩৪১৪৮৩৯",
        "ফোন 9195 6341 4839",
        "আধার কার্ড হচ্ছে না, ফোন 919563414839",
        "919563414839, aadhaar card er somossa",
        "9830012345 9830012346",
        "98300 12345 98300 12346",
        "9830012345/9563414839",
        "9830012345, 12",
        "12 9830012345",
        "033 2345 6789, 033 2345 6780",
        "2345 6789, 2345 6780",
        "আধার কার্ড নিতে 09830012345",
        "আধার: 09830012345",
        "+44 7911 123456",
        "+880 1712 345678",
        "+971501234567",
        "00971501234567",
        "008801712345678",
        "+91 33 2345 6789",
        "0919563414839",
        "2345\n6789\n1124",
        "UTR 234567890124",
        "ইউপিআই লেনদেন নম্বর: 234567890124",
        "a/c no. 234567890124",
        "खाता 234567890124",
        "634512345678",
        "৯৮৭৬৫৪৩২১০",
        "743270",
        "499118665247",
        "099118665246",
        "1234567890123456",
        "98300123459830012346",
        "12-11-2026",
        "25-12-2026 1500",
        "25/12/26 - 28/12/26",
        "2019 2020 2021",
        "2019-2020-2021",
        "5000, 6500, 7250",
        "2000 3000 4100",
        "₹2345 ₹6789 ₹1124",
        "দাগ 2345, 2346, 2347",
        "12,34,56,789",
        "রাস্তা খারাপ",
        "",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_aadhaar(text) == text


@pytest.mark.parametrize(
    ("typed", "asked_for", "kept"),
    [
        ("234567890124", Figures.REFERENCE, "234567890124"),
        ("6345 1234 5678", Figures.REFERENCE, "6345 1234 5678"),
        ("aadhaar 234567890124", Figures.REFERENCE, f"aadhaar {MASKED}"),
        ("2345 6789 0124", Figures.REFERENCE, "2345 6789 0124"),
        ("9195 6341 4839", Figures.REFERENCE, "9195 6341 4839"),
        ("4123 4567 8901 2346", Figures.REFERENCE, "4123 4567 8901 2346"),
        ("aadhaar 2345 6789 0124", Figures.REFERENCE, f"aadhaar {MASKED}"),
        ("9195 6341 4839", Figures.PHONE, "9195 6341 4839"),
        ("234567890124", Figures.PHONE, MASKED),
    ],
)
def test_a_number_that_is_asked_for_is_not_taken_for_another(typed: str, asked_for: Figures, kept: str) -> None:
    assert without_aadhaar(typed, asked_for) == kept


@pytest.mark.parametrize(
    ("make", "least", "most"),
    [
        (an_aadhaar, 0.99, 1.0),  # but for those that begin like a mobile number behind 91
        (lambda chance: " ".join((an_aadhaar(chance)[:4], an_aadhaar(chance)[:4], an_aadhaar(chance)[:4])), 0.99, 1.0),
        (lambda chance: f"91{a_mobile(chance)}", 0.0, 0.0),
        (lambda chance: f"+91 {a_mobile(chance)[:5]} {a_mobile(chance)[:5]}", 0.0, 0.0),
        (lambda chance: f"+{an_aadhaar(chance)}", 0.8, 1.0),  # but for those that are numbers of phones abroad
        (lambda chance: f"0{an_aadhaar(chance)}", 0.99, 1.0),
        (lambda chance: f"0{a_mobile(chance)}", 0.0, 0.0),
        (lambda chance: f"+91{a_mobile(chance)}", 0.0, 0.0),
        (lambda chance: f"0091{a_mobile(chance)}", 0.0, 0.0),
        (lambda chance: f"{a_mobile(chance)} {a_mobile(chance)}", 0.0, 0.0),
        (lambda chance: f"UTR {chance.randint(10**11, 10**12 - 1)}", 0.0, 0.0),
        (lambda chance: f"{chance.randint(1, 28)}-{chance.randint(1, 12)}-2026 {chance.randint(1000, 9999)}", 0.0, 0.0),
        # Of an account's number that is not called so, every tenth has the check digit by chance.
        (lambda chance: f"{chance.randint(10**11, 10**12 - 1)}", 0.05, 0.12),
    ],
)
def test_how_often_a_number_is_taken_for_an_aadhaar_number(
    make: Callable[[random.Random], str], least: float, most: float
) -> None:
    made = numbers(3000, make)
    assert least <= sum(without_aadhaar(text) != text for text in made) / len(made) <= most


def test_no_mobile_number_behind_its_country_is_ever_taken_for_an_aadhaar_number() -> None:
    assert [
        text for text in numbers(20_000, lambda chance: f"91{a_mobile(chance)}") if without_aadhaar(text) != text
    ] == []


@pytest.mark.parametrize("between", BETWEEN)
def test_a_mobile_number_within_an_aadhaar_number_does_not_hide_it(between: str) -> None:
    for digits in numbers(40, an_aadhaar):
        if digits.startswith("91"):
            continue
        for sizes in ((4, 4, 4), (5, 5, 2), (2, 2, 4, 4), (6, 6), (3, 3, 3, 3)):
            ends = [sum(sizes[: place + 1]) for place in range(len(sizes))]
            typed = between.join(digits[end - size : end] for size, end in zip(sizes, ends, strict=True))
            assert without_aadhaar(typed) == f"XXXX XXXX {digits[8:]}"


@pytest.mark.parametrize("text", ["73526 59885, 90", "7352659885 90", "phone 73526 59885 90", "73526 59885 91"])
def test_a_mobile_number_before_a_short_one_stays(text: str) -> None:
    assert without_aadhaar(text) == text


@given(st.text(max_size=80))
def test_words_are_never_changed(text: str) -> None:
    assert without_aadhaar(text) == text or "XXXX XXXX" in without_aadhaar(text)


# More of a card than was asked for


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("234123412347", "XXXXXXXX2347"),
        ("ABC1234567", "ABCXXX4567"),
        ("৪৫৬৭", "4567"),
        ("１２３４５６", "XX3456"),
        ("WB-20 2011 0012345", "WB-XX XXXX XXX2345"),
        ("voter", "voter"),
    ],
)
def test_of_a_card_only_the_last_four_digits_are_kept(typed: str, kept: str) -> None:
    assert last_four_only(typed) == kept


TO_THE_CARD = {
    "guest house": ("hi", "6", "1", "20 december", "1", "1", "suite", "Sample Guest", "aadhaar"),
    "certificate": ("hi", "5", "চরিত্র", "1", "বাবা নমুনা হরি", "হেলেঞ্চা", "চাকরি"),
}


@pytest.mark.parametrize("service", TO_THE_CARD)
@pytest.mark.parametrize("late", [False, True])
def test_a_whole_number_is_never_kept_where_four_digits_are_asked_for(
    village: Village, service: str, *, late: bool
) -> None:
    phone = village.phone("whatsapp:+910000000105")
    for text in TO_THE_CARD[service]:
        asked = phone.says(text)
    assert "শেষ চারটি সংখ্যা" in asked
    if late:
        sent_at = village.clock() - timedelta(hours=1)
        village.turns.take_late([Arrived("SM1", "whatsapp", phone.address, "234123412347", sent_at)])
    else:
        phone.says("234123412347")
    assert phone.bodies()[-1] == "XXXXXXXX2347"
    assert "23412341" not in json.dumps(phone.state(), ensure_ascii=False)
    assert not any("23412341" in each for each in phone.reads())


# PINs: what is read, what is stored and what is told, of a message of somebody who has one

AT = datetime(2026, 11, 18, tzinfo=UTC)
AT_THE_MENU = Pending("wish", AT)
PLACE = Pending("office", AT, figures=Figures.POST_CODE)
AMOUNT = Pending("income", AT, digits=True)
PAYMENT = Pending("payment.reference", AT, figures=Figures.REFERENCE)
CARD = Pending("last_four", AT, ends=True)
PIN_ITSELF = Pending("pin", AT, secret=True)


def of_employee(text: str, pending: Pending | None = None) -> Redacted:
    return redact(text, pending, has_pin=lambda: True, post_codes={"743270"}.intersection)


@pytest.mark.parametrize(
    ("pending", "text", "stored"),
    [
        (None, "7294", HIDDEN),
        (AT_THE_MENU, "7294", HIDDEN),
        (AT_THE_MENU, "৭২৯৪", HIDDEN),
        (AT_THE_MENU, "pay slip 729401", f"pay slip {HIDDEN}"),
        (AT_THE_MENU, "1 2 7 2 9 4", HIDDEN),
        (AT_THE_MENU, "2019 theke 25,000 taka", f"{HIDDEN} theke {HIDDEN} taka"),
        (AT_THE_MENU, "7294 729401 83015", f"{HIDDEN} {HIDDEN} {HIDDEN}"),
        # What cannot be a PIN stays.
        (AT_THE_MENU, "98300 12345", "98300 12345"),
        (AT_THE_MENU, "GRV-26-4815-3706", "GRV-26-4815-3706"),
        (AT_THE_MENU, "15-08-1978, 743270", "15-08-1978, 743270"),
        (AT_THE_MENU, "743270", "743270"),
        (AT_THE_MENU, "743271", HIDDEN),
        (AT_THE_MENU, "5 jon 120 din", "5 jon 120 din"),
        # So does what was asked for.
        (PLACE, "743271", "743271"),
        (PLACE, "7294", HIDDEN),
        (AMOUNT, "25000", "25000"),
        (PAYMENT, "634512", "634512"),
        (CARD, "4567", "4567"),
    ],
)
def test_a_number_is_read_as_it_stands_and_stored_only_where_it_cannot_be_a_pin_or_is_asked_for(
    pending: Pending | None, text: str, stored: str
) -> None:
    assert of_employee(text, pending) == Redacted(text, stored)


@pytest.mark.parametrize(
    "written",
    [
        *("pin {}", "my PIN: {} ok", "pin-{}", "P.I.N {}", "ＰＩＮ {}", "p\u200bin {}", "m-pin {}", "password {}"),
        *("আমার পিন {}", "পিনটা {}", "পীন {}", "मेरा पिन {} है", "পাসওয়ার্ড {}", "{} amar pin", "pin code {}"),
    ],
)
@pytest.mark.parametrize(
    "spelt",
    [
        *("7294", "৭২৯৪", "७२९४", "７２９４", "7 2 9 4", "7.2.9.4", "7-2-9-4", "7\n2\n9\n4", "72 94", "7,294"),
        *(KEYCAP.join("7294") + KEYCAP, "⑦②⑨④", "seven two nine four", "সাত দুই নয় চার", "sat dui noy char"),
        "seventy-two ninety-four",
    ],
)
def test_what_calls_itself_a_pin_is_hidden_however_it_is_spelt_and_its_sender_told(written: str, spelt: str) -> None:
    redacted = of_employee(written.format(spelt), AT_THE_MENU)
    assert redacted.heard == redacted.stored == written.format(HIDDEN)
    assert len(redacted.notices) == 1


@pytest.mark.parametrize(
    "spelt",
    [
        *("four zero nine one", "Four, Zero, Nine, One", "four oh nine one", "4 zero 9 one", "nought nine one four"),
        *("four then zero then nine and one", "double four nine one", "nine triple zero", "four thousand ninety one"),
        *("forty ninety-one", "four hundred ninety one", "4 thousand 91", "40 ninety one"),
        *("নয় শূন্য তিন শূন্য", "চার শুন্য নয় এক", "চার জিরো নয় এক", "৪ শূন্য ৯ এক", "চার, তারপর শূন্য, নয় আর এক"),
        *("ডাবল চার নয় এক", "চার ডবল শূন্য এক", "চার হাজার একানব্বই", "৪ হাজার ৯১", "৪হাজার ৯১", "চল্লিশ একানব্বই"),
        *("ফোর জিরো নাইন ওয়ান", "টু ফাইভ এইট সেভেন", "থ্রি সিক্স জিরো জিরো", "ডাবল ফোর নাইন ওয়ান", "ফোর্টি নাইন্টি ওয়ান"),
        *("char shunno noy ek", "4 shunno 9 ek", "char shunyo noy ek", "char jiro noy ek", "dabol char noy ek"),
        *("saat hazar", "char hajar ekanobboi", "chollish ekanobboi", "bahattar chaurasi", "chhabbish poytrish"),
        *("चार शून्य नौ एक", "चार ज़ीरो नौ एक", "४ शून्य ९ एक", "चार हज़ार इक्यानवे", "फोर जीरो नाइन वन", "डबल फोर नाइन वन"),
        *("char shunya nau ek", "do shunya teen chhah", "chalis ikyanve"),
        *(
            "4O91",
            "4o91",
            "4OO1",
            "4O9l",
            "4O9I",
            "4x0x9x1",
            "4X0X9X1",
            "4xO9x1",
            "4o9o1o2",
            "4091O5",
            "৪O৯১",
            "4 double 0 1",
            "4z0z9z1",
            "fourzeronineone",
            "charshunnonoyek",
            "চারশূন্যনয়এক",
            "তিনহাজার একান্ন",
            "saat hazar tinsho",
            "4 and 0 and 9 and 1",
        ),
    ],
)
@pytest.mark.parametrize("written", ["amar pin {}", "পিন হল {}", "मेरा पिन {} है", "my PIN is {}."])
def test_no_nought_word_letter_or_thousand_hides_a_pin_from_us(written: str, spelt: str) -> None:
    redacted = of_employee(written.format(spelt), AT_THE_MENU)
    assert redacted.heard == redacted.stored == written.format(HIDDEN)
    assert len(redacted.notices) == 1


SPOKEN = {
    "English": "zero one two three four five six seven eight nine",
    "Bengali": "শূন্য এক দুই তিন চার পাঁচ ছয় সাত আট নয়",
    "Hindi": "शून्य एक दो तीन चार पाँच छह सात आठ नौ",
    "Bengali in Latin letters": "shunno ek dui tin char panch choy sat at noy",
    "Hindi in Latin letters": "shunya ek do teen char paanch chhah saat aath nau",
    "English in Bengali letters": "জিরো ওয়ান টু থ্রি ফোর ফাইভ সিক্স সেভেন এইট নাইন",
    "English in Hindi letters": "ज़ीरो वन टू थ्री फोर फाइव सिक्स सेवन एट नाइन",
}


@given(st.integers(0, 999_999), st.sampled_from([4, 5, 6]), st.sampled_from([*SPOKEN]), st.data())
def test_any_pin_is_hidden_in_the_words_of_any_language_digits_among_them_or_not(
    number: int, length: int, language: str, data: st.DataObject
) -> None:
    words = SPOKEN[language].split()
    pin = f"{number % 10**length:0{length}}"
    as_words = data.draw(st.lists(st.booleans(), min_size=length, max_size=length))
    said = " ".join(words[int(digit)] if in_words else digit for digit, in_words in zip(pin, as_words, strict=True))
    assert of_employee(f"amar pin {said}", AT_THE_MENU).heard == f"amar pin {HIDDEN}"


@pytest.mark.parametrize(
    "text",
    [
        "amar pin ta kaj korche na",
        "pin bhule gechi, ki korbo",
        "পিন দুই বার ভুল হল",
        "I forgot my pin",
        "pin chai ekta",
        "पिन भूल गया",
        "pin 25-12-2026 ar 26-12-2026 e",
        "98300 12345 ar pin",
    ],
)
def test_a_message_about_a_pin_without_one_is_read_whole(text: str) -> None:
    assert of_employee(text, AT_THE_MENU) == Redacted(text, text)


@pytest.mark.parametrize(
    ("pending", "text", "stored"),
    [
        (PLACE, "পিন 712501", f"পিন {HIDDEN}"),
        (AT_THE_MENU, "পিন ৭৪৩২৭০", f"পিন {HIDDEN}"),
        (AT_THE_MENU, "amar PIN 743270, 2019 theke", f"amar PIN {HIDDEN}, {HIDDEN} theke"),
        (AT_THE_MENU, "pin code 743270", f"pin code {HIDDEN}"),
        (AT_THE_MENU, "vill. Sample, P.O. Sample, PIN 700001", f"vill. Sample, P.O. Sample, PIN {HIDDEN}"),
        (AT_THE_MENU, "গ্রাম নমুনা, ডাকঘর নমুনা, পিন-৭০০০০১", f"গ্রাম নমুনা, ডাকঘর নমুনা, পিন-{HIDDEN}"),
        (AT_THE_MENU, "পিনকোড ৭৪৩২৭১", f"পিনকোড {HIDDEN}"),
    ],
)
def test_the_code_of_a_place_is_read_though_it_is_called_pin(pending: Pending, text: str, stored: str) -> None:
    assert of_employee(text, pending) == Redacted(text, stored)


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("pin 7294, 743270", f"pin {HIDDEN}, 743270"),
        ("743270 amar pin 7294", f"743270 amar pin {HIDDEN}"),
        ("পিন ৭৪৩২৭০ আর পিন ৭২৯৪", f"পিন ৭৪৩২৭০ আর পিন {HIDDEN}"),
    ],
)
def test_a_pin_beside_the_code_of_a_place_is_hidden_all_the_same(text: str, hidden: str) -> None:
    redacted = of_employee(text, AT_THE_MENU)
    assert redacted.heard == hidden
    assert len(redacted.notices) == 1


def test_nothing_of_the_answer_to_a_secret_question_is_stored() -> None:
    assert of_employee("pin 7294", PIN_ITSELF) == Redacted("pin 7294", HIDDEN)
    assert of_employee("", PIN_ITSELF) == Redacted("", "")


@pytest.mark.parametrize("text", ["7294", "pin 7294", "আমার পিন ৭২৯৪"])
def test_the_numbers_of_somebody_without_a_pin_stay(text: str) -> None:
    assert redact(text, None, has_pin=lambda: False, post_codes=set[str]().intersection) == Redacted(text, text)


@given(st.integers(0, 999_999), st.integers(0, 999_999), st.sampled_from(["{}", "pin {}", "ami {} theke", "পিন {} ২"]))
def test_one_number_is_treated_as_any_other_of_as_many_digits(one: int, other: int, written: str) -> None:
    for digits in (4, 5, 6):
        first, second = (f"{number % 10**digits:0{digits}}" for number in (one, other))
        if "743270" in (first, second):
            continue
        told, told_too = (of_employee(written.format(number)) for number in (first, second))
        assert told.stored == told_too.stored
        assert told.notices == told_too.notices
        assert told.heard.replace(first, "N") == told_too.heard.replace(second, "N")


# The same in conversation: nobody finds out a PIN where it is not asked for

EMPLOYEE = "SAMPLE-E-211"
WRITTEN = [
    *("{}", "pin {}", "PIN: {}", "আমার পিন {}", "पिन {}", "password {}", "pay slip {}", "pay slip pin {}", "beton {}"),
    *("{} taka debo", "amar {} nomber barir samne rasta bhanga", "নং {}", "{}?", "verify {}", "status {}"),
]


@pytest.fixture
def pin() -> str:
    return demo_pin(EMPLOYEE)


@pytest.fixture
def unlike(pin: str) -> str:
    """A wrong PIN."""
    return f"{(int(pin) + 3111) % 10_000:04}"


@pytest.fixture
def employee(village: Village) -> Phone:
    phone = village.phone("whatsapp:+910000000211")
    phone.says("hi")
    return phone


def begin_anew(phone: Phone, *texts: str) -> None:
    """Bring the conversation to where it stands after these texts."""
    with phone.village.open_office() as office:
        contact = phone.contact(office)
        contact.state, contact.language, contact.failures = {}, "bn", 0
    for text in texts:
        phone.says(text)


def without(number: str, said: str) -> str:
    for digits in (number, *(in_digits(number, language) for language in LANGUAGES)):
        said = said.replace(digits, "N")
    return said


def counted(village: Village) -> list[tuple[int, datetime | None]]:
    """How often each PIN was wrong, and until when none is taken."""
    with village.open_office() as office:
        return [(pin.failures, pin.locked_until) for pin in office.session.query(StaffPin).order_by(StaffPin.staff_id)]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
@pytest.mark.parametrize("before", [(), ("hi",), ("hi", "1", "1"), ("hi", "2"), ("hi", "8"), ("locked",)])
def test_the_right_pin_is_answered_like_a_wrong_one_wherever_it_is_not_asked_for(
    village: Village, employee: Phone, pin: str, unlike: str, before: tuple[str, ...]
) -> None:
    if before == ("locked",):
        for text in ("10", unlike, unlike, unlike):
            employee.says(text)
        before = ("hi",)
    counts = counted(village)
    for written in WRITTEN:
        told = []
        for number in (pin, unlike):
            begin_anew(employee, *before)
            place = len(employee.bodies())
            said = "\n".join(employee.says(text) for text in (written.format(number), "না"))
            told.append((without(number, said), employee.bodies()[place]))
        assert told[0] == told[1]
        assert pin not in told[0][1]
    assert counted(village) == counts


@pytest.mark.parametrize("text", ["{}", "pin {}", "পিন {}"])
def test_a_pin_that_comes_late_is_quoted_like_any_other_number(
    village: Village, employee: Phone, pin: str, unlike: str, text: str
) -> None:
    told = []
    for place, number in enumerate((pin, unlike)):
        sent_at = village.clock() - timedelta(hours=1)
        late = Arrived(f"SM{place}", "whatsapp", employee.address, text.format(number), sent_at)
        village.turns.take_late([late])
        told.append((employee.reads(), employee.bodies()[-1]))
    assert told[0] == told[1]
    assert pin not in str(told)


@pytest.mark.parametrize("caption", ["{}", "pin {}"])
def test_a_pin_below_a_photograph_is_stored_like_any_other_number(
    employee: Phone, pin: str, unlike: str, caption: str
) -> None:
    told = []
    for number in (pin, unlike):
        begin_anew(employee, "hi")
        told.append((without(number, employee.says(caption.format(number), PHOTO)), employee.bodies()[-1]))
    assert told[0] == told[1]
    assert pin not in told[0][1]


def test_many_numbers_take_no_longer_than_one(village: Village, employee: Phone) -> None:
    with village.open_office() as office:
        office.session.query(StaffPin).update({"hashed": "nobody looks at it"})
    assert employee.says(" ".join(str(number) for number in range(1000, 1400)))


def test_an_employee_is_understood_who_writes_a_year_an_amount_or_the_code_of_a_place(employee: Phone) -> None:
    begin_anew(employee, "hi", "অফিস")
    assert "হেলেঞ্চা" in employee.says("743270")
    begin_anew(employee, "hi", "1", "1", "2019 theke 45000 takar kaj baki")
    summary = employee.says("বটতলা")
    assert "২০১৯" in summary or "2019" in summary


# The same for whatever else comes with a message


def test_an_aadhaar_number_in_the_name_of_a_place_or_a_person_is_not_kept(village: Village) -> None:
    phone = village.phone("whatsapp:+910000000105")
    for text in ("hi", "1", "1", "রাস্তায় গর্ত"):
        phone.says(text, profile_name=f"Sample {AADHAAR}")
    phone.says("", pin=Pin(22.9, 88.7, f"house of {AADHAAR}"))
    with village.open_office() as office:
        contact = phone.contact(office)
        assert contact.profile_name == f"Sample {MASKED}"
        assert AADHAAR not in json.dumps(contact.state)


@pytest.mark.parametrize("number", ["4091", "four zero nine one", "৪০৯১", "4O91", "shunno char noy ek"])
def test_a_pin_in_the_name_of_a_place_or_a_person_is_not_kept(employee: Phone, number: str) -> None:
    begin_anew(employee, "hi", "1", "1")
    employee.says("রাস্তায় গর্ত", profile_name=f"Sample pin {number}")
    employee.says("", pin=Pin(22.9, 88.7, f"pin {number}"))
    with employee.village.open_office() as office:
        contact = employee.contact(office)
        assert contact.profile_name == f"Sample pin {HIDDEN}"
        assert number not in json.dumps(contact.state, ensure_ascii=False)
        assert f"pin {HIDDEN}" in json.dumps(contact.state, ensure_ascii=False)


def test_the_number_of_a_payment_is_kept_whatever_its_check_digit(village: Village) -> None:
    phone = village.phone("whatsapp:+910000000105")
    for text in ("hi", "6", "SAMPLE-GH-2", "20 december", "2", "2", "suite", "Sample Guest", "aadhaar", "4567", "1"):
        said = phone.says(text)
    assert "UTR" in said
    said = phone.says(AADHAAR)
    assert "রাখা হয়নি" not in said
    assert phone.bodies()[-1] == AADHAAR
    with village.open_office() as office:
        assert AADHAAR in str(office.bookings.of(phone.contact(office).id)[0].payment_reference)


@pytest.mark.parametrize(
    "typed", ["919563414839", "+91 95634 14839", "0091 9563 414839", "9195 6341 4839", "৯১৯৫৬৩৪১৪৮৩৯"]
)
def test_the_number_to_be_called_is_kept_however_it_is_written(village: Village, typed: str) -> None:
    phone = village.phone("whatsapp:IN.abc123")
    for text in ("hi", "call me"):
        phone.says(text)
    said = phone.says(typed)
    assert "রাখা হয়নি" not in said
    with village.open_office() as office:
        assert [call.phone for call in office.session.query(CallBack)] == ["+919563414839"]


# What is longer than any message can be


@pytest.mark.parametrize("length", [LONGEST + 1, 6000, 20_000])
@pytest.mark.parametrize("words", ["রাস্তায় জল জমে থাকে। ", "rasta kharap ", "1234 ", "১"])
def test_what_is_too_long_is_read_in_part_and_stored_whole_and_its_sender_told(words: str, length: int) -> None:
    text = (words * length)[:length]
    redacted = redact(text, None, has_pin=lambda: False, post_codes=set[str]().intersection)
    assert redacted.heard == text[:LONGEST]
    assert redacted.stored == text
    assert len(redacted.notices) == 1


def test_a_message_that_is_too_long_is_answered_and_kept(village: Village) -> None:
    phone = village.phone("whatsapp:+910000000105")
    for text in ("hi", "1", "1"):
        phone.says(text)
    words = ("রাস্তায় জল জমে থাকে, হাঁটা যায় না। " * 600)[:20_000]
    said = phone.says(words)
    assert "পর্যন্ত পড়েছি" in said
    assert "জায়গা" in said
    assert phone.bodies()[-1] == words
