"""The table of commands: one record and one function make a command, in every language."""

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec
import pytest

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.facts import Command, StaffWrote
from chalicelib.core.complaint.saying import all_commands, say
from chalicelib.core.handling.draft import Draft
from chalicelib.core.handling.order.carrying_out import ORDERS, carries_out
from chalicelib.core.orders.command_kind import BEFORE_THE_ANSWER, HANDLING, CommandKind
from chalicelib.core.orders.command_reader import read_commands
from chalicelib.core.orders.command_table import COMMANDS, explained, shown
from chalicelib.core.orders.form_lines import FORM_LINES
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.worded import worded
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render import render
from chalicelib.render.own_words import TRIAL
from chalicelib.staff.caseless_orders import SERVICES, Asked, Service, serve, serves
from tests.core.handling.playing import BUS, Case, answered, at, transport, with_directory

RING = CommandKind(
    name="ring", roles=HANDLING, states=BEFORE_THE_ANSWER, lines=("when",), asks=("when",),
    names={"zh-CN": ("致电",), "zh-TW": ("致電",), "en": ("ring",)},
    help={"zh-CN": "打个电话", "zh-TW": "打個電話", "en": "give them a ring"},
)  # fmt: skip
GREET = CommandKind(
    name="greet", roles=frozenset(), needs_complaint=False,
    names={"zh-CN": ("问好",), "zh-TW": ("問好",), "en": ("greet",)},
    help={"zh-CN": "问个好", "zh-TW": "問個好", "en": "say hello"},
)  # fmt: skip
WHEN = {"zh-CN": "时间：", "zh-TW": "時間：", "en": "When: "}
SLIP = {"zh-CN": "致店", "zh-TW": "致店", "en": "rink"}


@pytest.fixture
def ring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A command that the table does not have: its record and its function, and nothing else."""
    monkeypatch.setitem(COMMANDS, "ring", RING)

    @carries_out("ring", of_use=lambda draft: draft.complaint.moment("rung") is None)
    def ring(draft: Draft, command: Command) -> None:
        draft.reach("rung")
        draft.record("note", text=f"{command.words} {command.form['when']}")

    yield
    del ORDERS["ring"]


@pytest.fixture
def greet(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(COMMANDS, "greet", GREET)

    @serves("greet")
    def greet(service: Service, asked: Asked) -> Service:
        return msgspec.structs.replace(service, changes=(*service.changes, say("filled", task=asked.order.words)))

    yield
    del SERVICES["greet"]


def speaking(language: str) -> Policy:
    """The policy, with all colleagues of that language."""
    people = transport().directory.people
    return with_directory(transport(), people=tuple(msgspec.structs.replace(p, language=language) for p in people))


def help_text(language: str) -> str:
    """What `#帮助` answers to a reader of that language."""
    return worded(say("help", commands=all_commands()), transport(), language)


def offered(case: Case) -> list[object]:
    """The commands that the newest receipt offers."""
    commands = case.sent("receipt")[0].extra["commands"]
    assert isinstance(commands, list)
    return [*commands]


def received(case: Case) -> str:
    """The newest receipt as its reader gets it."""
    (receipt,) = case.sent("receipt")
    return render(receipt, case.complaint, case.policy, TRIAL).text


@pytest.mark.usefixtures("ring")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_and_a_function_make_a_command(language: str):
    called = RING.names[language][0]
    assert f"#{called} — {RING.help[language]}" in help_text(language).splitlines()
    case = Case(speaking(language))
    case.customer()
    case.staff(BUS, f"#{SLIP[language]} 10:00")
    assert f"#{called}" in case.problems
    assert f"#{called}  {RING.help[language]}\n" in received(case)
    assert "ring" in offered(case)
    case.staff(BUS, f"#{called} 客户\n{WHEN[language]}10:00", "2026-03-02 10:00")
    assert (case.problems, case.complaint.moment("rung")) == ("", at("3-2 10:00"))
    assert [e.text for e in case.last.entries if e.what == "note"] == ["客户 10:00"]
    case.staff(BUS, "#结过")
    assert "ring" not in offered(case)


@pytest.mark.usefixtures("ring")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_command_has_its_form(language: str):
    case = answered()
    to = msgspec.structs.replace(case.messages[-1].to, mail=BUS, language=language)
    mail = render(Message(name="assignment", to=to, extra={"commands": ["ring"]}), case.complaint, case.policy, TRIAL)
    assert f"\n#{RING.names[language][0]}\n{WHEN[language].strip()}" in mail.text


@pytest.mark.usefixtures("ring")
def test_a_new_command_is_refused_where_its_record_does_not_allow_it():
    case = answered()
    case.staff(BUS, "#致电 客户\n时间：10:00")
    assert (case.problems.splitlines()[0], case.complaint.moment("rung")) == ("本件已答复，不能使用 #致电", None)


@pytest.mark.usefixtures("greet")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_and_a_function_make_a_command_that_needs_no_complaint(language: str):
    called = GREET.names[language][0]
    commands = read_commands(f"#{called} 大家\n时间：随时", {}).commands
    assert commands == (Command(name="greet", words="大家\n时间：随时"),)
    mail = StaffWrote(id="m1", at=at("3-2 10:00"), by=BUS, commands=commands)
    assert serve(mail, transport()) == Service(changes=(say("filled", task="大家\n时间：随时"),))
    assert f"#{called} — {GREET.help[language]}" in help_text(language).splitlines()


def test_every_record_has_its_function_and_every_function_its_record():
    assert ORDERS.keys() == {kind.name for kind in COMMANDS.values() if kind.needs_complaint}
    assert SERVICES.keys() == {kind.name for kind in COMMANDS.values() if not kind.needs_complaint}


@pytest.mark.parametrize("enter", [carries_out, serves])
@pytest.mark.parametrize(("name", "error"), [("dance", KeyError), ("note", ValueError), ("list", ValueError)])
def test_a_function_without_a_record_of_its_own_is_refused(enter: type, name: str, error: type[Exception]):
    with pytest.raises(error):
        enter(name)


def test_no_two_commands_share_a_name_and_no_two_lines_a_label():
    names = Counter(name for kind in COMMANDS.values() for name in {n for many in kind.names.values() for n in many})
    labels = Counter(
        text for line in FORM_LINES.values() for text in {t for many in line.labels.values() for t in many}
    )
    assert [text for text, times in (names + labels).items() if names[text] > 1 or labels[text] > 1] == []


@pytest.mark.parametrize("kind", COMMANDS.values(), ids=COMMANDS)
def test_every_command_is_named_and_explained_in_every_language_and_asks_only_for_lines_that_it_understands(
    kind: CommandKind,
):
    assert tuple(kind.names) == tuple(kind.help) == tuple(LANGUAGES)
    assert all((*kind.names.values(), *kind.help.values()))
    assert set(kind.asks) <= set(kind.lines) <= set(FORM_LINES)


def test_readers_of_a_language_without_names_are_shown_the_first_one():
    assert [shown("note", language) for language in ("fr", "", "zh-HK", "en-GB")] == ["备注", "备注", "備註", "note"]
    assert explained("note", "fr") == "只记入处理记录"


# -- scripts ----------------------------------------------------------------------------------------------------------------


def texts(language: str) -> list[str]:
    """All that the tables say in that language."""
    said: list[Mapping[str, tuple[str, ...]]] = [kind.names for kind in COMMANDS.values()]
    said += [line.labels for line in FORM_LINES.values()]
    return [*(text for one in said for text in one[language]), *(kind.help[language] for kind in COMMANDS.values())]


def is_traditional(text: str) -> bool:
    """Whether Big5 has every sign among its common ones: forms of simplified writing alone are rare there, or missing."""
    try:
        return all(sign.encode("big5")[0] < 0xC9 for sign in text)
    except UnicodeEncodeError:
        return False


def is_simplified(text: str) -> bool:
    try:
        return bool(text.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def test_each_script_is_kept_pure():
    assert [text for text in texts("zh-TW") if not is_traditional(text)] == []
    assert [text for text in texts("zh-CN") if not is_simplified(text)] == []


def simplified(text: str) -> list[str]:
    """The simplified names and help lines of commands that a text shows, where traditional writing has others."""
    names = (f"#{n}" for kind in COMMANDS.values() for n in set(kind.names["zh-CN"]) - set(kind.names["zh-TW"]))
    lines = (kind.help["zh-CN"] for kind in COMMANDS.values() if kind.help["zh-CN"] != kind.help["zh-TW"])
    return [said for said in (*names, *lines) if said in text]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("#結過", "結果"),
        ("#结过", "結果"),
        ("#回仿 滿意", "回訪"),
        ("#轉瓣 物流部", "轉辦"),
        ("#转办", "轉辦"),
        ("#结案 撤诉", "結案"),
        ("#告知", "告知客戶"),
        ("事實：查清了", "結果"),
        ("在查", "結果"),
    ],
)
def test_a_colleague_who_reads_traditional_writing_sees_no_simplified_command_or_help(written: str, name: str):
    case = Case(speaking("zh-TW"))
    case.customer()
    case.staff(BUS, written)
    assert f"#{name}" in f"{case.changes}\n{case.problems}"
    assert simplified(received(case).replace(f"▶ 您寫的：{written}\n", "")) == []  # what they wrote stays as written


def test_what_is_served_without_a_complaint_is_told_in_traditional_writing():
    policy = speaking("zh-TW")
    commands = read_commands("#帮助", {}, "zh-TW").commands
    (told,) = serve(StaffWrote(id="m1", at=at("3-2 10:00"), by=BUS, commands=commands), policy).changes
    assert worded(told, policy, "zh-TW") == help_text("zh-TW")
    assert "#轉辦 — 轉給部門或同事：#轉辦 部門" in help_text("zh-TW").splitlines()
    assert simplified(help_text("zh-CN")) != []
