"""Every pair of a colour and what it stands on reaches the contrast that WCAG 2.2 asks of text (AA: 4.5), by day and by night;
the pairs are those that the style sheets make."""

import re

import pytest

from ui import theme
from ui.assets import asset

AA = 4.5

PAIRS = [
    (ink, ground)
    for ink in ("body_text_color", "body_text_color_subdued", "link_text_color")
    for ground in ("block_background_fill", "body_background_fill", "background_fill_secondary", "color_accent_soft")
] + [
    ("button_primary_text_color", "button_primary_background_fill"),
    ("button_primary_text_color", "button_primary_background_fill_hover"),
    ("button_secondary_text_color", "button_secondary_background_fill"),
    ("button_secondary_text_color", "button_secondary_background_fill_hover"),
    ("input_placeholder_color", "input_background_fill"),
    ("input_placeholder_color", "background_fill_secondary"),
    ("block_label_text_color", "block_background_fill"),
    ("block_title_text_color", "block_background_fill"),
]
OWN = [
    ("--pb-link", "block_background_fill"),
    ("--pb-link", "background_fill_secondary"),
    ("--pb-link", "color_accent_soft"),
    ("--pb-badge-good", "block_background_fill"),
    ("--pb-badge-bad", "block_background_fill"),
    ("--pb-badge-other", "block_background_fill"),
    ("--pb-seal", "button_secondary_background_fill"),
    ("--pb-hit-ink", "--pb-hit"),
    ("--pb-hit-ink", "--pb-hit-figure"),
]
"""Colours of page.css on those of the theme, or on each other."""


def luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    assert re.fullmatch("[0-9a-fA-F]{6}", digits), colour
    channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def colour(name: str, *, night: bool) -> str:
    if not name.startswith("--"):
        return theme.COLOURS[f"{name}_dark" if night else name]
    block = re.search((r"\.dark" if night else ":root") + r" \{(.*?)\}", asset("page.css"), re.DOTALL)
    assert block is not None
    found = re.search(rf"{name}: (#[0-9a-f]{{6}});", block[1])
    assert found is not None, name
    return found[1]


@pytest.mark.parametrize("night", [False, True], ids=["day", "night"])
@pytest.mark.parametrize(("ink", "ground"), [*PAIRS, *OWN])
def test_text_can_be_read(ink: str, ground: str, night: bool) -> None:
    assert contrast(colour(ink, night=night), colour(ground, night=night)) >= AA


def test_contrast_by_hand() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_every_colour_of_the_day_has_one_of_the_night() -> None:
    day = {name for name in theme.COLOURS if not name.endswith("_dark")}
    assert {f"{name}_dark" for name in day} == set(theme.COLOURS) - day
