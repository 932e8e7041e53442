"""The directory as a sheet: what goes out comes back the same, each fault is told with its cell, and what differs in sentences."""

from collections.abc import Callable
from datetime import date
from functools import cache

import msgspec
import pytest

from chalicelib.core.complaint.saying import Said
from chalicelib.core.policy.model import Absence, Person, Policy
from chalicelib.core.policy_reading.directory_sheets import renewed
from chalicelib.core.words.directory_cells import COLUMNS, Part, heading, parts_of, row, title
from chalicelib.core.words.directory_changes import directory_changes
from chalicelib.core.words.worded import worded
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.policies import HERE, packaged

Book = dict[str, list[list[str]]]
PEOPLE, UNITS, OFFICE = "人员", "单位", "总体"
MAIL, NAME, PHONE, ROLES, NUMBER, ADDRESSES, LANGUAGE = 0, 1, 2, 3, 5, 7, 8
UNIT, HANDLER, HEAD, PARENT = 0, 1, 2, 4
HEAD_OF_DESK = "chen.lihua@lc-transport.example"


@cache
def bus() -> Policy:
    return packaged("liaocheng-transport")


def book(policy: Policy, language: str = "zh-CN") -> Book:
    """The sheets as they go out, as rows."""
    found: Book = {}
    for part in ("person", "department"):
        lines = [list(row(part, each, policy, language)) for each in parts_of(part, policy.directory)]
        found[title(part, policy, language)] = [headings(part, policy, language), *lines]
    values = row("office", policy.directory, policy, language)
    found[title("office", policy, language)] = [
        list(each) for each in zip(headings("office", policy, language), values, strict=True)
    ]
    return found


def headings(part: Part, policy: Policy, language: str) -> list[str]:
    return [heading(part, column, policy, language) for column in COLUMNS[part]]


def read(sheets: Book, *, samples: bool = True) -> Policy | list[Said]:
    return renewed(sheets, bus(), samples=samples)


def told(sheets: Book, language: str = "zh-CN", *, samples: bool = True) -> list[str]:
    found = read(sheets, samples=samples)
    assert isinstance(found, list), "sound"
    return [worded(each, bus(), language) for each in found]


def changed(sheets: Book, language: str = "zh-CN") -> list[str]:
    found = read(sheets)
    assert isinstance(found, Policy), found
    return directory_changes(bus(), found, language)


@pytest.mark.parametrize("name", sorted(path.stem for path in HERE.glob("*.toml")))
def test_every_directory_comes_back_as_it_went_out_in_every_language(name: str):
    policy = packaged(name)
    assert [renewed(book(policy, each), policy, samples=True) == policy for each in LANGUAGES] == [True] * 3


def test_columns_may_stand_in_another_order_and_be_headed_in_another_language():
    sheets = book(bus())
    order = [8, 3, 0, 1, 2, 7, 6, 5, 4]
    english = headings("person", bus(), "en")
    lines = [[each[column] for column in order] for each in sheets.pop(PEOPLE)[1:]]
    sheets["People"] = [[], [english[column] for column in order], [], *lines]
    assert read(sheets) == bus()


# What somebody does to the sheet, the place and the sentence that tell it.
FAULTS: dict[str, tuple[Callable[[Book], object], str, str]] = {
    "no address": (lambda b: put(b, PEOPLE, 3, MAIL, "李国强"), "人员 A3", "“李国强”不是邮箱地址"),
    "no telephone": (lambda b: put(b, PEOPLE, 3, PHONE, "待补"), "人员 C3", "“待补”不是电话号码"),
    "another's telephone": (lambda b: put(b, PEOPLE, 3, PHONE, b[PEOPLE][1][PHONE]), "人员 C3", "已是别人的号码"),
    "another's number": (
        lambda b: (put(b, PEOPLE, 3, NUMBER, "0312"), put(b, PEOPLE, 6, NUMBER, "0312")), "人员 F6", "“0312”已是别人的工号",
    ),
    "a short number": (lambda b: put(b, PEOPLE, 5, NUMBER, "12"), "人员 F5", "“12”太短"),
    "one address for two": (lambda b: put(b, PEOPLE, 3, ADDRESSES, b[PEOPLE][1][MAIL]), "人员 A3", "已是别人的地址"),
    "the desk's address": (lambda b: put(b, PEOPLE, 3, ADDRESSES, bus().directory.desk), "人员 H3", "就是收件邮箱本身"),
    "no such role": (lambda b: put(b, PEOPLE, 3, ROLES, "总监"), "人员 D3", "“总监”不是规则里的角色"),
    "no such language": (lambda b: put(b, PEOPLE, 3, LANGUAGE, "中文"), "人员 I3", "“中文”不是系统会写的语言"),
    "no name": (lambda b: put(b, PEOPLE, 3, NAME, ""), "人员 B3", "没有填"),
    "nobody handles": (lambda b: put(b, UNITS, 2, HANDLER, ""), "单位 B2", "没有填"),
    "a stranger handles": (lambda b: put(b, UNITS, 2, HANDLER, "bao.qing@kf.example"), "单位 B2", "不在人员表里"),
    "a misspelt head": (
        lambda b: put(b, UNITS, 2, HEAD, "gao.fong@lc-transport.example"), "单位 C2", "是不是“gao.feng@lc-transport.example”",
    ),
    "a name that two have": (
        lambda b: (put(b, PEOPLE, 3, NAME, "王建国"), put(b, UNITS, 2, HEAD, "王建国")), "单位 C2", "叫“王建国”的不止一人",
    ),
    "no such parent": (lambda b: put(b, UNITS, 3, PARENT, "营销部"), "单位 E3", "不在单位表里；是不是“客运营销部”"),
    "its own parent": (lambda b: put(b, UNITS, 2, PARENT, "客运营销部"), "单位 E2", "不能是本单位自己"),
    "a unit twice": (lambda b: put(b, UNITS, 3, UNIT, "客运营销部"), "单位 A3", "“客运营销部”出现了两次"),
    "nobody leads the desk": (lambda b: put(b, OFFICE, 3, 1, ""), "总体 B3", "没有填"),
    "the desk leads itself": (lambda b: put(b, OFFICE, 3, 1, bus().directory.desk), "总体 B3", "逾期了没有别人知道"),
}  # fmt: skip


def put(sheets: Book, sheet: str, line: int, column: int, value: str) -> None:
    """Into a cell; lines count from 1, as spreadsheets show them."""
    sheets[sheet][line - 1][column] = value


@pytest.mark.parametrize("slip", FAULTS)
def test_a_fault_is_told_with_its_cell(slip: str):
    act, place, words = FAULTS[slip]
    sheets = book(bus())
    act(sheets)
    assert [each for each in told(sheets) if each.startswith(f"[{place}] " if place else "") and words in each], told(
        sheets
    )


# What is not as it went out is one line, whatever it does to the cells below: the place and the sentence.
SHAPES: dict[str, tuple[Callable[[Book], object], str]] = {
    "a column renamed": (lambda b: put(b, PEOPLE, 1, PHONE, "电话号码"), "[人员 C1] 应有“手机”这一列，表里写的是“电话号码”"),
    "two columns renamed": (
        lambda b: (put(b, PEOPLE, 1, MAIL, "电邮"), put(b, PEOPLE, 1, NAME, "名字")), "[人员 A1] 应有“邮箱 / 姓名”这一列，表里写的是“电邮 / 名字”",
    ),
    "a column more": (lambda b: b[PEOPLE][0].append("血型"), "[人员 J1] 不认识“血型”这一列"),
    "a column twice": (lambda b: b[PEOPLE][0].append("姓名"), "[人员 J1] “姓名”这一列出现了两次"),
    "a column too few": (lambda b: put(b, PEOPLE, 1, NUMBER, ""), "[人员] 没有“工号”这一列"),
    "a sheet without headings": (lambda b: b[UNITS].pop(0), "[单位 A1] 应有“单位名称 / 责任人 / 负责人 / 分管领导 / 上级单位 / 识别词 / 电话”这一列，表里写的是“"),
    "a line too few": (lambda b: b[OFFICE].pop(), "[总体] 没有“对外电话”这一行"),
    "a line renamed": (lambda b: put(b, OFFICE, 5, 0, "热线"), "[总体 A5] 应有“对外电话”这一行，表里写的是“热线”"),
    "a sheet too few": (lambda b: b.pop(UNITS), "没有“单位”这张工作表，表里有的是“人员 / 总体”"),
    "a sheet renamed": (lambda b: b.update({"部门": b.pop(UNITS)}), "没有“单位”这张工作表，表里有的是“人员 / 总体 / 部门”"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SHAPES)
def test_what_is_not_as_it_went_out_is_one_line(slip: str):
    act, words = SHAPES[slip]
    sheets = book(bus())
    act(sheets)
    (line,) = told(sheets)
    assert line.startswith(words)


def test_a_heading_is_expected_in_the_language_of_its_sheet_and_told_in_the_readers():
    sheets = book(bus(), "en")
    put(sheets, "People", 1, PHONE, "Mobile")
    assert told(sheets, "zh-TW") == ["[People C1] 應有「Telephone」這一欄，表裡寫的是「Mobile」"]


def test_all_faults_are_told_at_once_each_cell_once_in_the_readers_language():
    sheets = book(bus())
    put(sheets, PEOPLE, 3, MAIL, "")
    put(sheets, PEOPLE, 6, PHONE, "x")
    english = told(sheets, "en")
    assert english[0] == "[人员 A3] is empty"
    assert '[人员 C6] "x" is not a number like "+8613800000000"' in english
    assert len(english) == len({each.partition("]")[0] for each in english})
    assert "[人员 C6] 「x」不是電話號碼，例如 +886912345678" in told(sheets, "zh-TW")


def test_whom_the_rules_need_cannot_be_taken_away():
    without_unit = book(bus())
    assigned = next(filter(None, (rule.then.assign for rule in bus().rules)))
    without_unit[UNITS] = [each for each in without_unit[UNITS] if assigned not in (each[UNIT], each[PARENT])]
    assert f"规则要把投诉交给“{assigned}”，单位表里不能没有它" in told(without_unit)
    without_role = book(bus())
    for each in without_role[PEOPLE][1:]:
        each[ROLES] = ""
    assert "规则要用到“投诉管理领导小组”，人员表里没有人担任" in told(without_role)


def test_addresses_of_examples_are_good_in_trials_alone():
    assert read(book(bus()), samples=True) == bus()
    assert f"[总体 B1] “{bus().directory.desk}”是示例地址，没有人收信" in told(book(bus()), samples=False)


def test_what_differs_is_told_in_sentences_of_the_readers_language():
    sheets = book(bus())
    sheets[PEOPLE].append(["xin.ren@lc-transport.example", "辛仁", "13900001111", "", "站长", "", "", "", ""])
    put(sheets, UNITS, 2, HANDLER, "辛仁")
    put(sheets, OFFICE, 5, 1, "")
    assert changed(sheets) == [
        f"对外电话原为“{bus().directory.phone}”，改为空着",
        "人员“辛仁 <xin.ren@lc-transport.example>”：新增（+8613900001111、站长）",
        "单位“客运营销部”：责任人由“徐静 <xu.jing@lc-transport.example>”改为“辛仁 <xin.ren@lc-transport.example>”",
    ]
    assert changed(sheets, "en")[1:] == [
        'People "辛仁 <xin.ren@lc-transport.example>" is new (+8613900001111, 站长)',
        'Departments "客运营销部": Handler was "徐静 <xu.jing@lc-transport.example>", is now "辛仁 <xin.ren@lc-transport.example>"',
    ]


def test_an_absence_goes_with_whoever_is_gone_and_loses_its_deputy():
    old = bus()
    gone, stays = "xin.ren@lc-transport.example", old.directory.people[0].mail
    away = [(gone, ""), (stays, gone)]
    absences = tuple(
        Absence(mail=m, start=date(2026, 3, 9 + n), end=date(2026, 3, 9 + n), deputy=d) for n, (m, d) in enumerate(away)
    )
    people = (*old.directory.people, Person(mail=gone, name="辛仁", language="zh-CN"))
    before = msgspec.structs.replace(
        old, directory=msgspec.structs.replace(old.directory, people=people, absences=absences)
    )
    found = renewed(book(old), before, samples=True)
    assert isinstance(found, Policy)
    assert [(each.mail, each.deputy) for each in found.directory.absences] == [(stays, "")]
    assert directory_changes(before, found, "zh-CN") == [
        f"人员“辛仁 <{gone}>”：删去",
        f"辛仁 <{gone}>的请假（2026-03-09 至 2026-03-09）随之删去",
        f"王建国 <{stays}>请假（2026-03-10 至 2026-03-10）不再有代理人",
    ]
