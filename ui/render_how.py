"""How an answer was found, folded away below it: passages with their scores, what a language model wrote, time by stage. Pure;
one line of HTML, and everything that comes from a document, a user or a model is escaped."""

from collections.abc import Iterator
from html import escape

from bot.records import Answer, Checked, Writing
from index.search import Hit
from ui import texts
from ui.render_source import line, path

SHOWN_SENTENCE = 80
"""Characters of a model's sentence that are shown."""


def how(answer: Answer) -> str:
    """The fold, "" where there is nothing to tell."""
    parts = "".join((*_confidence(answer), *_hits(answer.hits), *_writing(answer.writing), *_stages(answer)))
    return f'<details class="pb-how"><summary>{texts.HOW}</summary><div>{parts}</div></details>' if parts else ""


def _confidence(answer: Answer) -> Iterator[str]:
    if answer.confidence is not None:
        yield f"<p>{texts.HOW_CONFIDENCE.format(answer.confidence)}</p>"


def _hits(hits: tuple[Hit, ...]) -> Iterator[str]:
    if hits:
        rows = "".join(f"<li>{_hit(hit)}</li>" for hit in hits)
        yield f'<div class="pb-label">{texts.HOW_READ}</div><ol>{rows}</ol>'


def _hit(hit: Hit) -> str:
    arms = texts.COMMA.join(f"{texts.ARMS[name]} {value:.2f}" for name, value in hit.arms.items() if name in texts.ARMS)
    place = path((hit.entry.metadata.title, *hit.stored.passage.path))
    scores = texts.HOW_SCORE.format(hit.score) + (texts.BRACKETED.format(arms) if arms else "")
    return f'<span class="pb-path">{place}</span><span class="pb-score">{scores}</span>'


def _writing(writing: Writing | None) -> Iterator[str]:
    if writing is None:
        return
    yield f'<div class="pb-label">{escape(texts.HOW_MODEL.format(writing.model))}</div>'
    if writing.failure:
        yield f"<p>{escape(line(writing.failure))}</p>"
    if writing.checked:
        yield f"<ul>{''.join(f'<li>{_sentence(each)}</li>' for each in writing.checked)}</ul>"


def _sentence(checked: Checked) -> str:
    text = line(checked.sentence)
    text = text if len(text) <= SHOWN_SENTENCE else text[:SHOWN_SENTENCE] + "…"
    why = texts.COMMA.join(dict.fromkeys(texts.FAULTS_FOUND[each.fault] for each in checked.objections))
    fate = texts.FATES[checked.fate] + (texts.BRACKETED.format(why) if why else "")
    return f"{escape(text)} <b>{fate}</b>"


def _stages(answer: Answer) -> Iterator[str]:
    known = [(texts.STAGES[name], value) for name, value in answer.timings_ms.items() if name in texts.STAGES]
    if known:
        rows = "".join(
            f"<div><dt>{name}</dt><dd>{texts.MILLISECONDS.format(value)}</dd></div>" for name, value in known
        )
        yield f'<div class="pb-label">{texts.HOW_TIME}</div><dl>{rows}</dl>'
