from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, inspect, select
from uuid_utils.compat import uuid7

from panchayat.core.lists import MOST_LISTED
from panchayat.core.numbers import parse_number
from panchayat.front_office import FrontOffice
from panchayat.grievances.facts import NoActionTaken
from panchayat.grievances.grievances import NoSuchDepartment, NoSuchGrievance
from panchayat.grievances.work_report import InspectionToCome, NotWork, TooManyPhotos, WorkDone
from panchayat.messaging.delivery_policy import Decision, decide
from panchayat.models import Event, Grievance, GrievanceEvidence, Outbox, PaperRequest, Staff
from panchayat.models.grievance_states import IllegalMove, ReasonMissing, State
from tests.conftest import SettableClock
from tests.panchayat.conftest import Samples
from tests.waiting import PATIENCE

RESOLVING = (State.UNDER_PROCESS, State.ACTION_TAKEN, State.RESOLVED)


def resolve(samples: Samples, number: str) -> None:
    with samples.open_office() as office:
        for state in RESOLVING:
            office.grievances.move(number, state, note="নর্দমা পরিষ্কার করা হয়েছে।")


def grievance(office: FrontOffice, number: str) -> Grievance:
    found = office.grievances.by_number(number)
    assert found
    return found


def remembered(office: FrontOffice, found: Grievance) -> list[str]:
    """What the office remembers that was done with it, oldest first."""
    return list(office.session.scalars(select(Event.what).where(Event.subject_id == found.id).order_by(Event.id)))


def filed(samples: Samples) -> str:
    with samples.open_office() as office:
        return samples.file(office).number


def test_a_grievance_gets_a_number_its_department_and_a_target_in_working_days(samples: Samples) -> None:
    with samples.open_office() as office:
        grievance = samples.file(office)
    with samples.open_office() as office:
        found = office.grievances.by_number(grievance.number)
        assert found
        assert parse_number(found.number) == found.number
        assert office.grievances.department(found).key == "works"
        assert office.grievances.category(found).names["bn"] == "রাস্তাঘাট"
        assert found.target_on == date(2026, 11, 27)
        assert [(step.position, step.to_state) for step in office.grievances.history(found)] == [(1, "SUBMITTED")]


def test_an_own_grievance_is_listed_newest_first_and_another_persons_never(
    samples: Samples, clock: SettableClock
) -> None:
    numbers = []
    for _ in range(3):
        numbers.append(filed(samples))
        clock.advance(timedelta(minutes=1))
    with samples.open_office() as office:
        own = office.grievances.of(samples.citizen(office))
        assert [grievance.number for grievance in own] == numbers[::-1]


def test_a_file_of_somebody_else_is_not_attached(samples: Samples) -> None:
    with samples.open_office() as office:
        own, other = (
            office.media.add(samples.citizen(office, address), kind="photo", content_type="image/jpeg", source_url="x")
            for address in (Samples.NOTHING, Samples.ONE_PERMIT)
        )
        grievance = office.grievances.file(
            office.offices.by_code("SAMPLE-01").id,
            samples.citizen(office),
            kind="suggestion",
            category_key="other",
            description="বেঞ্চ চাই",
            place="হাট",
            pin="23.18,88.86",
            media_ids=[own, other],
        )
        attached = select(GrievanceEvidence.media_id).where(GrievanceEvidence.grievance_id == grievance.id)
        assert office.session.scalars(attached).all() == [own]


def test_every_move_stays_in_the_history_and_is_told_to_the_citizen_once(samples: Samples) -> None:
    number = filed(samples)
    with samples.open_office() as office:
        officer = office.session.scalars(select(Staff).where(Staff.mobile == "+910000000202")).one()
        office.grievances.move(number, State.UNDER_PROCESS, staff_id=officer.id)
        office.grievances.move(number, State.FORWARDED, staff_id=officer.id, department_key="general")
    with samples.open_office() as office:
        grievance = office.grievances.by_number(number)
        assert grievance
        steps = office.grievances.history(grievance)
        assert [(step.from_state, step.to_state) for step in steps] == [
            (None, "SUBMITTED"),
            ("SUBMITTED", "UNDER_PROCESS"),
            ("UNDER_PROCESS", "FORWARDED"),
        ]
        assert office.grievances.department(grievance).key == "general"
        assert steps[2].department_id == grievance.department_id
        told = office.session.scalars(select(Outbox).where(Outbox.contact_id == grievance.contact_id)).all()
        assert [row.payload["params"]["position"] for row in told] == [2, 3]
        remembered = office.session.scalars(
            select(Event.what).where(Event.subject_id == grievance.id).order_by(Event.id)
        ).all()
        assert remembered == ["grievance.filed", "grievance.under_process", "grievance.forwarded"]


def test_what_the_citizen_answers_joins_the_grievance_and_sets_it_going_again(samples: Samples) -> None:
    number = filed(samples)
    with samples.open_office() as office:
        office.grievances.move(number, State.UNDER_PROCESS)
        office.grievances.move(number, State.NEEDS_INFO, note="কোন বাড়ির সামনে?")
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        photo = office.media.add(citizen, kind="photo", content_type="image/jpeg", source_url="x")
        office.grievances.add(number, citizen, words="১২ নম্বর বাড়ির সামনে", media_ids=[photo])
    with samples.open_office() as office:
        found = office.grievances.by_number(number)
        assert found
        assert found.state == State.UNDER_PROCESS
        assert found.description.endswith("\n১২ নম্বর বাড়ির সামনে")
        assert office.session.scalars(select(GrievanceEvidence.media_id)).all() == [photo]
        # The reports that anybody may read repeat the notes of the steps, so it is in none of them.
        assert all("১২ নম্বর" not in (step.note or "") for step in office.grievances.history(found))


def test_more_is_told_at_any_time_while_it_is_open_and_the_office_sees_that_it_was(samples: Samples) -> None:
    number = filed(samples)
    with samples.open_office() as office:
        citizen = samples.citizen(office)
        voice = office.media.add(citizen, kind="voice", content_type="audio/ogg", source_url="x")
        for _twice in range(2):
            office.grievances.add(number, citizen, words="", media_ids=[voice])
        office.grievances.add(number, citizen, words="গর্ত আরও বড় হয়েছে", media_ids=[])
    with samples.open_office() as office:
        found = grievance(office, number)
        assert found.state == State.SUBMITTED
        assert found.description.endswith("\nগর্ত আরও বড় হয়েছে")
        assert office.session.scalars(select(GrievanceEvidence.media_id)).all() == [voice]
        assert len(office.grievances.history(found)) == 1
        assert remembered(office, found) == ["grievance.filed", *["grievance.added"] * 3]


def test_nothing_is_added_to_what_is_closed_or_somebody_elses(samples: Samples) -> None:
    number = filed(samples)
    with samples.open_office() as office, pytest.raises(NoSuchGrievance):
        other = samples.citizen(office, Samples.ONE_PERMIT)
        office.grievances.add(number, other, words="আরও কথা", media_ids=[])
    resolve(samples, number)
    with samples.open_office() as office, pytest.raises(IllegalMove):
        office.grievances.add(number, samples.citizen(office), words="আরও কথা", media_ids=[])


def test_what_is_taken_back_is_closed_for_good(samples: Samples) -> None:
    number = filed(samples)
    with samples.open_office() as office:
        office.grievances.withdraw(number, samples.citizen(office))
    with samples.open_office() as office:
        found = grievance(office, number)
        assert (found.state, found.escalates_on) == (State.WITHDRAWN, None)
        assert remembered(office, found)[-1] == "grievance.withdrawn"
        # Whoever has just said it need not be told.
        own = select(Outbox).where(Outbox.contact_id == samples.citizen(office))
        assert not office.session.scalars(own).all()
        with pytest.raises(IllegalMove):
            office.grievances.withdraw(number, samples.citizen(office))
        with pytest.raises(IllegalMove):
            office.grievances.move(number, State.UNDER_PROCESS)


def test_nobody_else_takes_a_grievance_back(samples: Samples) -> None:
    number = filed(samples)
    with samples.open_office() as office:
        with pytest.raises(NoSuchGrievance):
            office.grievances.withdraw(number, samples.citizen(office, Samples.ONE_PERMIT))
        with pytest.raises(IllegalMove):
            office.grievances.move(number, State.WITHDRAWN)


def test_a_refused_move_leaves_no_trace(samples: Samples) -> None:
    number = filed(samples)
    with samples.open_office() as office:
        with pytest.raises(IllegalMove):
            office.grievances.move(number, State.RESOLVED)
        with pytest.raises(ReasonMissing):
            office.grievances.move(number, State.REJECTED)
        with pytest.raises(NoSuchDepartment):
            office.grievances.move(number, State.UNDER_PROCESS, department_key="rockets")
    with samples.open_office() as office:
        grievance = office.grievances.by_number(number)
        assert grievance
        assert grievance.state == State.SUBMITTED
        assert len(office.grievances.history(grievance)) == 1


@pytest.mark.parametrize("number", ["GRV-26-0000-0000", "GRV-26-0000-0001", "rasta"])
def test_a_number_that_was_never_given_moves_nothing(samples: Samples, number: str) -> None:
    with samples.open_office() as office, pytest.raises(NoSuchGrievance):
        office.grievances.move(number, State.UNDER_PROCESS)


def test_what_was_resolved_can_be_reopened_twice_and_no_more(samples: Samples) -> None:
    number = filed(samples)
    for _ in range(2):
        resolve(samples, number)
        with samples.open_office() as office:
            office.grievances.move(number, State.REOPENED)
    resolve(samples, number)
    with samples.open_office() as office, pytest.raises(IllegalMove):
        office.grievances.move(number, State.REOPENED)


def test_what_was_resolved_a_month_ago_stays_resolved(samples: Samples, clock: SettableClock) -> None:
    number = filed(samples)
    resolve(samples, number)
    clock.advance(timedelta(days=30, seconds=1))
    with samples.open_office() as office, pytest.raises(IllegalMove):
        office.grievances.move(number, State.REOPENED)


def test_of_two_officers_who_move_one_grievance_at_once_one_wins_and_the_other_is_told(samples: Samples) -> None:
    number = filed(samples)
    together = threading.Barrier(2, timeout=PATIENCE)

    def move(_: int) -> str:
        together.wait()
        try:
            with samples.open_office() as office:
                office.grievances.move(number, State.UNDER_PROCESS)
        except IllegalMove as told:
            return f"{told.from_state} already"
        return "moved"

    with ThreadPoolExecutor(2) as officers:
        assert sorted(officers.map(move, range(2))) == ["UNDER_PROCESS already", "moved"]
    with samples.open_office() as office:
        grievance = office.grievances.by_number(number)
        assert grievance
        assert [step.position for step in office.grievances.history(grievance)] == [1, 2]


def test_the_acknowledgement_states_the_day_of_filing_whatever_happened_since(samples: Samples) -> None:
    with samples.open_office() as office:
        before = office.grievances.facts_for_acknowledgement(samples.file(office), "bn")
    with samples.open_office() as office:
        office.grievances.move(before["number"], State.UNDER_PROCESS)
        office.grievances.move(before["number"], State.FORWARDED, department_key="general")
        grievance = office.grievances.by_number(before["number"])
        assert grievance
        assert office.grievances.facts_for_acknowledgement(grievance, "bn") == before
    assert before["department"]["en"] == "Public Works (Roads) Department"
    assert before["applicant"] == "নমুনা মালতী মাহাতো"
    assert before["issued_on"] == "2026-11-18"
    assert before["target_on"] == "2026-11-27"
    assert before["escalates_to"]["bn"] == "বিডিও, বাগদা ব্লক"
    assert datetime.fromisoformat(before["filed_at"]) == datetime(2026, 11, 18, 4, 30, tzinfo=UTC)


def test_the_report_says_what_was_done_and_never_who_complained(samples: Samples) -> None:
    with samples.open_office() as office:
        told = "আমি নমুনা মালতী মাহাতো, 98300 12345। মালতী  মাহাতো বলছি, নালা বন্ধ। I am malati mahato."
        number = samples.file(office, told).number
        found = grievance(office, number)
        assert not office.grievances.can_report(found)
        with pytest.raises(NoActionTaken):
            office.grievances.facts_for_report(found)
    resolve(samples, number)
    with samples.open_office() as office:
        found = grievance(office, number)
        assert office.grievances.can_report(found)
        facts = office.grievances.facts_for_report(found)
        assert facts["action"] == "নর্দমা পরিষ্কার করা হয়েছে।"
        assert [step["state"] for step in facts["steps"]] == ["SUBMITTED", *RESOLVING]
        assert facts["gist"] == "আমি •••, •••। ••• বলছি, নালা বন্ধ। I am •••."
        assert found.description == told


WORK = WorkDone(
    inspected_on=date(2026, 11, 18),
    findings="মালতী মাহাতো দেখিয়েছেন, নালার মুখ বন্ধ।",
    order_no="ওয়ার্কস/১২৩",
    spent_paise=12_500_00,
    photos=("a" * 64, "b" * 64),
)


def test_the_report_says_what_was_found_ordered_and_spent_as_it_was_said_last(samples: Samples) -> None:
    number = filed(samples)
    with samples.open_office() as office:
        office.grievances.move(number, State.UNDER_PROCESS)
        office.grievances.move(number, State.ACTION_TAKEN, note="পরিষ্কার করা হয়েছে।", work=WORK)
        resolved = WorkDone(spent_paise=13_000_00)
        office.grievances.move(number, State.RESOLVED, work=resolved)
    with samples.open_office() as office:
        facts = office.grievances.facts_for_report(grievance(office, number))
        assert facts["inspected_on"] == "2026-11-18"
        assert facts["findings"] == "••• দেখিয়েছেন, নালার মুখ বন্ধ।"
        assert (facts["order_no"], facts["spent"]) == ("ওয়ার্কস/১২৩", 13_000_00)
        assert facts["photos"] == ["a" * 64, "b" * 64]


def test_a_report_of_work_of_which_no_more_is_said_has_no_more_facts(samples: Samples) -> None:
    number = filed(samples)
    resolve(samples, number)
    with samples.open_office() as office:
        facts = office.grievances.facts_for_report(grievance(office, number))
        assert not {"inspected_on", "findings", "order_no", "spent", "photos"} & set(facts)


def test_what_was_done_before_it_was_opened_again_is_not_in_the_next_report(samples: Samples) -> None:
    number = filed(samples)
    with samples.open_office() as office:
        office.grievances.move(number, State.UNDER_PROCESS)
        office.grievances.move(number, State.ACTION_TAKEN, note="পরিষ্কার করা হয়েছে।", work=WORK)
        office.grievances.move(number, State.RESOLVED)
        office.grievances.move(number, State.REOPENED)
    resolve(samples, number)
    with samples.open_office() as office:
        assert "spent" not in office.grievances.facts_for_report(grievance(office, number))


@pytest.mark.parametrize(
    ("to", "work", "refusal"),
    [
        (State.FORWARDED, WorkDone(spent_paise=0), NotWork),
        (State.ACTION_TAKEN, WorkDone(inspected_on=date(2026, 11, 19)), InspectionToCome),
        (State.ACTION_TAKEN, WorkDone(photos=tuple("abcde")), TooManyPhotos),
    ],
)
def test_work_that_cannot_be_is_refused_and_nothing_is_moved(
    samples: Samples, to: State, work: WorkDone, refusal: type[Exception]
) -> None:
    number = filed(samples)
    with samples.open_office() as office:
        office.grievances.move(number, State.UNDER_PROCESS)
        with pytest.raises(refusal):
            office.grievances.move(number, to, note="দেখা হয়েছে।", work=work)
        assert grievance(office, number).state == State.UNDER_PROCESS


@pytest.mark.parametrize(
    ("called", "gist"),
    [
        ("Ram Das", "•••-er bari, Ramdas road, Dasghara"),
        ("A", "Ram Das-er bari, Ramdas road, Dasghara"),
        ("Dasg", "Ram Das-er bari, Ramdas road, •••hara"),
        (".*+", "Ram Das-er bari, Ramdas road, Dasghara"),
        ("", "Ram Das-er bari, Ramdas road, Dasghara"),
    ],
)
def test_a_name_that_the_channel_told_is_hidden_unless_it_may_be_any_word(
    samples: Samples, called: str, gist: str
) -> None:
    with samples.open_office() as office:
        office.contacts.get(samples.citizen(office)).profile_name = called
        number = samples.file(office, "Ram Das-er bari, Ramdas road, Dasghara").number
    resolve(samples, number)
    with samples.open_office() as office:
        assert office.grievances.facts_for_report(grievance(office, number))["gist"] == gist


def test_the_report_goes_to_the_citizen_by_itself_once_it_is_resolved_but_not_at_night(samples: Samples) -> None:
    number = filed(samples)
    resolve(samples, number)
    with samples.open_office() as office:
        (request,) = office.session.scalars(select(PaperRequest)).all()
        paper = office.papers.get(request.paper_id)
        assert (paper.kind, paper.language, request.unasked) == ("action_taken", "bn", True)
        office.papers.rendered(paper.id, content_hash="0" * 64, file_hash="1" * 64, size=1)
        sent = office.session.scalars(select(Outbox).where(Outbox.key.startswith("paper:"))).one()
        evening = office.now.replace(hour=17)
        at_night = decide(
            sent.payload["kind"],
            sent.payload["params"],
            evening,
            last_message_at=evening,
            stopped_at=None,
            now=evening,
        )
        assert at_night is Decision.HOLD
        # Asked for, it is the same paper.
        assert office.grievances.report(grievance(office, number), "bn").id == paper.id


def test_an_office_for_which_nobody_signs_resolves_grievances_all_the_same(samples: Samples) -> None:
    number = filed(samples)
    with samples.open_office() as office:
        for staff in office.session.scalars(select(Staff)):
            staff.signs = False
    resolve(samples, number)
    with samples.open_office() as office:
        assert grievance(office, number).state == State.RESOLVED
        (sent,) = office.session.scalars(select(PaperRequest))
        assert office.papers.get(sent.paper_id).facts["officer_post"]["bn"] == "প্রধান"


def test_the_list_of_somebody_who_has_filed_very_much_ends_and_begins_with_the_newest(samples: Samples) -> None:
    with samples.open_office() as office:
        newest = samples.file(office)
        same = {each.key: getattr(newest, each.key) for each in inspect(Grievance).column_attrs}
        earlier = [
            same | {"id": uuid7(), "number": f"GRV-{place}", "filed_at": newest.filed_at - timedelta(minutes=place)}
            for place in range(1, MOST_LISTED + 20)
        ]
        office.session.execute(insert(Grievance), earlier)
        listed = [each.number for each in office.grievances.of(newest.contact_id)]
    assert listed == [newest.number, *(f"GRV-{place}" for place in range(1, MOST_LISTED))]
