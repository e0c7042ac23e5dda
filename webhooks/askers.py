"""Who asks: what is counted for each of those who knock is counted by this."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address


def asker(peer: str | None, forwarded_for: str | None) -> str:
    """Whom to count for: the address that asks, of IPv6 its network, since a house has so many.

    A peer on this machine or its own network is a proxy, which says last for whom it asks; from anywhere else
    that header is just what the asker claims.
    """
    address = _address(peer)
    if address is not None and (address.is_loopback or address.is_private) and forwarded_for:
        address = _address(forwarded_for.rpartition(",")[2].strip()) or address
    if isinstance(address, IPv6Address):
        return str(IPv6Address(int(address) >> 64 << 64))
    return str(address)


def _address(text: str | None) -> IPv4Address | IPv6Address | None:
    try:
        address = ip_address(text or "")
    except ValueError:
        return None
    # A socket for both versions writes IPv4 so; as IPv6 they would all be one network.
    return getattr(address, "ipv4_mapped", None) or address
