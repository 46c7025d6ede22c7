"""What pages may send: which messages of Streamlit pass, how long they may be, and what is taken out of them."""

from __future__ import annotations

from dataclasses import dataclass

from google.protobuf.message import DecodeError
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

# The longest address that a page makes, all filters full, is a third as long.
QUERY_BYTES, QUERY_VALUES = 8_000, 250
STATE_BYTES = 48_000
# What a page sends by itself; the others empty everybody's caches, change settings or are for debugging.
PASSED = frozenset({"rerun_script", "stop_script", "app_heartbeat", "backend_operation_request"})
# Streamlit's first run of a page that has come back carries this in place of the name of a fragment.
REVIVED = "panmunjom-revived"
# The message that a run has ended has some 60 bytes.
_SHORT = 256
_PROTOCOL_ERROR, _TOO_LONG = 1002, 1009


@dataclass(frozen=True)
class Verdict:
    """What becomes of a message: passed on as `data`, dropped where that is None, or the connection closed with `code`."""

    data: bytes | None = None
    is_run: bool = False
    code: int = 0


def judged(data: bytes | None, longest: int, *, is_first: bool, overlaps: bool = False) -> Verdict:
    """The verdict on a message.

    `is_first`: the page has come back and nothing of it has run, so that it is run as a whole. `overlaps`: it was sent when
    another run was under way, whose end has the browser let go of messages that it says here to have kept: all is sent anew.
    """
    if data is None:
        return Verdict(code=_PROTOCOL_ERROR)
    if len(data) > longest:
        return Verdict(code=_TOO_LONG)
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return Verdict(code=_PROTOCOL_ERROR)
    kind = message.WhichOneof("type")
    if kind == "rerun_script":
        return _judged_run(message, data, is_first=is_first, overlaps=overlaps)
    if kind is None:
        return Verdict(code=_PROTOCOL_ERROR)
    return Verdict(data) if kind in PASSED else Verdict()


def _judged_run(message: BackMsg, data: bytes, *, is_first: bool, overlaps: bool) -> Verdict:
    state = message.rerun_script
    if state.widget_states.ByteSize() > STATE_BYTES:
        return Verdict(code=_TOO_LONG)
    is_long = len(state.query_string) > QUERY_BYTES or state.query_string.count("&") >= QUERY_VALUES
    is_whole = is_first and bool(state.fragment_id)
    if state.fragment_id == REVIVED and not is_whole:
        # The timer of the browser has asked once more before it heard that it may stop.
        return Verdict()
    forgets = overlaps and len(state.cached_message_hashes) > 0
    if not is_long and not is_whole and not forgets:
        return Verdict(data, is_run=True)
    if forgets:
        del state.cached_message_hashes[:]
    if is_long:
        state.query_string = ""
    if is_whole:
        state.fragment_id = ""
        state.is_auto_rerun = False
    return Verdict(message.SerializeToString(), is_run=True)


def ends_a_run(data: bytes) -> bool:
    """Whether a message to a page says that its run has ended, and no other follows at once."""
    if len(data) > _SHORT:
        return False
    message = ForwardMsg()
    try:
        message.ParseFromString(data)
    except DecodeError:
        return False
    ended = message.WhichOneof("type") == "script_finished"
    return ended and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


def call_back() -> bytes:
    """Has the browser ask for its page by itself, with all that its reader has chosen."""
    message = ForwardMsg()
    message.auto_rerun.interval = 0.2
    message.auto_rerun.fragment_id = REVIVED
    return bytes(message.SerializeToString())


def enough() -> bytes:
    """Has it stop asking."""
    message = ForwardMsg()
    message.stop_auto_rerun.fragment_ids.append(REVIVED)
    return bytes(message.SerializeToString())
