"""Random widget values, fragments and addresses, sent to a running server by websocket as a hostile browser would."""

from __future__ import annotations

import asyncio
import random
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from dashboard.charts.pages import PAGES
from tests.bench.websocket_reader import WebsocketReader
from tests.fuzz.throws import query, text

LIMIT, ANSWER_S, MESSAGES = 30_000_000, 60, 6
# A value of a type that no widget has breaks the page of who sent it. Of the server it may tell nothing.
_TOLD = "This app has encountered an error. The original error message is redacted"
_LEAKS = ("Traceback", 'File "', "Error:", "/dashboard/", "duckdb", "site-packages")


async def session(address: str, seed: int) -> list[str]:
    """One reader who sends some messages that no browser would; what the server answered that it should not have."""
    chance = random.Random(f"widgets {seed}")  # noqa: S311
    page = chance.choice(PAGES).path
    faults: list[str] = []
    ids: list[str] = []
    url = f"ws://{urlsplit(address).netloc}/_stcore/stream"
    try:
        async with connect(url, subprotocols=["streamlit"], max_size=LIMIT, proxy=None, compression=None) as socket:  # type: ignore[list-item]
            for number in range(MESSAGES):
                message = _message(chance, page, ids if number else [])
                await socket.send(message.SerializeToString())
                async with asyncio.timeout(ANSWER_S):
                    faults += await _answer(socket, ids)
    except ConnectionClosed as closed:
        # Too long or not to be read: that is what the guard is for.
        if closed.rcvd is None or closed.rcvd.code not in (1002, 1009, 1013):
            faults.append(f"closed: {closed}")
    except TimeoutError:
        faults.append("no answer")
    return [f"widgets {seed} on /{page}: {fault}" for fault in faults + await _others(address, page)]


async def _others(address: str, page: str) -> list[str]:
    """What another reader of the page sees afterwards that is amiss."""
    async with WebsocketReader(address, page) as reader:
        return [f"to others: {reader.arrival.fault}"] if reader.arrival.fault else []


def _message(chance: random.Random, page: str, ids: list[str]) -> BackMsg:
    message = BackMsg()
    state = message.rerun_script
    state.page_name = page if chance.random() < 0.95 else text(chance)
    state.query_string = urlencode(query(chance), doseq=True, errors="replace")
    for one in chance.sample(ids, min(len(ids), chance.randrange(6))):
        _fill(state.widget_states.widgets.add(), one, chance)
    if chance.random() < 0.05:
        _fill(state.widget_states.widgets.add(), text(chance), chance)
    return message


def _fill(widget: object, name: str, chance: random.Random) -> None:
    widget.id = name  # type: ignore[attr-defined]
    kind = chance.randrange(9)
    if kind == 0:
        widget.string_value = text(chance)  # type: ignore[attr-defined]
    elif kind == 1:
        widget.int_value = chance.choice((-1, 0, 1, 2**31, -(2**62)))  # type: ignore[attr-defined]
    elif kind == 2:
        widget.double_value = chance.choice((0.5, -1.0, float("inf"), float("nan")))  # type: ignore[attr-defined]
    elif kind == 3:
        widget.bool_value = chance.random() < 0.5  # type: ignore[attr-defined]
    elif kind == 4:
        widget.string_array_value.data.extend(text(chance) for _ in range(chance.randrange(5)))  # type: ignore[attr-defined]
    elif kind == 5:
        widget.int_array_value.data.extend(chance.choice((-1, 0, 5, 10**9)) for _ in range(chance.randrange(4)))  # type: ignore[attr-defined]
    elif kind == 6:
        widget.json_value = chance.choice(
            ('{"selection":{"pick":[{"mark":"x"}]}}', "{}", "[", "null", '"a"', text(chance))
        )  # type: ignore[attr-defined]
    elif kind == 7:
        widget.trigger_value = True  # type: ignore[attr-defined]
    else:
        mark = chance.choice(("1", '"a"', "null", "{}"))
        picked = '{"selection":{"pick":[{"mark":MARK}],"rows":[99999],"cells":[[5,"x"]]}}'
        widget.string_value = picked.replace("MARK", mark)  # type: ignore[attr-defined]


async def _answer(socket: object, ids: list[str]) -> list[str]:
    faults: list[str] = []
    while True:
        answer = ForwardMsg.FromString(await socket.recv())  # type: ignore[attr-defined]
        element = answer.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            told = f"{element.exception.type}{element.exception.message}{list(element.exception.stack_trace)}"
            if not told.startswith(_TOLD) or any(word in told for word in _LEAKS):
                faults.append(told[:300])
        elif kind == "alert" and any(word in element.alert.body for word in _LEAKS):
            faults.append(element.alert.body[:300])
        elif kind:
            name = getattr(getattr(element, kind), "id", "")
            if isinstance(name, str) and name.startswith("$$") and name not in ids:
                ids.append(name)
        if answer.WhichOneof("type") == "script_finished":
            return faults
