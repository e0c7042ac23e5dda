"""Photographs of guest houses are handed out to anybody, and nothing else is."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from documents.store import PaperStore
from webhooks.pictures import picture_url, pictures_blueprint


@pytest.fixture
def store(tmp_path: Path) -> PaperStore:
    return PaperStore(tmp_path)


@pytest.fixture
def client(store: PaperStore) -> FlaskClient:
    app = Flask(__name__)
    app.register_blueprint(pictures_blueprint(store=store))
    return app.test_client()


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_picture_is_handed_out_and_may_be_kept(store: PaperStore, client: FlaskClient, method: str) -> None:
    digest, size = store.keep(b"a sample picture")
    answer = client.open(picture_url("", digest), method=method)
    assert (answer.status_code, answer.mimetype, answer.content_length) == (200, "image/jpeg", size)
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.data == (b"a sample picture" if method == "GET" else b"")


@pytest.mark.parametrize("name", ["0" * 64, "..", "%2e%2e%2fsecrets", "nothing"])
def test_what_is_no_picture_is_not_found(client: FlaskClient, name: str) -> None:
    assert client.get(f"/pictures/{name}.jpg").status_code == 404
