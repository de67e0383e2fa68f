"""Which network an address stands in, as far as one customer of a provider is concerned. Pure."""

from ipaddress import IPv6Address, ip_address, ip_network

OF_ONE_CUSTOMER = 64  # bits: whoever has one such address has them all


def network_of(address: str) -> str:
    """The address itself, or of IPv6 its /64; what is no address stays as it is."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((found, OF_ONE_CUSTOMER), strict=False))
