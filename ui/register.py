"""The accounts of a running server: read again when their file has changed."""

import threading
from pathlib import Path

from ui import texts
from ui.accounts import Accounts, AccountsError, read_accounts


class Register:
    """The accounts of a file, as of now. Once there were accounts, a file that is gone or wrong lets nobody in."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._mark: tuple[int, int, int] | None = None
        self._held: Accounts | None = None
        self._closed = False
        self._guard = threading.Lock()

    def accounts(self) -> Accounts | None:
        """The accounts; None where there is no file, and never was. Raises AccountsError."""
        if self._path is None:
            return None
        with self._guard:
            mark = self._stamp(self._path)
            if mark != self._mark or (self._closed and self._held is None):
                self._closed = self._closed or mark is not None
                self._held = None
                self._held = read_accounts(self._path)
                self._mark = mark
            if self._held is None and self._closed:
                raise AccountsError(texts.ACCOUNTS_GONE.format(self._path))
            return self._held

    @staticmethod
    def _stamp(path: Path) -> tuple[int, int, int] | None:
        try:
            stat = path.stat()
        except FileNotFoundError:
            return None
        except OSError:  # it may be there, so reading it has to say what is wrong
            return 0, 0, 0
        return stat.st_mtime_ns, stat.st_size, stat.st_ino
