"""Throws for as long as it is told: `python tests/fuzz/run.py --seconds 600`. What falls is written to seeds.txt, to be thrown again."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from dashboard.store.build import build
from tests.browser.serving import serve
from tests.fuzz.throws import THROWS
from tests.fuzz.widgets import session
from tests.fuzz.world import SEEDS, seeds, settings_of, throw, world

# A build takes as long as a hundred of the others.
COSTLY = {"file": 40}


def main() -> int:
    """Throws everything in turn, then widget values for a third of the time; the number of those that were not well received."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    print(f"seed {options.seed}", flush=True)
    counted: Counter[str] = Counter()
    fallen: list[str] = []
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        settings = settings_of(folder / "build")
        build(settings)
        with world(settings, folder) as at:
            ends, number = time.monotonic() + options.seconds * 2 / 3, options.seed
            for name, seed in seeds():
                if name in THROWS:
                    throw(name, seed, at)
            while time.monotonic() < ends:
                for name in THROWS:
                    if number % COSTLY.get(name, 1):
                        continue
                    counted[name] += 1
                    try:
                        throw(name, number, at)
                    except Exception:
                        print(f"--- {name} {number}\n{traceback.format_exc(limit=-4)}", flush=True)
                        fallen.append(f"{name} {number}")
                number += 1
        with serve(settings.out, settings.data) as server:
            ends = time.monotonic() + options.seconds / 3
            while time.monotonic() < ends:
                counted["widgets"] += 1
                for fault in asyncio.run(session(server.address, number)):
                    print(f"--- {fault}", flush=True)
                    fallen.append(f"widgets {number}")
                number += 1
    print(dict(counted), f"{len(fallen)} fell", flush=True)
    if fallen:
        with SEEDS.open("a", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in dict.fromkeys(fallen))
    return min(len(fallen), 100)


if __name__ == "__main__":
    raise SystemExit(main())
