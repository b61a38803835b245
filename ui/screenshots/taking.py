"""Takes pictures: a library of the sample documents, the page on a free port, a browser, small files."""

import io
import socket
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import PolicybotError
from ui.screenshots.chromium import CHROMIUM, FLAGS
from ui.screenshots.scenes import Scene

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from index.library import Library

SAMPLES = Path(str(resources.files("corpus") / "documents"))
"""The sample documents."""

HOST = "127.0.0.1"

SHARPNESS = 1.5
"""Pixels of a picture for one of the page: letters stay clear where a screen has more than one."""

COLOURS = 64
"""Of a picture's palette: enough for smooth letters in the few colours of the page, at a fifth of the size."""

PATIENCE = 120_000
"""Milliseconds that a step may take: the longest is a run of all questions."""

NO_PLAYWRIGHT = "没有安装 playwright，截不了图。请先运行 make test，它会装好开发工具"
NO_CHROMIUM = "找不到 Chromium，截不了图。请安装系统软件包 chromium"


class ScreenshotError(PolicybotError):
    """A tool that takes the pictures is not there."""


def take(scenes: Iterable[Scene], folder: Path) -> Iterator[Path]:
    """Write a picture of each scene into a folder, and yield it. Raises ScreenshotError."""
    folder.mkdir(parents=True, exist_ok=True)
    with _browser() as browser, _library() as library, _page(library) as address:
        for scene in scenes:
            if scene.document:
                _add(library, scene)
            path = folder / f"{scene.name}.png"
            path.write_bytes(small(_shot(browser, address, scene)))
            yield path


def small(png: bytes) -> bytes:
    """The same picture with a palette."""
    from PIL import Image

    out = io.BytesIO()
    with Image.open(io.BytesIO(png)) as picture:
        reduced = picture.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, kmeans=3, dither=Image.Dither.NONE)
        reduced.save(out, "PNG", optimize=True)
    return out.getvalue()


@contextmanager
def _browser() -> Iterator["Browser"]:
    if CHROMIUM is None:
        raise ScreenshotError(NO_CHROMIUM)
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError as exc:
        raise ScreenshotError(NO_PLAYWRIGHT) from exc
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)


@contextmanager
def _library() -> Iterator["Library"]:
    from index.adding import add
    from index.library import Library

    with tempfile.TemporaryDirectory() as work, Library.open(Path(work) / "library", create=True) as library:
        add(library, [SAMPLES])
        yield library


def _add(library: "Library", scene: Scene) -> None:
    from index.adding import add

    file = library.folder.with_name(f"{scene.name}.txt")
    file.write_text(scene.document, encoding="utf-8")
    add(library, [file])


@contextmanager
def _page(library: "Library") -> Iterator[str]:
    """The page over a library, at the address that it gives."""
    from bot.bot import PolicyBot
    from ui.app import build
    from ui.server import start

    with closing(start(build(PolicyBot(library)), HOST, _free_port())) as served:
        yield served.address


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _shot(browser: "Browser", address: str, scene: Scene) -> bytes:
    width, height = scene.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, device_scale_factor=SHARPNESS, locale="zh-CN",
        color_scheme="dark" if scene.night else "light", reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.wait_for_selector("#question textarea")
    scene.act(page)
    page.mouse.move(0, 0)
    png = page.screenshot(animations="disabled")
    context.close()
    return png
