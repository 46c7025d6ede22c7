"""HTTP that cannot be led astray: a name is resolved once, its addresses are looked at, and the connection goes to those and no others."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Iterator

import httpcore
import httpx

from dashboard.library.config import LibraryError

# An IPv6 address may carry an IPv4 address, which is then what is reached.
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
SocketOption = tuple[int, int, int] | tuple[int, int, bytes | bytearray] | tuple[int, int, None, int]


class PrivateAddressError(LibraryError):
    """A name leads to an address that is not of the public network."""


def is_public(address: str) -> bool:
    """Whether an address is one of the public network: not private, loopback, link-local, shared, reserved or multicast."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def resolve(host: str, port: int, *, allow_private: bool) -> list[str]:
    """The addresses of a host. Raises PrivateAddressError if one of them is not public, OSError if there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise PrivateAddressError(f"{host} leads to {address}, which is no address of the public network")
    return addresses


class _Guarded(httpcore.NetworkBackend):
    """Connects to addresses that were looked at; the name is not resolved a second time."""

    def __init__(self, *, allow_private: bool) -> None:
        self._real = httpcore.SyncBackend()
        self._allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[SocketOption] | None = None,
    ) -> httpcore.NetworkStream:
        try:
            addresses = resolve(host, port, allow_private=self._allow_private)
        except (OSError, UnicodeError) as error:
            raise UnknownHostError(f"there is no host {host}") from error
        for address in addresses[:-1]:
            try:
                return self._real.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._real.connect_tcp(addresses[-1], port, timeout, local_address, socket_options)


class UnknownHostError(LibraryError):
    """A name has no address."""


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class Transport(httpx.BaseTransport):
    """What carries requests of an httpx client, over guarded connections."""

    def __init__(self, *, allow_private: bool) -> None:
        """With `allow_private` every address may be reached; for tests and for an operator's own network."""
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_keepalive_connections=8,
            keepalive_expiry=30.0,
            network_backend=_Guarded(allow_private=allow_private),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Sends one request."""
        url = request.url
        made = httpcore.Request(
            method=request.method,
            url=httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(made)
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions)

    def close(self) -> None:
        """Closes every connection."""
        self._pool.close()
