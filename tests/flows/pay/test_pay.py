"""Pay slips in the conversation: nobody sees another's, guessing is slow, and a PIN is found nowhere afterwards."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from chatbot.messages import Paper
from flows.notices import word
from flows.redaction import HIDDEN
from flows.shared.paper_kinds import issue
from panchayat.database import Database
from panchayat.demo.pins import demo_pin
from panchayat.messaging.contacts import SMS
from panchayat.models import Event, Outbox, PaperRequest, Staff
from panchayat.models import Paper as IssuedPaper
from panchayat.pay.rules import PayInputs
from panchayat.pay.slips import NotTheirs
from tests.flows.phones import PHOTO, VOICE, Phone, Village

OFFICE, EMPLOYEE = "SAMPLE-01", "SAMPLE-E-211"
FIRST_LINE = "পে স্লিপ: অক্টোবর ২০২৬"


@pytest.fixture
def pin() -> str:
    return demo_pin(EMPLOYEE)


@pytest.fixture
def employee(village: Village) -> Phone:
    phone = village.phone("whatsapp:+910000000211")
    phone.says("hi")
    return phone


def wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 10_000:04}"


def issue_first_pin(village: Village) -> str:
    with village.open_office() as office:
        return office.pins.issue(office.staffing.by_employee_id(OFFICE, EMPLOYEE))


def requested(village: Village) -> list[tuple[str, UUID]]:
    """Kinds of papers that were asked for, and who gets them."""
    with village.open_office() as office:
        rows = office.session.execute(
            select(IssuedPaper.kind, PaperRequest.contact_id)
            .join(PaperRequest, PaperRequest.paper_id == IssuedPaper.id)
            .order_by(PaperRequest.id)
        )
        return [(kind, contact_id) for kind, contact_id in rows]


def test_a_first_pin_is_changed_before_anything_is_shown(village: Village, employee: Phone) -> None:
    first = issue_first_pin(village)
    assert "PIN লিখুন" in employee.says("১০")
    asked = employee.says(first)
    assert "নিজের একটি নতুন PIN ঠিক করুন" in asked
    assert "নিট বেতন" not in asked
    assert "সহজেই আন্দাজ" in employee.says("1234")
    assert "আগের PIN" in employee.says(first) or first in ("123456", "654321")
    assert FIRST_LINE in employee.says("৭২৯৪")
    employee.says("না")
    village.clock.advance(timedelta(hours=1))
    employee.says("১০")
    assert "PIN ঠিক নয়" in employee.says(first)
    assert FIRST_LINE in employee.says("7294")


def test_after_three_wrong_pins_even_the_right_one_must_wait(village: Village, employee: Phone, pin: str) -> None:
    employee.says("১০")
    employee.says(wrong(pin))
    employee.says(wrong(pin))
    over = employee.says(wrong(pin))
    assert "পর্যন্ত আর কোনও PIN নেওয়া হবে না" in over
    assert "আপনার PIN লিখুন" not in over
    assert "আপনার অফিস নতুন PIN দেবে" in over
    assert "নিট বেতন" not in employee.says(pin)
    assert pin not in employee.bodies()
    assert "পর্যন্ত আর কোনও PIN নেওয়া হবে না" in employee.says("beton")
    village.clock.advance(timedelta(minutes=1))
    employee.says("beton")
    assert FIRST_LINE in employee.says(pin)


def test_going_back_and_beginning_anew_forgives_no_wrong_pin(village: Village, employee: Phone, pin: str) -> None:
    for _ in range(3):
        employee.says("১০")
        employee.says(wrong(pin))
        employee.says("পিছনে")
        employee.says("মেনু")
    assert "নেওয়া হবে না" in employee.says("১০")


def test_no_pin_is_found_anywhere_afterwards(
    village: Village, employee: Phone, pin: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for text in ("১০", wrong(pin), pin, "৩", "৭২৯৪০১", pin, "pay slip 729401", "আমার পিন 729401", "না"):
        employee.says(text)
    bodies = employee.bodies()
    assert bodies[2:4] == [HIDDEN, HIDDEN]
    assert bodies[5] == HIDDEN
    assert f"pay slip {HIDDEN}" in bodies
    secrets = {wrong(pin), "729401", "৭২৯৪০১"}
    with village.open_office() as office:
        kept = [
            *bodies,
            json.dumps(employee.contact(office).state, ensure_ascii=False),
            *(json.dumps(row.payload, ensure_ascii=False) for row in office.session.scalars(select(Outbox))),
            *(row.words for row in office.session.scalars(select(Outbox))),
            *(f"{event.what} {event.why}" for event in office.session.scalars(select(Event))),
            caplog.text,
        ]
    assert not [secret for secret in secrets for text in kept if secret in text]


@pytest.mark.parametrize("written", ["my pin {}", "amar PIN: {}", "আমার পিন {}"])
def test_a_pin_that_nobody_asked_for_is_neither_kept_nor_repeated(
    village: Village, employee: Phone, pin: str, written: str
) -> None:
    spelt = " ".join(pin)
    said = employee.says(written.format(spelt))
    assert said.startswith("আপনার মেসেজের PIN রাখা হয়নি।")
    assert spelt not in said
    assert written.format(HIDDEN) in employee.bodies()
    with village.open_office() as office:
        assert spelt not in json.dumps(employee.contact(office).state, ensure_ascii=False)


def test_while_no_pin_is_taken_the_code_of_a_place_is_still_understood(
    village: Village, employee: Phone, pin: str
) -> None:
    employee.says("১০")
    for _ in range(3):
        employee.says(wrong(pin))
    employee.says("অফিস")
    said = employee.says("পিন 712501")
    assert "রাখা হয়নি" not in said
    assert "712501" not in "".join(employee.bodies())
    assert employee.says(f"my pin {wrong(pin)}")
    assert wrong(pin) not in "".join(employee.bodies())


def test_a_code_of_a_place_is_not_taken_for_a_pin(village: Village, employee: Phone) -> None:
    employee.says("743270")
    assert "743270" in employee.bodies()
    village.phone().says("7294")
    assert village.phone().bodies()[-1] == "7294"


def test_the_papers_of_pay_go_to_the_registered_number_and_every_look_is_remembered(
    village: Village, employee: Phone, pin: str
) -> None:
    for text in ("১০", pin, "২", "২০২৫-২৬"):
        employee.says(text)
    with village.open_office() as office:
        own = employee.contact(office).id
        looks = office.session.scalars(
            select(Event.what).where(Event.subject_kind == "pay_slip", Event.actor_id == own)
        )
        assert list(looks) == ["pay_slip.shown", "annual_salary.shown"]
    assert requested(village) == [("pay_slip", own), ("annual_salary", own)]


@pytest.mark.parametrize("typed", ["১০", "pay slip", "বেতন", "annual salary", "SAMPLE-E-202", "PAY-26-0000-0000"])
def test_nobody_else_gets_a_word_about_pay(village: Village, pin: str, typed: str) -> None:
    stranger = village.phone()
    stranger.says("hi")
    for text in (typed, pin, "1"):
        assert "নিট বেতন" not in stranger.says(text)
    assert requested(village) == []


def test_a_paper_of_pay_is_not_issued_for_another_phone_even_if_a_dialogue_asked_for_it(
    village: Village, employee: Phone
) -> None:
    stranger = village.phone()
    stranger.says("hi")
    with village.open_office() as office:
        slip = office.pay.released(office.staffing.by_employee_id(OFFICE, EMPLOYEE))[0]
        for kind in ("pay_slip", "annual_salary"):
            with pytest.raises(NotTheirs):
                issue(office, Paper(kind, str(slip.id)).kind, slip.id, "bn", stranger.contact(office).id)


def test_two_employees_on_one_phone_each_have_their_own_pin(village: Village, employee: Phone, pin: str) -> None:
    with village.open_office() as office:
        other = office.staffing.by_employee_id(OFFICE, "SAMPLE-E-214")
        other.mobile = "+910000000211"
    chosen = employee.says("১০")
    assert "নমুনা লক্ষ্মী টুডু, কর্মী" in chosen
    employee.says("২")
    assert "PIN ঠিক নয়" in employee.says(pin)
    said = employee.says(demo_pin("SAMPLE-E-214"))
    assert FIRST_LINE in said
    assert "নমুনা লক্ষ্মী টুডু" in said
    employee.says("না")
    employee.says("১০")
    assert "PIN লিখুন" in employee.says("১")  # the other's PIN opens nothing of this one's
    assert FIRST_LINE in employee.says(pin)


def test_an_employee_without_a_pin_is_told_who_gives_it(village: Village) -> None:
    with village.open_office() as office:
        staff = office.session.scalars(select(Staff).where(Staff.employee_id == "SAMPLE-E-201")).one()
        staff.bank_account, staff.date_of_birth = "000000000201", "1970-01-01"
    head = village.phone("whatsapp:+910000000201")
    head.says("hi")
    assert "প্রথম PIN আপনার অফিস দেবে" in head.says("পে স্লিপ")


@pytest.fixture
def by_sms(database_url: str, village: Village) -> Iterator[Village]:
    """The same village, where codes can be sent by SMS."""
    database = Database(database_url, village.clock, public_url="http://127.0.0.1:8000", sends_sms=True)
    yield Village(database.open_office, village.clock)
    database.dispose()


def sms(village: Village) -> list[str]:
    """What has gone to the employee's number by SMS, oldest first."""
    with village.open_office() as office:
        contact_id = office.contacts.at_mobile("+910000000211", SMS)
        rows = office.session.scalars(select(Outbox).where(Outbox.contact_id == contact_id).order_by(Outbox.id))
        return [word(office, row.payload["kind"], row.payload["params"], "en").text for row in rows]


def test_where_sms_is_set_up_a_code_takes_the_place_of_a_forgotten_pin(by_sms: Village, pin: str) -> None:
    phone = by_sms.phone("whatsapp:+910000000211")
    phone.says("hi")
    assert "লিখুন: SMS" in phone.says("১০")
    for _ in range(3):
        phone.says(wrong(pin))
    assert "SMS করে ছয় সংখ্যার একটি কোড" in phone.says("sms")
    (sent,) = sms(by_sms)
    assert sent.endswith("is your code for Smart Panchayat. Tell it to nobody.")
    assert "নিজের একটি নতুন PIN" in phone.says(sent[:6])
    assert FIRST_LINE in phone.says("7294")
    assert HIDDEN in phone.bodies()
    assert sent[:6] not in phone.bodies()


def test_a_wrong_code_opens_nothing_and_codes_are_limited(by_sms: Village, pin: str) -> None:
    phone = by_sms.phone("whatsapp:+910000000211")
    phone.says("hi")
    phone.says("১০")
    for _ in range(4):
        last = phone.says("SMS")
    assert "ঘণ্টা" in last
    assert len(sms(by_sms)) == 3
    code = sms(by_sms)[-1][:6]
    assert "নিট বেতন" not in phone.says(f"{(int(code) + 1) % 10**6:06}")


def test_an_sms_waits_for_nobody_to_write_first(by_sms: Village) -> None:
    phone = by_sms.phone("whatsapp:+910000000211")
    for text in ("hi", "১০", "sms"):
        phone.says(text)
    with by_sms.open_office() as office:
        claimed = office.sending.claim(10, timedelta(seconds=60))
        assert [each.address for each in claimed] == ["sms:+910000000211"]


def test_a_new_slip_is_told_without_its_amounts(village: Village, employee: Phone) -> None:
    with village.open_office() as office:
        staff = office.staffing.by_employee_id(OFFICE, EMPLOYEE)
        inputs = PayInputs(level="10", cell="17", basic_paise=35_500_00)
        office.pay.enter(staff, date(2026, 11, 1), inputs)
    (told,) = employee.reads()
    assert told == "নভেম্বর ২০২৬ মাসের পে স্লিপ তৈরি। পেতে লিখুন: পে স্লিপ"


def test_a_file_or_a_place_is_no_pin(village: Village, employee: Phone) -> None:
    employee.says("১০")
    for file in (PHOTO, VOICE):
        assert "PIN লিখুন" in employee.says("", file)
    with village.open_office() as office:
        assert office.pins.locked_until(office.staffing.by_employee_id(OFFICE, EMPLOYEE)) is None


def test_words_instead_of_a_pin_do_not_lock_the_pin(village: Village, employee: Phone) -> None:
    employee.says("১০")
    for text in ("ami pin bhule gechi", "PIN মনে নেই", "কী করব", "??", "beton", "ami 2019 theke kaj kori"):
        said = employee.says(text)
        assert said.startswith("আপনার PIN পেলে তবেই এগোতে পারব। PIN ভুলে গেলে আপনার অফিসে বলুন।")
        assert "আপনার PIN লিখুন (৪ থেকে ৬টি সংখ্যা)" in said
    with village.open_office() as office:
        assert office.pins.locked_until(office.staffing.by_employee_id(OFFICE, EMPLOYEE)) is None


def test_after_a_day_the_name_of_the_service_goes_on_with_it(village: Village, employee: Phone, pin: str) -> None:
    employee.says("১০")
    village.clock.advance(timedelta(hours=20))
    assert "চালিয়ে যাবেন?" in employee.says("beton")
    assert "আপনার PIN লিখুন" in employee.says("beton")
    assert FIRST_LINE in employee.says(pin)


@pytest.mark.parametrize("word", ["beton", "বেতন", "maine", "salary"])
def test_pay_is_the_slips_and_not_the_statement(employee: Phone, pin: str, word: str) -> None:
    for text in ("১০", pin):
        employee.says(text)
    assert "অক্টোবর ২০২৬" in employee.says(word)
    employee.says("1")
    employee.says("2")
    assert "বার্ষিক বেতন: ২০২৬-২৭" in employee.says("1")
    assert "অক্টোবর ২০২৬" in employee.says(word)


@pytest.mark.parametrize("thanks", ["৪", "না", "thanks"])
def test_a_statement_asked_for_twice_is_asked_about_once(employee: Phone, pin: str, thanks: str) -> None:
    for text in ("annual salary", pin, "annual salary", "1", "annual salary", "1"):
        employee.says(text)
    assert employee.says(thanks) == "ধন্যবাদ। দরকার হলে লিখুন: মেনু"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("সেপ্টেম্বর", "পে স্লিপ: সেপ্টেম্বর ২০২৬"),
        ("sept er ta", "পে স্লিপ: সেপ্টেম্বর ২০২৬"),
        ("june 2026 er slip din", "পে স্লিপ: জুন ২০২৬"),
        ("06/2026", "পে স্লিপ: জুন ২০২৬"),
        ("গত মাসের", "পে স্লিপ: অক্টোবর ২০২৬"),
        ("ফেব্রুয়ারি", "পে স্লিপ: ফেব্রুয়ারি ২০২৬"),
        ("nov", "পে স্লিপ: নভেম্বর ২০২৫"),
    ],
)
def test_a_month_is_named_after_a_slip_and_where_months_are_listed(
    employee: Phone, pin: str, typed: str, shown: str
) -> None:
    employee.says("১০")
    employee.says(pin)
    assert employee.says(typed).startswith(shown)
    assert "কোন মাসের?" in employee.says("১")
    assert employee.says(typed).startswith(shown)


@pytest.mark.parametrize("typed", ["মার্চ ২০২৭", "december 2019", "2019-12"])
def test_of_a_month_without_a_slip_it_is_said_which_months_there_are(employee: Phone, pin: str, typed: str) -> None:
    employee.says("১০")
    employee.says(pin)
    told = "থেকে অক্টোবর ২০২৬ পর্যন্ত পে স্লিপ আছে। এর মধ্যে একটি মাস লিখুন।"
    said = employee.says(typed)
    assert told in said
    assert "কোন মাসের?" in said
    assert told in employee.says(typed)


@pytest.mark.parametrize("typed", ["2025-26", "২০২৫", "25-26 er", "last year", "গত বছরের বেতন"])
def test_a_year_is_named_after_a_slip_and_where_years_are_listed(employee: Phone, pin: str, typed: str) -> None:
    employee.says("১০")
    employee.says(pin)
    assert employee.says(typed).startswith("বার্ষিক বেতন: ২০২৫-২৬")
    assert "কোন বছরের?" in employee.says("২")
    assert employee.says(typed).startswith("বার্ষিক বেতন: ২০২৫-২৬")
    employee.says("২")
    assert "সালের বেতনের হিসাব আছে। এর মধ্যে একটি বছর লিখুন।" in employee.says("2019-20")
