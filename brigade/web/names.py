"""The names by which this computer may be called."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from contextlib import suppress

LOCAL = ("localhost", "127.0.0.1", "::1")


def own_names(host: str, more: Iterable[str] = ()) -> frozenset[str]:
    """Those of a server that listens at `host`: local ones, `host` itself, and where it listens everywhere every name and address of this computer."""
    names = {*LOCAL, *(name.strip().lower().rstrip(".") for name in more)}
    if not everywhere(host):
        return frozenset({*names, host.lower()})
    own = socket.gethostname()
    return frozenset({*names, own.lower(), socket.getfqdn().lower(), *_addresses(own)})


def shown(host: str) -> str:
    """The name to be written into an address: one that can be called, also where a server listens everywhere."""
    name = socket.gethostname() if everywhere(host) else host
    return f"[{name}]" if ":" in name else name


def everywhere(host: str) -> bool:
    """Whether this address stands for all addresses of this computer."""
    try:
        return ipaddress.ip_address(host).is_unspecified
    except ValueError:
        return False


def _addresses(name: str) -> set[str]:
    """The addresses of this computer that it can tell: of its name, and the one it would reach others from."""
    found: set[str] = set()
    with suppress(OSError):
        found |= {str(info[4][0]) for info in socket.getaddrinfo(name, None)}
    for family, other in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):  # RFC 5737, RFC 3849: nothing is sent
        with suppress(OSError), socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((other, 9))
            found.add(probe.getsockname()[0])
    return found
