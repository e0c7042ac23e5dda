"""Among the places of a whole state the same are found as by comparing each, though few are compared."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

import pytest
from sqlalchemy import select

from panchayat.models import Office, Village
from panchayat.offices.name_index import NameIndex
from panchayat.offices.place_names import likeness, parts_of, words_of, words_of_each
from panchayat.offices.places import Places
from panchayat.offices.points import Points
from tests.panchayat.conftest import Samples
from tests.panchayat.offices.generated import OFFICES, VILLAGES, generate

LIKE_ENOUGH = 75
#: What a word is compared with at most, on the average, of every hundred words that there are.
COMPARED = 8

Named = list[tuple[int, list[str]]]


@pytest.fixture
def named(samples: Samples) -> Named:
    """The names of a district's places."""
    with samples.open_office() as office:
        generate(office.session, offices=60, villages=900)
    with samples.open_office() as office:
        every = [*office.session.scalars(select(Office.names)), *office.session.scalars(select(Village.names))]
    return [(number % 400, list(names.values())) for number, names in enumerate(every)]


def typed_in(named: Named, count: int) -> Iterator[str]:
    """What people may type: names, parts of names, names with typing errors, two names, numbers, scripts mixed."""
    chance = random.Random(5)
    for _each in range(count):
        name, other = (chance.choice(chance.choice(named)[1]) for _name in range(2))
        place = chance.randrange(len(name))
        yield chance.choice(
            (
                name,
                name[:place] + name[place + 1 :],
                name[:place] + chance.choice(other) + name[place:],
                name[:place] + " " + name[place:],
                name[place:] + name[:place],
                f"{name} {other}",
                f"amar gram {name}, {other[:4]}",
                name[:3],
                f"{name[:4]}{other[:3]}",
                f"ward 1{place}",
            )
        )


def test_the_same_names_are_found_as_by_comparing_each(named: Named) -> None:
    index = NameIndex(named)
    words = [(place, [words_of(name) for name in names]) for place, names in named]
    found = 0
    for text in typed_in(named, 150):
        typed = words_of(text)
        likely: dict[int, tuple[float, tuple[str, ...]]] = {}
        for place, names in words:
            best = max((likeness(typed, each), each) for each in names)
            if best[0] >= LIKE_ENOUGH:
                likely[place] = max(best, likely.get(place, best))
        assert index.called(typed, LIKE_ENOUGH) == likely, text
        found += len(likely)
    assert found > 300


def test_many_names_are_read_as_one_by_one(named: Named) -> None:
    names = [*(name for _place, each in named for name in each), "a\nb", "", "গ্রাম পঞ্চায়েত", "Ward 12", "১২ নং"]
    assert list(words_of_each(names)) == [words_of(name) for name in names]


def test_the_same_points_are_near_as_by_measuring_each() -> None:
    chance = random.Random(3)
    points = [(place % 50, chance.uniform(-90, 90), chance.uniform(-180, 180)) for place in range(500)]
    points += [(place, chance.uniform(22, 24), chance.uniform(87, 89)) for place in range(300)]
    points += [(7, 0.01, 179.99), (8, 89.99, 10.0), (9, -89.9, 0.0)]
    grid = Points(points)
    for latitude, longitude in [(23.1, 88.2), (22.0, 87.0), (0.0, -179.99), (0.0, 180.0), (90.0, -170.0), (-90.0, 5.0)]:
        near: dict[int, float] = {}
        for place, *point in points:
            distance = arc(latitude, longitude, *point)
            if distance <= 30:
                near[place] = min(distance, near.get(place, distance))
        found = grid.near(latitude, longitude, 30)
        assert found == pytest.approx(near, abs=1e-6), (latitude, longitude)
        assert found


def arc(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The distance of two points, by the angle between the lines that go to them from the middle of the earth."""
    one, other = ball(latitude, longitude), ball(other_latitude, other_longitude)
    return 6371 * 2 * math.asin(min(1, math.dist(one, other) / 2))


def ball(latitude: float, longitude: float) -> tuple[float, float, float]:
    phi, theta = math.radians(latitude), math.radians(longitude)
    return math.cos(phi) * math.cos(theta), math.cos(phi) * math.sin(theta), math.sin(phi)


@pytest.mark.slow
def test_among_the_places_of_a_state_few_words_are_compared_and_the_place_is_found(samples: Samples) -> None:
    with samples.open_office() as office:
        generate(office.session)
    chance = random.Random(9)
    with samples.open_office() as office:
        places = Places(office.session)
        called = defaultdict[tuple[str, ...], set[UUID]](set)
        offices = office.offices.all()
        villages = office.session.execute(
            select(Village.office_id, Village.names, Village.pin_code, Village.latitude, Village.longitude)
        ).all()
        assert len(offices) > OFFICES
        assert len(villages) > VILLAGES
        for office_id, names in [*((each.id, each.names) for each in offices), *(each[:2] for each in villages)]:
            for name in names.values():
                called[words_of(name)].add(office_id)
        compared, parts = 0, 0
        for office_id, names, pin_code, latitude, longitude in chance.sample(villages, 60):
            for name in names.values():
                typed = words_of(name)
                # Of a name in two words the one may say in which district the other is.
                assert len(typed) > 1 or places.find(name)[0] in called[typed], name
                assert office_id in places.find(f"{name} {pin_code}"), name
                compared += places.names.compared(typed, LIKE_ENOUGH)
                parts += len(set(parts_of(typed)))
            assert latitude is not None
            assert longitude is not None
            assert office_id in places.near(latitude, longitude)
    assert compared / parts < len(places.names) * COMPARED / 100
