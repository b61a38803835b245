"""How often one may do something: requests counted in a moving window, in the memory of this process."""

import ipaddress
import math
import time

from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

MAX_KEYS = 5_000
"""Accounts and addresses that are counted each for itself; in a flood of more, the others share one count."""

OTHERS = "others"


class Limiter:
    """Lets every key do something as often as a rate such as 120/minute says; "none" sets no limit."""

    def __init__(self, rate: str) -> None:
        self._rate = None if rate == "none" else parse(rate)
        self._storage = MemoryStorage()
        self._window = MovingWindowRateLimiter(self._storage)

    def take(self, key: str) -> int:
        """Count one; seconds to wait where that is one too many, 0 otherwise."""
        if self._rate is None or self._window.hit(self._rate, self._counted(key)):
            return 0
        return self.wait(key)

    def wait(self, key: str) -> int:
        """Seconds until one more is allowed, 0 for now."""
        if self._rate is None or self._window.test(self._rate, self._counted(key)):
            return 0
        reset = self._window.get_window_stats(self._rate, self._counted(key)).reset_time
        return max(1, math.ceil(reset - time.time()))

    def forget(self, key: str) -> None:
        """Begin to count anew."""
        if self._rate is not None:
            self._window.clear(self._rate, self._counted(key))

    def _counted(self, key: str) -> str:
        """The key itself, or that of all others where too many are counted."""
        events, rate = self._storage.events, self._rate
        assert rate is not None
        if len(events) < MAX_KEYS or rate.key_for(key) in events:
            return key
        for name in [name for name, held in list(events.items()) if not held]:  # the storage keeps what has expired
            self._storage.clear(name)
        return key if len(events) < MAX_KEYS else OTHERS


def network(address: str) -> str:
    """What is counted as one address: of IPv6 the network of 64 bits, which one machine has to itself."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:64]
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped:
        return str(parsed.ipv4_mapped)
    return str(ipaddress.ip_network((int(parsed), 64), strict=False))
