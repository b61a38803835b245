"""The commands of `eval.benchmark` that fit what the package ships: weights of the arms, of reading and of choosing, and the
confidence of answers. Each prints how well the fit does on documents that it has not seen, and saves it if told where."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import click
import numpy as np

from bot.reading.figure_ranking import figure_weights
from bot.reading.ranking import fitted
from eval.choosing import Example as Choosing
from eval.choosing import as_data, chance_rows, chosen_right, cross_validated_chance, right_above
from eval.choosing import cross_validated as cross_validated_choice
from eval.choosing import own_examples as own_choices
from eval.choosing import policy_qa_examples as policy_qa_choices
from eval.metrics import ranking_measures
from eval.policy_qa import build_library, read_cases
from eval.questions import OWN, SAMPLES, UNSEEN, UNSEEN_DOCUMENTS
from eval.questions import read_questions as read_question_set
from eval.reading import Example as Reading
from eval.reading import cross_validated as cross_validated_reading
from eval.reading import fit as fit_reading
from eval.reading import fitted_names, found_within, own_examples
from eval.reading import policy_qa_examples as policy_qa_readings
from eval.refusal import Example, area, examples, operating_points, policy_qa_examples, tuning
from eval.refusal import cross_validated as cross_validated_confidence
from eval.refusal import fit as fit_confidence
from eval.retrieval import ARMS, DENSE, arm_ranking, as_fusion, cross_validated, fit, judge
from index.adding import add
from index.encoder import BUNDLED
from index.fusion import ANY_ENCODER, NAME
from index.library import Library

with_data = click.option(
    "--data", type=click.Path(path_type=Path), help="含 documents.jsonl 与 questions.jsonl 的文件夹，一并用于拟合"
)
with_reports = click.option("--reports", type=click.Path(path_type=Path), help="报告问题集所依据的文件夹，一并用于拟合")
"""Options of commands that fit on more than what the package has."""


@click.command()
@click.option(
    "--data", type=click.Path(path_type=Path), required=True, help="含 documents.jsonl 与 questions.jsonl 的文件夹"
)
@click.option("--encoder", default=BUNDLED, show_default=True, help="编码模型的名称或路径")
@click.option(
    "--save",
    type=click.Path(path_type=Path),
    help="把在全部问题上拟合的权重写入这个 fusion.json（或含有它的资料库文件夹）",
)
def retrieval(data: Path, encoder: str, save: Path | None) -> None:
    """Rank of the right document: each arm alone, and the fusion, cross-validated over documents."""
    cases = read_cases(data)
    with tempfile.TemporaryDirectory() as work:
        library, names = build_library(data, Path(work), encoder)
        with library:
            items = judge(library, names, cases)
            owners = library.catalogue.owners(library.catalogue.passage_keys())
            documents, passages = library.catalogue.counts()
            encoder = library.encoder.name
    gold = {case.id: case.doc for case in cases}
    click.echo(f"{documents} documents, {passages} passages, {len(cases)} questions, encoder {encoder}")
    click.echo(f"{'':24}" + "".join(f"{name:>8}" for name in ("R@1", "R@3", "R@5", "R@10", "MRR")))
    for arm in ARMS:
        rankings = {item.case.id: arm_ranking(item, arm, names, owners) for item in items}
        _print_row(arm, ranking_measures(gold, rankings))
    fused = ranking_measures(gold, cross_validated(items))
    _print_row("fusion, cross-validated", fused)
    weights = as_fusion(fit(items)).weights
    click.echo(
        "weights fitted on all questions: " + ", ".join(f"{arm} {weight:.3f}" for arm, weight in weights.items())
    )
    if save is not None:
        provenance = _provenance(
            f"{data.name}: {documents} documents, {len(cases)} questions", "retrieval --save", fused
        )
        lexical = as_fusion(fit(items, [arm for arm in ARMS if arm != DENSE])).weights
        target = save / NAME if save.is_dir() else save
        table = json.loads(target.read_text(encoding="utf-8")) if target.exists() else {}
        added = {encoder: {"weights": weights, **provenance}, ANY_ENCODER: {"weights": lexical, **provenance}}
        _save(target, {**table, **added})


@click.command()
@with_data
@with_reports
@click.option("--save", type=click.Path(path_type=Path), help="把拟合的系数和门槛写入这个文件")
def refusal(data: Path | None, reports: Path | None, save: Path | None) -> None:
    """Fit the confidence of answers on the tuning questions, cross-validated over documents, and print the operating points."""
    found: list[Example] = []
    sets = ((OWN[0], SAMPLES), *(((OWN[1], reports),) if reports else ()), (UNSEEN, UNSEEN_DOCUMENTS))
    for file, folder in sets:
        with _library([folder]) as library:
            found += examples(library, tuning(read_question_set(file)), file.stem)
    found += policy_qa_examples(data) if data else ()
    scores = cross_validated_confidence(found)
    for source in dict.fromkeys(example.source for example in found):
        own = [(example, score) for example, score in zip(found, scores, strict=True) if example.source == source]
        click.echo(
            f"{source}: {len(own)} examples, area under the curve {area([e for e, _ in own], [s for _, s in own]):.3f}"
        )
    points = operating_points(found, scores)
    click.echo(f"{'threshold':>10}{'answered':>10}{'refused':>10}{'risk':>8}")
    for point in points:
        click.echo(f"{point.threshold:10.2f}{point.kept:10.3f}{point.refused:10.3f}{point.risk:8.3f}")
    best = min(points, key=lambda point: point.loss)
    click.echo(f"operating point: {best.threshold}")
    if save is not None:
        names = ", ".join(dict.fromkeys(example.source for example in found))
        provenance = _provenance(
            f"{names}: {len(found)} examples, tuning parts only",
            "refusal --save bot/confidence.json",
            {"answered": best.kept, "refused": best.refused},
        )
        _save(save, {"threshold": best.threshold, **fit_confidence(found), **provenance})


@click.command()
@with_data
@with_reports
@click.option("--save", type=click.Path(path_type=Path), help="把拟合的权重写入这个文件")
def reading(data: Path | None, reports: Path | None, save: Path | None) -> None:
    """Rank of the sentence that answers a question, for a text and for a figure: by the weights of the package, and by weights fitted
    on other documents."""
    sets = ((OWN[0], SAMPLES), *(((OWN[1], reports),) if reports else ()), (UNSEEN, UNSEEN_DOCUMENTS))
    found = [example for file, folder in sets for example in _readings(file, folder)]
    found += policy_qa_readings(data) if data else ()
    texts = _read_by([each for each in found if not each.figure], "texts", fitted())
    figures = _read_by([each for each in found if each.figure], "figures", figure_weights())
    if save is not None:
        _save(save, {**texts, "figures": figures})


def _read_by(found: Sequence[Reading], title: str, shipped: Sequence[float]) -> dict[str, object]:
    """The weights fitted on examples, with where they come from; prints how well they do, and those of the package."""
    figure, scores = found[0].figure, cross_validated_reading(found)
    known = [example.signals @ np.array(shipped) for example in found]
    click.echo(f"{title:40}" + "".join(f"{name:>8}" for name in found_within([], [])))
    sources = list(dict.fromkeys(example.source for example in found))
    for source in (*sources, "all"):
        at = [n for n, example in enumerate(found) if source in (example.source, "all")]
        for which, by in (("shipped", known), ("cross-validated", scores)):
            _print_row(f"{source}, {len(at)}: {which}", found_within([found[n] for n in at], [by[n] for n in at]), 40)
    weights, spreads = fit_reading(found)
    signals = {
        name: {"weight": round(float(weight), 4), "spread": round(float(spread), 4)}
        for name, weight, spread in zip(fitted_names(figure=figure), weights, spreads, strict=True)
    }
    provenance = _provenance(
        f"{', '.join(sources)}: {len(found)} questions, tuning parts only",
        "reading --save bot/reading.json",
        found_within(found, scores),
    )
    return {"signals": signals, **provenance}


def _readings(file: Path, documents: Path) -> list[Reading]:
    """Examples of the questions of a file on a folder of documents."""
    with _library([documents]) as library:
        return list(own_examples(library, tuning(read_question_set(file)), file.stem))


@click.command()
@with_data
@with_reports
@click.option(
    "--questions",
    type=(click.Path(path_type=Path), click.Path(path_type=Path)),
    multiple=True,
    help="另一个问题文件及其文件所在的文件夹，一并用于拟合；可以多次给出",
)
@click.option("--save", type=click.Path(path_type=Path), help="把拟合的两个模型写入这个文件")
def choosing(
    data: Path | None, reports: Path | None, questions: tuple[tuple[Path, Path], ...], save: Path | None
) -> None:
    """Which statement tells the figure asked, and how likely it does: fitted on the tuning questions, cross-validated over documents."""
    own: list[tuple[Path, list[Path]]] = [(OWN[0], [SAMPLES]), (UNSEEN, [SAMPLES, UNSEEN_DOCUMENTS])]
    own += [(OWN[1], [SAMPLES, reports])] if reports else []
    found: list[Choosing] = []
    for file, folders in (*own, *((file, [folder]) for file, folder in questions)):
        with _library(folders) as library:
            found += own_choices(library, tuning(read_question_set(file)), file.stem)
    found += policy_qa_choices(data) if data else ()
    odds = cross_validated_choice(found)
    rows, right = chance_rows(found, odds)
    chances = cross_validated_chance(found, rows, right)
    sources = list(dict.fromkeys(example.source for example in found))
    for source in (*sources, "all"):
        at = [n for n, example in enumerate(found) if source in (example.source, "all") and not example.removed]
        told, of = chosen_right([found[n] for n in at], [odds[n] for n in at])
        click.echo(f"{source}: {len(at)} questions; of {of} with a statement that answers it is chosen for {told}")
        for least, (given, share) in right_above(chances[at], right[at]).items():
            click.echo(f"  chance {least:.1f} or more: {given}, right {share:.3f}")
    if save is not None:
        asked = [n for n, example in enumerate(found) if not example.removed]
        provenance = _provenance(
            f"{', '.join(sources)}: {len(asked)} questions, tuning parts only",
            "choosing --save bot/choosing.json",
            {f"right from {least}": share for least, (_, share) in right_above(chances[asked], right[asked]).items()},
        )
        _save(save, {**as_data(found, odds), **provenance})


@contextmanager
def _library(documents: Sequence[Path]) -> Iterator[Library]:
    """A library of some documents, which is gone afterwards."""
    with tempfile.TemporaryDirectory() as work, Library.open(Path(work) / "library", create=True) as library:
        add(library, documents)
        yield library


def _provenance(data: str, command: str, measured: Mapping[str, float]) -> dict[str, object]:
    """What a file of fitted values says of where they come from."""
    return {
        "data": data,
        "date": date.today().isoformat(),
        "command": f"python -m eval.benchmark {command}",
        "cross_validated": {name: round(value, 3) for name, value in measured.items()},
    }


def _print_row(name: str, values: dict[str, float], width: int = 24) -> None:
    click.echo(f"{name:{width}}" + "".join(f"{value:8.3f}" for value in values.values()))


def _save(path: Path, values: Mapping[str, object]) -> None:
    path.write_text(json.dumps(values, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    click.echo(f"saved to {path}")
