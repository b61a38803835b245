"""The commands of benefits: `policybot match`, and `policybot benefits`, which lists them, drafts a file to review and tries its cases."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpus.errors import PolicybotError
from ui.document_commands import one_document
from ui.errors import CommandError, write_file
from ui.shell import Command, Day, Group, NamedPath
from ui.terminal import notify, one_line, to_json

if TYPE_CHECKING:
    from bot.benefits.benefit_cases import Tried
    from ui.cli import Session


@click.command(cls=Command)
@click.option("--profile", "profile_file", type=NamedPath(), metavar="FILE", help="企业资料文件（YAML 或 JSON）")
@click.option("--describe", metavar="WORDS", default="", help="用中文描述企业，如“我们是慈溪的高企，员工60人”")
@click.option("--as-of", type=Day(), metavar="DATE", help="按哪一天的政策匹配（默认今天）")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，带原文位置")
@click.option("--markdown", "markdown_file", type=NamedPath(), metavar="FILE", help="写成 Markdown 文件")
@click.option("--xlsx", "xlsx_file", type=NamedPath(), metavar="FILE", help="写成 Excel 文件")
@click.pass_obj
def match(
    session: "Session",
    profile_file: Path | None,
    describe: str,
    as_of: date | None,
    as_json: bool,
    markdown_file: Path | None,
    xlsx_file: Path | None,
) -> None:
    """匹配一家企业能申请的惠企政策：符合、缺信息、不符合，每项都引用原文。企业用 --profile 或 --describe 说明，两样都给时以描述为准。"""
    from bot.benefits.eligibility import match as match_benefits
    from bot.benefits.profile import Profile
    from bot.benefits.profile_files import read_profile
    from bot.benefits.profile_heard import hear
    from bot.benefits.profile_text import unread_texts
    from bot.consulting.asking import next_need, question_for
    from bot.consulting.cards import cards
    from index.benefits import find_offers
    from ui.matching import match_data, to_markdown, to_text, to_xlsx

    if profile_file is None and not describe.strip():
        raise click.UsageError("请用 --profile 指定企业资料文件，或用 --describe 描述企业")
    on = as_of or date.today()
    heard = hear(describe, on)
    profile = (read_profile(profile_file) if profile_file else Profile()).with_statements(heard.statements, on.year)
    with session.library() as library:
        offers = find_offers(library.catalogue)
    matching = match_benefits(profile, offers, on)
    found, need = cards(matching), next_need(matching)
    if markdown_file is not None:
        write_file(markdown_file, to_markdown(found, profile).encode())
    if xlsx_file is not None:
        write_file(xlsx_file, to_xlsx(found, profile))
    for file in filter(None, (markdown_file, xlsx_file)):
        notify(f"已写入 {file}（{len(found.cards)} 项）")
    if as_json:
        click.echo(to_json(match_data(found, profile, need, heard.unread), indent=2))
    elif markdown_file is None and xlsx_file is None:
        click.echo("\n".join(map(one_line, to_text(found, profile, question_for(need) if need else "").splitlines())))
    for sentence in () if as_json else unread_texts(heard.unread):
        notify(sentence)
    if not offers:
        notify("资料库里没有惠企政策。请用 policybot add 添加政策文件")


@click.command(name="test", cls=Command)
@click.argument("paths", nargs=-1, required=True, type=NamedPath(), metavar="PATH...")
def try_cases(paths: Sequence[Path]) -> None:
    """运行审核过的优惠（名称.benefits.yaml）里的用例（tests）。

    PATH 是政策文件、它旁边的审核文件，或含有它们的文件夹。用例写 profile（企业资料）、verdict（符合、不符合、缺信息、不在有效期），需要时写 amount（元）和 as_of（日期）。
    """
    tried: list[Tried] = []
    failed = 0
    for policy in _policies(paths):
        try:
            tried += _try_file(policy)
        except PolicybotError as exc:
            failed += 1
            notify(f"错误：{exc}")
    wrong = [each for each in tried if each.wrong]
    for each in wrong:
        click.echo(one_line(f"{each.place} {each.title}：{each.wrong}"))
    notify(f"共 {len(tried)} 个用例，{len(wrong)} 个不符")
    if wrong or failed:
        raise click.exceptions.Exit(1)


def _policies(paths: Sequence[Path]) -> Iterator[Path]:
    """The policy files that have reviewed benefits beside them. Raises CommandError for a path without any."""
    from corpus.benefit_files import SUFFIX, beside
    from corpus.load import READERS

    for path in paths:
        reviewed = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path if _is_review(path) else beside(path)]
        for file in reviewed:
            stem = file.name.removesuffix(SUFFIX)
            policies = [each for each in sorted(file.parent.glob(f"{stem}.*")) if each.suffix.lower() in READERS]
            if not file.is_file() or not policies:
                raise CommandError(
                    f"{path} 旁边没有政策文件或审核文件（名称{SUFFIX}）。请用 policybot benefits extract 写草稿"
                )
            yield policies[0]
        if not reviewed:
            raise CommandError(f"{path} 里没有审核文件（名称{SUFFIX}）。请用 policybot benefits extract 写草稿")


def _is_review(path: Path) -> bool:
    from corpus.benefit_files import SUFFIX

    return path.name.endswith(SUFFIX)


def _try_file(policy: Path) -> "Iterator[Tried]":
    from bot.benefits.benefit_cases import try_case
    from corpus.benefit_files import beside, read_reviewed
    from corpus.load import load_all
    from index.benefits import Offer
    from index.catalogue import Entry

    documents = {document.id: document for document in load_all(policy)}
    for review in read_reviewed(beside(policy), tuple(documents.values())):
        document = documents[review.document]
        entry = Entry(0, document.id, str(policy), document.member, document.metadata, 0)
        benefits = {benefit.id: benefit for benefit in review.benefits}
        for case in review.cases:
            place = f"{case.file} 第 {case.line} 行"
            yield try_case(Offer(entry, benefits[case.benefit]), case.data, place, date.today())


@click.group(cls=Group, no_args_is_help=True)
def benefits() -> None:
    """政策给什么：列出资料库里的优惠，或写成可审核的文件。"""


@benefits.command(name="list")
@click.option("--region", help="只看某地，例如 某某市")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：金额、条件、流程，带原文位置")
@click.pass_obj
def list_benefits(session: "Session", region: str | None, as_json: bool) -> None:
    """列出资料库里的优惠：给多少、几项条件、何时申报。"""
    from index.benefits import find_offers
    from ui.offers import offer_data, to_text

    with session.library() as library:
        offers = find_offers(library.catalogue, region=region)
    if as_json:
        click.echo(to_json([offer_data(offer) for offer in offers], indent=2))
        return
    click.echo(to_text(offers), nl=bool(offers))
    if not offers:
        notify("没有符合条件的优惠。资料库里的惠企措施、申报通知和政策卡片才有优惠")


@benefits.command()
@click.argument("document")
@click.pass_obj
def extract(session: "Session", document: str) -> None:
    """把一份文件的优惠写成 YAML 草稿；审核后存为原文件旁的 名称.benefits.yaml，再 add 一次即生效。

    DOCUMENT 是文件的路径，或资料库里的文件（写法同 show）。
    """
    from corpus.benefit_files import write_draft
    from corpus.benefits import benefits as read_benefits
    from corpus.load import load_all

    if Path(document).is_file():
        documents = load_all(Path(document))
    else:
        with session.library() as library:
            read = library.catalogue.document(one_document(library, document).key)
        documents = (read,) if read else ()
    found = [(each, read_benefits(each)) for each in documents]
    click.echo("---\n".join(write_draft(each, given) for each, given in found if given), nl=False)
    if not any(given for _, given in found):
        notify("这份文件没有给出优惠")


benefits.add_command(try_cases)
