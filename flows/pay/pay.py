"""Pay slips and the annual salary, for employees: the latest month first, after the PIN."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from chatbot.choices import Choice
from chatbot.declaration import flow
from chatbot.language.matching import find_option
from chatbot.language.wording import Paise, Reference, Text, Words, _, button, month_name
from chatbot.messages import Incoming, Option
from chatbot.talk import Talk
from flows.pay.asking import month_asked_for, slip_of, year_asked_for
from flows.pay.pin import choose_pin, identify
from panchayat.front_office import FrontOffice
from panchayat.models import PaySlip, Staff

_LATEST: Final = "latest"
_MONTH: Final = "month"
_YEAR: Final = "year"
_PIN: Final = "pin"
_DONE: Final = "done"

_SLIPS: Final = (
    "pay slip, beton, betan, maine, mahina, mahine, payslip, pay, pe slip, pesilip, salary, "
    "পে স্লিপ, পেস্লিপ, বেতন, মাইনে, মাহিনা, মাসের বেতন, वेतन, स्लिप, तनख़्वाह, तनख्वाह, पे स्लिप, वेतन पर्ची"
)

_PASSWORD: Final = _(
    "The PDF opens with a password: your date of birth as eight digits (day, month, year), then the last four digits of"
    " your bank account, in English digits. For 5 March 1985 and 4821: {example}"
).using(example="050319854821")


def _is_paid(contact_id: UUID, office: FrontOffice) -> bool:
    return bool(office.staffing.on_the_payroll(contact_id))


@flow(
    "pay",
    title=button("Pay slips and salary"),
    words=_SLIPS,
    for_whom=_is_paid,
    anywhere="pay slip, payslip, pe slip, পে স্লিপ, पे स्लिप, वेतन पर्ची",
)
def pay(talk: Talk, office: FrontOffice) -> None:
    employees = {str(each.id): each for each in office.staffing.on_the_payroll(talk.citizen)}
    if not employees:
        return talk.say(
            _(
                "No employee is registered under this phone number.\n"
                "Pay slips are shown only on the number that your office has registered. If yours has changed, tell the"
                " office.\n"
                "To talk to a person, write: phone"
            )
        )
    who = talk.choose(
        "who", _("Whose pay?"), lambda: [_employee(office, each) for each in employees.values()], only=True
    )
    staff = employees.get(who.id)
    if staff is None:
        talk.go("menu")
    if not identify(talk, office, staff):
        return
    what = talk.choose("what", _("What do you need?"), _wishes(), default=_LATEST)
    slips = office.pay.released(staff)
    if what.id == _PIN:
        return choose_pin(talk, office, staff, _("Please write the new PIN: {shortest} to {longest} digits."))
    if not slips:
        return talk.say(_("No pay slip of yours is here yet. To talk to a person, write: phone"))
    if what.id == _YEAR:
        _annual(talk, office, staff)
    else:
        _monthly(talk, office, slips, latest=what.id != _MONTH)
    more = _ask_for_more(talk, office, staff, slips)
    if more.id == _DONE:
        return talk.say(_("You are welcome. When you need something, write: menu"))
    what_else, _colon, which = more.id.partition(":")
    asked = {_MONTH: "which_month", _YEAR: "which_year"}.get(what_else, "")
    talk.go("pay", who=staff.employee_id, what=what_else, **({asked: which} if asked else {}))


@flow(
    "annual_salary",
    title=_("Annual salary"),
    words="barshik beton, annual salary, বার্ষিক বেতন, সারা বছরের বেতন, वार्षिक वेतन, salary statement",
    alias_of="pay",
    anywhere="barshik beton, annual salary, বার্ষিক বেতন, वार्षिक वेतन",
)
def annual_salary(talk: Talk, office: FrontOffice) -> None:
    del office
    talk.go("pay", what=_YEAR)


def _monthly(talk: Talk, office: FrontOffice, slips: Sequence[PaySlip], *, latest: bool) -> None:
    by_id = {str(slip.id): slip for slip in slips}

    def search(said: Incoming) -> list[Option]:
        found = slip_of(month_asked_for(said.text, slips, talk.today), slips)
        return [_of_month(found)] if found else []

    def known(id_: str) -> Option | None:
        return _of_month(by_id[id_]) if id_ in by_id else None

    which = talk.look_up(
        "which_month",
        _("Which month?"),
        search,
        known,
        missing=_("Pay slips are here from {first} to {last}. Please write one of these months.").using(
            first=month_name(slips[-1].month), last=month_name(slips[0].month)
        ),
        offered=list(by_id),
        default=str(slips[0].id) if latest else None,
    )
    slip = by_id.get(which.id)
    if slip is None:
        talk.go("menu")
    talk.once("shown", lambda: office.pay.note_access("pay_slip.shown", slip, talk.citizen))
    pay = office.pay.pay(slip)
    talk.say(
        _("Pay slip: {month}\nName: {name}\nGross pay: {gross}\nDeductions: {deductions}\nNet pay: {net}").using(
            month=month_name(slip.month),
            name=office.staffing.names(office.staffing.get(slip.staff_id)),
            gross=Paise(pay.gross_paise),
            deductions=Paise(pay.deductions_paise),
            net=Paise(pay.net_paise),
        )
    )
    talk.say(_("I am sending the pay slip (PDF) in a moment."))
    talk.say(_PASSWORD)
    talk.paper("pay_slip", slip.id)


def _annual(talk: Talk, office: FrontOffice, staff: Staff) -> None:
    years = {str(year): year for year in office.pay.years(staff)}

    def search(said: Incoming) -> list[Option]:
        found = year_asked_for(said.text, list(years), talk.today)
        return [Option(found, Reference(found))] if found else []

    chosen = talk.look_up(
        "which_year",
        _("Which year?"),
        search,
        lambda year: Option(year, Reference(year)) if year in years else None,
        missing=_("The salary is here of the years from {first} to {last}. Please write one of them.").using(
            first=Reference(min(years)), last=Reference(max(years))
        ),
        offered=list(years),
        only=True,
    )
    if chosen.id not in years:
        talk.go("menu")
    slip = office.pay.last_of(staff, years[chosen.id])
    talk.once("year_shown", lambda: office.pay.note_access("annual_salary.shown", slip, talk.citizen))
    paid = office.pay.year_pay(slip)
    talk.say(
        _(
            "Annual salary: {year}\nFrom {first} to {last}\nGross pay: {gross}\nDeductions: {deductions}\nNet pay: {net}"
        ).using(
            year=Reference(chosen.id),
            first=month_name(paid[0][0]),
            last=month_name(paid[-1][0]),
            gross=Paise(sum(pay.gross_paise for _month, pay in paid)),
            deductions=Paise(sum(pay.deductions_paise for _month, pay in paid)),
            net=Paise(sum(pay.net_paise for _month, pay in paid)),
        )
    )
    talk.say(_("I am sending the statement (PDF) in a moment."))
    talk.say(_PASSWORD)
    talk.paper("annual_salary", slip.id)


def _ask_for_more(talk: Talk, office: FrontOffice, staff: Staff, slips: Sequence[PaySlip]) -> Choice:
    """What else is wanted: a row, or at once a month or a year, which stands behind the row's id then."""
    rows = {each.id: each for each in (*_wishes()[1:], _nothing_more())}

    def search(said: Incoming) -> list[Option]:
        if (month := month_asked_for(said.text, slips, talk.today)) is not None:
            return [Option(f"{_MONTH}:{month:%Y-%m}", month_name(month))]
        years = [str(year) for year in office.pay.years(staff)]
        if (year := year_asked_for(said.text, years, talk.today)) is not None:
            return [Option(f"{_YEAR}:{year}", Reference(year))]
        named = find_option(said.text, list(rows.values()))
        return [named] if named else []

    def known(id_: str) -> Option | None:
        what, _colon, which = id_.partition(":")
        return Option(id_, Reference(which)) if which else rows.get(what)

    return talk.look_up(
        "more",
        _("Do you need anything else?"),
        search,
        known,
        missing=_("Sorry, I did not quite understand.\nPlease write a number from the list below, like {one}.").using(
            one=1
        ),
        offered=list(rows),
        optional=True,
    )


def _employee(office: FrontOffice, staff: Staff) -> Option:
    label: Words = _("{name}, {post}").using(name=office.staffing.names(staff), post=staff.post)
    return Option(str(staff.id), label, words=(staff.employee_id,))


def _wishes() -> list[Option]:
    def wish(what: str, label: Text, words: str) -> Option:
        return Option(what, label, words=(what, *words.split(", ")))

    return [
        wish(_LATEST, button("Latest pay slip"), "latest slip, সবশেষ"),
        wish(_MONTH, button("Another month"), f"{_SLIPS}, onno mas, other month, onno maser, অন্য মাসের, दूसरा महीना"),
        wish(_YEAR, button("Annual salary"), "barshik, barshik beton, annual, বার্ষিক, বছরের, वार्षिक, सालाना"),
        wish(_PIN, button("Change the PIN"), "pin bodlao, change pin, পিন, পিন বদল, পিন বদলান, पिन बदलें, पिन बदलिए"),
    ]


def _nothing_more() -> Option:
    return Option(
        _DONE,
        button("No, thank you"),
        words=(
            "no",
            "na",
            "না",
            "thanks",
            "thank you",
            "dhonnobad",
            "ধন্যবাদ",
            "ok",
            "ঠিক আছে",
            "नहीं",
            "धन्यवाद",
            "👍",
            "🙏",
        ),
    )


def _of_month(slip: PaySlip) -> Option:
    return Option(str(slip.id), month_name(slip.month))
