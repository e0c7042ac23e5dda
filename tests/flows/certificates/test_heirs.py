"""The heirs of somebody are named one by one, read back with their count, and every one of them reaches the paper."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from panchayat.models import Certificate
from tests.flows.phones import Phone, Village

CITIZEN, ASSISTANT = "whatsapp:+910000000105", "whatsapp:+910000000202"


@pytest.fixture
def citizen(village: Village) -> Phone:
    """Somebody who has come as far as the heirs."""
    speaking = village.phone(CITIZEN)
    for text in ("hi", "৫", "ওয়ারিশন", "১", "পিতা হরি মাহাতো", "বটতলা, হেলেঞ্চা", "হরি মাহাতো", "১২-০৮-২০২৬"):
        said = speaking.says(text)
    assert "সব ওয়ারিশের নাম" in said
    return speaking


def finishes(phone: Phone) -> str:
    for text in ("ব্যাঙ্কের কাজ", "নেই", "না"):
        phone.says(text)
    return phone.says("পরে")


def filed(village: Village) -> Certificate:
    with village.open_office() as office:
        return office.session.scalars(select(Certificate).order_by(Certificate.id.desc())).first() or Certificate()


def test_three_messages_are_three_heirs_on_the_paper(village: Village, citizen: Phone) -> None:
    assert "১ জন ওয়ারিশ:\n১. রিনা মাহাতো, স্ত্রী" in citizen.says("রিনা মাহাতো, স্ত্রী")
    citizen.says("অমিত মাহাতো")
    said = citizen.says("আমার দিদি মিতা মাহাতো")
    assert "৩ জন ওয়ারিশ:\n১. রিনা মাহাতো, স্ত্রী\n২. অমিত মাহাতো\n৩. দিদি মিতা মাহাতো" in said
    assert "কী কাজে লাগবে" in citizen.says("আর কেউ নেই")
    assert "৩ জন ওয়ারিশ:\n১. রিনা মাহাতো, স্ত্রী\n২. অমিত মাহাতো\n৩. দিদি মিতা মাহাতো" in finishes(citizen)
    citizen.says("জমা দিন")
    told = filed(village).details["fields"]["heirs"]
    assert told == "রিনা মাহাতো, স্ত্রী\nঅমিত মাহাতো\nদিদি মিতা মাহাতো"
    officer = village.phone(ASSISTANT)
    assert "৩ জন ওয়ারিশ:\n১. রিনা মাহাতো, স্ত্রী\n২. অমিত মাহাতো" in officer.says("hi")
    read = officer.says(filed(village).number)
    assert read.count("৩. দিদি মিতা মাহাতো") == 1


def test_fewer_than_were_spoken_of_are_not_filed_unasked(citizen: Phone) -> None:
    assert "৬ জন। এবার প্রত্যেকের নাম" in citizen.says("৪ ছেলে ২ মেয়ে")
    assert "বাকি ৪ জনের নাম" in citizen.says("রাম, শ্যাম")
    assert "নাম পেয়েছি ২ জনের" in citizen.says("শেষ")
    assert "কী কাজে লাগবে" in citizen.says("শুধু এই ২ জন")


def test_a_long_list_is_whole_in_the_summary(citizen: Phone) -> None:
    names = [f"{name} {'মাহাতো ' * 6}".strip() for name in ("রাম", "শ্যাম", "যদু", "মধু", "হরি", "কানু", "বলাই", "নিমাই")]
    citizen.says("\n".join(names))
    citizen.says("এই ৮ জনই")
    summary = finishes(citizen)
    assert all(name in summary for name in names)


def test_the_list_is_opened_again_from_the_summary(citizen: Phone) -> None:
    for text in ("রিনা মাহাতো, অমিত মাহাতো", "শেষ"):
        citizen.says(text)
    finishes(citizen)
    citizen.says("বদলান")
    assert "২. অমিত মাহাতো" in citizen.says("ওয়ারিশদের তালিকা")
    assert "বদলানো হল: অমিত মাহাতো → সুমিত মাহাতো" in citizen.says("২ ভুল, হবে সুমিত মাহাতো")
    assert "২. সুমিত মাহাতো" in citizen.says("শেষ")


@pytest.mark.parametrize(
    ("language", "said", "end", "expected"),
    [
        (
            "english",
            "Rina Das, wife, 52\nAmit Das, son",
            "no more",
            "2 heirs:\n1. Rina Das, wife, 52\n2. Amit Das, son",
        ),
        ("हिंदी", "रीना दास, पत्नी और अमित दास, बेटा", "बस", "२ वारिस:\n१. रीना दास, पत्नी\n२. अमित दास, बेटा"),
    ],
)
def test_it_is_so_in_every_language(village: Village, language: str, said: str, end: str, expected: str) -> None:
    phone = village.phone(CITIZEN)
    for text in ("hi", language, "5", "8", "1", "father Hari Mahato", "Bottola, Helencha", "Hari", "12-08-2026"):
        phone.says(text)
    assert expected in phone.says(said)
    phone.says(end)
    assert expected in finishes_anyhow(phone)


def finishes_anyhow(phone: Phone) -> str:
    for text in ("bank work", "none", "no"):
        phone.says(text)
    return phone.says("later")


def test_a_name_right_behind_the_end_is_no_purpose(citizen: Phone) -> None:
    for text in ("রাম মাহাতো", "শ্যাম মাহাতো", "শেষ"):
        citizen.says(text)
    assert "এটা কি এই প্রশ্নের উত্তর" in citizen.says("আর একজন মিনা মাহাতো", after=timedelta(seconds=1))
    assert "৩. মিনা মাহাতো" in citizen.says("না")
    assert "কী কাজে লাগবে" in citizen.says("শেষ")
    assert "৩. মিনা মাহাতো" in finishes(citizen)
