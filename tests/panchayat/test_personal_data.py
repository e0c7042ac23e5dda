"""What is kept about a person can be seen, and is erased when they say so, but for what the office must keep."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import func, select, text, update

from documents.store import NotKept, PaperStore
from jobs.clock import erase_files
from panchayat.front_office import FrontOffice
from panchayat.messaging.contacts import SMS
from panchayat.models import (
    CallBack,
    Event,
    Grievance,
    GrievanceEvidence,
    InboundMessage,
    Media,
    Outbox,
    PaperRequest,
    PaySlip,
)
from tests.flows.phones import PHOTO, Phone, Village


@pytest.fixture
def village(samples: object, database: object, clock: object) -> Village:
    del samples
    return Village(database.open_office, clock)  # type: ignore[attr-defined, arg-type]


@pytest.fixture
def phone(village: Village) -> Phone:
    """Somebody who has sent two photos, one of which belongs to a grievance, and has had a permit sent."""
    phone = village.phone("whatsapp:+910000000101")
    phone.says("hi", profile_name="Rahima")
    for words in ("১", "১", "রাস্তায় বড় গর্ত"):
        phone.says(words)
    phone.says("", PHOTO)
    for words in ("বটতলা", "জমা দিন"):
        phone.says(words)
    phone.says("", PHOTO)
    phone.says("মেনু")
    phone.says("৩")
    return phone


def rows(office: FrontOffice, model: type[InboundMessage | Outbox | Media], contact_id: UUID) -> int:
    return office.session.scalars(select(func.count()).where(model.contact_id == contact_id)).one()


def fetch_files(village: Village, store: PaperStore) -> dict[str, UUID]:
    """Keep every file that was sent, as the worker does; their hashes and ids."""
    with village.open_office() as office:
        found = {}
        for media in office.session.scalars(select(Media)):
            content_hash, size = store.keep(media.id.bytes)
            office.media.fetched(media.id, content_hash=content_hash, size=size, content_type="image/jpeg")
            found[content_hash] = media.id
        return found


def test_what_is_kept_is_told_as_it_is(village: Village, phone: Phone) -> None:
    with village.open_office() as office:
        kept = office.personal_data.kept(phone.contact(office).id)
        assert (kept.counts["messages"], kept.counts["files"], kept.name) == (10, 2, "Rahima")
        assert kept.counts["answers"] >= 10
        assert kept.counts["papers"] == 2
        assert kept.office
        assert sorted(number[:3] for number in kept.numbers["records"]) == ["BK-"] * 2 + ["GRV"] * 3
        assert kept.numbers["records"][0][:3] == "GRV"
        assert sorted(number[:2] for number in kept.numbers["registers"]) == ["BP", "NO"]
        assert (kept.counts["posts"], kept.counts["pay_slips"]) == (0, 0)


def test_an_employee_sees_that_the_office_keeps_the_post_and_the_pay_slips(village: Village) -> None:
    employee = village.phone("whatsapp:+910000000202")
    told = employee.says("hi") and employee.says("আমার তথ্য")
    assert "কর্মীদের তালিকায় নাম ১টি" in told
    with village.open_office() as office:
        slips = office.personal_data.kept(employee.contact(office).id).counts["pay_slips"]
        assert slips > 0
        assert office.session.scalars(select(func.count()).select_from(PaySlip)).one() > slips


def test_a_call_that_was_made_is_erased_and_one_that_is_still_owed_is_not(village: Village, phone: Phone) -> None:
    with village.open_office() as office:
        contact_id = phone.contact(office).id
        done = office.call_backs.ask(contact_id, "+910000000101")
        done.state = "done"
        office.session.flush()
        owed = office.call_backs.ask(contact_id, "+910000000101")
        assert office.personal_data.kept(contact_id).counts["calls"] == 2
        office.personal_data.erase(contact_id)
        assert office.session.scalars(select(CallBack.id).where(CallBack.contact_id == contact_id)).all() == [owed.id]


def test_what_was_sent_to_the_same_number_by_sms_is_theirs_too(village: Village, phone: Phone) -> None:
    with village.open_office() as office:
        contact_id = phone.contact(office).id
        before = office.personal_data.kept(contact_id).counts["answers"]
        sms, other = (office.contacts.at_mobile(f"+91000000010{last}", SMS) for last in (1, 2))
        for each in (sms, other):
            office.outbox.add(each, "a code", "text", {"body": "4711"})
        office.session.execute(update(Outbox).values(state="delivered"))
        assert office.personal_data.kept(contact_id).counts["answers"] == before + 1
        office.personal_data.erase(contact_id)
        assert (rows(office, Outbox, sms), rows(office, Outbox, other)) == (0, 1)


def test_erasing_leaves_what_the_office_must_keep_and_nothing_else(
    village: Village, phone: Phone, tmp_path: Path
) -> None:
    store = PaperStore(tmp_path)
    files = fetch_files(village, store)
    for words in ("আমার তথ্য", "মুছে দিন", "মুছে দিন"):
        said = phone.says(words)
    assert "মুছে দেওয়া হয়েছে" in said
    with village.open_office() as office:
        contact = phone.contact(office)
        assert rows(office, InboundMessage, contact.id) == 0
        assert contact.profile_name is None
        assert contact.office_id is None
        assert office.session.scalars(select(func.count()).where(PaperRequest.contact_id == contact.id)).one() == 2
        assert len(office.grievances.of(contact.id)) == 3
        (evidence,) = office.session.scalars(select(GrievanceEvidence.media_id))
        assert "contact.erased" in list(office.session.scalars(select(Event.what)))
        erase_files(store.drop, office)
    with village.open_office() as office:
        assert [media.id for media in office.session.scalars(select(Media))] == [evidence]
    for content_hash, media_id in files.items():
        if media_id == evidence:
            assert store.open(content_hash).exists()
        else:
            with pytest.raises(NotKept):
                store.open(content_hash)


def test_nothing_that_was_written_is_left_in_the_tables_of_messages(village: Village, phone: Phone) -> None:
    for words in ("গোপন কথা", "মেনু", "আমার তথ্য", "২", "১"):
        phone.says(words)
    with village.open_office() as office:
        contact = phone.contact(office)
        kept = office.session.scalars(select(Outbox).where(Outbox.contact_id == contact.id)).all()
        assert not [each for each in kept if "গর্ত" in each.words]
        assert office.session.scalar(text("SELECT count(*) FROM inbound_message")) == 0


def test_a_file_that_somebody_else_sent_too_stays_on_the_disk(village: Village, phone: Phone, tmp_path: Path) -> None:
    store = PaperStore(tmp_path)
    other = village.phone("whatsapp:+910000000105")
    other.says("hi")
    other.says("", PHOTO)
    content_hash, size = store.keep(b"the same photo")
    with village.open_office() as office:
        for media in office.session.scalars(select(Media)):
            office.media.fetched(media.id, content_hash=content_hash, size=size, content_type="image/jpeg")
        office.session.query(GrievanceEvidence).delete()
        office.personal_data.erase(phone.contact(office).id)
        erase_files(store.drop, office)
        assert store.open(content_hash).exists()
        office.personal_data.erase(other.contact(office).id)
        erase_files(store.drop, office)
    with pytest.raises(NotKept):
        store.open(content_hash)


def test_a_file_that_arrives_after_it_was_erased_goes_too(village: Village, phone: Phone, tmp_path: Path) -> None:
    store = PaperStore(tmp_path)
    with village.open_office() as office:
        office.session.query(GrievanceEvidence).delete()
        office.personal_data.erase(phone.contact(office).id)
    (late, *_others) = fetch_files(village, store)
    with village.open_office() as office:
        partial(erase_files, store.drop)(office)
        assert office.session.scalars(select(Media)).all() == []
    with pytest.raises(NotKept):
        store.open(late)


def test_nobody_elses_anything_is_touched(village: Village, phone: Phone) -> None:
    other = village.phone("whatsapp:+910000000102")
    other.says("hi")
    other.says("", PHOTO)
    with village.open_office() as office:
        office.personal_data.erase(phone.contact(office).id)
        contact = other.contact(office)
        assert (rows(office, InboundMessage, contact.id), rows(office, Media, contact.id)) == (2, 1)
        assert office.session.scalars(select(func.count()).select_from(Grievance)).one() >= 6
