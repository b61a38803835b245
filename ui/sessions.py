"""Who is signed in: a signed cookie that names the account, and dies with its password, its account, its time or its logout.

The server keeps nothing of a session but the ids of those that were ended early, so a restart signs nobody out.
"""

import hashlib
import secrets
import threading
import time
from collections import OrderedDict

from itsdangerous import BadData, URLSafeTimedSerializer

from ui.accounts import Account, Accounts

COOKIE = "policybot_session"
MAX_ENDED = 10_000
"""Sessions ended early that are remembered; beyond, the oldest are forgotten."""


class Sessions:
    """Sessions of at most `seconds`. Safe between threads."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        self._ended: OrderedDict[str, float] = OrderedDict()
        self._guard = threading.Lock()

    def begin(self, accounts: Accounts, account: Account) -> str:
        """The value of a new cookie for an account."""
        return str(_signer(accounts).dumps([account.name, _mark(account), secrets.token_hex(8)]))

    def account(self, accounts: Accounts, cookie: str) -> Account | None:
        """Whose session a cookie is, if it still holds."""
        opened = self._open(accounts, cookie)
        if opened is None or opened[2] in self._ended:
            return None
        account = accounts.find(opened[0])
        return account if account and secrets.compare_digest(_mark(account), opened[1]) else None

    def end(self, accounts: Accounts, cookie: str) -> None:
        """Let a cookie hold no more, wherever else a copy of it is."""
        opened = self._open(accounts, cookie)
        if opened is None:
            return
        now = time.time()
        with self._guard:
            self._ended[opened[2]] = now + self.seconds
            while self._ended and (len(self._ended) > MAX_ENDED or next(iter(self._ended.values())) < now):
                self._ended.popitem(last=False)

    def _open(self, accounts: Accounts, cookie: str) -> tuple[str, str, str] | None:
        try:
            name, mark, id_ = _signer(accounts).loads(cookie, max_age=self.seconds)
        except (BadData, ValueError):
            return None
        return name, mark, id_


def _signer(accounts: Accounts) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        accounts.secret, salt="policybot session", signer_kwargs={"digest_method": hashlib.sha256}
    )


def _mark(account: Account) -> str:
    """What a session keeps of a password, and what changes with it."""
    return hashlib.sha256(account.password.encode()).hexdigest()[:16]
