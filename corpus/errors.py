"""Errors that people see: one base, a subclass for each kind of remedy.

The message is a whole Chinese sentence with the value, the place and what to do; `ui` prints it as it is.
"""


class PolicybotError(Exception):
    """Base of every error that a user can mend; its text is shown without a traceback."""


class DocumentError(PolicybotError):
    """One source file cannot be read; the others go on."""

    def __init__(self, source: str, reason: str, remedy: str) -> None:
        super().__init__(f"{source}：{reason}。{remedy}")
        self.source = source
        self.reason = reason
        self.remedy = remedy
