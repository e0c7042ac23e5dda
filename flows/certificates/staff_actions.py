"""What an officer can do about a request: how each deed is called, and when it is on offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from chatbot.language.wording import button
from chatbot.messages import Option
from panchayat.models.certificate_states import State

TAKE: Final = Option("take", button("I take it on"), words=("take", "nicchi", "নিচ্ছি", "लेता हूँ", "लेता"))
OVER: Final = Option("over", button("I take it over"), words=("take over", "ami nicchi"))
APPROVE: Final = Option(
    "approve", button("Approve and issue"), words=("approve", "ok", "onumodon", "অনুমোদন", "ঠিক আছে", "मंज़ूर", "मंजूर")
)
ASK: Final = Option("ask", button("Ask for more"), words=("ask", "aro tothyo", "more", "তথ্য", "আরও", "और जानकारी"))
CORRECT: Final = Option(
    "correct",
    button("Put something right"),
    words=("thik kori", "bodlai", "ঠিক করি", "বদলাই", "सुधारना है", "ठीक करना है"),
)
REJECT: Final = Option("reject", button("Cannot be accepted"), words=("reject", "no", "batil", "না", "नहीं"))
OUT: Final = Option("out", button("Taking it there"), words=("out", "jacchi", "যাচ্ছি", "ले जा रहा हूँ"))
DONE: Final = Option("done", button("Handed over"), words=("done", "delivered", "diyechi", "দিয়েছি", "दे दिया"))
MISSED: Final = Option("missed", button("Nobody was there"), words=("missed", "keu nei", "কেউ নেই", "कोई नहीं"))
WRONG: Final = Option("missed", button("Code did not match"), words=("code", "কোড", "कोड", *MISSED.words))
PAPER: Final = Option("paper", button("Send me the paper"), words=("paper", "pdf", "কাগজ", "काग़ज़"))
PHOTOS: Final = Option(
    "photos", button("Show the photos"), words=("photos", "photo", "chobi", "ছবি", "ছবি দেখি", "फ़ोटो", "फोटो")
)
LIST: Final = Option("list", button("Other work"), words=("list", "onno", "অন্য", "तालिका", "दूसरा काम"))

ON_OFFER: Final[Mapping[State, tuple[Option, ...]]] = {
    State.REQUESTED: (APPROVE, ASK, REJECT, TAKE, CORRECT),
    State.UNDER_REVIEW: (APPROVE, ASK, REJECT, CORRECT),
    State.NEEDS_INFO: (APPROVE, REJECT, CORRECT),
    State.ISSUED: (OUT, PAPER),
    State.OUT_FOR_DELIVERY: (DONE, MISSED),
    State.MISSED: (OUT,),
    State.CODE_WRONG: (OUT,),
    State.DELIVERED: (PAPER,),
}
