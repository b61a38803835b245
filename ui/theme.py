"""Colours of the page, by day and by night, as variables of gradio's theme; `page.css` uses the same variables."""

PAPER, CARD, INK, FADED, RULE = "#f5f4f0", "#ffffff", "#20242a", "#626973", "#e2dfd7"
ACCENT, ACCENT_HOVER, ACCENT_SOFT = "#24548f", "#1b4478", "#e7eef7"
NIGHT, NIGHT_CARD, NIGHT_INK, NIGHT_FADED, NIGHT_RULE = "#14161a", "#1c1f25", "#e6e6e2", "#a2a8b0", "#31363e"
NIGHT_ACCENT, NIGHT_ACCENT_SOFT, NIGHT_BUTTON, NIGHT_BUTTON_HOVER = "#93bbf2", "#223349", "#2f639f", "#3a72b3"

FONTS = (
    "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC",
    "WenQuanYi Micro Hei", "system-ui", "sans-serif",
)  # fmt: skip
"""Fonts that systems have, Chinese first; none is fetched."""

COLOURS = {
    "body_background_fill": PAPER,
    "body_background_fill_dark": NIGHT,
    "body_text_color": INK,
    "body_text_color_dark": NIGHT_INK,
    "body_text_color_subdued": FADED,
    "body_text_color_subdued_dark": NIGHT_FADED,
    "background_fill_primary": CARD,
    "background_fill_primary_dark": NIGHT_CARD,
    "background_fill_secondary": PAPER,
    "background_fill_secondary_dark": NIGHT,
    "block_background_fill": CARD,
    "block_background_fill_dark": NIGHT_CARD,
    "block_label_text_color": FADED,
    "block_label_text_color_dark": NIGHT_FADED,
    "block_title_text_color": FADED,
    "block_title_text_color_dark": NIGHT_FADED,
    "border_color_primary": RULE,
    "border_color_primary_dark": NIGHT_RULE,
    "color_accent_soft": ACCENT_SOFT,
    "color_accent_soft_dark": NIGHT_ACCENT_SOFT,
    "input_background_fill": CARD,
    "input_background_fill_dark": NIGHT_CARD,
    "input_border_color": RULE,
    "input_border_color_dark": NIGHT_RULE,
    "input_border_color_focus": ACCENT,
    "input_border_color_focus_dark": NIGHT_ACCENT,
    "input_placeholder_color": "#666d77",
    "input_placeholder_color_dark": "#8a919a",
    "link_text_color": ACCENT,
    "link_text_color_dark": NIGHT_ACCENT,
    "link_text_color_hover": ACCENT_HOVER,
    "link_text_color_hover_dark": NIGHT_INK,
    "button_primary_background_fill": ACCENT,
    "button_primary_background_fill_dark": NIGHT_BUTTON,
    "button_primary_background_fill_hover": ACCENT_HOVER,
    "button_primary_background_fill_hover_dark": NIGHT_BUTTON_HOVER,
    "button_primary_text_color": "#ffffff",
    "button_primary_text_color_dark": "#ffffff",
    "button_secondary_background_fill": CARD,
    "button_secondary_background_fill_dark": NIGHT_CARD,
    "button_secondary_background_fill_hover": ACCENT_SOFT,
    "button_secondary_background_fill_hover_dark": NIGHT_ACCENT_SOFT,
    "button_secondary_border_color": RULE,
    "button_secondary_border_color_dark": NIGHT_RULE,
    "button_secondary_text_color": INK,
    "button_secondary_text_color_dark": NIGHT_INK,
}
