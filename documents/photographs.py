"""Photographs as they are sent or printed: small enough for a village's connection, without what a camera hides in them."""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image, ImageOps

#: In bytes; a photo straight from a camera is smaller.
LARGEST: Final = 20 * 1024 * 1024
#: The longer side as it is sent and as it is printed small on a paper, and the shorter one below which nothing can be
#: made out, in pixels.
_LONGEST_SENT: Final = 1280
_LONGEST_PRINTED: Final = 640
_SHORTEST_SIDE: Final = 200
_QUALITY: Final = 82


class NotAPhotograph(Exception):
    """The file cannot be sent as a photograph; ``reason`` says why, in a sentence for an operator."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def fit_to_send(content: bytes) -> bytes:
    """A JPEG of at most 1,280 pixels a side, upright, and without place, time and camera.

    Args:
        content: a JPEG, PNG or WebP file.

    Raises:
        NotAPhotograph
    """
    return _fit(content, _LONGEST_SENT)


def fit_to_print(content: bytes) -> bytes:
    """As ``fit_to_send``, of at most 640 pixels a side: a paper with a row of them is still quickly fetched."""
    return _fit(content, _LONGEST_PRINTED)


def _fit(content: bytes, longest: int) -> bytes:
    if len(content) > LARGEST:
        raise NotAPhotograph(f"the picture is larger than {LARGEST // 1024**2} MB")
    try:
        with warnings.catch_warnings():
            # A small file that unfolds to a huge picture would fill the memory.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
        with picture:
            width, height = picture.size
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise NotAPhotograph("the picture has too many pixels") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise NotAPhotograph("the file is not a picture that can be read: bring a JPEG, PNG or WebP") from error
    if min(width, height) < _SHORTEST_SIDE:
        raise NotAPhotograph(f"the picture is too small: it needs {_SHORTEST_SIDE} pixels a side")
    # What shines through is white, as on paper.
    plain = Image.alpha_composite(Image.new("RGBA", upright.size, "white"), upright).convert("RGB")
    plain.thumbnail((longest, longest))
    made = io.BytesIO()
    plain.save(made, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return made.getvalue()
