"""The committed summary of the sample questions is what the code gives.

Made by `policybot eval --out DIR` on a library of the sample documents; then DIR/….summary.json is the file.
"""

import json
import re
from importlib import resources

import pytest
from conftest import ROOT

from bot.bot import PolicyBot
from eval.questions import OWN, read_questions
from eval.report import figures
from eval.running import run
from eval.summary import summarise

SAME = 0.011
"""Shares may differ by this much: the encoder rounds differently on other processors, and five questions are 0.01."""

SECONDS = 60


def test_the_committed_summary_is_what_the_code_gives(samples_bot: PolicyBot) -> None:
    kept = json.loads(resources.files("eval").joinpath("results", "samples.json").read_text(encoding="utf-8"))
    done = run(samples_bot, read_questions(OWN[0]))
    found = figures(done, summarise(done.rows))
    assert done.left_out == ()
    assert done.seconds < SECONDS
    assert (found["questions"], found["encoder"]) == (kept["questions"], kept["encoder"])
    for name, share in kept["shares"].items():
        assert found["shares"][name]["value"] == pytest.approx(share["value"], abs=SAME), name
    assert len(set(found["wrong"]) ^ set(kept["wrong"])) <= 0.02 * kept["questions"]


TOLD = (
    "right",
    "wrong_answers",
    "citation_holds",
    "citation_precision",
    "citation_recall",
    "refusal_precision",
    "refusal_recall",
)
"""The shares of the READMEs' tables, from top to bottom."""


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readmes_tell_the_committed_summary(name: str) -> None:
    kept = json.loads(resources.files("eval").joinpath("results", "samples.json").read_text(encoding="utf-8"))["shares"]
    told = re.findall(r" \| [\d.]+% \| [\d.]+% – [\d.]+% \| \d+ \|", (ROOT / name).read_text(encoding="utf-8"))
    assert set(kept) == set(TOLD)
    assert told == [
        f" | {share['value']:.1%} | {share['low']:.1%} – {share['high']:.1%} | {share['count']} |"
        for share in map(kept.__getitem__, TOLD)
    ]
