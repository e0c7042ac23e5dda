from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import text

from panchayat.core.encryption import Keyring, UnknownKey, decrypt, encrypt, use_keys
from panchayat.models import Base
from tests.panchayat.conftest import Samples

SECRETS = ("a secret of the tests",)


@pytest.fixture
def _keys_are_put_back() -> Iterator[None]:
    yield
    use_keys(SECRETS)


def private(samples: Samples) -> list[str]:
    """Words that are about a person, some of them written just now."""
    with samples.open_office() as office:
        grievance = samples.file(office, description="আমার ভাগ্নে অসুস্থ")
        office.access_codes.send(office.grievances.guarded(grievance), samples.citizen(office, Samples.ONE_PERMIT))
        citizen = office.contacts.get(samples.citizen(office))
        citizen.profile_name = "Malati at home"
        citizen.state = {"answers": {"where": "পুকুরের পাশের বাড়ি"}}
    return ["ভাগ্নে", "বটতলা", "Malati", "মালতী", "পুকুরের", "Rahima", "রহিমা", "নলকূপ", '"code"']


def test_nothing_personal_can_be_read_in_the_tables(samples: Samples) -> None:
    words = private(samples)
    with samples.open_office() as office:
        for table in Base.metadata.sorted_tables:
            for row in office.session.execute(text(f'SELECT * FROM "{table.name}"')):  # noqa: S608
                stored = b" ".join(
                    bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in row
                )
                assert [word for word in words if word.encode() in stored] == [], table.name


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_nothing_personal_can_be_read_in_the_file(samples: Samples, database_file: Path) -> None:
    words = private(samples)
    written = b"".join(file.read_bytes() for file in database_file.parent.glob("office.db*"))
    assert "নমুনা হেলেঞ্চা".encode() in written or b"SAMPLE-01" in written
    assert [word for word in words if word.encode() in written] == []


@pytest.mark.usefixtures("_keys_are_put_back")
def test_rows_of_an_old_key_are_read_while_it_is_given_and_new_ones_are_written_under_the_new(samples: Samples) -> None:
    with samples.open_office() as office:
        number = samples.file(office, description="পুরনো চাবি").number
    use_keys(["the next secret", *SECRETS])
    with samples.open_office() as office:
        old = office.grievances.by_number(number)
        assert old
        assert old.description == "পুরনো চাবি"
        new = samples.file(office, description="নতুন চাবি").number
    use_keys(["the next secret"])
    with samples.open_office() as office:
        found = office.session.execute(
            text("SELECT description FROM grievance WHERE number = :number"), {"number": new}
        ).scalar_one()
        assert decrypt(found).decode() == "নতুন চাবি"
    with pytest.raises(UnknownKey), samples.open_office() as office:
        office.grievances.by_number(number)


def test_the_same_words_never_look_the_same_twice_and_cannot_be_altered_unnoticed() -> None:
    sealed = encrypt(b"amar katha")
    assert encrypt(b"amar katha") != sealed
    with pytest.raises(InvalidTag):
        decrypt(sealed[:-1] + bytes([sealed[-1] ^ 1]))


def test_what_one_purpose_authenticates_another_does_not() -> None:
    ring = Keyring(["a secret"])
    assert ring.authenticate("codes", b"123456") == ring.authenticate("codes", b"123456")
    assert ring.authenticate("codes", b"123456") != ring.authenticate("links", b"123456")
    assert ring.authenticate("codes", b"123456") != Keyring(["another"]).authenticate("codes", b"123456")
