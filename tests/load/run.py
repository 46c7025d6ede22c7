"""Load, abuse and soak of a running server. `make load` prints the tables; docs/RESULTS.md says which command gave which.

Latency counts from the moment at which a change was due, so that a slow server is not spared. Readers and server share the machine, whose
load average stands beside each figure: with others on it the figures say little.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from dashboard.store.config import DEFAULT  # noqa: E402
from tests.bench.process import hardware, memory_mb  # noqa: E402
from tests.browser.serving import serve  # noqa: E402
from tests.deployed import deployed, trusting  # noqa: E402
from tests.load.floods import FLOODS, UNTOLD  # noqa: E402
from tests.load.idle import measure  # noqa: E402
from tests.load.readers import Heard, Reader, probes  # noqa: E402

WARM_S = 10
# Who floods, as a proxy would say it.
FLOODER = "192.0.2.66"
KNEE_S = 0.5


def load() -> str:
    """The load average of the last minute."""
    return f"{os.getloadavg()[0]:.1f}"


async def together(readers: list[Reader], seconds: float, health: str = "") -> tuple[Heard, Heard]:
    """What readers and health were answered."""
    heard, looked = Heard(), Heard()
    until = time.perf_counter() + seconds
    watching = [probes(health, until, looked)] if health else []
    await asyncio.gather(*(reader.reads(until, heard) for reader in readers), *watching)
    return heard, looked


def abuse(options: argparse.Namespace) -> None:
    """Five readers alone, then beside each flood."""
    where = "with the readers' own address" if options.alike else "with another address"
    print(f"\nFive readers with a change a second for {options.seconds:g} s, beside one client {where} that floods\n")
    print(
        "| flood | p50 ms alone | beside | p95 ms alone | beside | times | faults | health ms | flood was told | MB | load |"
    )
    print("|---|--:|--:|--:|--:|--:|--:|--:|---|--:|--:|")
    for name in [name for name in FLOODS if not options.flood or options.flood in name]:
        with serve(DEFAULT.out) as server:
            time.sleep(WARM_S)
            readers = [Reader(server.address, number, 1.0, alike=options.alike) for number in range(5)]
            asyncio.run(together(readers, 6))
            alone, _ = asyncio.run(together(readers, options.seconds))
            sender = "" if options.alike else FLOODER
            command = [sys.executable, "-m", "tests.load.floods", server.address, name, str(options.seconds), sender]
            flood = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
            beside, health = asyncio.run(together(readers, options.seconds, server.address))
            told = json.loads(flood.communicate(timeout=120)[0] or "{}")
            times = beside.share(0.95) / alone.share(0.95)
            said = ", ".join(
                f"{key} {told[key]}" for key in ("sent", "200", "429", "503", "closed", UNTOLD) if told.get(key)
            )
            print(
                f"| {name} | {alone.share(0.5) * 1000:.0f} | {beside.share(0.5) * 1000:.0f} | {alone.share(0.95) * 1000:.0f} "
                f"| {beside.share(0.95) * 1000:.0f} | {times:.2f} | {len(alone.faults) + len(beside.faults)} "
                f"| {max(health.seconds, default=0) * 1000:.0f} | {said} | {memory_mb(server.pid):.0f} | {load()} |",
                flush=True,
            )


HEAD = "| readers | answers | a second | p50 ms | p95 ms | p99 ms | faults | MB | load |\n|--:|--:|--:|--:|--:|--:|--:|--:|--:|"


def row(count: int, heard: Heard, seconds: float, memory: float) -> str:
    """A row of the table of load."""
    times = " | ".join(f"{heard.share(part) * 1000:.0f}" for part in (0.5, 0.95, 0.99))
    answers = len(heard.seconds)
    return (
        f"| {count} | {answers} | {answers / seconds:.1f} | {times} | {len(heard.faults)} | {memory:.0f} | {load()} |"
    )


def knee(rows: list[tuple[int, Heard]]) -> str:
    """The most readers of whom 95 of 100 changes are answered in half a second, without a fault."""
    good = [count for count, heard in rows if heard.share(0.95) <= KNEE_S and not heard.faults]
    return f"\nThe knee: {max(good, default=0)} readers are answered within {KNEE_S * 1000:.0f} ms at p95.\n"


def crowd(options: argparse.Namespace) -> None:
    """More and more readers before one process, or before two behind nginx."""
    print(
        f"\nReaders who do something every {options.think:g} s, a mix of changes, searches and files; {options.seconds:g} s each"
    )
    for processes in options.processes:
        print(f"\n{processes} process(es)" + (" behind nginx" if processes > 1 else "") + f"\n\n{HEAD}")
        rows: list[tuple[int, Heard]] = []
        if processes == 1:
            with serve(DEFAULT.out) as server:
                time.sleep(WARM_S)
                _grow(options, server.address, [server.pid], rows)
        else:
            with tempfile.TemporaryDirectory() as folder, deployed(Path(folder), DEFAULT, processes=processes) as site:
                time.sleep(2)
                _grow(options, site.address, [process.pid for process in site.processes.values()], rows)
        print(knee(rows))


def _grow(options: argparse.Namespace, address: str, pids: list[int], rows: list[tuple[int, Heard]]) -> None:
    tls = trusting() if address.startswith("https") else None
    for count in options.readers:
        readers = [Reader(address, number, options.think, mixed=True, tls=tls) for number in range(count)]
        heard, _ = asyncio.run(together(readers, options.seconds))
        rows.append((count, heard))
        print(row(count, heard, options.seconds, sum(memory_mb(pid) for pid in pids)), flush=True)
        for fault in sorted(set(heard.faults))[:3]:
            print(f"  fault: {fault}", file=sys.stderr)


async def _come_and_go(address: str, place: int, until: float, heard: Heard) -> None:
    chance = random.Random(place)  # noqa: S311
    number = place
    while time.perf_counter() < until:
        number += 10
        lives = chance.uniform(15, 60)
        await Reader(address, number, 2.0, mixed=True).reads(until, heard, lives)
        await asyncio.sleep(chance.uniform(0, 4))


def soak(options: argparse.Namespace) -> int:
    """Ten readers who come and go: is memory flat after the first quarter?"""
    print(
        f"\nTen places whose readers come and go for {options.minutes:g} minutes\n\n{HEAD.replace('readers', 'minute')}"
    )
    memory: list[float] = []
    faults = 0

    async def run(address: str, pid: int) -> None:
        nonlocal faults
        end = time.perf_counter() + options.minutes * 60
        heard = Heard()
        going = [asyncio.create_task(_come_and_go(address, place, end, heard)) for place in range(10)]
        minute = 0
        while time.perf_counter() < end - 1:
            await asyncio.sleep(min(60, end - time.perf_counter()))
            minute += 1
            told, heard.seconds, heard.faults = Heard(heard.seconds, heard.faults), [], []
            memory.append(memory_mb(pid))
            faults += len(told.faults)
            print(row(minute, told, 60, memory[-1]), flush=True)
            for fault in sorted(set(told.faults))[:3]:
                print(f"  fault: {fault}", file=sys.stderr, flush=True)
        await asyncio.gather(*going)

    with serve(DEFAULT.out) as server:
        time.sleep(WARM_S)
        asyncio.run(run(server.address, server.pid))
    quarter = max(1, len(memory) // 4)
    before, after = statistics.median(memory[quarter : 2 * quarter]), statistics.median(memory[-quarter:])
    print(
        f"\nMemory in the second quarter {before:.0f} MB, in the last {after:.0f} MB: {after / before - 1:+.1%}; faults: {faults}"
    )
    return int(after > before * 1.05 or faults > 0)


def idle(options: argparse.Namespace) -> int:
    """Pages whose readers do nothing, and then leave."""
    print(f"\nPages that were run once and are left open for {options.seconds:g} s\n")
    with serve(DEFAULT.out) as server:
        time.sleep(WARM_S)
        return int(not asyncio.run(measure(server.address, server.pid, options.pages, options.seconds)))


def main() -> int:
    """Runs what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", choices=["abuse", "load", "idle", "soak"])
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--flood", default="", help="only floods whose name has this in it")
    parser.add_argument("--alike", action="store_true", help="the flood comes from the readers' own address")
    parser.add_argument("--readers", type=int, nargs="*", default=[1, 5, 10, 20, 40, 60, 80, 100])
    parser.add_argument("--pages", type=int, default=100, help="idle pages")
    parser.add_argument("--processes", type=int, nargs="*", default=[1])
    parser.add_argument("--think", type=float, default=5)
    parser.add_argument("--minutes", type=float, default=20)
    options = parser.parse_args()
    print(f"{hardware()}; load average before the start {load()}")
    if options.only in (None, "abuse"):
        abuse(options)
    if options.only in (None, "load"):
        crowd(options)
    only = {"idle": idle, "soak": soak}.get(options.only)
    return only(options) if only else 0


if __name__ == "__main__":
    sys.exit(main())
