"""How alike two texts are: sketches of their character shingles, of a fixed size, compared without the texts.

A sketch holds the SKETCH smallest hashes of a text's shingles (bottom-k, Cohen and Kaplan, "Summarizing data using
bottom-k sketches", 2007). Unlike MinHash by permutations it also says how much of one text another holds, and one pass
of numpy makes it.
"""

import hashlib

import numpy as np
from numpy.typing import NDArray

from corpus.text import fold

SHINGLE = 5
"""Characters of a shingle. Unrelated official texts share the wording of their trade: of 296 real ones the 99th percentile
of the exact Jaccard of two is 0.04 with 3 characters and 0.02 with 5; with more, each wrong character of a scan costs more
shingles."""

SKETCH = 256
"""Hashes of a sketch. The standard error of an estimated Jaccard of 0.5 is then 0.03."""

DIGEST_BYTES = 8
"""Bytes at the end of a signature, behind the sketch, that are equal for equal texts: sketches alone are often equal where a figure differs."""

SIGNATURE_BYTES = DIGEST_BYTES + 4 * SKETCH
"""Bytes of a signature."""

REPRINT = 0.6
"""Similarity from which two texts are copies of one. On 296 real policy texts the eleven pairs of copies have 0.95 and
more, and the next pair (a notice, and a newspaper's retelling of it) 0.57; a copy with 2% of its characters wrong has at
least 0.65, one without its last fifth 0.72."""

HOLDS = 0.9
"""Containment from which one text holds the other: on those texts no two that are not copies have more than 0.87, and
every text has 1.00 with its first tenth."""

FEWEST = 10
"""Hashes on which a containment rests at least; chance decides on fewer."""

Hashes = NDArray[np.uint32]

_EMPTY = np.uint32(0xFFFFFFFF)
_BASE = np.uint64(0x9E3779B97F4A7C15)
_MIX_1, _MIX_2 = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def signature(text: str) -> bytes:
    """Sketch and digest of a text, SIGNATURE_BYTES long, the same on every machine.

    Only letters, digits and Chinese characters count, folded: line ends, widths and punctuation make no difference. A
    text without any gives the empty sketch, which is like nothing, not even itself.
    """
    plain = "".join(filter(str.isalnum, fold(text))).encode("utf-32-le")
    hashes = np.unique(_hashes(np.frombuffer(plain, "<u4").astype(np.uint64)))
    hashes = hashes[hashes != _EMPTY][:SKETCH]
    padded = np.full(SKETCH, _EMPTY, "<u4")
    padded[: len(hashes)] = hashes
    return padded.tobytes() + hashlib.sha256(plain).digest()[:DIGEST_BYTES]


def same_text(a: bytes, b: bytes) -> bool:
    """Whether two texts are equal but for layout, by their signatures. Empty texts are not."""
    return a[-DIGEST_BYTES:] == b[-DIGEST_BYTES:] and len(_read(a)) > 0


def similarity(a: bytes, b: bytes) -> float:
    """Estimated Jaccard similarity of two texts' shingles by their signatures, in [0, 1]."""
    first, second = _read(a), _read(b)
    union = np.union1d(first, second)[:SKETCH]
    if not len(union):
        return 0.0
    shared = np.intersect1d(first, second, assume_unique=True)
    return float(np.count_nonzero(shared <= union[-1]) / len(union))


def containment(a: bytes, b: bytes) -> float:
    """Estimated share of the shorter text's shingles that the longer one holds, in [0, 1].

    It rests on the part of the shorter text's sketch that lies in the reach of the longer one's: on about SKETCH times
    the quotient of their lengths. It is 0 where that is less than FEWEST, for a text of a 25th of the other's length.
    """
    first, second = _read(a), _read(b)
    if not len(first) or not len(second):
        return 0.0
    reach = min(_reach(first), _reach(second))
    first, second = first[first <= reach], second[second <= reach]
    smaller = min(len(first), len(second))
    return len(np.intersect1d(first, second, assume_unique=True)) / smaller if smaller >= FEWEST else 0.0


def smallest(one: bytes, count: int) -> list[int]:
    """The `count` smallest hashes of a signature, fewer for a short text: what an index of candidates holds. Copies share
    more than half of them."""
    return [int(value) for value in _read(one)[:count]]


def _hashes(codes: NDArray[np.uint64]) -> Hashes:
    """Hash of each shingle of the characters: a polynomial, then the finalizer of splitmix64 (Steele et al., 2014). A
    text shorter than a shingle is one."""
    size = min(SHINGLE, len(codes))
    if not size:
        return np.empty(0, np.uint32)
    windows = np.zeros(len(codes) - size + 1, np.uint64)
    for offset in range(size):
        windows = windows * _BASE + codes[offset : offset + len(windows)]
    windows = (windows ^ (windows >> np.uint64(30))) * _MIX_1
    windows = (windows ^ (windows >> np.uint64(27))) * _MIX_2
    return (windows >> np.uint64(32)).astype(np.uint32)


def _read(sketch: bytes) -> Hashes:
    """The hashes of a signature, ascending."""
    hashes: Hashes = np.frombuffer(sketch, "<u4", SKETCH)
    kept: Hashes = hashes[hashes != _EMPTY]
    return kept


def _reach(hashes: Hashes) -> np.uint32:
    """The hash up to which a sketch is complete: a text of few shingles is held whole."""
    return hashes[-1] if len(hashes) == SKETCH else _EMPTY
