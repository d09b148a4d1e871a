"""What a browser says it is, and where it asks from, in words by which its owner knows it again."""

from ipaddress import ip_address, ip_network

_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("HarmonyOS", "鸿蒙"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)
# A network of IPv4 is told by its first 24 bits, one of IPv6 by 48.
_BITS = {4: 24, 6: 48}


def device_of(agent: str) -> str:
    """Return the browser and the system that a User-Agent names."""
    named = [next((word for mark, word in words if mark in agent), "") for words in (_BROWSERS, _SYSTEMS)]
    return " · ".join(filter(None, named)) or "未识别的设备"


def network_of(address: str | None) -> str:
    """Return the network of an address; empty where there is none."""
    return str(ip_network(f"{address}/{_BITS[ip_address(address).version]}", strict=False)) if address else ""


def masked_address(address: str | None) -> str:
    """Return an address without its second half: enough to tell whether it was oneself."""
    if not address:
        return "未记录"
    at = ip_address(address)
    mark = "." if at.version == 4 else ":"  # noqa: PLR2004 - the number of the protocol
    head = at.exploded.split(mark)[:2]
    return mark.join([*head, "*"])
