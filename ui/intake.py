"""Files that people send into the library: stored below its folder by their content, and added one after another by a thread in the
background, so that no reader waits for them. One batch at a time; a bad file is a line of the result and stops nothing.
"""

import hashlib
import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from corpus.errors import PolicybotError, system_reason
from corpus.load import MAX_BYTES, READABLE
from index.adding import add
from index.catalogue import Entry
from index.library import Library
from index.outcomes import Outcome, Result
from ui import texts
from ui.editing import discard, documents_of, place_of, plain
from ui.uploads import clean_name

MOST_FILES = 50
"""Files of one batch."""
MOST_BYTES = 300_000_000
"""Bytes of one batch: a few of the largest files, or fifty scans."""
KEPT_BATCHES = 20
"""Batches whose results can still be asked for."""

_CHUNK = 1 << 20
_ARRIVING = ".arriving-"
"""How the name of a file begins that is being written."""

log = logging.getLogger(__name__)


class IntakeBusy(PolicybotError):
    """Another batch is under way."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file as it was sent: the client's name of it, which is never used as a path, and its bytes."""

    name: str
    data: BinaryIO


@dataclass(slots=True)
class Sent:
    """What became of one file. `outcome` is None while it waits; `detail` is a sentence where there is something to say;
    `documents` are what the library has of it now."""

    name: str
    path: Path | None = None
    outcome: Outcome | None = None
    detail: str = ""
    documents: tuple[Entry, ...] = ()


@dataclass(slots=True)
class Batch:
    """Files sent together, in order."""

    id: str
    files: list[Sent] = field(default_factory=list)
    finished: threading.Event = field(default_factory=threading.Event)

    @property
    def done(self) -> int:
        """How many files have come to their end."""
        return sum(sent.outcome is not None for sent in self.files)


class Intake:
    """The batches of a library, one under way at most."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._folder = place_of(library)
        self._batches: OrderedDict[str, Batch] = OrderedDict()
        self._guard = threading.Lock()

    def start(self, files: Sequence[Incoming], by: str) -> Batch:
        """Store files and begin to add them. Raises IntakeBusy while another batch is under way, PolicybotError where nothing can
        be stored."""
        batch = self._reserve()
        try:
            self._sweep()
            for file in files:
                batch.files.append(self._store(file))
        except BaseException as exc:
            with self._guard:
                del self._batches[batch.id]
            discard(self._library, [str(sent.path) for sent in batch.files if sent.path])
            if isinstance(exc, OSError):
                raise PolicybotError(texts.INTAKE_DISK.format(system_reason(exc))) from exc
            raise
        threading.Thread(target=self._run, args=(batch, by), daemon=True).start()
        return batch

    def batch(self, id: str) -> Batch | None:  # noqa: A002 - the word of the API
        """A batch by its id; None for one that is forgotten."""
        return self._batches.get(id)

    def _reserve(self) -> Batch:
        with self._guard:
            running = next((each for each in self._batches.values() if not each.finished.is_set()), None)
            if running:
                raise IntakeBusy(texts.INTAKE_BUSY.format(done=running.done, total=len(running.files)))
            batch = Batch(secrets.token_hex(8))
            self._batches[batch.id] = batch
            while len(self._batches) > KEPT_BATCHES:
                self._batches.popitem(last=False)
        return batch

    def _store(self, file: Incoming) -> Sent:
        """Store one file, or say why not."""
        name = clean_name(file.name)
        suffix = PurePosixPath(name).suffix.lower()
        if suffix not in READABLE:
            return Sent(name, None, Outcome.FAILED, texts.INTAKE_SUFFIX.format(suffix or texts.INTAKE_NO_SUFFIX))
        arriving = self._folder / f"{_ARRIVING}{secrets.token_hex(8)}"
        try:
            return self._kept(file, name, arriving)
        finally:
            arriving.unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Make the folder, and remove what a server that was killed left half written."""
        self._folder.mkdir(exist_ok=True)
        for left in self._folder.glob(f"{_ARRIVING}*"):
            left.unlink(missing_ok=True)

    def _kept(self, file: Incoming, name: str, arriving: Path) -> Sent:
        digest, size = hashlib.sha256(), 0
        with arriving.open("xb") as out:
            while chunk := file.data.read(_CHUNK):
                size += len(chunk)
                if size > MAX_BYTES:
                    return Sent(name, None, Outcome.FAILED, texts.INTAKE_LARGE.format(MAX_BYTES // 1_000_000))
                digest.update(chunk)
                out.write(chunk)
        if not size:
            return Sent(name, None, Outcome.FAILED, texts.INTAKE_EMPTY)
        place = self._folder / digest.hexdigest()[:32] / name
        place.parent.mkdir(exist_ok=True)
        if not place.exists():
            arriving.rename(place)
        return Sent(name, place)

    def _run(self, batch: Batch, by: str) -> None:
        for sent in batch.files:
            try:
                if sent.path is not None:
                    self._add(sent, sent.path, by)
            except Exception:  # whatever befalls one file, the others go on, and people are told
                log.exception("%s", sent.path)
                sent.outcome, sent.detail = Outcome.FAILED, texts.INTERNAL
        batch.finished.set()

    def _add(self, sent: Sent, path: Path, by: str) -> None:
        catalogue = self._library.catalogue
        try:
            results = add(self._library, [path], by=by)
        except PolicybotError as exc:
            results = [Result(str(path), Outcome.FAILED, str(exc))]
        finally:
            if str(path) not in catalogue.files():
                discard(self._library, [str(path)])
        failed = [each for each in results if each.outcome is Outcome.FAILED]
        good = [each for each in results if each.outcome is not Outcome.FAILED]
        sent.documents = documents_of(catalogue, str(path))
        sent.detail = "；".join(plain(each.detail, catalogue, path) for each in (*good, *failed) if each.detail)
        sent.outcome = good[0].outcome if good else Outcome.FAILED
