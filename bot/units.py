"""The whole unit that a question asks for: the steps, the measures, what stands below a question in the text itself.

One sentence says how something is done or what is demanded only where it is alone in its paragraph.
"""

import re
from dataclasses import replace

from bot.question import Question
from bot.reading import Evidence
from corpus.passages import sentences

LONGEST = 320
"""Characters of a unit; what is longer is cut behind a sentence."""

_ASKS = re.compile(
    "怎么|如何|怎样|哪些|哪几|什么(?:样的)?(?:条件|材料|要求|措施|内容|情形|流程|程序|政策|优惠|举措|规定|做法|手续|准备|事)|(?:条件|材料|要求|措施|流程|程序|手续)(?:是什么|有|[?？]|$)"
)
_NEXT = re.compile(r"\s*(?:\*\*)?第[一二三四五六七八九十百零\d]+[章节条]")
_QUESTION = re.compile("[?？]\\s*$")


def whole_unit(asked: Question, item: Evidence) -> Evidence:
    """The evidence with the sentences behind it that belong to it, where more than a sentence is asked for."""
    passage = item.hit.stored.passage
    if asked.number or asked.shape or passage.cells or not _ASKS.search(asked.text):
        return item
    end = item.end
    for start, stop in sentences(passage.text, item.end - passage.start, len(passage.text)):
        text = passage.text[start:stop]
        if _NEXT.match(text) or _QUESTION.search(text) or passage.start + stop - item.start > LONGEST:
            break
        end = passage.start + stop
    return replace(item, text=passage.text[item.start - passage.start : end - passage.start], end=end)
