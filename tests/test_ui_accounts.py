"""The file of accounts, its commands, sessions and limits."""

import json
import stat
import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from ui.access import Role, Scope
from ui.accounts import (
    PREFIX,
    Account,
    Accounts,
    AccountsError,
    Token,
    changing,
    hash_password,
    is_password,
    new_token,
    read_accounts,
)
from ui.cli import cli
from ui.limiting import MAX_KEYS, Limiter, network
from ui.register import Register
from ui.sessions import Sessions

PASSWORD = "一把很长的钥匙2026"
TODAY = date(2026, 1, 31)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library-accounts.yaml"


@pytest.fixture
def zhang() -> Account:
    return Account("张三", Role.EDITOR, hash_password(PASSWORD))


def run(file: Path, *arguments: str, typed: str = "") -> Result:
    library = file.with_name("library")
    return CliRunner().invoke(cli, ["--library", str(library), "accounts", *arguments], input=typed)


# -- passwords and tokens --------------------------------------------------------------------------------------------


def test_a_password_is_kept_as_a_salted_hash(zhang: Account) -> None:
    assert zhang.password.startswith("$argon2id$")
    assert PASSWORD not in zhang.password
    assert hash_password(PASSWORD) != zhang.password
    assert is_password(zhang, PASSWORD)
    for wrong in ("", PASSWORD[:-1], PASSWORD + " ", "x" * 10_000):
        assert not is_password(zhang, wrong)


def test_no_password_opens_an_account_without_one_or_none_at_all() -> None:
    assert not is_password(None, PASSWORD)
    assert not is_password(Account("抓取", Role.ADMIN), "")
    assert not is_password(Account("抓取", Role.ADMIN), PASSWORD)


@pytest.mark.parametrize("length", [0, 9, 201])
def test_a_password_has_a_length(length: int) -> None:
    with pytest.raises(AccountsError, match="密码应为 10 到 200 个字符"):
        hash_password("x" * length)


def test_a_token_is_known_by_its_digest_until_its_last_day(zhang: Account) -> None:
    shown, kept = new_token([Scope.ASK], TODAY)
    accounts = Accounts("0" * 64, (zhang, Account("李四", Role.READER, tokens=(kept,))))
    assert shown.startswith(PREFIX)
    assert shown.rpartition("_")[2] not in str(kept)
    found = accounts.by_token(shown, TODAY)
    assert found is not None
    assert (found[0].name, found[1].id) == ("李四", kept.id)
    assert accounts.by_token(shown, TODAY + timedelta(days=1)) is None
    for wrong in (
        "",
        PREFIX,
        shown[:-1],
        shown + "x",
        f"{PREFIX}{kept.id}_",
        f"{PREFIX}{'0' * 12}_{shown[-43:]}",
        "令牌",
    ):
        assert accounts.by_token(wrong, TODAY) is None


def test_a_token_may_what_both_it_and_its_account_may() -> None:
    _, kept = new_token([Scope.ASK, Scope.EDIT], TODAY)
    assert Account("张三", Role.READER, tokens=(kept,)).caller(kept).scopes == {Scope.ASK}
    assert Account("张三", Role.ADMIN, tokens=(kept,)).caller(kept).scopes == {Scope.ASK, Scope.EDIT}


# -- the file --------------------------------------------------------------------------------------------------------


def test_what_is_written_is_read_again_and_is_for_its_owner_alone(file: Path, zhang: Account) -> None:
    assert read_accounts(file) is None
    _, kept = new_token([Scope.ASK, Scope.DOCUMENTS], TODAY)
    with changing(file) as draft:
        draft.put(zhang)
        draft.put(Account("prometheus@监控", Role.ADMIN, tokens=(kept,)))
    held = read_accounts(file)
    assert held is not None
    assert held.accounts == (zhang, Account("prometheus@监控", Role.ADMIN, tokens=(kept,)))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not [each for each in file.parent.iterdir() if each.name not in (file.name, f"{file.name}.lock")]


def test_a_change_that_fails_leaves_the_file_as_it_was(file: Path, zhang: Account) -> None:
    with changing(file) as draft:
        draft.put(zhang)
    before = file.read_bytes()
    for name in ("", "a b", "张三\n", "x" * 41, "<b>", "a:b"):
        with pytest.raises(AccountsError, match="不能作账号"), changing(file) as draft:
            draft.put(Account(name, Role.READER))
    assert file.read_bytes() == before


def test_changes_at_the_same_time_are_all_kept(file: Path) -> None:
    def add(number: int) -> None:
        with changing(file) as draft:
            draft.put(Account(f"账号{number}", Role.READER))

    threads = [threading.Thread(target=add, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    held = read_accounts(file)
    assert held is not None
    assert len(held.accounts) == 12


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data["accounts"][0].update(role="root"),
        lambda data: data["accounts"][0].update(role=3),
        lambda data: data["accounts"][0].update(role="nobody"),
        lambda data: data["accounts"][0].update(password=PASSWORD),
        lambda data: data["accounts"][0].update(more=1),
        lambda data: data["accounts"].append(dict(data["accounts"][0])),
        lambda data: data.update(secret="short"),
        lambda data: data.pop("secret"),
        lambda data: data.update(accounts=None),
    ],
)
def test_a_file_with_a_fault_is_refused_without_quoting_it(file: Path, zhang: Account, change) -> None:  # type: ignore[no-untyped-def]
    with changing(file) as draft:
        draft.put(zhang)
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    change(data)
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(AccountsError) as failed:
        read_accounts(file)
    assert str(file) in str(failed.value)
    assert not any(secret in str(failed.value) for secret in (PASSWORD, zhang.password, "short"))


@pytest.mark.parametrize(
    "content", [b"", b"[", b"\xff\xfe", b"- 1", b"a: &a [*a]", b"!!python/object/apply:os.system [id]"]
)
def test_a_file_that_is_none_of_accounts_is_refused(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(AccountsError, match="内容不对"):
        read_accounts(file)


def test_a_running_server_follows_the_file_and_stays_closed_without_it(file: Path, zhang: Account) -> None:
    register = Register(file)
    assert register.accounts() is None
    with changing(file) as draft:
        draft.put(zhang)
    first = register.accounts()
    assert first is not None
    assert register.accounts() is first  # read once
    with changing(file) as draft:
        draft.put(replace(zhang, role=Role.READER))
    second = register.accounts()
    assert second is not None
    assert second.accounts[0].role is Role.READER
    good = file.read_bytes()
    file.write_text("secret: x", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(AccountsError):
            register.accounts()
    file.unlink()
    for _ in range(2):
        with pytest.raises(AccountsError, match="不见了"):
            register.accounts()
    file.write_bytes(good)
    assert register.accounts() == second


def test_a_file_that_may_not_be_looked_at_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(AccountsError, match="无法读取"):
        Register(tmp_path / "file" / "accounts.yaml").accounts()


# -- sessions --------------------------------------------------------------------------------------------------------


def test_a_session_holds_until_its_password_account_or_secret_goes(zhang: Account) -> None:
    sessions, accounts = Sessions(60), Accounts("1" * 64, (zhang,))
    cookie = sessions.begin(accounts, zhang)
    assert sessions.account(accounts, cookie) == zhang
    promoted = replace(zhang, role=Role.ADMIN)
    assert sessions.account(accounts.put(promoted), cookie) == promoted  # the role is that of now
    assert (
        sessions.account(accounts.put(replace(zhang, password=hash_password("另外一把很长很长的钥匙"))), cookie) is None
    )
    assert sessions.account(accounts.drop("张三"), cookie) is None
    assert sessions.account(replace(accounts, secret="2" * 64), cookie) is None
    for forged in ("", "x", cookie[:-1], cookie[1:], cookie.swapcase(), cookie.replace(".", "..")):
        assert sessions.account(accounts, forged) is None


def test_a_session_ends_with_its_time_and_when_it_is_left(zhang: Account) -> None:
    accounts = Accounts("1" * 64, (zhang,))
    assert Sessions(-1).account(accounts, Sessions(60).begin(accounts, zhang)) is None
    sessions = Sessions(60)
    left, other = sessions.begin(accounts, zhang), sessions.begin(accounts, zhang)
    sessions.end(accounts, left)
    sessions.end(accounts, "x")
    assert sessions.account(accounts, left) is None
    assert sessions.account(accounts, other) == zhang


# -- limits ----------------------------------------------------------------------------------------------------------


def test_a_limit_counts_each_for_itself_and_says_how_long_to_wait() -> None:
    limiter = Limiter("3/minute")
    assert [limiter.take("甲") for _ in range(3)] == [0, 0, 0]
    assert 55 <= limiter.take("甲") <= 60
    assert limiter.take("乙") == 0
    assert limiter.wait("乙") == 0  # looking counts nothing
    limiter.forget("甲")
    assert limiter.take("甲") == 0
    assert not any(Limiter("none").take("甲") for _ in range(1000))


def test_a_window_moves() -> None:
    limiter = Limiter("2/second")
    assert [limiter.take("甲") for _ in range(2)] == [0, 0]
    assert limiter.take("甲") == 1
    deadline = threading.Event()
    deadline.wait(1.1)
    assert limiter.take("甲") == 0


def test_a_flood_of_addresses_takes_bounded_memory() -> None:
    limiter = Limiter("3/hour")
    for number in range(MAX_KEYS + 10):
        limiter.take(f"{number}")
    assert len(limiter._storage.events) <= MAX_KEYS + 1
    assert limiter.take("新来的") > 0  # all beyond share one count, which is used up
    assert limiter.take("0") == 0  # who was counted before, is


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unix:", "unix:"),
    ],
)
def test_what_counts_as_one_address(address: str, counted: str) -> None:
    assert network(address) == counted


# -- commands --------------------------------------------------------------------------------------------------------


def test_accounts_are_added_listed_changed_and_removed(file: Path) -> None:
    added = run(file, "add", "张三", "--role", "editor", typed=f"{PASSWORD}\n")
    assert added.exit_code == 0, added.output
    assert f"已建立账号 张三（编辑），存于 {file}" in added.stderr
    assert "从现在起，网页和 API 都要登录或令牌" in added.stderr
    run(file, "add", "监控", "--role", "admin", "--no-password")
    shown = run(file, "token", "监控", "--scope", "metrics", "--days", "30")
    token = shown.stdout.strip()
    listed = run(file, "list")
    assert listed.stdout.splitlines()[0] == "张三  编辑"
    assert listed.stdout.splitlines()[1] == "监控  管理员  没有密码，只用令牌"
    data = json.loads(run(file, "list", "--json").stdout)
    assert [each["name"] for each in data] == ["张三", "监控"]
    (kept,) = data[1]["tokens"]
    assert kept["scopes"] == ["metrics"]
    assert kept["expires"] == (date.today() + timedelta(days=30)).isoformat()
    held = read_accounts(file)
    assert held is not None
    assert held.by_token(token, date.today()) is not None
    assert is_password(held.find("张三"), PASSWORD)

    assert run(file, "password", "张三", typed="换了一把新的钥匙呀\r\n").exit_code == 1  # too short
    assert run(file, "password", "张三", typed="换了一把很长的新钥匙\r\n").exit_code == 0
    assert run(file, "revoke", kept["id"]).exit_code == 0
    held = read_accounts(file)
    assert held is not None
    assert is_password(held.find("张三"), "换了一把很长的新钥匙")
    assert held.by_token(token, date.today()) is None
    assert run(file, "remove", "张三").exit_code == 0
    assert "谁都不能进入" in run(file, "remove", "监控").stderr
    assert read_accounts(file) == Accounts(held.secret)


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (["add", "李四"], f"{PASSWORD}\n", "已有 李四 这个账号。"),
        (["add", "王 五"], f"{PASSWORD}\n", "“王 五”不能作账号。"),
        (["add", "王五"], "", "密码应为 10 到 200 个字符。"),
        (["add", "王五", "--role", "root"], "", "--role 不对"),
        (["remove", "王五"], "", "没有 王五 这个账号。"),
        (["password", "王五"], f"{PASSWORD}\n", "没有 王五 这个账号。"),
        (["token", "李四"], "", "缺少 --scope"),
        (["token", "李四", "--scope", "edit"], "", "李四 是读者，不能有 edit 的令牌。"),
        (["token", "李四", "--scope", "ask", "--days", "0"], "", "--days 应为 1 到 3650 之间的整数"),
        (["revoke", f"{PREFIX}000000000000_abc"], "", "没有这个编号的令牌。"),
    ],
)
def test_what_cannot_be_done_is_said(file: Path, arguments: list[str], typed: str, said: str) -> None:
    assert run(file, "add", "李四", "--no-password").exit_code == 0
    before = file.read_bytes()
    done = run(file, *arguments, typed=typed)
    assert done.exit_code in (1, 2)
    assert f"错误：{said}" in done.stderr
    assert PREFIX not in done.output
    assert file.read_bytes() == before


def test_the_commands_of_accounts_do_not_load_the_server() -> None:
    program = "import sys, ui.cli, ui.account_commands, ui.accounts; print([m for m in ('argon2', 'fastapi', 'gradio', 'limits') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_token_may_be_written_by_hand(file: Path) -> None:
    """The file is for people too: a date as YAML has it, and scopes as words."""
    file.write_text(
        f"secret: {'a' * 64}\naccounts:\n- name: 王五\n  role: reader\n  tokens:\n"
        f"  - id: '{'0' * 12}'\n    digest: {'b' * 64}\n    scopes: [ask]\n    expires: 2027-01-01\n",
        encoding="utf-8",
    )
    held = read_accounts(file)
    assert held is not None
    assert held.accounts[0].tokens == (Token("0" * 12, "b" * 64, (Scope.ASK,), date(2027, 1, 1)),)
