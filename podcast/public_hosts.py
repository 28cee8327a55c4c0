"""Connections to the open internet only: an address in a feed must not reach into our own network.

The address is checked that the connection is made to, so that no name can say one thing when it is
looked up and another when it is used.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Address = ipaddress.IPv4Address | ipaddress.IPv6Address
    Connect = Callable[[str, int, float], socket.socket]

# IPv4 hidden in IPv6 by a translator (RFC 6052), which the standard library counts as public.
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddressError(OSError):
    """A name that leads to this machine or its own network."""


def is_public(address: str) -> bool:
    """Tell whether a numeric address is one of the open internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    return all(one.is_global and not one.is_multicast for one in (found, *_inside(found)))


def connect_public(host: str, port: int, timeout: float) -> socket.socket:
    """Connect to the first public address of a host that answers.

    Raises:
        PrivateAddressError: when any address of the host is not public.
        OSError: when none answers.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not all(is_public(str(target[0])) for *_, target in found):
        raise PrivateAddressError(host)
    fault: OSError | None = None
    for family, kind, protocol, _, target in found:
        connection = socket.socket(family, kind, protocol)
        try:
            connection.settimeout(timeout)
            connection.connect(target)
        except OSError as failed:
            connection.close()
            fault = failed
        else:
            return connection
    raise fault or OSError(f"{host} has no address")


def connect_anywhere(host: str, port: int, timeout: float) -> socket.socket:
    """Connect to a host wherever it is; only where the user has asked for that."""
    return socket.create_connection((host, port), timeout)


class HttpConnection(http.client.HTTPConnection):
    """HTTP over a connection that is made by a function of ours."""

    def __init__(self, host: str, port: int, timeout: float, dial: Connect) -> None:
        super().__init__(host, port, timeout=timeout)
        self._dial, self._seconds = dial, timeout

    def connect(self) -> None:
        """Connect as we were told to."""
        self.sock = self._dial(self.host, self.port, self._seconds)


class HttpsConnection(HttpConnection):
    """The same with TLS; the certificate must be the host's."""

    default_port = http.client.HTTPS_PORT

    def connect(self) -> None:
        """Connect, and see who answers."""
        super().connect()
        context = ssl.create_default_context()
        self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


def _inside(address: Address) -> tuple[Address, ...]:
    """The addresses that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return ()
    hidden = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _TRANSLATED:
        hidden.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return tuple(one for one in hidden if one is not None)
