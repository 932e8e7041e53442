"""The directory without a developer: asked for by mail, changed in a sheet, confirmed by a link, in force, and remembered."""

from collections.abc import Iterator

import openpyxl
import pytest

import app
from chalicelib.clockwork.state_of_things import XLSX
from chalicelib.staff import sheets
from sandbox import Sandbox
from sandbox.sent import SentMail
from sandbox.staff import compose
from tests.stories.acts import CUSTOMER, DIRECTOR, HANDLER, HEAD, complain, last, newest, to
from tests.stories.sheet_acts import (
    DESK_HEAD,
    TOP,
    Change,
    asked_for,
    changed,
    confirmed,
    link_in,
    published_sandbox,
    returned,
)

NEWCOMER = "xin.ren@lc-transport.example"
PEOPLE, UNITS, OFFICE = 0, 1, 2


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with published_sandbox() as opened:
        yield opened


def asked(box: Sandbox, who: str = DESK_HEAD, order: str = "#名录") -> SentMail:
    return asked_for(box, who, order)


def newcomer(book: openpyxl.Workbook) -> None:
    """辛仁 comes and handles what 郭平 handled."""
    people, units = book.worksheets[PEOPLE], book.worksheets[UNITS]
    people.append([NEWCOMER, "辛仁", "13900001111"])
    for line in units.iter_rows(min_row=2):
        if HANDLER in str(line[1].value):
            line[1].value = "辛仁"


def sent_back(box: Sandbox, change: Change, who: str = DESK_HEAD, text: str = "", **more: str) -> SentMail:
    """The sheet, asked for and sent back; what its sender hears."""
    return returned(box, asked(box, who), change, who, text, **more)


def handler_of_a_new_complaint(box: Sandbox) -> str:
    return str(complain(box, sender=f"customer{len(box.complaints())}@qq.com")["handler"])


def test_a_sheet_that_is_sent_back_and_confirmed_is_in_force_at_once_and_remembered(box: Sandbox):
    open_before = complain(box)
    asks = sent_back(box, newcomer)
    assert asks.subject == "请确认名录的改动"
    assert "人员“辛仁 <xin.ren@lc-transport.example>”：新增（+8613900001111）" in asks.text
    shown = box.get(link_in(asks))
    assert (shown.status, "请确认名录的改动" in shown.text, "辛仁" in shown.text) == (200, True, True)
    assert box.post(link_in(asks), {}).status == 422
    assert handler_of_a_new_complaint(box) == HANDLER, "opening a page, or a form without its button, changes nothing"

    confirmed(box, asks)
    assert handler_of_a_new_complaint(box) == NEWCOMER
    assert newest(box)["number"] in last(box, NEWCOMER).subject
    for reader in (DESK_HEAD, TOP):
        notice = last(box, reader, "名录已改")
        assert "陈丽华确认的名录改动已经生效" in notice.text
        assert "责任人由“郭平 <guo.ping@lc-transport.example>”改为“辛仁 <xin.ren@lc-transport.example>”" in notice.text
    assert "此前已确认" in box.get(link_in(asks)).text
    before = len(box.mails)
    confirmed(box, asks)
    assert len(box.mails) == before, "pressed twice, it is done once"

    told = asked(box, TOP, "#名录 历史").text
    assert "2026年3月2日（周一）09:00，陈丽华：人员“辛仁" in told
    assert open_before["handler"] == HANDLER, "who has a case in hand keeps it"
    assert len(list(app.container().objects.keys("policy/directories/"))) == 2, "the earlier directory is kept"


@pytest.mark.parametrize("who", [TOP, DIRECTOR])
def test_directors_ask_for_it_as_well(box: Sandbox, who: str):
    assert [file.name for file in asked(box, who).attachments] == ["名录 2026-03-02.xlsx"]


def test_a_departments_director_changes_their_own_departments_and_what_is_below(box: Sandbox):
    asks = sent_back(box, newcomer, DIRECTOR)
    assert asks.subject == "请确认名录的改动"
    confirmed(box, asks)
    assert handler_of_a_new_complaint(box) == NEWCOMER


def put(sheet: int, cell: str, value: str) -> Change:
    return lambda book: book.worksheets[sheet].__setitem__(cell, value)


def a_line(sheet: int, *cells: str) -> Change:
    return lambda book: book.worksheets[sheet].append(cells)


def other_order(book: openpyxl.Workbook) -> None:
    """Two departments of other directors change places."""
    sheet = book.worksheets[UNITS]
    first, second = ([cell.value for cell in sheet[line]] for line in (6, 9))
    for line, values in ((6, second), (9, first)):
        for column, value in enumerate(values, 1):
            sheet.cell(line, column).value = value


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (put(UNITS, "B6", "郭平"), "单位“物流部”不归您管，没有生效：您可以改的是客运营销部及其下级的单位和人员；这一行请找陈丽华、王建国改"),
        (lambda book: book.worksheets[UNITS].delete_rows(8), "单位“货运公司”不归您管"),
        (put(PEOPLE, "C8", "13900002222"), "人员“陈丽华 <chen.lihua@lc-transport.example>”不归您管"),
        (put(OFFICE, "B3", DIRECTOR), "总体“受理部门负责人”不归您管"),
        (a_line(UNITS, "新公司", HANDLER, HEAD, DIRECTOR), "单位“新公司”的上级单位只能是您管的（客运营销部）"),
        (put(UNITS, "E5", "物流部"), "单位“客运总站”的上级单位只能是您管的（客运营销部）"),
        (a_line(PEOPLE, NEWCOMER, "辛仁"), "人员“辛仁 <xin.ren@lc-transport.example>”不是您管的单位（客运营销部）的责任人"),
        (put(PEOPLE, "D3", ""), "人员“李国强 <li.guoqiang@lc-transport.example>”的角色管到别的单位，您不能改"),
        (other_order, "单位表里别的单位的行换了次序"),
    ],
)  # fmt: skip
def test_what_is_not_theirs_is_refused_by_name_with_the_reason(box: Sandbox, change: Change, why: str):
    heard = sent_back(box, change, DIRECTOR)
    assert why in heard.text
    assert "/k/" not in heard.text
    assert "/k/" in sent_back(box, change, TOP).text


def test_beside_what_is_theirs_what_is_not_takes_nothing_along(box: Sandbox):
    def both(book: openpyxl.Workbook) -> None:
        newcomer(book)
        book.worksheets[PEOPLE]["C8"] = "13900002222"

    heard = sent_back(box, both, DIRECTOR)
    assert ("陈丽华 <" in heard.text, "辛仁 <" in heard.text, "/k/" in heard.text) == (True, False, False)


@pytest.mark.parametrize("order", ["#名錄", "#directory", "#名录"])
def test_it_may_be_asked_for_in_any_language(box: Sandbox, order: str):
    assert asked(box, DESK_HEAD, order).subject == "名录：人员与单位"


@pytest.mark.parametrize("who", [HANDLER, HEAD, "tousu-desk@lc-transport.example"])
def test_nobody_else_gets_it_nor_changes_it(box: Sandbox, who: str):
    refused = asked(box, who)
    assert not refused.attachments
    assert "名录 只能由客服中心负责人、分管领导使用" in refused.text
    sheet = changed(asked(box), newcomer)
    box.email(compose(who, box.address, "名录", "#名录", attachments=[sheet]))
    assert "/k/" not in last(box, who).text
    assert "只能由" in last(box, who).text


def test_a_customer_gets_nothing(box: Sandbox):
    box.email(compose(CUSTOMER, box.address, "名录", "#名录"))
    assert not any(mail.attachments for mail in to(box, CUSTOMER))


def test_a_deputy_is_not_asked_in_the_heads_place(box: Sandbox):
    box.email(compose(DESK_HEAD, box.address, "请假", "#请假 3月2日至3月6日 郭平"))
    assert "只能由" in asked(box, HANDLER).text


def test_faults_are_told_with_their_cells_and_nothing_changes(box: Sandbox):
    def spoil(book: openpyxl.Workbook) -> None:
        book.worksheets[PEOPLE]["C3"] = "没有手机"
        book.worksheets[UNITS]["B2"] = "新来的"

    heard = sent_back(box, spoil)
    assert "表里有 2 处要改，没有生效" in heard.text
    assert "[人员 C3] “没有手机”不是电话号码" in heard.text
    assert "[单位 B2] “新来的”不在人员表里" in heard.text
    assert "/k/" not in heard.text


def test_a_sheet_that_says_nothing_new_asks_for_nothing(box: Sandbox):
    assert "表里的内容和现在的一样" in sent_back(box, lambda _: None).text


@pytest.mark.parametrize(("who", "name"), [(HANDLER, "名录 2026-03-02.xlsx"), (DESK_HEAD, "旅客名录.xlsx")])
def test_another_sheet_or_anothers_without_the_command_means_nothing_of_the_kind(box: Sandbox, who: str, name: str):
    _, kind, content = changed(asked(box), newcomer)
    box.email(compose(who, box.address, "材料", "请收好。", attachments=[(name, kind, content)]))
    assert not any("/k/" in mail.text or "名录 只能由" in mail.text for mail in to(box, who)[-1:])


def test_of_very_many_faults_and_changes_the_first_are_told_and_how_many_more_there_are(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sheets, "FAULTS_SHOWN", 2)
    monkeypatch.setattr(sheets, "CHANGES_SHOWN", 2)

    def titled(book: openpyxl.Workbook, phone: str = "") -> None:
        for line in range(2, 7):
            book.worksheets[PEOPLE][f"E{line}"] = "站长"
            book.worksheets[PEOPLE][f"C{line}"] = phone or book.worksheets[PEOPLE][f"C{line}"].value

    faulty = sent_back(box, lambda book: titled(book, "没有"))
    assert ("表里有 5 处要改" in faulty.text, "另有 3 处没有列出" in faulty.text) == (True, True)
    asks = sent_back(box, titled)
    assert (asks.text.count("站长"), "另有 3 处改动没有列出" in asks.text) == (2, True)
    assert "另有 3 处改动没有列出" in box.get(link_in(asks)).text


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("名录.xls", "application/vnd.ms-excel", b"\xd0\xcf\x11\xe0")], "附件“名录.xls”读不出来"),
        ([("名录.xlsx", XLSX, b"PK\x03\x04 damaged")], "附件“名录.xlsx”读不出来"),
        ([("名录.xlsx", XLSX, b"1"), ("名录 (2).xlsx", XLSX, b"2")], "几个 .xlsx 附件"),
    ],
)
def test_what_cannot_be_read_is_told(box: Sandbox, files: list[tuple[str, str, bytes]], said: str):
    box.email(compose(DESK_HEAD, box.address, "名录", "#名录", attachments=files))
    assert said in last(box, DESK_HEAD).text


def test_of_two_changes_the_second_to_be_confirmed_is_made_anew(box: Sandbox):
    first = sent_back(box, newcomer)
    second = sent_back(box, lambda book: book.worksheets[PEOPLE].__setitem__("C3", "13900002222"), TOP)
    confirmed(box, first)
    confirmed(box, second)
    assert "没有生效：您提交以后，名录又有别的改动" in last(box, TOP).text
    assert handler_of_a_new_complaint(box) == NEWCOMER


def test_whoever_has_lost_the_office_confirms_nothing_any_more(box: Sandbox):
    theirs = sent_back(box, newcomer, DESK_HEAD)

    def another_head(book: openpyxl.Workbook) -> None:
        book.worksheets[OFFICE]["B3"] = HEAD

    confirmed(box, sent_back(box, another_head, TOP))
    assert "受理部门负责人由“陈丽华" in last(box, DESK_HEAD, "名录已改").text, "who was the head hears it too"
    confirmed(box, theirs)
    assert "没有生效：您现在不能改名录" in last(box, DESK_HEAD).text
    assert handler_of_a_new_complaint(box) == HANDLER


def test_the_link_ends_after_three_days(box: Sandbox):
    asks = sent_back(box, newcomer)
    box.wind(days=4)
    assert box.post(link_in(asks), {"confirm": "yes"}).status == 410
    assert handler_of_a_new_complaint(box) == HANDLER


def test_where_nothing_vouches_for_the_mail_the_order_is_confirmed_first(box: Sandbox):
    held = sent_back(box, newcomer, dmarc="GRAY", text="#名录")
    assert held.subject == "请确认是您本人发出的命令"
    confirmed(box, held)
    asks = last(box, DESK_HEAD)
    assert asks.subject == "请确认名录的改动"
    confirmed(box, asks)
    assert handler_of_a_new_complaint(box) == NEWCOMER


def test_a_rehearsal_of_a_file_sends_the_sheet_and_says_where_to_change_it():
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        assert "名录只能在文件里改" in sent_back(box, newcomer).text
