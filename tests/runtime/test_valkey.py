"""The embedded queue."""

from __future__ import annotations

import redis


def test_what_is_queued_is_found_again(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        client.lpush("papers", "one")
        assert client.llen("papers") == 1
