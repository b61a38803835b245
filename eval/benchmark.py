"""`python -m eval.benchmark NAME`: each command prints the figures of one claim."""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import click

from bot.bot import PolicyBot
from corpus.errors import PolicybotError
from corpus.indicators import indicators as extract
from corpus.load import find_files, load_all
from corpus.passages import passages
from corpus.validity import status
from eval.answers import SAMPLE, TARGETS, extracted, shares
from eval.benchmark_fits import choosing, reading, refusal, retrieval
from eval.benefit_report import BenefitReport
from eval.corruptions import cases, wrong
from eval.headings import misplaced, read_places
from eval.indicators import HELD_OUT, KEY, SEEN, explain, long_report, read_documents, seconds, total
from eval.indicators import judge as judge_figures
from eval.indicators import read_labels as read_figures
from eval.load import run as run_load
from eval.metadata import Score, compare, read_folder, read_labels
from eval.metrics import CUTS
from eval.peers import compare_peers
from eval.questions import OWN, SAMPLES, UNSEEN, UNSEEN_DOCUMENTS, Part
from eval.questions import read_questions as read_question_set
from eval.running import run as run_questions
from eval.speed import run as run_speed
from eval.targets import Verdict, ask_all, read_questions
from index.adding import add
from index.library import Library

SAID = 160
"""Characters of an answer that are shown with a question that went wrong."""

real_documents = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("../shared/documents"),
    show_default=True,
    help="真实文件所在的文件夹",
)
"""The option of commands that measure on real documents."""

sample_documents = click.option(
    "--documents", type=click.Path(path_type=Path), default=SAMPLES, help="文件夹；默认用样例文件"
)
"""The option of commands that any documents will do for."""


@click.group()
def cli() -> None:
    """Benchmarks: what the README and the design claim, measured here and now."""


for _fit in (retrieval, reading, choosing, refusal):
    cli.add_command(_fit)


@cli.command()
@click.option("--sizes", default="1000,10000,100000", show_default=True, help="段落数，逗号分隔")
@click.option("--questions", type=click.IntRange(min=1), default=200, show_default=True, help="每种规模提问的次数")
@click.option("--keep", type=click.Path(path_type=Path), help="把资料库建在这个文件夹里，下次直接使用")
@click.option("--cold", is_flag=True, help="另测新进程里 policybot ask 的时间")
def speed(sizes: str, questions: int, keep: Path | None, cold: bool) -> None:
    """Adding, disk, memory and answering times of synthetic libraries of several sizes."""
    try:
        numbers = [int(size) for size in sizes.split(",")]
    except ValueError as exc:
        raise click.BadParameter(f"{sizes!r} 不是逗号分隔的整数", param_hint="--sizes") from exc
    run_speed(numbers, questions, keep, cold=cold)


@cli.command()
@click.option("--readers", type=click.IntRange(min=1), default=50, show_default=True, help="同时提问的人数")
@click.option("--seconds", type=click.FloatRange(min=1), default=60, show_default=True, help="时长")
@sample_documents
@click.option("--adding/--no-adding", default=True, show_default=True, help="同时添加文件")
def load(readers: int, seconds: float, documents: Path, adding: bool) -> None:
    """Many readers of one server while documents are added: errors, answers a second, waits, documents seen in part."""
    found = run_load(documents, readers, seconds, adding=adding)
    click.echo("\n".join(found.lines()))
    for each in (*found.errors, *found.broken):
        click.echo(each)
    if found.errors or found.broken:
        raise click.exceptions.Exit(1)


@cli.command()
@real_documents
def metadata(data: Path) -> None:
    """Metadata and headings of real documents against labels written by hand, and the rate of reading."""
    if not data.is_dir():
        click.echo(f"skipped: no documents at {data}")
        return
    documents, pages, seconds = read_folder(data)
    count = sum(len(found) for found in documents.values())
    click.echo(
        f"{len(documents)} files, {count} documents, {pages} pages in {seconds:.1f} s: {pages / seconds:.1f} pages/s"
    )
    labels = read_labels()
    result = compare(labels, documents, lambda known, day: status(known, day).name.lower())
    click.echo(
        f"{len(labels)} labelled documents\n{'':12}{'precision':>10}{'recall':>8}{'given':>7}{'labelled':>9}{'right':>7}"
    )
    for name, score in result.scores.items():
        click.echo(
            f"{name:12}{score.precision:10.3f}{score.recall:8.3f}{score.given:7}{score.labelled:9}{score.right:7}"
        )
    places = read_places()
    wrong = misplaced(places, documents)
    click.echo(f"headings    {1 - len(wrong) / len(places):.3f} of {len(places)} places")
    for mistake in sorted(result.mistakes, key=lambda mistake: mistake.field):
        click.echo(f"{mistake.field}: {mistake.document}: expected {mistake.expected}, got {mistake.got}")
    for item in wrong:
        got = "not found" if item.got is None else " > ".join(item.got)
        click.echo(
            f"heading: {item.place.document} {item.place.sha256}: expected {' > '.join(item.place.path)}, got {got}"
        )


@cli.command()
@real_documents
@click.option("--questions", is_flag=True, help="改为向机器人提出六十个有关指标的问题")
@click.option("--held-out", is_flag=True, help="也列出留出文件中的错误；看过并据此修改后，它们便不再是留出文件")
def indicators(data: Path, questions: bool, held_out: bool) -> None:
    """Indicators of reports against labels written by hand, and the rate; or the questions on them."""
    if not data.is_dir():
        click.echo(f"no documents at {data}: the real reports are left out")
    if questions:
        if data.is_dir():
            _print_questions(data)
        return
    labels = read_figures()
    documents = read_documents(labels, data)
    result = judge_figures(labels, documents, extract)
    _print_scores("right in " + ", ".join(KEY), result.whole)
    _print_scores("the same, the metric read together with its qualifiers", result.joined)
    _print_scores("found at all", result.spans)
    _print_scores("by field, of the figures found", result.fields, summed=False)
    took, count = seconds(report := long_report(documents.values()), extract)
    click.echo(
        f"{len(report.text)} characters, {count} indicators in {took:.2f} s on one core:"
        f" {len(report.text) / took:.0f} characters/s"
    )
    hidden = [mistake for mistake in result.mistakes if mistake.document.startswith(HELD_OUT) and not held_out]
    for mistake in result.mistakes:
        if mistake not in hidden:
            click.echo(explain(mistake))
    if hidden:
        click.echo(f"{len(hidden)} mistakes in held-out documents are not listed; --held-out lists them")


@cli.command()
@click.option("--questions", type=click.Path(path_type=Path), help="问题集；默认用自带的样例问题")
@click.option("--documents", type=click.Path(path_type=Path), help="文件或文件夹；默认用样例文件")
def peers(questions: Path | None, documents: Path | None) -> None:
    """The plain recipe (LangChain splitter, Chroma, nearest vectors) beside policybot: evidence found, times, ratios."""
    found = compare_peers([documents or SAMPLES], read_question_set(questions or OWN[0]))
    ours = found[0]
    click.echo(
        f"{'':20}" + "".join(f"{f'R@{cut}':>8}" for cut in CUTS) + f"{'add s':>8}{'query ms':>10}{'characters':>12}"
    )
    for each in found:
        shares = "".join(f"{each.found[cut]:8.3f}" for cut in CUTS)
        click.echo(f"{each.name:20}{shares}{each.add_seconds:8.1f}{each.query_ms:10.1f}{each.passage_characters:12.0f}")
    for each in found[1:]:
        ratios = "".join(f"{ours.found[cut] / max(each.found[cut], 1e-9):8.2f}" for cut in CUTS)
        click.echo(
            f"{'ratio':20}{ratios}{ours.add_seconds / each.add_seconds:8.2f}{ours.query_ms / each.query_ms:10.2f}"
            f"{ours.passage_characters / each.passage_characters:12.2f}"
        )


@cli.command()
@click.option("--reports", type=click.Path(path_type=Path), help="报告问题集所依据的文件夹；不给则不问这一套")
@click.option("--data", type=click.Path(path_type=Path), help="含 documents.jsonl 与 questions.jsonl 的文件夹")
@click.option("--all", "whole", is_flag=True, help="问 --data 的全部问题，而不只是固定抽取的一部分")
def answers(reports: Path | None, data: Path | None, whole: bool) -> None:
    """Right, cited, refused and followed up, by question set and part; ROUGE-L against answers that people gave."""
    with tempfile.TemporaryDirectory() as work, Library.open(Path(work) / "library", create=True) as library:
        add(library, [SAMPLES, *([reports] if reports else [])])
        for file in OWN if reports else OWN[:1]:
            _print_shares(library, file)
        add(library, [UNSEEN_DOCUMENTS])
        _print_shares(library, UNSEEN)
    found = extracted(data, None if whole else SAMPLE) if data else []
    if data and found:
        given = [each for each in found if not each.refused]
        click.echo(f"{data.name}: {len(found)} questions, {len(found) - len(given)} refused")
        for title, each in (("all", found), ("answered", given)):
            rouge, cited = (
                sum(values) / max(len(each), 1) for values in ([e.rouge for e in each], [e.cited for e in each])
            )
            click.echo(f"    {title:20} ROUGE-L {rouge:.3f}, given text within the passages cited {cited:.3f}")


@cli.command()
@sample_documents
@click.option("--list", "show", is_flag=True, help="列出判断错的句子")
def verification(documents: Path, show: bool) -> None:
    """How many corruptions of true sentences the check of a language model's output catches, and how many true ones pass."""
    texts = [document for path in find_files([documents]) for document in load_all(path)]
    made = cases([(document, passages(document)) for document in texts])
    started = time.perf_counter()
    mistaken = list(wrong(made))
    took = time.perf_counter() - started
    for true, title in ((True, "true sentences rejected"), (False, "corruptions passed")):
        of_kind = [case for case in made if case.true is true]
        bad = [case for case in mistaken if case.true is true]
        click.echo(f"{title}: {len(bad)} of {len(of_kind)}, {len(bad) / len(of_kind):.3f}")
        for way, count in sorted(Counter(case.way for case in of_kind).items()):
            click.echo(f"    {way:20}{sum(case.way == way for case in bad):6}{count:7}")
        for case in bad if show else ():
            click.echo(f"{case.way}: {case.sentence}")
    click.echo(f"{1000 * took / len(made):.1f} ms a sentence")


def _print_shares(library: Library, file: Path) -> None:
    """How the questions of a file are answered from a library, by part."""
    rows = run_questions(PolicyBot(library), read_question_set(file)).rows
    for part in Part:
        click.echo(f"{file.stem}, {part}")
        for name, value, count in shares([row for row in rows if row.part == part]):
            aim = f"  (aim {TARGETS[name]:.2f})" if name in TARGETS else ""
            click.echo(f"    {name:20}{'—' if value is None else f'{value:.3f}':>7} of {count}{aim}")


def _print_scores(title: str, scores: Mapping[str, Score], *, summed: bool = True) -> None:
    click.echo(f"{title}\n{'':44}{'precision':>10}{'recall':>8}{'given':>7}{'labelled':>9}{'right':>7}")
    groups = {name: [name] for name in scores}
    if summed:
        kept_apart = [name for name in scores if name.startswith(HELD_OUT)]
        groups |= {
            "real reports": [name for name in scores if name not in kept_apart],
            "held out, seen since": [name for name in kept_apart if name in SEEN],
            "held out": [name for name in kept_apart if name not in SEEN],
        }
    for name, members in groups.items():
        if members:
            score = total(scores[member] for member in members)
            click.echo(
                f"{name:44}{score.precision:10.3f}{score.recall:8.3f}{score.given:7}{score.labelled:9}{score.right:7}"
            )


@cli.command()
@real_documents
@click.option("--profiles", is_flag=True, help="改为检查三十家企业对各项政策的结论")
@click.option("--list", "listed", is_flag=True, help="逐条列出错误，留出的卡片除外")
@click.option("--held-out", is_flag=True, help="也列出留出卡片中的错误；看过并据此修改后，它们便不再是留出的")
def benefits(data: Path, profiles: bool, listed: bool, held_out: bool) -> None:
    """Benefits of policy cards and sample documents against labels written by hand; or the verdicts on them."""
    if not data.is_dir():
        click.echo(f"no documents at {data}: the policy cards are left out")
    report = BenefitReport(data, listed=listed, held_out=held_out)
    for line in report.verdicts() if profiles else report.benefits():
        click.echo(line)


def _print_questions(data: Path) -> None:
    judged = ask_all(read_questions(), data)
    counts = Counter(each.verdict for each in judged)
    traps = [each for each in judged if each.question.trap]
    click.echo(
        f"{len(judged)} questions: "
        + ", ".join(f"{verdict} {counts[verdict]}" for verdict in Verdict)
        + f"; right {counts[Verdict.RIGHT] / len(judged):.3f}; of {len(traps)} traps"
        + f" {sum(each.verdict is Verdict.RIGHT for each in traps)} right, {counts[Verdict.TRAPPED]} trapped"
    )
    for each in judged:
        if each.verdict is not Verdict.RIGHT:
            said = " ".join(each.said.split())[:SAID]
            click.echo(f"{each.verdict}: {each.question.question} ({each.question.answer}): {said}")


if __name__ == "__main__":
    try:
        cli()
    except PolicybotError as exc:
        sys.exit(f"错误：{exc}")
