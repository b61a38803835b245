"""Where the server may listen: on this machine always, elsewhere with accounts only, unless told so."""

import ipaddress
import socket

from bot.settings import Settings, listed
from ui import texts
from ui.accounts import read_accounts
from ui.guard import Policy
from ui.server import ServeError


def policy(settings: Settings, *, anyone: bool) -> Policy:
    """Who may come in, as the settings say; `anyone` may where there are no accounts."""
    return Policy(
        accounts=settings.accounts_file,
        anyone=anyone,
        hosts=tuple(name.lower() for name in listed(settings.hosts)),
        proxies=listed(settings.trusted_proxies),
        rate_account=settings.rate_account,
        rate_address=settings.rate_address,
        session_seconds=round(settings.session_hours * 3600),
    )


def check_listening(host: str, policy: Policy) -> None:
    """Raises ServeError for an address that other machines reach, where there are no accounts and not anyone may come in;
    AccountsError for a file of accounts that cannot be read."""
    accounts = read_accounts(policy.accounts) if policy.accounts else None
    if accounts is None and not policy.anyone and not _is_here(host):
        raise ServeError(texts.NEEDS_ACCOUNT.format(host=host))


def _is_here(host: str) -> bool:
    """Whether an address to listen on can be reached from this machine alone; one that is not known yet is told later."""
    try:
        found = socket.getaddrinfo(host or None, 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        return all(ipaddress.ip_address(str(address[0]).partition("%")[0]).is_loopback for *_, address in found)
    except (OSError, UnicodeError):
        return True
