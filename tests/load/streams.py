"""Every table streamed whole by a server, with the most memory that it held meanwhile: `python tests/load/streams.py`.

The first rounds fill what is kept and what the allocator holds; in the last memory must stay flat.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from dashboard.store.config import DEFAULT  # noqa: E402
from tests.bench.process import memory_mb  # noqa: E402
from tests.browser.serving import Server, serve  # noqa: E402

FORMS = ("csv", "jsonl", "parquet")
ROUNDS = 6
# Growth of the last round that is noise of the allocator.
MOST_MB = 10.0
# A client that takes more than its share is told to come again.
TRIES = 40


def taken(server: Server, client: httpx.Client, path: str) -> tuple[int, float]:
    """Bytes of a file, unpacked, and the most memory of the server while it was sent, in MB."""
    for _ in range(TRIES):
        with client.stream("GET", server.address + path) as answer:
            if answer.status_code == 200:
                size, most = 0, 0.0
                for part in answer.iter_bytes(1 << 18):
                    size += len(part)
                    most = max(most, memory_mb(server.pid))
                return size, max(most, memory_mb(server.pid))
            wait = float(answer.headers.get("retry-after", "1"))
        time.sleep(wait)
    raise RuntimeError(f"{path} was not answered")


def main() -> int:
    """Prints the largest tables and the memory of each round; returns 1 where it still grew in the last."""
    with serve(DEFAULT.out) as server, httpx.Client(timeout=120) as client:
        told = client.get(f"{server.address}/tables.json").json()
        paths = [f"/tables/{table['name']}.{form}" for table in told["tables"] for form in FORMS]
        rounds = [{path: taken(server, client, path) for path in paths} for _ in range(ROUNDS)]
    print("| file | MB |\n|---|--:|")
    for path, (size, _) in sorted(rounds[-1].items(), key=lambda one: -one[1][0])[:5]:
        print(f"| {path} | {size / 1e6:.1f} |")
    most = [max(memory for _, memory in one.values()) for one in rounds]
    size = sum(size for size, _ in rounds[0].values()) / 1e6
    print(
        f"{len(paths)} files, {size:.0f} MB a round; most memory of each round, MB: {', '.join(f'{one:.0f}' for one in most)}"
    )
    return 1 if most[-1] - most[-2] > MOST_MB else 0


if __name__ == "__main__":
    sys.exit(main())
