"""What an open page costs while its reader does nothing, and when it is let go after its reader has left."""

from __future__ import annotations

import asyncio
import time

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.bench.process import cpu_seconds, memory_mb
from tests.load.floods import rerun
from tests.load.readers import came_from

# Pages that have been open before, so that what the server makes once is made.
BEFORE = 20
# Streamlit keeps a page that was left for sixty seconds, so that who comes back finds it.
KEPT_S, GONE_S = 40.0, 75.0


async def page(address: str, number: int, session: str = "") -> tuple[ClientConnection, str]:
    """A page that has been run once, with the id of its session; the page of that session where one is named, not run."""
    socket = await connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        subprotocols=["streamlit", "token", session] if session else ["streamlit"],  # type: ignore[list-item]
        max_size=30_000_000,
        proxy=None,
        additional_headers=came_from(number),
    )
    if session:
        return socket, session
    await socket.send(rerun(0))
    while True:
        message = ForwardMsg.FromString(bytes(await socket.recv()))  # type: ignore[arg-type]
        if message.WhichOneof("type") == "new_session":
            session = message.new_session.initialize.session_id
        if message.WhichOneof("type") == "script_finished":
            return socket, session


async def is_known(address: str, number: int, session: str) -> bool:
    """Whether the server still has that session: it calls a page back whose session it has let go."""
    socket, _ = await page(address, number, session)
    try:
        message = ForwardMsg.FromString(bytes(await asyncio.wait_for(socket.recv(), 3)))  # type: ignore[arg-type]
        return message.WhichOneof("type") != "auto_rerun"
    except TimeoutError:
        return True
    finally:
        await socket.close()


async def measure(address: str, pid: int, pages: int, seconds: float) -> bool:
    """Prints what so many pages take while they are open, and after all were left. Whether they are kept and let go as is said."""
    for socket, _ in [await page(address, number) for number in range(BEFORE)]:
        await socket.close()
    before = memory_mb(pid)
    opened = [await page(address, BEFORE + number) for number in range(pages)]
    used = cpu_seconds(pid)
    await asyncio.sleep(seconds)
    processor = (cpu_seconds(pid) - used) / seconds
    full = memory_mb(pid)
    for socket, _ in opened:
        await socket.close()
    left = time.perf_counter()
    await asyncio.sleep(KEPT_S)
    kept = await is_known(address, BEFORE + pages - 1, opened[-1][1])
    await asyncio.sleep(max(0.0, left + GONE_S - time.perf_counter()))
    gone = not await is_known(address, BEFORE, opened[0][1])
    socket, _ = await page(address, 1)
    await socket.close()
    after = memory_mb(pid)
    print(
        "| idle pages | MB each | processor of all | MB before | open | a minute after they were left | kept 40 s | let go |"
    )
    print("|--:|--:|--:|--:|--:|--:|---|---|")
    print(
        f"| {pages} | {(full - before) / pages:.2f} | {processor:.1%} | {before:.0f} | {full:.0f} | {after:.0f} "
        f"| {'yes' if kept else 'no'} | {'yes' if gone else 'no'} |",
        flush=True,
    )
    return kept and gone
