"""What people write: one message after the other, and how the answer to the last of them shows that all went well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Messages of one person; ``ends`` is part of the answer to the last one, empty where any answer will do."""

    name: str
    messages: tuple[str, ...]
    ends: str = ""


GRIEVANCE: Final = Dialogue(
    "grievance, 6 messages",
    ("hi", "১", "১", "বটতলার সামনে রাস্তায় বড় গর্ত হয়েছে, স্কুলের বাচ্চারা পড়ে যাচ্ছে", "বটতলা মোড়", "জমা দিন"),
    ends="GRV-",
)
#: A form of nine questions that is filled in and then not submitted, so that nothing but the dialogue is measured.
FORM: Final = Dialogue(
    "form, 9 questions",
    (
        "character certificate",
        "1",
        "Mohan Sen",
        "Anita Sen",
        "4",
        "Guptipara, near the temple",
        "A job in Kolkata",
        "voter ABC1234567",
        "no",
        "জমা দেবেন না",
    ),
    ends="কিছু জমা পড়েনি",
)
#: For those who answer the same to whatever comes.
ANYTHING: Final = Dialogue("any message", GRIEVANCE.messages)
