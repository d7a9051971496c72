"""Which addresses lie outside, in the public Internet: everything else is nobody's official site.

Sources: the IANA registries of special-purpose IPv4 and IPv6 addresses (RFC 6890), of multicast (RFC 5771) and of
global unicast IPv6 (2000::/3, RFC 4291). They are spelled out because releases of Python disagree about some of
them, and `ipaddress` takes multicast and 6to4 for global.
"""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

IpAddress = IPv4Address | IPv6Address

_INSIDE_4 = tuple(
    IPv4Network(each)
    for each in (
        "0.0.0.0/8",  # this network, RFC 791
        "10.0.0.0/8",  # private, RFC 1918
        "100.64.0.0/10",  # carrier-grade NAT, RFC 6598
        "127.0.0.0/8",  # loopback, RFC 1122
        "169.254.0.0/16",  # link-local, RFC 3927; 169.254.169.254 gives secrets of cloud machines
        "172.16.0.0/12",  # private, RFC 1918
        "192.0.0.0/24",  # protocol assignments, RFC 6890
        "192.0.2.0/24",  # documentation, RFC 5737
        "192.88.99.0/24",  # 6to4 relays, RFC 7526
        "192.168.0.0/16",  # private, RFC 1918
        "198.18.0.0/15",  # benchmarking, RFC 2544
        "198.51.100.0/24",  # documentation, RFC 5737
        "203.0.113.0/24",  # documentation, RFC 5737
        "224.0.0.0/4",  # multicast, RFC 5771
        "240.0.0.0/4",  # reserved and broadcast, RFC 1112, RFC 919
    )
)
_UNICAST_6 = IPv6Network("2000::/3")
_INSIDE_6 = tuple(
    IPv6Network(each)
    for each in (
        "2001::/23",  # protocol assignments with Teredo and ORCHID, RFC 2928
        "2001:db8::/32",  # documentation, RFC 3849
        "2002::/16",  # 6to4, which hides an IPv4 address, RFC 3056
        "3fff::/20",  # documentation, RFC 9637
    )
)


def is_public(address: IpAddress) -> bool:
    """Whether the address is one of a machine in the public Internet.

    Of IPv6 only global unicast is: loopback, ULA, link-local, site-local, multicast and every range that hides an
    IPv4 address (mapped, compatible, translated by NAT64, 6to4, Teredo) are not.
    """
    if isinstance(address, IPv4Address):
        return not any(address in each for each in _INSIDE_4)
    if address.scope_id is not None or address not in _UNICAST_6:
        return False
    return not any(address in each for each in _INSIDE_6)


def address_of(text: str) -> IpAddress | None:
    """The address as the system's resolver writes it; None when it is none."""
    try:
        return ip_address(text)
    except ValueError:
        return None


def looks_numeric(host: str) -> bool:
    """Whether browsers and systems take a host for an IPv4 address (WHATWG URL, "ends in a number checker")."""
    last = host.rsplit(".", 1)[-1]
    return last.isdigit() or last.startswith("0x")


def number_of(host: str) -> IPv4Address | None:
    """The IPv4 address a numeric host means in any of its odd forms: 2130706433, 0x7f.1, 127.1, 0177.0.0.1.

    None when it means none (WHATWG URL, "IPv4 parser").
    """
    parts = host.split(".")
    if len(parts) > 4:
        return None
    numbers = [_number(part) for part in parts]
    known = [number for number in numbers if number is not None]
    if len(known) != len(parts) or any(number > 255 for number in known[:-1]):
        return None
    if known[-1] >= 256 ** (5 - len(known)):
        return None
    return IPv4Address(sum(number << 8 * (3 - place) for place, number in enumerate(known[:-1])) + known[-1])


def _number(part: str) -> int | None:
    """Hexadecimal after 0x, octal after 0, else decimal."""
    digits, base = part, 10
    if part.startswith("0x"):
        digits, base = part[2:] or "0", 16
    elif len(part) > 1 and part.startswith("0"):
        digits, base = part[1:], 8
    # Longer ones are no address, and Python refuses the very long.
    if len(digits) > 20 or not digits.isascii() or not digits.isalnum():
        return None
    try:
        return int(digits, base)
    except ValueError:
        return None
