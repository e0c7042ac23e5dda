"""What a stay costs and what a cancellation keeps, to the paisa and to the hour."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panchayat.lodging.offers import Offer, Party, RoomClass, offers
from panchayat.lodging.rules import MOST_ROOMS, charge_percent, price, share
from panchayat.models import Room
from panchayat.models.booking_states import RoomKind

GST = [(0, Decimal(5)), (7_500_00, Decimal(18))]
CHARGES = [(hours, Decimal(percent)) for hours, percent in ((0, 100), (48, 50), (144, 30), (360, 20), (720, 10))]
CHECK_IN = datetime(2026, 12, 20, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("paise", "percent", "expected"), [(1, "50", 1), (3, "50", 2), (10, "5", 1), (9, "5", 0), (101, "0", 0)]
)
def test_a_share_is_rounded_half_up_to_the_paisa(paise: int, percent: str, expected: int) -> None:
    assert share(paise, Decimal(percent)) == expected


@pytest.mark.parametrize(
    ("tariff", "beds", "rate", "percent"),
    [
        (1_200_00, 0, 1_200_00, 5),
        (1_200_00, 1, 1_560_00, 5),
        (7_500_00, 0, 7_500_00, 5),
        (7_500_01, 0, 7_500_01, 18),
        (6_000_00, 1, 7_800_00, 18),
    ],
)
def test_gst_goes_by_what_a_night_costs_with_its_extra_bed(tariff: int, beds: int, rate: int, percent: int) -> None:
    cost = price(tariff, extra_beds=beds, extra_bed_percent=Decimal(30), nights=3, gst=GST)
    assert (cost.rate_paise, cost.gst_percent) == (rate, Decimal(percent))
    assert (cost.net_paise, cost.gst_paise) == (3 * rate, share(3 * rate, Decimal(percent)))
    assert cost.total_paise == cost.net_paise + cost.gst_paise


@pytest.mark.parametrize(
    ("hours", "percent"),
    [
        (-1, 100),
        (0, 100),
        (47, 100),
        (48, 50),
        (143, 50),
        (144, 30),
        (359, 30),
        (360, 20),
        (719, 20),
        (720, 10),
        (2000, 10),
    ],
)
def test_at_each_border_hour_the_lower_charge_holds(hours: int, percent: int) -> None:
    assert charge_percent(CHECK_IN - timedelta(hours=hours), CHECK_IN, CHARGES) == percent


@pytest.mark.parametrize("hours", [48, 144, 360, 720])
def test_a_second_nearer_than_the_border_costs_the_higher_charge(hours: int) -> None:
    late = CHECK_IN - timedelta(hours=hours) + timedelta(seconds=1)
    before = CHECK_IN - timedelta(hours=hours)
    assert charge_percent(late, CHECK_IN, CHARGES) > charge_percent(before, CHECK_IN, CHARGES)


def rooms(count: int, kind: str = "ac", *, guests: int = 2, beds: int = 1, tariff: int = 1_200_00) -> list[Room]:
    return [
        Room(
            kind=kind,
            tariff_paise=tariff,
            guests=guests,
            extra_beds=beds,
            extra_bed_percent=Decimal("30.00"),
            key=str(key),
        )
        for key in range(count)
    ]


def counts(free: list[Room], party: Party) -> list[tuple[int, list[int]]]:
    return [(len(each.rooms), each.extra_beds) for each in offers(free, party)]


def test_a_party_is_offered_as_few_rooms_as_take_it_with_extra_beds_and_without() -> None:
    assert counts(rooms(4), Party(2)) == [(1, [0])]
    assert counts(rooms(4), Party(3)) == [(1, [1]), (2, [0, 0])]
    assert counts(rooms(4), Party(5)) == [(2, [1, 0]), (3, [0, 0, 0])]
    assert counts(rooms(4), Party(8)) == [(3, [1, 1, 0]), (4, [0, 0, 0, 0])]


def test_nobody_is_offered_more_rooms_than_are_free_or_than_one_may_have() -> None:
    assert counts(rooms(1), Party(4)) == []
    assert counts(rooms(9), Party(9)) == [(3, [1, 1, 1])]
    assert counts(rooms(9, guests=1, beds=0), Party(5)) == []


def test_whoever_asks_for_two_rooms_is_offered_two() -> None:
    assert counts(rooms(4), Party(2, rooms=2)) == [(2, [0, 0])]
    assert counts(rooms(4), Party(7, rooms=2)) == []
    assert counts(rooms(4), Party(1, rooms=2)) == []


def test_the_cheapest_class_is_offered_first() -> None:
    free = [*rooms(1, "suite", tariff=2_000_00), *rooms(1, "non_ac", tariff=600_00), *rooms(1)]
    assert [each.rooms[0].kind for each in offers(free, Party(2))] == ["non_ac", "ac", "suite"]


def mixtures(free: list[Room], party: Party) -> list[tuple[list[str], list[int], int]]:
    return [
        ([room.kind.value for room in each.rooms], each.extra_beds, each.rate_paise) for each in offers(free, party)
    ]


SAMPLE_HOUSE = [
    *rooms(2, "dormitory", guests=1, beds=0, tariff=200_00),
    *rooms(1, "non_ac", tariff=600_00),
    *rooms(1),
    *rooms(1, "suite", tariff=2_000_00),
]


def test_where_no_class_fits_alone_rooms_of_several_are_offered() -> None:
    assert mixtures(SAMPLE_HOUSE, Party(4)) == [
        (["dormitory", "non_ac"], [0, 1], 980_00),
        (["non_ac", "ac"], [0, 0], 1_800_00),
    ]
    assert mixtures(SAMPLE_HOUSE, Party(9)) == [
        (["dormitory", "non_ac", "ac", "suite"], [0, 1, 1, 0], 4_540_00),
        (["non_ac", "ac", "suite"], [1, 1, 1], 4_940_00),
    ]
    assert [len(kinds) for kinds, _beds, _paise in mixtures(SAMPLE_HOUSE, Party(10))] == [4]
    assert mixtures(SAMPLE_HOUSE, Party(11)) == []


def test_extra_beds_stand_where_they_cost_least() -> None:
    assert mixtures(SAMPLE_HOUSE, Party(5, rooms=2))[0] == (["non_ac", "ac"], [1, 0], 1_980_00)
    assert mixtures(SAMPLE_HOUSE, Party(6, rooms=2))[0] == (["non_ac", "ac"], [1, 1], 2_340_00)


def test_whoever_asks_for_two_rooms_is_offered_two_of_several_classes_too() -> None:
    assert {len(kinds) for kinds, _beds, _paise in mixtures(SAMPLE_HOUSE, Party(4, rooms=2))} == {2}
    assert {len(kinds) for kinds, _beds, _paise in mixtures(SAMPLE_HOUSE, Party(4, rooms=4))} == {4}
    assert mixtures(SAMPLE_HOUSE, Party(5, rooms=5)) == []


def test_what_fits_into_rooms_that_are_alike_is_offered_so() -> None:
    assert all(len(each.alike) == 1 for each in offers(SAMPLE_HOUSE, Party(2)))


def test_where_rooms_that_are_alike_need_extra_beds_the_fewest_without_stand_below() -> None:
    *alike, roomy = offers(rooms(2) + rooms(2, "non_ac", tariff=600_00), Party(6))
    assert all(len(each.alike) == 1 and any(each.extra_beds) for each in alike)
    assert ([room.kind.value for room in roomy.rooms], roomy.extra_beds) == (["non_ac", "non_ac", "ac"], [0, 0, 0])


def test_whoever_names_sorts_of_rooms_is_offered_exactly_those() -> None:
    free = [*rooms(2), *rooms(1, tariff=1_500_00), *rooms(1, "non_ac", tariff=600_00)]
    wanted = Party(6, 3, ((RoomKind.AC, 2), (RoomKind.NON_AC, 1)))
    assert [(each.rate_paise, [room.kind.value for room in each.rooms]) for each in offers(free, wanted)] == [
        (3_000_00, ["non_ac", "ac", "ac"]),
        (3_300_00, ["non_ac", "ac", "ac"]),
    ]
    assert offers(free, Party(6, 4, ((RoomKind.AC, 2), (RoomKind.NON_AC, 2)))) == []
    assert offers(free, Party(10, 3, wanted.kinds)) == []


@given(people=st.integers(1, 20), wished=st.integers(1, 6) | st.none(), free=st.lists(st.sampled_from(SAMPLE_HOUSE)))
def test_every_offer_takes_its_party_into_rooms_that_are_free(
    people: int, wished: int | None, free: list[Room]
) -> None:
    for offer in offers(free, Party(people, wished)):
        assert Offer.read(offer.id) == offer
        assert Counter(offer.rooms) <= Counter(map(RoomClass.of, free))
        assert len(offer.rooms) == wished or (wished is None and len(offer.rooms) <= MOST_ROOMS)
        assert sum(room.guests for room in offer.rooms) + sum(offer.extra_beds) >= people
        assert offer.rate_paise == sum(price.rate_paise for price in offer.prices(1, GST))


def test_an_offer_is_found_again_by_its_id() -> None:
    non_ac = RoomClass(600_00, RoomKind.NON_AC, 2, 1, Decimal(30).normalize())
    for offer in (Offer((non_ac, non_ac), 5), Offer((non_ac, non_ac, RoomClass.of(*rooms(1))), 7)):
        assert Offer.read(offer.id) == offer
    junk = ("", "ac/1", "ac/1/x/1/1/1/1", "tent/1/1/1/1/1/1", "ac/1/1/1/1/999999999/1")
    assert [Offer.read(each) for each in junk] == [None] * len(junk)
