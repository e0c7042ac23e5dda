"""Answers in Twilio's own markup: one message, or nothing at all."""

from __future__ import annotations

import html
import re
from typing import Final

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>'
_NOT_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

NOTHING: Final = f"{_HEAD}<Response/>"


def printable(text: str) -> str:
    """The text without the signs that no document of this kind can hold."""
    return _NOT_XML.sub("", text)


def one_message(body: str, receipt_url: str) -> str:
    """A document that sends ``body`` back and has Twilio report to ``receipt_url`` what becomes of it."""
    url = html.escape(receipt_url)
    text = html.escape(printable(body), quote=False)
    return f'{_HEAD}<Response><Message action="{url}" statusCallback="{url}"><Body>{text}</Body></Message></Response>'


def spoken(*sentences: tuple[str, str, str]) -> str:
    """A document that says each of the sentences (the words, their language, the voice), then hangs up."""
    said = "".join(
        f'<Say language="{language}" voice="{voice}">{html.escape(printable(words), quote=False)}</Say>'
        for words, language, voice in sentences
    )
    return f"{_HEAD}<Response>{said}<Hangup/></Response>"
