"""Accounts for refunds, read as people type them, and hidden but for their end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panchayat.lodging.accounts import Account, accounts_in, lacks, only_ends, without_accounts


@pytest.mark.parametrize(
    ("typed", "account", "shown"),
    [
        ("rahima.bibi@ybl", Account("upi", "rahima.bibi@ybl"), "…bibi@ybl"),
        ("9830012345@ybl", Account("upi", "9830012345@ybl"), "…2345@ybl"),
        ("UPI: Rahima-1@oksbi thik ache", Account("upi", "rahima-1@oksbi"), "…ma-1@oksbi"),
        ("name @ okaxis", Account("upi", "name@okaxis"), "…me@okaxis"),
        ("৯৮৩০০১২৩৪৫@ybl।", Account("upi", "9830012345@ybl"), "…2345@ybl"),
        ("a/c 12345678901 ifsc SBIN0001234", Account("bank", "12345678901", "SBIN0001234"), "…8901"),
        ("SBIN0001234\n12345678901", Account("bank", "12345678901", "SBIN0001234"), "…8901"),
        ("SBINO001234 ১২৩৪৫৬৭৮৯০১", Account("bank", "12345678901", "SBIN0001234"), "…8901"),
        ("1234 5678 9012 345, ifsc code: hdfc0ab1234", Account("bank", "123456789012345", "HDFC0AB1234"), "…2345"),
        ("account no-20114455667788 sbin0001234", Account("bank", "20114455667788", "SBIN0001234"), "…7788"),
    ],
)
def test_an_account_is_read_as_it_is_typed(typed: str, account: Account, shown: str) -> None:
    assert accounts_in(typed) == [account]
    assert account.shown == shown


@pytest.mark.parametrize(
    ("typed", "missing"),
    [
        ("12345678901", "ifsc"),
        ("9830012345", "ifsc"),
        ("SBIN0001234", "number"),
        ("12345678 SBIN0001234", "number"),
        ("1234567890123456789 SBIN0001234", "number"),
        ("rahima@gmail.com", "email"),
        ("12345678", None),
        ("@ybl", None),
        ("ab@", None),
        ("amar account e", None),
        ("", None),
    ],
)
def test_what_is_missing_of_an_account_is_known(typed: str, missing: str | None) -> None:
    assert accounts_in(typed) == []
    assert lacks(typed) == missing


def test_of_two_accounts_both_are_found() -> None:
    assert len(accounts_in("12345678901 SBIN0001234 ph 9830012345")) == 2
    assert len(accounts_in("rahima@ybl rahima@oksbi")) == 2


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a/c 12345678901 ifsc SBIN0001234", "a/c …8901 ifsc SBIN0001234"),
        ("refund rahima.bibi@ybl te", "refund …bibi@ybl te"),
        ("১২৩৪৫৬৭৮৯০১ SBIN0001234", "…8901 SBIN0001234"),
        ("রাস্তা ভাঙা, ফোন 9830012345", "রাস্তা ভাঙা, ফোন 9830012345"),
        ("UTR 612345678901", "UTR 612345678901"),
        ("mail me: rahima@gmail.com", "mail me: rahima@gmail.com"),
    ],
)
def test_an_account_is_hidden_wherever_it_stands_and_nothing_else(typed: str, kept: str) -> None:
    assert without_accounts(typed) == kept


@pytest.mark.parametrize(
    "typed", ["12345678901", "1234 5678 901", "১২৩৪৫৬৭৮৯০১", "12345678901234567890 x", "x12345678901"]
)
def test_where_an_account_is_asked_for_every_long_number_is_hidden(typed: str) -> None:
    assert "567" not in only_ends(typed).replace("5678 901", "")


@given(st.text(max_size=60))
def test_anything_can_be_read_and_hidden(typed: str) -> None:
    accounts_in(typed)
    lacks(typed)
    without_accounts(typed)
    only_ends(typed)
