"""Photographs become small JPEGs that tell nothing but what is seen on them."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image

from documents.photographs import NotAPhotograph, fit_to_print, fit_to_send

pytestmark = pytest.mark.slow

_ORIENTATION, _MAKE, _PLACE = 0x0112, 0x010F, 0x8825


def picture(size: tuple[int, int] = (2400, 1600), kind: str = "JPEG", mode: str = "RGB", **how: object) -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, (200, 120, 40, 0)[: len(mode)]).save(made, kind, **how)
    return made.getvalue()


def seen(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content), formats=("JPEG",))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_large_picture_becomes_a_small_jpeg(kind: str) -> None:
    made = fit_to_send(picture(kind=kind))
    assert seen(made).size == (1280, 853)
    assert len(made) < 100_000


def test_what_is_printed_small_is_smaller_still() -> None:
    assert seen(fit_to_print(picture())).size == (640, 427)


def test_what_a_camera_writes_into_a_picture_is_left_out_and_it_stands_upright() -> None:
    exif = Image.Exif()
    exif[_ORIENTATION], exif[_MAKE] = 6, "Sample Camera"
    exif.get_ifd(_PLACE)[1] = "N"
    content = picture((900, 600), exif=exif)
    assert b"Sample Camera" in content
    made = fit_to_send(content)
    assert seen(made).size == (600, 900)
    assert not seen(made).getexif()
    assert b"Sample Camera" not in made


def test_what_is_see_through_becomes_white() -> None:
    assert seen(fit_to_send(picture((300, 300), "PNG", "RGBA"))).getpixel((150, 150)) == (255, 255, 255)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert fit_to_send(picture()) == fit_to_send(picture())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (lambda: b"", "not a picture"),
        (lambda: b"%PDF-1.7 not a picture", "not a picture"),
        (lambda: picture()[:400], "not a picture"),
        (lambda: picture((300, 300), "GIF", "RGB"), "not a picture"),
        (lambda: picture((1200, 199)), "too small"),
        (lambda: picture((10_000, 9_000), "PNG", "L"), "too many pixels"),
        (lambda: picture((15_000, 12_000), "PNG", "L"), "too many pixels"),
        (lambda: b"\xff" * (20 * 1024 * 1024 + 1), "larger than 20 MB"),
    ],
)
def test_what_cannot_be_sent_as_a_picture_is_refused_with_a_reason(content: Callable[[], bytes], reason: str) -> None:
    with pytest.raises(NotAPhotograph) as refused:
        fit_to_send(content())
    assert reason in refused.value.reason
