from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat

import pytest
from sqlalchemy.exc import IntegrityError

from panchayat.front_office import FrontOffice
from panchayat.models import Grievance
from panchayat.models.inserting import insert_unique
from tests.panchayat.conftest import Samples

TAKEN, FREE = "GRV-26-0000-0001", "GRV-26-0000-0002"


def insert(samples: Samples, office: FrontOffice, numbers: Iterator[str]) -> Grievance:
    like = samples.file(office)
    copied = {each.key: getattr(like, each.key) for each in Grievance.__mapper__.column_attrs if each.key != "id"}
    grievance = Grievance(**copied)

    def draw() -> None:
        grievance.number = next(numbers)

    insert_unique(office.session, grievance, draw)
    return grievance


def test_a_number_that_is_taken_is_drawn_again_and_the_work_before_it_is_kept(samples: Samples) -> None:
    with samples.open_office() as office:
        insert(samples, office, iter([TAKEN]))
    with samples.open_office() as office:
        before = samples.file(office)
        assert insert(samples, office, iter([TAKEN, TAKEN, FREE])).number == FREE
    with samples.open_office() as office:
        assert office.grievances.get(before.id).number == before.number


def test_what_fails_every_time_is_told_instead_of_drawn_for_ever(samples: Samples) -> None:
    with samples.open_office() as office:
        insert(samples, office, iter([TAKEN]))
    with pytest.raises(IntegrityError), samples.open_office() as office:
        insert(samples, office, repeat(TAKEN))
