"""Errors of the library on disk, each with its remedy."""

from corpus.errors import PolicybotError


class LibraryError(PolicybotError):
    """The library cannot be opened or used as asked."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""


class CorrectionError(PolicybotError):
    """A correction of a document's metadata is not what its field can hold, or there is nothing to correct."""


class EncoderError(PolicybotError):
    """The encoder cannot be loaded, or is not the one the library was built with."""


class VectorStoreError(PolicybotError):
    """The vector store cannot be reached or is broken."""


class VectorsMissing(VectorStoreError):
    """The vector store can be reached, but does not hold this library's vectors: the next writer makes them anew."""
