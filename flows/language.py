"""Bengali, English or Hindi."""

from __future__ import annotations

from typing import Final

from chatbot.declaration import flow
from chatbot.language.wording import _
from chatbot.messages import Option
from chatbot.talk import Talk
from panchayat.front_office import FrontOffice

LANGUAGES: Final = (
    Option("bn", "বাংলা", words=("bangla", "bengali", "bn", "बांग्ला", "बंगला")),
    Option("en", "English", words=("ingreji", "ইংরেজি", "ইংলিশ", "अंग्रेज़ी", "अंग्रेजी", "english please", "en")),
    Option("hi", "हिन्दी", words=("hindi", "হিন্দি", "हिंदी")),
)


@flow(
    "language",
    title={"bn": "English / हिन्दी", "en": "বাংলা / हिन्दी", "hi": "বাংলা / English"},
    row=9,
    words="language, bhasha, ভাষা, भाषा",
    anywhere="language, change language, bhasha, bhasha bodol, ভাষা, ভাষা বদল, भाषा",
    recognises="english|english please|ingreji|ইংলিশ|अंग्रेज़ी|अंग्रेजी|ইংরেজি|bangla|bengali|বাংলা|hindi|बांग्ला|बंगला|हिन्दी|हिंदी|হিন্দি",
    first_question="language",
)
def language(talk: Talk, office: FrontOffice) -> None:
    chosen = talk.choose("language", "বাংলা / English / हिन्दी ?", LANGUAGES)

    def change() -> None:
        office.contacts.set_language(talk.citizen, chosen.id)

    talk.once("set", change)
    talk.speak(chosen.id)
    talk.say(_("I will write in English from now on."))
    if not talk.returning:
        talk.go("menu")
