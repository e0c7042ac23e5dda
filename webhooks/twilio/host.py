"""Which host stands for Twilio: its own, or the one that an installation on trial names instead."""

from __future__ import annotations

from urllib.parse import urlsplit


def at(api_url: str | None, url: str) -> str:
    """``url`` with its scheme and host replaced by those of ``api_url``, if there is one."""
    if api_url is None:
        return url
    other = urlsplit(api_url)
    return urlsplit(url)._replace(scheme=other.scheme, netloc=other.netloc).geturl()
