"""What is read where a link to a file opens nothing: in every language, because nothing says which one is the reader's."""

from __future__ import annotations

from typing import Final

from flask import Response

from chatbot.language.wording import LANGUAGES, Text, _, say

#: The headers of whatever only the holder of a link may see.
PRIVATE: Final = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
NOT_OURS: Final = _("This link opens nothing. Open the whole link, as it came on WhatsApp.")
TRY_AGAIN: Final = _("It cannot be opened just now. Please open the link again in a moment.")


def refusal(status: int, words: Text) -> Response:
    """A short page with this HTTP status that says nothing about the file."""
    return Response(in_all_languages(words), status, PRIVATE, mimetype="text/plain")


def in_all_languages(words: Text) -> str:
    """A line for each language, Bengali first and English last."""
    ordered = sorted(LANGUAGES, key=lambda language: language == "en")
    return "".join(f"{say(words, language)}\n" for language in ordered)
