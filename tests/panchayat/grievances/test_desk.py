"""Whoever answers for a grievance is told and reads it, with its files; whom it is about never does."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select
from uuid_utils.compat import uuid7

from jobs.clock import escalate_grievances
from panchayat.front_office import FrontOffice
from panchayat.models import Contact, Event, Grievance, Media, Outbox, Person, Staff
from panchayat.models.grievance_states import State
from panchayat.offices.known import KnownOffice
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples

PRADHAN, ASSISTANT, ELSEWHERE, SACHIB = (f"+910000000{number}" for number in (201, 202, 204, 211))
AT_STATE = "+910000000298"


def posts(office: FrontOffice, mobile: str) -> list[Staff]:
    return office.staffing.at_work(office.contacts.at_mobile(mobile))


def told(office: FrontOffice, mobile: str, grievance: Grievance) -> list[str]:
    """The news of the grievance that whoever has this number was owed, oldest first."""
    owed = select(Outbox).join(Contact, Contact.id == Outbox.contact_id)
    params = [
        row.payload["params"]
        for row in office.session.scalars(owed.where(Contact.address == f"whatsapp:{mobile}").order_by(Outbox.id))
    ]
    return [each["news"] for each in params if each.get("grievance_id") == str(grievance.id)]


def filed(office: FrontOffice, samples: Samples, about: str = "roads", **more: object) -> Grievance:
    arguments: dict[str, object] = {
        "kind": "grievance",
        "category_key": about,
        "description": "রাস্তায় গর্ত হয়েছে।",
        "place": "বটতলা",
        "pin": None,
        "media_ids": [],
    }
    at = office.offices.by_code("SAMPLE-01").id
    return office.grievances.file(at, samples.citizen(office), **(arguments | more))  # type: ignore[arg-type]


def employ(office: FrontOffice, at: KnownOffice, mobile: str = AT_STATE) -> Staff:
    """Give an office, such as the state's department, somebody who works on requests."""
    person = Person(id=uuid7(), names={"bn": "নমুনা আধিকারিক", "en": "Sample Officer", "hi": "नमूना अधिकारी"})
    office.session.add(person)
    office.session.flush()
    staff = Staff(
        office_id=at.id,
        person_id=person.id,
        employee_id=f"SAMPLE-E-{mobile[-3:]}",
        role="officer",
        signs=False,
        post={"bn": "আধিকারিক", "en": "Officer", "hi": "अधिकारी"},
        mobile=mobile,
    )
    office.session.add(staff)
    office.session.flush()
    return staff


def resolved(office: FrontOffice, grievance: Grievance) -> None:
    for state in (State.UNDER_PROCESS, State.ACTION_TAKEN, State.RESOLVED):
        office.grievances.move(grievance.number, state, note="গর্ত ভরাট হয়েছে।")


def test_a_new_grievance_is_told_to_the_office_that_answers_for_it_and_to_no_other(samples: Samples) -> None:
    with samples.open_office() as office:
        grievance = filed(office, samples)
        assert told(office, ASSISTANT, grievance) == ["new"]
        assert [told(office, each, grievance) for each in (PRADHAN, ELSEWHERE, SACHIB)] == [[], [], []]


def test_so_is_one_that_is_opened_again_or_has_gone_up(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        late, unfixed = filed(office, samples), filed(office, samples)
        resolved(office, unfixed)
        office.grievances.reopen(unfixed.number, samples.citizen(office))
        assert told(office, ASSISTANT, unfixed) == ["new", "reopened"]
    clock.advance(timedelta(days=12))
    with samples.open_office() as office:
        escalate_grievances(office)
        assert told(office, ASSISTANT, late) == ["new", "raised"]


def test_so_is_an_answer_to_what_the_office_has_asked_but_not_every_further_word(samples: Samples) -> None:
    with samples.open_office() as office:
        grievance = filed(office, samples)
        for state in (State.UNDER_PROCESS, State.NEEDS_INFO):
            office.grievances.move(grievance.number, state, note="কোন পাড়া?")
        for words in ("দক্ষিণ পাড়া", "স্কুলের সামনে"):
            office.grievances.add(grievance.number, samples.citizen(office), words=words, media_ids=[])
        assert told(office, ASSISTANT, grievance) == ["new", "answered"]


def test_what_went_up_over_several_levels_at_once_is_told_once(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        late = filed(office, samples)
    clock.advance(timedelta(days=60))
    with samples.open_office() as office:
        escalate_grievances(office)
        assert office.grievances.get(late.id).level > 1
        assert told(office, ASSISTANT, late) == ["new", "raised"]


def test_a_colleagues_own_complaint_is_told_to_somebody_else(samples: Samples) -> None:
    with samples.open_office() as office:
        contact_id = office.contacts.at_mobile(ASSISTANT)
        grievance = office.grievances.file(
            office.offices.by_code("SAMPLE-01").id,
            contact_id,
            kind="grievance",
            category_key="roads",
            description="রাস্তায় গর্ত হয়েছে।",
            place="বটতলা",
            pin=None,
            media_ids=[],
        )
        assert (told(office, ASSISTANT, grievance), told(office, PRADHAN, grievance)) == ([], ["new"])


@pytest.mark.parametrize(
    "complaint",
    [
        lambda office, samples: filed(office, samples, "office"),
        lambda office, samples: filed(office, samples, description="কাকলি দিদি ঘুষ চেয়েছেন।"),
    ],
)
def test_nobody_of_the_office_is_told_of_or_reads_what_is_about_it(
    samples: Samples, complaint: Callable[[FrontOffice, Samples], Grievance]
) -> None:
    with samples.open_office() as office:
        desk, before = office.grievance_desk, office.grievance_desk.waiting(posts(office, ASSISTANT))
        grievance = complaint(office, samples)
        assert grievance.bypasses_office
        for each in (PRADHAN, ASSISTANT):
            assert told(office, each, grievance) == []
            assert desk.find(posts(office, each), grievance.number) is None
            assert grievance not in desk.queue(posts(office, each))
        assert desk.waiting(posts(office, ASSISTANT)) == before
        assert [desk.kept_from(office.contacts.at_mobile(each), grievance) for each in (SACHIB, ELSEWHERE)] == [
            True,
            False,
        ]


def test_what_turns_out_to_be_about_the_office_is_taken_from_its_list(samples: Samples) -> None:
    with samples.open_office() as office:
        grievance, desk = filed(office, samples), office.grievance_desk
        assert desk.find(posts(office, ASSISTANT), grievance.number) is grievance
        office.grievances.add(grievance.number, samples.citizen(office), words="কাকলি দিদি ঘুষ চেয়েছেন।", media_ids=[])
        assert desk.find(posts(office, ASSISTANT), grievance.number) is None
        assert told(office, ASSISTANT, grievance) == ["new"]


def test_the_office_above_is_told_and_reads_where_it_is_in_the_records(samples: Samples, clock: SettableClock) -> None:
    with samples.open_office() as office:
        samples.record(office, "SAMPLE-01").escalation = []
        samples.record(office, "SAMPLE-02").escalation = [
            {"bn": "বিডিও", "en": "BDO", "hi": "बीडीओ"},
            office.offices.state().names,
        ]
        employ(office, office.offices.state())
        late, about_office = filed(office, samples), filed(office, samples, "office")
        elsewhere = office.grievances.file(
            office.offices.by_code("SAMPLE-02").id,
            samples.citizen(office),
            kind="grievance",
            category_key="roads",
            description="রাস্তায় গর্ত হয়েছে।",
            place="বটতলা",
            pin=None,
            media_ids=[],
        )
        assert told(office, AT_STATE, about_office) == ["new"]
        assert office.grievance_desk.queue(posts(office, AT_STATE)) == [about_office]
    clock.advance(timedelta(days=12))
    with samples.open_office() as office:
        escalate_grievances(office)
        desk, at_state = office.grievance_desk, posts(office, AT_STATE)
        assert told(office, AT_STATE, late) == ["raised"]
        assert desk.find(at_state, late.number)
        assert (office.grievances.get(elsewhere.id).level, desk.find(at_state, elsewhere.number)) == (1, None)
    clock.advance(timedelta(days=12))
    with samples.open_office() as office:
        escalate_grievances(office)
        assert office.grievance_desk.find(posts(office, AT_STATE), elsewhere.number)


def test_whoever_works_in_both_offices_does_not_read_what_is_about_the_one(samples: Samples) -> None:
    with samples.open_office() as office:
        samples.record(office, "SAMPLE-01").escalation = []
        for each in (ASSISTANT, SACHIB):
            employ(office, office.offices.state(), each)
        grievance = filed(office, samples, "office")
        assert [told(office, each, grievance) for each in (ASSISTANT, SACHIB)] == [[], []]
        assert office.grievance_desk.find(posts(office, ASSISTANT), grievance.number) is None


def test_what_is_overdue_stands_first_then_what_is_due_next_and_last_what_waits(
    samples: Samples, clock: SettableClock
) -> None:
    with samples.open_office() as office:
        others = {each.id for each in office.grievance_desk.queue(posts(office, ASSISTANT))}
        late, asked = filed(office, samples), filed(office, samples)
        for state in (State.UNDER_PROCESS, State.NEEDS_INFO):
            office.grievances.move(asked.number, state, note="কোন পাড়া?")
    clock.advance(timedelta(days=12))
    with samples.open_office() as office:
        escalate_grievances(office)
        fresh, closed = filed(office, samples), filed(office, samples)
        office.grievances.move(closed.number, State.REJECTED, note="রাস্তাটি পঞ্চায়েতের নয়।")
        desk = office.grievance_desk
        queue = [each for each in desk.queue(posts(office, ASSISTANT)) if each.id not in others]
        assert [each.id for each in queue] == [late.id, fresh.id, asked.id]
        assert [desk.is_overdue(each) for each in queue] == [True, False, False]


def test_one_that_is_open_again_is_not_overdue_because_it_went_up(samples: Samples) -> None:
    with samples.open_office() as office:
        grievance = filed(office, samples)
        before = office.grievance_desk.waiting(posts(office, ASSISTANT)).overdue
        resolved(office, grievance)
        office.grievances.reopen(grievance.number, samples.citizen(office))
        assert not office.grievance_desk.is_overdue(grievance)
        assert office.grievance_desk.waiting(posts(office, ASSISTANT)).overdue == before


def test_who_has_complained_is_told_but_not_of_a_suggestion_or_about_the_office(samples: Samples) -> None:
    with samples.open_office() as office:
        who = office.grievance_desk.complainant(filed(office, samples))
        assert who
        assert (who.names, who.phone) == (
            office.contacts.names(samples.citizen(office)),
            Samples.NOTHING.removeprefix("whatsapp:"),
        )
        for each in (filed(office, samples, kind="suggestion"), filed(office, samples, "office")):
            assert office.grievance_desk.complainant(each) is None


def sent(office: FrontOffice, samples: Samples, kind: str, content_type: str, *, arrived: bool = True) -> UUID:
    media_id = office.media.add(samples.citizen(office), kind=kind, content_type=content_type, source_url="https://x")
    if arrived:
        office.media.fetched(media_id, content_hash="0" * 64, size=3, content_type=content_type)
    return media_id


def test_its_files_go_to_the_officers_own_phone_as_what_they_are(samples: Samples) -> None:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    kinds = [("photo", "image/jpeg"), ("voice", "audio/ogg"), ("video", "video/mp4"), ("document", word)]
    with samples.open_office() as office:
        media = [*(sent(office, samples, *each) for each in kinds), sent(office, samples, *kinds[0], arrived=False)]
        grievance, desk = filed(office, samples, media_ids=media, by_voice=True), office.grievance_desk
        assert dict(desk.files(grievance)) == {"photo": 2, "voice": 1, "video": 1, "document": 1}
        assert desk.show_files(grievance.number, posts(office, ELSEWHERE)) == 0
        assert desk.show_files(grievance.number, posts(office, ASSISTANT)) == 4
        rows = office.session.scalars(select(Outbox).order_by(Outbox.id))
        shown = [row for row in rows if row.payload["kind"] == "evidence"]
        assert {row.contact_id for row in shown} == {office.contacts.at_mobile(ASSISTANT)}
        assert [row.payload["params"]["media_id"] for row in shown] == [str(each) for each in media[:4]]
        # What no phone shows is opened by its address.
        assert [row.payload["params"]["linked"] for row in shown] == [False, False, False, True]
        assert office.session.scalars(select(Event.what).where(Event.what == "grievance.evidence_shown")).all()


def test_a_picture_too_large_for_the_channel_is_linked(samples: Samples) -> None:
    with samples.open_office() as office:
        media_id = sent(office, samples, "photo", "image/jpeg")
        office.session.get_one(Media, media_id).size = 6 * 1024 * 1024
        grievance = filed(office, samples, media_ids=[media_id])
        office.grievance_desk.show_files(grievance.number, posts(office, ASSISTANT))
        rows = office.session.scalars(select(Outbox))
        (shown,) = (row for row in rows if row.payload["kind"] == "evidence")
        assert shown.payload["params"]["linked"] is True
