"""An organisation's words without a developer: asked for by mail, changed in a sheet, seen as they will read, confirmed by a link, in force, and remembered."""

from collections.abc import Iterator

import openpyxl
import pytest

import app
from sandbox import Sandbox
from sandbox.sent import SentMail
from tests.stories.acts import ANSWER, CUSTOMER, DIRECTOR, HANDLER, complain, last, says, to
from tests.stories.sheet_acts import DESK_HEAD, TOP, Change, asked_for, confirmed, link_in, published_sandbox, returned

GENERAL, CUSTOMERS, VALUES = 0, 1, 3
KEY, CHINESE = 0, 3  # columns
SORRY = "给您带来不便，我们深表歉意。"
WARM = "感谢您联系聊城交运，让您久等了。"


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with published_sandbox() as opened:
        yield opened


def asked(box: Sandbox, who: str = DESK_HEAD, order: str = "#文案") -> SentMail:
    return asked_for(box, who, order)


def sent_back(box: Sandbox, change: Change, who: str = DESK_HEAD) -> SentMail:
    return returned(box, asked(box, who), change, who)


def put(book: openpyxl.Workbook, key: str, text: str, column: int = CHINESE) -> None:
    """Into the cell of a text."""
    line = next(line for sheet in book.worksheets for line in sheet.iter_rows() if line[KEY].value == key)
    line[column].value = text


def says_now(book: openpyxl.Workbook, key: str) -> str:
    lines = (line for sheet in book.worksheets for line in sheet.iter_rows() if line[KEY].value == key)
    return str(next(lines)[CHINESE].value or "")


def warmer(book: openpyxl.Workbook) -> None:
    """An acknowledgement in other words, and where else to turn."""
    put(book, "acknowledgement.body", says_now(book, "acknowledgement.body").replace(SORRY, WARM))
    put(book, "acknowledgement.sms", "【聊城交运】收到了，编号{{ case.number }}。")
    put(book, "outside_route", "您也可以拨打 12345。")


def acknowledged(box: Sandbox) -> str:
    """What the next customer reads."""
    sender = f"customer{len(box.complaints())}@qq.com"
    complain(box, sender=sender)
    return last(box, sender).text


def test_words_that_are_sent_back_and_confirmed_are_read_by_the_next_customer_and_remembered(box: Sandbox):
    open_before = complain(box)
    asks = sent_back(box, warmer)
    assert asks.subject == "请确认文案的改动"
    assert (
        f"受理通知·邮件正文（简体）：由“{SORRY}您反映的情况我们已经收…”改为“{WARM}您反映的情况我们已经收…”" in asks.text
    )
    assert "其他投诉途径（简体）：加上“您也可以拨打 12345。”" in asks.text
    shown = box.get(link_in(asks))
    assert (shown.status, "请确认文案的改动" in shown.text, WARM in shown.text) == (200, True, True)
    assert box.post(link_in(asks), {}).status == 422
    assert SORRY in acknowledged(box), "opening a page, or a form without its button, changes nothing"

    confirmed(box, asks)
    assert WARM in acknowledged(box)
    box.sms("+8613800002222", "今天上午9点客运总站检票员态度恶劣，我要投诉")
    assert box.texts[-1].text.startswith("【聊城交运】收到了，编号LC")
    says(box, HANDLER, ANSWER, about=open_before["number"])
    box.wind(minutes=11)
    assert "您也可以拨打 12345。" in to(box, CUSTOMER)[-1].text, (
        "an open complaint is answered in the new words as well"
    )
    for reader in (DESK_HEAD, TOP):
        assert "陈丽华确认的文案改动已经生效" in last(box, reader, "文案已改").text
    assert "此前已确认" in box.get(link_in(asks)).text
    before = len(box.mails)
    confirmed(box, asks)
    assert len(box.mails) == before, "pressed twice, it is done once"
    assert "2026年3月2日（周一）09:00，陈丽华：其他投诉途径（简体）" in asked(box, TOP, "#文案 历史").text


def test_what_is_to_be_confirmed_shows_the_messages_as_they_will_read(box: Sandbox):
    asks = sent_back(box, warmer)
    assert (
        "受理通知·短信（简体）　短信，28 个字，分 1 条发出\n\n│ 【聊城交运】收到了，编号LC20260302-0000。" in asks.text
    )
    assert f"│ {WARM}您反映的情况我们已经收到" in asks.text
    (page,) = asks.attachments
    assert page.name == "文案改动后的样子.html"
    whole = page.content.decode()
    for part in (WARM, "您也可以拨打 12345。", "最迟答复", "您对这次处理满意吗"):
        assert part in whole
    assert "href=" not in whole
    assert not [mail for mail in box.mails if mail.to == "customer@example.org"], "nobody gets a preview but who asked"


def test_an_older_sheet_sent_again_undoes_a_change(box: Sandbox):
    older = asked(box)
    confirmed(box, sent_back(box, warmer))
    asks = returned(box, older, lambda _: None, DESK_HEAD)
    assert "这张表是较早索取的，此后文案又改过" in asks.text
    assert "受理通知·短信（简体）" in asks.text
    assert "恢复为标准文字" in asks.text
    confirmed(box, asks)
    assert SORRY in acknowledged(box)
    assert len(list(app.container().objects.keys("policy/words/"))) == 2, "every version is kept"


def test_a_cell_that_is_emptied_is_ours_again(box: Sandbox):
    confirmed(box, sent_back(box, warmer))
    confirmed(box, sent_back(box, lambda book: put(book, "acknowledgement.body", "")))
    assert SORRY in acknowledged(box)


def test_the_organisations_name_is_changed_as_other_words_are(box: Sandbox):
    confirmed(box, sent_back(box, lambda book: put(book, "organisation", "聊城交通发展集团")))
    assert "\n聊城交通发展集团\n" in acknowledged(box)


@pytest.mark.parametrize("who", [HANDLER, DIRECTOR])
def test_nobody_but_the_head_of_the_desk_and_the_director_gets_or_changes_them(box: Sandbox, who: str):
    refused = asked(box, who)
    assert not refused.attachments
    assert "文案 只能由客服中心负责人、最高分管领导使用" in refused.text
    mail = asked(box)
    heard = returned(box, mail, warmer, who, "#文案")
    assert ("/k/" in heard.text, "只能由" in heard.text) == (False, True)


def test_a_customer_gets_nothing(box: Sandbox):
    assert not asked(box, CUSTOMER).attachments


@pytest.mark.parametrize(
    ("order", "subject"), [("#文案", "文案：各封信和短信的文字"), ("#words", "文案：各封信和短信的文字")]
)
def test_they_may_be_asked_for_in_any_language(box: Sandbox, order: str, subject: str):
    assert asked(box, TOP, order).subject == subject


def test_faults_are_told_with_their_cells_and_nothing_changes(box: Sandbox):
    def spoil(book: openpyxl.Workbook) -> None:
        put(book, "acknowledgement.subject", "{{ case.nummer }}")
        put(book, "sms_name", "聊城交通运输集团有限责任公司客户服务中心")

    heard = sent_back(box, spoil)
    assert "表里有 2 处要改，没有生效" in heard.text
    assert "[给客户 D2] 没有“case.nummer”这个占位符；是不是“case.number”？" in heard.text
    assert "[通用 D3] “聊城交通运输集团有限责任公司客户服务中心”太长" in heard.text
    assert SORRY in acknowledged(box)


def test_a_sheet_that_says_nothing_new_asks_for_nothing(box: Sandbox):
    assert "表里的内容和现在的一样" in sent_back(box, lambda _: None).text


def test_a_renamed_heading_is_one_line(box: Sandbox):
    def rename(book: openpyxl.Workbook) -> None:
        book.worksheets[CUSTOMERS]["D1"] = "中文"

    heard = sent_back(box, rename)
    assert "[给客户 D1] 应有“简体 zh-CN”这一列，表里写的是“中文”" in heard.text
    assert "表里有 1 处要改" in heard.text


def test_the_workbook_of_the_directory_is_not_that_of_the_words(box: Sandbox):
    heard = returned(box, asked(box, DESK_HEAD, "#名录"), lambda _: None, DESK_HEAD, "#文案")
    assert "没有“通用”这张工作表，表里有的是“人员 / 单位 / 总体”" in heard.text


def test_of_two_changes_the_second_to_be_confirmed_is_made_anew(box: Sandbox):
    first = sent_back(box, warmer)
    second = sent_back(box, lambda book: put(book, "rights", "您可以随时查询。"), TOP)
    confirmed(box, first)
    confirmed(box, second)
    assert "没有生效：您提交以后，文案又有别的改动。请重新索取、改好再发：#文案" in last(box, TOP).text
    assert "您可以随时查询。" not in acknowledged(box)


def test_a_rehearsal_of_a_file_sends_the_sheet_and_says_where_to_change_it():
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        assert "文案只能在文件里改" in sent_back(box, warmer).text
