"""The file of accounts: names, roles, hashed passwords, and tokens, of which only a digest is kept.

A password is what a person can remember, so its hash is argon2id, which is made to be slow. A token is 256 random bits, which
nobody guesses, so that one SHA-256 does, and a program may send it with every request.
"""

import functools
import hashlib
import hmac
import os
import secrets
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import yaml
from filelock import FileLock, Timeout
from pydantic import AfterValidator, BeforeValidator, ConfigDict, StringConstraints, TypeAdapter, ValidationError

from corpus.errors import PolicybotError, system_reason
from ui import texts
from ui.access import Caller, Role, Scope, scopes_of

if TYPE_CHECKING:
    from argon2 import PasswordHasher

PASSWORD = range(10, 201)
"""Characters of a password. A longer one would only cost time to hash."""

PREFIX = "policybot_"
"""What every token begins with, so that a scanner of leaked secrets knows one."""

ID_BYTES, SECRET_BYTES = 6, 32
WAIT = 10.0
"""Seconds to wait for another command that changes the file."""


class AccountsError(PolicybotError):
    """The file of accounts cannot be used, or does not hold what was asked for."""


Name = Annotated[str, StringConstraints(pattern=r"^[\w.@-]{1,40}$")]
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def _role(word: object) -> Role:
    role = next((role for role in Role if role.word == word and role), None)
    if role is None:
        raise ValueError("no role")
    return role


@dataclass(frozen=True, slots=True)
class Token:
    """What a program shows instead of a password: its id, the digest of its secret, what it may do, and its last day."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: Annotated[str, StringConstraints(pattern=rf"^[0-9a-f]{{{2 * ID_BYTES}}}$")]
    digest: Digest
    scopes: tuple[Scope, ...]
    expires: date


@dataclass(frozen=True, slots=True)
class Account:
    """Someone, or something, that may use the bot. `password` is an argon2 hash; without one only tokens let it in."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    name: Name
    role: Annotated[Role, BeforeValidator(_role)]
    password: Annotated[str, StringConstraints(pattern=r"^(\$argon2id\$.{20,300})?$")] = ""
    tokens: tuple[Token, ...] = ()

    def caller(self, token: Token | None = None) -> Caller:
        """This account as one that asks, by itself or with a token."""
        scopes = scopes_of(self.role)
        return Caller(self.name, self.role, scopes & frozenset(token.scopes) if token else scopes)


def _one_of_each(accounts: tuple[Account, ...]) -> tuple[Account, ...]:
    if len({account.name for account in accounts}) < len(accounts):
        raise ValueError("a name stands twice")
    return accounts


@dataclass(frozen=True, slots=True)
class Accounts:
    """All accounts, and the secret that signs sessions."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    secret: Digest
    accounts: Annotated[tuple[Account, ...], AfterValidator(_one_of_each)] = ()

    def find(self, name: str) -> Account | None:
        """The account of a name."""
        return next((account for account in self.accounts if account.name == name), None)

    def by_token(self, shown: str, today: date) -> tuple[Account, Token] | None:
        """Whose token it is that a client shows, if it is valid today."""
        id_, _, secret = shown.removeprefix(PREFIX).partition("_")
        held = ((account, token) for account in self.accounts for token in account.tokens)
        account, token = next((pair for pair in held if pair[1].id == id_), (None, None))
        same = hmac.compare_digest(digest(secret), token.digest if token else "")
        return (account, token) if account and token and same and today <= token.expires else None

    def put(self, account: Account) -> "Accounts":
        """These with an account, in place of the one of the same name."""
        at = next((n for n, each in enumerate(self.accounts) if each.name == account.name), len(self.accounts))
        return replace(self, accounts=(*self.accounts[:at], account, *self.accounts[at + 1 :]))

    def drop(self, name: str) -> "Accounts":
        """These without an account."""
        return replace(self, accounts=tuple(account for account in self.accounts if account.name != name))


_FORM = TypeAdapter(Accounts)


# -- secrets ---------------------------------------------------------------------------------------------------------


def digest(secret: str) -> str:
    """What is kept of a token's secret: 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def new_token(scopes: Sequence[Scope], expires: date) -> tuple[str, Token]:
    """A token as its holder shows it, and what is kept of it."""
    id_, secret = secrets.token_hex(ID_BYTES), secrets.token_urlsafe(SECRET_BYTES)
    return f"{PREFIX}{id_}_{secret}", Token(id_, digest(secret), tuple(scopes), expires)


@functools.cache
def _hasher() -> "PasswordHasher":
    from argon2 import PasswordHasher  # only who signs in needs it

    return PasswordHasher()


@functools.cache
def _nobodys() -> str:
    return _hasher().hash(secrets.token_hex(16))


def hash_password(password: str) -> str:
    """The argon2id hash of a password, with its salt and parameters. Raises AccountsError for one too short or too long."""
    if len(password) not in PASSWORD:
        raise AccountsError(texts.PASSWORD_LENGTH.format(PASSWORD.start, PASSWORD.stop - 1))
    return _hasher().hash(password)


def is_password(account: Account | None, password: str) -> bool:
    """Whether a password is that of an account. It takes as long for an account that does not exist, and 64 MB of memory."""
    from argon2.exceptions import InvalidHashError, VerificationError

    kept = account.password if account and account.password else _nobodys()
    try:
        right = _hasher().verify(kept, password[: PASSWORD.stop])
    except (VerificationError, InvalidHashError):
        return False
    return right and account is not None and kept == account.password


# -- the file --------------------------------------------------------------------------------------------------------


def read_accounts(path: Path) -> Accounts | None:
    """The accounts of a file; None where there is no file. Raises AccountsError, which quotes nothing of the file."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _FORM.validate_python(data)
    except FileNotFoundError:
        return None
    except OSError as exc:
        raise AccountsError(texts.ACCOUNTS_UNREADABLE.format(path, system_reason(exc))) from exc
    except ValidationError as exc:
        place = ".".join(str(part) for part in exc.errors()[0]["loc"]) or texts.WHOLE_FILE
        raise AccountsError(texts.ACCOUNTS_WRONG.format(path, place)) from None
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as exc:
        raise AccountsError(texts.ACCOUNTS_WRONG.format(path, type(exc).__name__)) from None


@contextmanager
def changing(path: Path) -> Iterator["Draft"]:
    """The accounts of a file to be changed: what stands in the draft at the end is written, whole or not at all, and readable by
    its owner alone. Raises AccountsError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{path}.lock", timeout=WAIT, mode=0o600):
            draft = Draft(read_accounts(path) or Accounts(secrets.token_hex(32)))
            before = draft.accounts
            yield draft
            if draft.accounts is not before:
                _write(path, draft.accounts)
    except Timeout as exc:
        raise AccountsError(texts.ACCOUNTS_BUSY.format(path)) from exc
    except OSError as exc:
        raise AccountsError(texts.ACCOUNTS_NOT_WRITTEN.format(path, system_reason(exc))) from exc


@dataclass(slots=True)
class Draft:
    """Accounts that are being changed."""

    accounts: Accounts

    def named(self, name: str) -> Account:
        """The account of a name. Raises AccountsError."""
        found = self.accounts.find(name)
        if found is None:
            raise AccountsError(texts.NO_SUCH_ACCOUNT.format(name))
        return found

    def put(self, account: Account) -> None:
        """Add an account, or put it in place of the one of its name. Raises AccountsError where the file could not be read again."""
        changed = self.accounts.put(account)
        try:
            _FORM.validate_python(_data(changed))
        except ValidationError as exc:
            raise AccountsError(texts.BAD_NAME.format(account.name)) from exc
        self.accounts = changed


def _data(accounts: Accounts) -> dict[str, Any]:
    listed = [
        {
            **asdict(account),
            "role": account.role.word,
            "tokens": [
                {**asdict(token), "scopes": [scope.value for scope in token.scopes]} for token in account.tokens
            ],
        }
        for account in accounts.accounts
    ]
    return {"secret": accounts.secret, "accounts": listed}


def _write(path: Path, accounts: Accounts) -> None:
    text = yaml.safe_dump(_data(accounts), allow_unicode=True, sort_keys=False)
    handle, draft = tempfile.mkstemp(prefix=path.name, dir=path.parent)  # 0600
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(texts.ACCOUNTS_HEAD + text)
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        Path(draft).unlink(missing_ok=True)
        raise
