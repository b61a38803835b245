"""The words that a reader of the page and of the command line reads, in the language that is spoken (`bot.language`).

`texts.NAME` is looked up when it is read, in `ui.texts_zh` or `ui.texts_en`, which have the same names: so it is to be read where
it is shown, and never kept from when a module was imported.
"""

from typing import TYPE_CHECKING, Any

from bot.language import Language, language
from ui import texts_en, texts_zh

if TYPE_CHECKING:
    from ui.texts_zh import *  # noqa: F403


def named(word: str) -> str:
    """A word of the project's own that records carry (a status, a kind of figures, a verdict), for a reader."""
    return texts_en.NAMED.get(word, word) if language() is Language.ENGLISH else str(word)


def foreign() -> str:
    """The attribute of an element that holds the words of a document, where the page around it is in another language."""
    return f' lang="{texts_zh.TAG}"' if language() is Language.ENGLISH else ""


if not TYPE_CHECKING:  # mypy would take any name for one of the texts

    def __getattr__(name: str) -> Any:
        return getattr(texts_en if language() is Language.ENGLISH else texts_zh, name)
