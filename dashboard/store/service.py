"""How a server is set up: every setting with its default, each of which the environment may set; docs/settings.md lists them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import cache
from typing import Any

PREFIX = "PANMUNJOM_"


class SettingError(Exception):
    """A setting cannot be read. The message is one line for who starts the server."""


@dataclass(frozen=True)
class Service:
    """Settings of a server. The variable of each is its name in capitals behind PANMUNJOM_, such as PANMUNJOM_LOG.

    `address`, `port`: where it listens. `url`: public address; its path is the prefix. `prefix`: path under which a proxy shows the
    dashboard where there is no `url`.
    `log`: text or json. `metrics_port`: port on the loopback interface that tells Prometheus metrics; 0 for none.
    `request_burst`, `request_rate`: requests of one client at once, and a second in the long run; `file_burst`, `file_rate`: the
    same for files of charts and pictures, which cost more. `file_queue`: files that wait for all, `file_queue_client`: for one client.
    `sockets`, `sockets_client`: open pages of all and of one client. `socket_burst`, `socket_rate`: pages that one client opens.
    `run_burst`, `run_rate`: changes of one page at once, and a second in the long run. `frame_bytes`: longest message of a page.
    `slots`: runs of pages at the same time. `sql`: whether readers may ask in SQL. `mcp`: whether the door for agents is open.
    `served_at`: address at which it listens, which the command line sets.
    """

    address: str = "127.0.0.1"
    port: int = 8501
    url: str = ""
    prefix: str = ""
    log: str = "text"
    metrics_port: int = 0
    request_burst: int = 600
    request_rate: float = 60.0
    file_burst: int = 150
    file_rate: float = 6.0
    file_queue: int = 24
    file_queue_client: int = 6
    sockets: int = 1000
    sockets_client: int = 250
    socket_burst: int = 150
    socket_rate: float = 10.0
    run_burst: int = 20
    run_rate: float = 2.0
    frame_bytes: int = 250_000
    slots: int = 2
    sql: bool = True
    mcp: bool = False
    served_at: str = ""


@cache
def service() -> Service:
    """The settings of this process, read once: every link of a page asks for the prefix. Raises SettingError."""
    return read(os.environ)


def read(environment: Mapping[str, str]) -> Service:
    """The settings that these variables make. Raises SettingError."""
    found = Service()
    changed: dict[str, Any] = {}
    for field in fields(Service):
        name = PREFIX + field.name.upper()
        text = environment.get(name, "").strip()
        if text:
            changed[field.name] = _value(name, text, type(getattr(found, field.name)))
    made = replace(found, **changed)
    if made.log not in ("text", "json"):
        raise SettingError(f"{PREFIX}LOG is {made.log!r}; it may be text or json.")
    if made.url and not made.url.startswith(("http://", "https://")):
        raise SettingError(f"{PREFIX}URL is {made.url!r}; it must begin with http:// or https://.")
    return made


def _value(name: str, text: str, kind: type) -> Any:
    if kind is str:
        return text
    if kind is bool:
        if text not in ("0", "1"):
            raise SettingError(f"{name} is {text!r}; it may be 1 or 0.")
        return text == "1"
    try:
        number = kind(text)
    except ValueError:
        raise SettingError(f"{name} is {text!r}; it must be a number.") from None
    if number < 0:
        raise SettingError(f"{name} is {text}; it must not be less than 0.")
    return number
