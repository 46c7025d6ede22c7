"""A small store of recent results, limited by number and by size, safe to share between threads."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Keeps what was used last. The keys come from visitors, so both limits are hard."""

    def __init__(self, max_items: int, max_size: int) -> None:
        """Limits: number of values, and the sum of the sizes given to `put`."""
        self._max_items = max_items
        self._max_size = max_size
        self._kept: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: K) -> V | None:
        """The value kept for `key`, or None."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def put(self, key: K, value: V, size: int) -> None:
        """Keeps a value; drops the ones not used for longest. A value larger than the whole store is not kept."""
        if size > self._max_size:
            return
        with self._lock:
            if key in self._kept:
                self._size -= self._kept.pop(key)[1]
            self._kept[key] = (value, size)
            self._size += size
            while len(self._kept) > self._max_items or self._size > self._max_size:
                _, (_, dropped) = self._kept.popitem(last=False)
                self._size -= dropped

    def __len__(self) -> int:
        """Number of values kept."""
        return len(self._kept)
