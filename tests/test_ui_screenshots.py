"""The pictures of the READMEs: one is taken in a real browser; those that are kept are small, and shown."""

import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import CHROMIUM, ROOT
from PIL import Image

from ui.screenshots import taking
from ui.screenshots.scenes import SCENES

FOLDER = ROOT / "ui" / "screenshots"


@pytest.mark.browser
def test_a_picture_is_taken_by_the_command(tmp_path: Path) -> None:
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine; install the system package chromium")
    command = [sys.executable, "-m", "ui.screenshots", "phone", "--out", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["phone.png"]
    with Image.open(tmp_path / "phone.png") as picture:
        assert picture.size == tuple(taking.SHARPNESS * side for side in (390, 844))
        assert len(picture.getcolors() or ()) > 20  # a page with letters, not an empty one


def test_without_a_browser_a_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "CHROMIUM", None)
    with pytest.raises(taking.ScreenshotError, match="请安装系统软件包 chromium"):
        list(taking.take(SCENES[:1], tmp_path))
    monkeypatch.setattr(taking, "CHROMIUM", "/usr/bin/chromium")
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    with pytest.raises(taking.ScreenshotError, match="没有安装 playwright"):
        list(taking.take(SCENES[:1], tmp_path))


def test_a_small_picture_keeps_its_colours() -> None:
    picture = Image.effect_noise((300, 200), 60).convert("RGB")
    picture.paste((180, 50, 42), (0, 0, 40, 40))
    whole = io.BytesIO()
    picture.save(whole, "PNG")
    small = taking.small(whole.getvalue())
    assert len(small) < len(whole.getvalue())
    with Image.open(io.BytesIO(small)) as reduced:
        assert reduced.size == picture.size
        pixel = reduced.convert("RGB").getpixel((20, 20))
    assert isinstance(pixel, tuple)
    assert max(abs(one - other) for one, other in zip(pixel, (180, 50, 42), strict=True)) <= 8


def test_the_kept_pictures_are_those_of_the_scenes_small_and_shown() -> None:
    kept = {path.name for path in FOLDER.glob("*.png")}
    assert kept == {f"{scene.name}.png" for scene in SCENES}
    assert sum((FOLDER / name).stat().st_size for name in kept) < 1_000_000
    for readme in ("README.md", "README.zh-CN.md"):
        text = (ROOT / readme).read_text(encoding="utf-8")
        assert set(re.findall(r"\bui/screenshots/(\w+\.png)", text)) == kept, readme
