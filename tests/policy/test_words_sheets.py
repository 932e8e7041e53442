"""An organisation's words as sheets: what goes out comes back the same, each fault is told with its cell, and what differs line by line."""

from functools import cache

import msgspec
import pytest

from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.saying import Said
from chalicelib.core.policy.model import Policy
from chalicelib.core.words.worded import worded
from chalicelib.core.words.words_cells import PARTS, heading, title
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.policies import HERE, packaged
from chalicelib.render import words_sheets
from chalicelib.render.own_words import BLOCKS, word_problems

Book = dict[str, list[list[str]]]
GENERAL, CUSTOMERS, STAFF, VALUES = "通用", "给客户", "给工作人员", "占位符"
KEY, ALLOWED, CHINESE, TAIWAN, ENGLISH = 0, 2, 3, 4, 5


@cache
def appeals() -> Policy:
    """One that has words of its own, and messages."""
    return packaged("telecom-appeals")


def book(policy: Policy, language: str = "zh-CN") -> Book:
    """The sheets as they go out, as rows."""
    return {each.title: [list(row) for row in each.rows] for each in words_sheets.sheets(policy, language)}


def line(sheets: Book, key: str) -> list[str]:
    return next(row for rows in sheets.values() for row in rows if row[KEY] == key)


def told(sheets: Book, language: str = "zh-CN") -> list[str]:
    found = words_sheets.renewed(sheets, appeals())
    assert isinstance(found, list), "sound"
    return [worded(each, appeals(), language) for each in found]


def read(sheets: Book) -> Policy:
    found = words_sheets.renewed(sheets, appeals())
    assert isinstance(found, Policy), found
    return found


def changed(key: str, text: str, column: int = CHINESE) -> Policy:
    sheets = book(appeals())
    line(sheets, key)[column] = text
    return read(sheets)


@pytest.mark.parametrize("name", sorted(path.stem for path in HERE.glob("*.toml")))
def test_all_words_come_back_as_they_went_out_in_every_language(name: str):
    policy = packaged(name)
    assert [words_sheets.renewed(book(policy, each), policy) == policy for each in LANGUAGES] == [True] * 3


def test_there_is_a_line_for_every_text_that_our_templates_have_and_every_one_of_the_policys_own():
    keys = set(words_sheets.every_key(appeals()))
    assert keys >= {f"{name}.{block}" for name in MESSAGES for block in BLOCKS[:2]} | set(appeals().words)
    assert line(book(appeals()), "right_of_appeal.sms") in book(appeals())[CUSTOMERS]


def test_a_line_tells_what_it_is_for_and_which_values_it_may_name():
    said = line(book(appeals()), "update.body")
    assert said[1] == "进展通知·邮件正文\n工作人员写给客户的话（告知客户）"
    assert said[ALLOWED].startswith("必须写：{{ x.text }}\n可用：{{ case.number }}、")
    assert "但可能为空：{{ case.subject }}" in said[ALLOWED]
    assert line(book(appeals()), "rights")[ALLOWED] == "不能用占位符"
    assert "case.number" not in line(book(appeals()), "morning_list.body")[ALLOWED]


def test_what_nobody_has_worded_says_what_we_say_and_is_pale():
    (sheet,) = (each for each in words_sheets.sheets(appeals(), "zh-CN") if each.title == CUSTOMERS)
    number = [row[KEY] for row in sheet.rows].index("thanks.subject")
    assert (sheet.rows[number][CHINESE], (number, CHINESE) in sheet.pale) == ("感谢您的评价", True)
    number = [row[KEY] for row in sheet.rows].index("explanation.body")
    assert (number, CHINESE) not in sheet.pale


def test_a_changed_cell_is_the_organisations_own_in_that_language_alone():
    new = changed("thanks.subject", "谢谢\r\n")
    assert new.words == {**appeals().words, "thanks.subject": {"zh-CN": "谢谢"}}


def test_an_emptied_cell_or_our_words_again_are_ours():
    assert "zh-CN" not in changed("explanation.body", "").words["explanation.body"]
    ours = words_sheets.says("explanation.body", "zh-CN", packaged("liaocheng-transport"))
    assert changed("explanation.body", ours) == changed("explanation.body", "")


def test_lines_that_are_left_out_stay_as_they_are():
    sheets = book(appeals())
    del sheets[STAFF][2:]
    assert read(sheets) == appeals()


# What somebody writes, into which text and column, and the place and the words that tell the fault.
FAULTS: dict[str, tuple[str, int, str, str]] = {
    "no such value": ("thanks.body", CHINESE, "{{ case.nummer }}", "没有“case.nummer”这个占位符；是不是“case.number”？"),
    "nothing like it": ("thanks.body", CHINESE, "{{ zzz }}", "没有“zzz”这个占位符；可用的有 case.number"),
    "a brace too few": ("thanks.body", CHINESE, "谢谢\n{{ org }", "第 2 行的花括号写得不对；占位符写作 {{ case.number }}"),
    "nothing to divide by": ("thanks.body", ENGLISH, "{{ 1 / 0 }}", "占位符用得不对（division by zero）"),
    "without its link": ("survey.body", TAIWAN, "您滿意嗎？", "少了链接，请在该写的地方写上 {{ survey_link }}"),
    "without the promise": ("acknowledgement.body", CHINESE, "收到了。", "少了答应客户的时间，请在该写的地方写上 {{ promised }}"),
    "HTML": ("thanks.body", CHINESE, "<b>谢谢</b>", "“<b>”会原样显示出来"),
    "a value in a phrase": ("rights", CHINESE, "{{ case.number }}", "“rights”在各封信里原样出现，不能用占位符"),
    "a long short name": ("sms_name", CHINESE, "一二三四五六七八九十一二三四五六七", "太长：短信简称最多 16 个汉字或 32 个字母"),
    "a long text": ("thanks.sms", CHINESE, "谢" * 671, "个字，最多 670 个，多的会被截掉"),
    "no name": ("organisation", CHINESE, "", "不能空着"),
    "an own letter without words": ("right_of_appeal.body", ENGLISH, "", "不能空着"),
    "an own text in two languages": ("right_of_appeal.sms", ENGLISH, "", "没有 en 的文字；本单位自己的信，每种语言都要写"),
}  # fmt: skip


@pytest.mark.parametrize("slip", FAULTS)
def test_a_fault_is_told_with_its_cell(slip: str):
    key, column, text, words = FAULTS[slip]
    sheets = book(appeals())
    line(sheets, key)[column] = text
    name = next(name for name, rows in sheets.items() if any(row[KEY] == key for row in rows))
    number = [row[KEY] for row in sheets[name]].index(key) + 1
    place = f"[{name} {'A' if slip == 'an own text in two languages' else 'ABCDEF'[column]}{number}] "
    (first, *_) = told(sheets)
    assert first.startswith(place)
    assert words in first


def test_faults_are_told_in_the_readers_language():
    sheets = book(appeals())
    line(sheets, "survey.body")[CHINESE] = "您满意吗？"
    (said,) = told(sheets, "en")
    assert said.endswith("leaves out the link; write {{ survey_link }} where it stands")
    assert told(sheets, "zh-TW")[0].endswith("少了連結，請在該寫的地方寫上 {{ survey_link }}")


def test_what_is_told_of_a_sheet_is_what_check_tells_of_a_file():
    words = {"survey.body": {"zh-CN": "您满意吗？"}, "thanks.body": {"zh-CN": "{{ zzz }}"}}
    problems = word_problems(msgspec.structs.replace(appeals(), words=words))
    assert problems[0].startswith('words."thanks.body".zh-CN: there is no value "zzz"; known are case.number, ')


def test_a_key_that_the_rules_have_not_is_one_line_whatever_else_is_wrong():
    sheets = book(appeals())
    for key in ("right_of_appeal.subject", "right_of_appeal.body", "thanks.sms"):
        line(sheets, key)[KEY] = f"old_{key}"
    line(sheets, "sms_name")[CHINESE] = "长" * 40
    assert told(sheets) == [
        "现行制度里没有 old_thanks.sms / old_right_of_appeal.subject / old_right_of_appeal.body 这几行：这张表是按别的版本做的，请重新索取、改好再发：#文案"
    ]


def test_a_line_that_stands_there_twice_is_told():
    sheets = book(appeals())
    sheets[GENERAL].append(sheets[GENERAL][1])
    assert told(sheets) == [f"[通用 A{len(sheets[GENERAL])}] “organisation”这一行出现了两次"]


def test_a_sheet_that_is_missing_or_has_another_heading_is_one_line():
    sheets = book(appeals())
    sheets[CUSTOMERS][0][TAIWAN] = "台湾"
    assert told(sheets) == ["[给客户 E1] 应有“繁體 zh-TW”这一列，表里写的是“台湾”"]
    del sheets[CUSTOMERS]
    assert told(sheets) == ["没有“给客户”这张工作表，表里有的是“通用 / 给工作人员 / 占位符”"]


def test_columns_may_stand_in_another_order_and_sheets_be_called_in_another_language():
    sheets = {
        title(part, appeals(), "en"): [[*reversed(row)] for row in rows]
        for part, rows in zip((*PARTS, "values"), book(appeals(), "en").values(), strict=True)
    }
    assert heading("zh-CN", appeals(), "en") == "简体 zh-CN"
    assert read(sheets) == appeals()


def notes(sheets: Book, policy: Policy) -> list[Said]:
    return list(words_sheets.notes(sheets, policy))


def test_a_workbook_knows_under_which_rules_and_words_it_went_out():
    sheets = book(appeals())
    assert notes(sheets, appeals()) == []
    assert [each.code for each in notes(sheets, changed("thanks.subject", "谢谢"))] == ["words_of_before"]
    assert [each.code for each in notes(sheets, msgspec.structs.replace(appeals(), digest="f"))] == [
        "words_of_other_rules"
    ]
    del sheets[VALUES]
    assert notes(sheets, msgspec.structs.replace(appeals(), digest="f")) == []


def test_what_differs_is_told_line_by_line():
    old = changed("thanks.body", "第一段\n\n第二段\n\n第三段")
    for text, said in (
        ("第一段\n\n第三段", "评价致谢·邮件正文（简体）：删去“第二段”"),
        ("第一段\n\n第二段\n\n第三段\n\n第四段", "评价致谢·邮件正文（简体）：加上“第四段”"),
        ("第一段\n\n第贰段\n\n第三段", "评价致谢·邮件正文（简体）：由“第二段”改为“第贰段”"),
        ("第一段\n第二段\n\n第三段", "评价致谢·邮件正文（简体）：只有空行或次序有变"),
    ):
        assert words_sheets.changes(old, changed("thanks.body", text), "zh-CN") == [said]
    (back,) = words_sheets.changes(old, appeals(), "en")
    assert back.startswith('thanks for the verdict·mail (简体): "第一段 ↵ 第二段')
    assert back.endswith("(our standard words again)")
