"""Times of day as people say them."""

from __future__ import annotations

from datetime import time

import pytest

from chatbot.language.wording import LANGUAGES, time_of_day


@pytest.mark.parametrize(
    ("at", "bengali", "english", "hindi"),
    [
        (time(0, 0), "রাত ১২টা", "12 am", "रात १२ बजे"),
        (time(4, 30), "ভোর সাড়ে ৪টে", "4:30 am", "सुबह साढ़े ४ बजे"),
        (time(9, 5), "সকাল ৯টা ৫ মিনিট", "9:05 am", "सुबह ९:०५ बजे"),
        (time(11, 0), "সকাল ১১টা", "11 am", "सुबह ११ बजे"),
        (time(12, 0), "দুপুর ১২টা", "12 pm", "दोपहर १२ बजे"),
        (time(13, 30), "দুপুর দেড়টা", "1:30 pm", "दोपहर डेढ़ बजे"),
        (time(14, 30), "দুপুর আড়াইটে", "2:30 pm", "दोपहर ढाई बजे"),
        (time(15, 15), "দুপুর সোয়া ৩টে", "3:15 pm", "दोपहर सवा ३ बजे"),
        (time(16, 45), "বিকেল পৌনে ৫টা", "4:45 pm", "शाम पौने ५ बजे"),
        (time(19, 0), "সন্ধ্যা ৭টা", "7 pm", "शाम ७ बजे"),
        (time(23, 45), "রাত পৌনে ১২টা", "11:45 pm", "रात पौने १२ बजे"),
    ],
)
def test_a_time_is_said_as_people_say_it(at: time, bengali: str, english: str, hindi: str) -> None:
    assert [time_of_day(at, language) for language in LANGUAGES] == [bengali, english, hindi]
