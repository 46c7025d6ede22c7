"""Lets go of the locks that Streamlit's caches keep: one for every value that was ever asked for, long after the value has gone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from streamlit.runtime.caching import cache_data_api, cache_resource_api

# Each takes a quarter of a kilobyte. Visitors choose what is asked for, ten values a second and more: 200 MB a day.
MOST, EVERY_S = 2_000, 60.0


def caches() -> Iterator[Any]:
    """Every cache of every function."""
    for kind in (cache_data_api._data_caches, cache_resource_api._resource_caches):
        with kind._caches_lock:
            found = [cache for of_session in kind._function_caches.values() for cache in of_session.values()]
        yield from found


def let_go() -> int:
    """Drops the locks of each cache that has more than there may be; how many. Those that somebody holds stay."""
    dropped = 0
    for cache in caches():
        with cache._value_locks_lock:
            if len(cache._value_locks) <= MOST:
                continue
            # Who has asked for a lock and does not hold it yet has the value made twice at worst.
            spent = [key for key, lock in cache._value_locks.items() if not lock.locked()]
            for key in spent:
                del cache._value_locks[key]
        dropped += len(spent)
    return dropped


async def keep_few() -> None:
    """Does so again and again."""
    while True:
        await asyncio.sleep(EVERY_S)
        let_go()
