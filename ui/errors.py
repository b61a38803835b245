"""Errors of what people touch."""

from corpus.errors import PolicybotError


class CommandError(PolicybotError):
    """What was asked on the command line cannot be done, given the library and the files."""
