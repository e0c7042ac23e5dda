"""Words that mean the same at every point of every conversation, when they are the whole message."""

from __future__ import annotations

from enum import Enum
from typing import Final

from chatbot.language.matching import normalise


class Command(Enum):
    """What such a word asks for."""

    MENU = "menu"
    GREETING = "greeting"
    BACK = "back"
    CANCEL = "cancel"
    RESUME = "resume"
    THANKS = "thanks"


_WORDS: Final = {
    Command.MENU: "menu, main menu, home, suru, shuru, মেনু, মেন্যু, মেনুতে যান, শুরু, मेनू, मेन्यू, शुरू",
    Command.GREETING: (
        "hi, hii, hello, helo, hey, nomoskar, namaskar, nomoshkar, namaste, salam, hi there, good morning,"
        " হাই, হ্যালো, হেলো, নমস্কার, সালাম, আসসালামু আলাইকুম, শুভ সকাল, हाय, हेलो, हैलो, नमस्ते, नमस्कार, सलाम"
    ),
    Command.BACK: "0, back, go back, pichone, pechone, fire, fire jao, পিছনে, পেছনে, ফিরে, আগের ধাপ, पीछे, वापस, पिछला",
    Command.CANCEL: "cancel, batil, batil koro, baad, bad dao, বাতিল, বাতিল করুন, বাদ, বাদ দিন, रद्द, रद्द करें, radd",
    Command.RESUME: "continue, go on, jari, chalie jan, chaliye jan, চালিয়ে যান, চালিয়ে যাব, जारी, जारी रखें, जारी रखिए",
    Command.THANKS: (
        "thanks, thank you, thank u, thanku, ok, okay, ok thanks, dhonnobad, dhanyabad, dhonyobad, accha, achha, thik ache,"
        " ধন্যবাদ, অনেক ধন্যবাদ, আচ্ছা, ঠিক আছে, ওকে, धन्यवाद, शुक्रिया, ठीक है, अच्छा, 👍, 🙏, ❤️, 😊, 👌"
    ),
}
_BY_WORD: Final = {normalise(word): command for command, words in _WORDS.items() for word in words.split(",")}


def command(text: str) -> Command | None:
    """The command that ``text`` is, as a whole message."""
    return _BY_WORD.get(normalise(text))
