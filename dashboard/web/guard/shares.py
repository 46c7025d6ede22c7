"""Who a client is, and how much of something each of them may have: buckets that fill at a steady rate."""

from __future__ import annotations

import asyncio
import ipaddress
import math
import time
from collections import Counter, OrderedDict
from collections.abc import Callable
from typing import Any

# Refusals that a client is told at once, and a second in the long run; after that each takes its time, so that who asks again at once
# asks less often. So many of a client may wait.
TOLD_BURST, TOLD_RATE, HELD_S, MOST_HELD = 50, 10.0, 0.5, 50
# Addresses that are remembered; who is forgotten first has asked for nothing for longest, so that its bucket is full again.
REMEMBERED = 10_000


class Busy(Exception):  # noqa: N818
    """Work is refused. `status` is 429 where it is the client's own share, 503 where all have too much; `wait` are seconds."""

    def __init__(self, status: int, wait: float) -> None:
        self.status = status
        self.wait = max(1, math.ceil(wait))
        super().__init__(f"{status}, come back in {self.wait} s")


def client_of(scope: Any) -> str:
    """Who asks: the address of the other end, which the server takes from a proxy on this machine. A network of IPv6 is one client."""
    client = scope.get("client")
    text = str(client[0] or "") if client else ""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return text or "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


class Bucket:
    """So many at once, and so many a second in the long run."""

    __slots__ = ("burst", "level", "rate", "since")

    def __init__(self, burst: float, rate: float, now: float) -> None:
        self.burst, self.rate = burst, rate
        self.level, self.since = burst, now

    def take(self, now: float, cost: float = 1.0) -> float:
        """Takes `cost` and returns 0; where there is not enough, takes nothing and returns the seconds until there is."""
        self.level = min(self.burst, self.level + (now - self.since) * self.rate)
        self.since = now
        if self.level >= cost:
            self.level -= cost
            return 0.0
        return (cost - self.level) / self.rate if self.rate else 3600.0

    def charge(self, cost: float) -> None:
        """Counts what was used, which nobody knew before; the level may fall below nothing, and is then waited for."""
        self.level -= cost


class Shares:
    """A bucket for each client. Used from one thread."""

    def __init__(self, burst: float, rate: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst, self._rate, self._clock = burst, rate, clock
        self._buckets: OrderedDict[str, Bucket] = OrderedDict()

    def wait(self, client: str, cost: float = 1.0) -> float:
        """Seconds until this client may go on; 0 where it may now, which is then counted."""
        now = self._clock()
        return self._bucket(client, now).take(now, cost)

    def charge(self, client: str, cost: float) -> None:
        """Counts what a client has used."""
        self._bucket(client, self._clock()).charge(cost)

    def had(self, client: str) -> float:
        """How much of its burst a client has had."""
        now = self._clock()
        bucket = self._bucket(client, now)
        bucket.take(now, 0.0)
        return bucket.burst - bucket.level if bucket.burst != float("inf") else 0.0

    def _bucket(self, client: str, now: float) -> Bucket:
        bucket = self._buckets.get(client)
        if bucket is None:
            bucket = self._buckets[client] = Bucket(self._burst, self._rate, now)
            if len(self._buckets) > REMEMBERED:
                self._buckets.popitem(last=False)
        else:
            self._buckets.move_to_end(client)
        return bucket

    def take(self, client: str, cost: float = 1.0) -> None:
        """The same; raises Busy where the client has to wait."""
        wait = self.wait(client, cost)
        if wait:
            raise Busy(429, wait)

    def __len__(self) -> int:
        """Clients that are remembered."""
        return len(self._buckets)


class Told:
    """Refusals of each client. Who does not wait as it is told gets the next one late."""

    def __init__(self) -> None:
        self._shares = Shares(TOLD_BURST, TOLD_RATE)
        self._held: Counter[str] = Counter()

    async def hold(self, client: str) -> None:
        """Waits before a refusal, where the client has had many."""
        if not self._shares.wait(client) or self._held[client] >= MOST_HELD:
            return
        self._held[client] += 1
        try:
            await asyncio.sleep(HELD_S)
        finally:
            self._held[client] -= 1
            self._held += Counter()
