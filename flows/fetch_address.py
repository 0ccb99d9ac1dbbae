"""Which network addresses ingest may connect to: public ones, unless a source says otherwise.

A name is resolved once, every address is checked, and the connection goes to a checked
address; so a name that resolves differently a moment later (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.IPv6Network("64:ff9b::/96")


class AddressError(Exception):
    """The host has no address that may be used; the message says why."""


def resolve_host(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Return the addresses of a host that may be connected to, in the resolver's order.

    Raises:
        AddressError: the name does not resolve, or only to private, loopback, link-local or
            reserved addresses.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressError(f"the name {host!r} does not resolve ({error})") from error
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    usable = [one for one in addresses if allow_private or is_public(one)]
    if not usable:
        raise AddressError(
            f"{host} is at {', '.join(addresses)}: no public address; "
            "allow it by `allow_private: true` if it is your own"
        )
    return usable


def is_public(address: str) -> bool:
    """Tell whether the address belongs to the public internet.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("93.184.215.14")
    (False, False, True)
    """
    ip: Address = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inside = ip.ipv4_mapped or ip.sixtofour or _embedded(ip)
        if inside is not None:
            return is_public(str(inside))
    return ip.is_global and not ip.is_multicast


def _embedded(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address inside a NAT64 or Teredo one."""
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.teredo[1] if ip.teredo else None
