"""The commands of accounts: `policybot accounts add`, `list`, `remove`, `password`, `token`, `revoke`. No secret is ever an
argument, which other users of the machine could read, and only `token` writes one, once."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import click

from ui import texts
from ui.access import Role, Scope
from ui.errors import CommandError
from ui.shell import Group
from ui.terminal import notify, one_line, sound, to_json

if TYPE_CHECKING:
    from ui.accounts import Account
    from ui.cli import Session

ROLES = {role.word: role for role in Role if role}
DAYS = click.IntRange(1, 3650)


@click.group(cls=Group, no_args_is_help=True)
def accounts() -> None:
    """账号、密码和令牌。有了账号，网页和 API 都要登录。"""


@accounts.command()
@click.argument("name")
@click.option(
    "--role", type=click.Choice(list(ROLES)), default="reader", show_default="reader", help="读者、编辑或管理员"
)
@click.option("--no-password", is_flag=True, help="不设密码：只用令牌访问，不能登录网页")
@click.pass_obj
def add(session: "Session", name: str, role: str, no_password: bool) -> None:
    """建立账号；密码从键盘输入两遍，或由标准输入的第一行给出。"""
    from ui.accounts import Account, changing, hash_password

    file = session.settings.accounts_file
    with changing(file) as draft:
        if draft.accounts.find(name):
            raise CommandError(f"已有 {name} 这个账号。改密码请用 policybot accounts password {name}")
        first = not draft.accounts.accounts
        draft.put(Account(name, ROLES[role]))  # a bad name is told before a password is asked for
        if not no_password:
            draft.put(Account(name, ROLES[role], hash_password(_password())))
    notify(f"已建立账号 {name}（{texts.NEEDS_ROLE[role]}），存于 {file}")
    if first:
        notify("从现在起，网页和 API 都要登录或令牌")


@accounts.command(name="list")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON")
@click.pass_obj
def list_accounts(session: "Session", as_json: bool) -> None:
    """列出账号和令牌，不含任何密码。"""
    from ui.accounts import read_accounts

    file = session.settings.accounts_file
    held = read_accounts(file)
    found = held.accounts if held else ()
    if as_json:
        click.echo(to_json([account_data(account) for account in found], indent=2))
        return
    for account in found:
        click.echo("\n".join(map(one_line, account_lines(account, date.today()))))
    if not found:
        notify(f"还没有账号（{file}）")


@accounts.command()
@click.argument("name")
@click.pass_obj
def remove(session: "Session", name: str) -> None:
    """移除账号；它的登录和令牌立即失效。"""
    from ui.accounts import changing

    with changing(session.settings.accounts_file) as draft:
        draft.named(name)
        draft.accounts = draft.accounts.drop(name)
        left = len(draft.accounts.accounts)
    notify(f"已移除账号 {name}")
    if not left:
        notify("现在没有账号，谁都不能进入。不再需要账号的，请删除账号文件并重新启动服务")


@accounts.command()
@click.argument("name")
@click.pass_obj
def password(session: "Session", name: str) -> None:
    """重设密码；已经登录的要重新登录，令牌不变。"""
    from ui.accounts import changing, hash_password

    with changing(session.settings.accounts_file) as draft:
        account = draft.named(name)
        draft.put(replace(account, password=hash_password(_password())))
    notify(f"已重设 {name} 的密码")


@accounts.command()
@click.argument("name")
@click.option(
    "--scope", "scopes", type=click.Choice([scope.value for scope in Scope]), multiple=True, required=True,
    help=f"可做什么，可写多次：{'，'.join(f'{scope} {texts.SCOPES[scope]}' for scope in Scope)}",
)  # fmt: skip
@click.option("--days", type=DAYS, default=365, show_default="365", metavar="N", help="有效天数")
@click.pass_obj
def token(session: "Session", name: str, scopes: Sequence[str], days: int) -> None:
    """给账号一个令牌，供程序使用。令牌只显示这一次。"""
    from ui.accounts import changing, new_token

    wanted = tuple(scope for scope in Scope if scope.value in scopes)
    with changing(session.settings.accounts_file) as draft:
        account = draft.named(name)
        if beyond := [scope.value for scope in wanted if account.role < scope.role]:
            raise CommandError(
                f"{name} 是{texts.NEEDS_ROLE[account.role.word]}，不能有 {'、'.join(beyond)} 的令牌。请换一个账号"
            )
        shown, kept = new_token(wanted, date.today() + timedelta(days=days))
        draft.put(replace(account, tokens=(*account.tokens, kept)))
    click.echo(shown)
    notify(f"令牌 {kept.id} 有效至 {kept.expires}，只显示这一次，请妥善保存")


@accounts.command()
@click.argument("token_id", metavar="ID")
@click.pass_obj
def revoke(session: "Session", token_id: str) -> None:
    """废除一个令牌；ID 见 policybot accounts list。"""
    from ui.accounts import changing

    with changing(session.settings.accounts_file) as draft:
        owner = next((each for each in draft.accounts.accounts if token_id in [kept.id for kept in each.tokens]), None)
        if owner is None:
            raise CommandError("没有这个编号的令牌。请用 policybot accounts list 查看")
        draft.put(replace(owner, tokens=tuple(kept for kept in owner.tokens if kept.id != token_id)))
    notify(f"已废除令牌 {token_id}")


def account_data(account: "Account") -> dict[str, Any]:
    """An account for JSON, without its secrets."""
    return {
        "name": account.name,
        "role": account.role.word,
        "password": bool(account.password),
        "tokens": [
            {"id": kept.id, "scopes": [scope.value for scope in kept.scopes], "expires": kept.expires.isoformat()}
            for kept in account.tokens
        ],
    }


def account_lines(account: "Account", today: date) -> list[str]:
    """An account for people, and a line for each of its tokens."""
    head = f"{account.name}  {texts.NEEDS_ROLE[account.role.word]}{'' if account.password else '  没有密码，只用令牌'}"
    return [
        head,
        *(
            f"    令牌 {kept.id}  {'、'.join(texts.SCOPES[scope] for scope in kept.scopes)}"
            f"  {'有效至' if today <= kept.expires else '已过期'} {kept.expires}"
            for kept in account.tokens
        ),
    ]


def _password() -> str:
    if sys.stdin.isatty():
        return sound(str(click.prompt("密码", hide_input=True, confirmation_prompt="再输入一遍", err=True)))
    return sound(sys.stdin.readline().rstrip("\r\n"))
