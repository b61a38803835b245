"""Synthetic documents are the same for a seed and like real ones; the speed command prints what it measured."""

import re
from collections import Counter
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from corpus.load import parse
from corpus.passages import passages
from eval.benchmark import cli
from eval.speed import StandInEncoder, write_documents
from eval.synthetic import Synthetic, documents
from index.tokens import words


@pytest.fixture(scope="module")
def some() -> list[Synthetic]:
    return list(islice(documents(), 40))


def test_same_seed_same_documents(some: list[Synthetic]) -> None:
    assert list(islice(documents(), 40)) == some
    assert next(documents(1)) != some[0]


def test_documents_are_like_official_ones(some: list[Synthetic]) -> None:
    read = [parse(synthetic.text.encode(), "synthetic.txt") for synthetic in some]
    pieces = [passages(document) for document in read]
    assert 8 <= np.mean([len(p) for p in pieces]) <= 12
    assert 200 <= np.mean([len(piece.text) for p in pieces for piece in p]) <= 300
    metas = [document.metadata for document in read]
    for field in ("number", "issuer", "region", "signed", "year"):
        assert sum(bool(getattr(meta, field)) for meta in metas) >= 0.9 * len(metas), field
    assert all({section.kind for section in document.sections} >= {"一、", "（一）"} for document in read)


def test_words_follow_zipf(some: list[Synthetic]) -> None:
    counts = sorted(Counter(word for synthetic in some for word in words(synthetic.text)).values(), reverse=True)
    total = sum(counts)
    assert sum(counts[:100]) > 0.3 * total  # a few words are most of the text ...
    assert sum(count == 1 for count in counts) > 0.3 * len(counts)  # ... and most words are rare


def test_every_question_has_its_figure_in_its_document(some: list[Synthetic]) -> None:
    for synthetic in some:
        for question in synthetic.questions:
            year = re.search(r"\d{4}年", question)
            assert year
            assert year.group() in synthetic.text


def test_questions_are_distinct_and_name_documents_on_disk(tmp_path: Path) -> None:
    found = write_documents(tmp_path, 60, 10)
    ids = {parse(path.read_bytes(), str(path)).id for path in tmp_path.rglob("*.txt")}
    assert len({question.text for question in found}) == 10
    assert {question.document_id for question in found} <= ids


def test_stand_in_vectors_are_unit_and_belong_to_the_text() -> None:
    encoder = StandInEncoder()
    vectors = encoder.encode_passages(["甲", "乙", "甲"])
    assert vectors.shape == (3, encoder.dimension)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1)
    assert (vectors[0] == vectors[2]).all()
    assert not (vectors[0] == vectors[1]).all()


def test_command_prints_both_tables_and_keeps_the_library(tmp_path: Path) -> None:
    run = CliRunner().invoke(cli, ["speed", "--sizes", "200", "--questions", "20", "--keep", str(tmp_path)])
    assert run.exit_code == 0, run.output
    lines = run.output.splitlines()
    assert "RANDOM" in lines[0]
    assert [len(line.split()) for line in lines[1:3]] == [20, 12]
    figures = [float(cell) for cell in lines[2].split()]
    assert 200 <= figures[0] < 220
    assert figures[8] <= figures[9]
    assert figures[-1] > 0.5
    title = next(i for i, line in enumerate(lines) if line.startswith("Median ms by stage"))
    assert len(lines[title + 1].split()) == len(lines[title + 2].split()) > 4
    assert (tmp_path / "200" / "library" / "catalogue.sqlite").exists()
