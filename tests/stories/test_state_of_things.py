"""The state of things by mail: a director, a head, a handler and the desk each ask and read what they lead, and answer by a button."""

import io
import re
from urllib.parse import parse_qs, unquote, urlsplit

import openpyxl
import pytest

from chalicelib.core.overview import lines
from sandbox import Sandbox
from sandbox.sent import SentMail
from sandbox.staff import compose
from tests.stories.acts import DIRECTOR, HANDLER, HEAD, complain, last, to
from tests.stories.letters import letter

BUS, BUS_HEAD = "liang.bo@lc-transport.example", "shen.yulan@lc-transport.example"
LATE, OPEN = "■ 已超时", "■ 其他未办结"


def asks(box: Sandbox, who: str, order: str) -> SentMail:
    """Somebody asks by a fresh mail; what they get."""
    box.email(compose(who, box.address, "请教", order))
    return last(box, who)


def listed(mail: SentMail, title: str) -> list[str]:
    """The numbers of the lines under a heading."""
    part = mail.text.partition(title)[2].partition("■")[0]
    return re.findall(r"^· (?:.* · )?(LC\d+-\d+|M-\w+)", part, re.MULTILINE)


def press(box: Sandbox, mail: SentMail, number: str, words: str) -> None:
    """The reply that a line's button opens, with words below what it begins with."""
    link = re.search(rf'{number}(?:(?!</li>).)*?href="(mailto:[^"]+)"', mail.html, re.DOTALL)
    assert link, mail.html
    parts = urlsplit(link[1].replace("&amp;", "&"))
    asked = parse_qs(parts.query)
    begun = asked.get("body", [""])[0].replace("\r\n", "\n")
    box.email(compose(mail.to[0], unquote(parts.path), asked["subject"][0], begun + words))


def test_everybody_reads_where_things_stand_in_what_they_lead_and_answers_by_a_button():
    with Sandbox(now="2026-03-02T09:00+08:00") as box:
        rude = complain(box)["number"]
        slow = complain(box, "公交K12路晚点两小时，没人管，我要投诉", sender="li.na@163.com", subject="K12晚点")[
            "number"
        ]
        box.email(letter("noreply@shop.example", box.address, "优惠", "本公司代开发票，价格优惠。"))
        box.wind(to="2026-03-06T08:00+08:00")
        fresh = complain(box, "公交K9路司机骂人，我要投诉", sender="zhao@163.com", subject="K9骂人")["number"]
        box.wind(minutes=2)

        for who, late, still in ((DIRECTOR, [rude, slow], [fresh]), (HEAD, [rude], []), (BUS_HEAD, [slow], [fresh])):
            mine = asks(box, who, "#清单")
            assert (who, listed(mine, LATE), listed(mine, OPEN)) == (who, late, still)
        assert "超时 1 天：答复顾客（郭平，期限 3月4日" in last(box, HEAD).text
        own = asks(box, BUS, "#清单")
        assert (LATE in own.text, listed(own, "先到期的在前")) == (False, [slow, fresh])

        desk = asks(box, box.desk, "#清单")
        assert (listed(desk, LATE), listed(desk, OPEN)) == ([rude, slow], [fresh])
        (parked,) = listed(desk, "■ 待查看的来件")
        press(box, desk, parked, "#垃圾")
        assert "■ 待查看的来件" not in asks(box, box.desk, "#清单").text

        assert listed(asks(box, BUS_HEAD, "#查询 超时"), "如下") == [slow]
        assert listed(asks(box, DIRECTOR, "#查詢 逾時 單位 公交"), "如下") == [slow]
        assert listed(asks(box, DIRECTOR, "#查询 本月 未办结"), "如下") == [rude, slow, fresh]
        assert "没有查到" in asks(box, HANDLER, "#query late unit 公交").text

        figures = asks(box, DIRECTOR, "#数据 本周")
        assert "受理投诉件数 | 3" in figures.text
        assert listed(figures, "■ 目前超时") == [rude, slow]
        (book,) = figures.attachments
        sheet = openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0]
        assert [row[0] for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)] == [rude, slow, fresh]
        assert "看不懂统计期“那天”" in asks(box, DIRECTOR, "#数据 那天").text

        for who, seen in ((DIRECTOR, {rude, slow, fresh}), (HEAD, {rude}), (HANDLER, {rude})):
            link = re.search(r"https://\S+/o/\S+", asks(box, who, "#清单").text)
            assert link
            page = box.get(link.group())
            assert (page.status, set(re.findall(r"LC\d+-\d+", page.text))) == (200, seen)

        press(box, asks(box, DIRECTOR, "#清单"), slow, "今天下班前给客户一个说法。")
        assert "今天下班前给客户一个说法。" in last(box, BUS, slow).text
        press(box, asks(box, BUS, "#清单"), slow, "事实：车辆故障\n责任：公交公司\n措施：增派备用车")
        box.wind(minutes=15)
        assert "增派备用车" in last(box, "li.na@163.com").text


def test_each_morning_the_desk_reads_what_is_late_where_and_what_nobody_has_in_hand_and_leaders_what_no_mail_has_told_them():
    with Sandbox(now="2026-03-02T09:30+08:00") as box:
        rude = complain(box)["number"]
        box.email(letter("noreply@shop.example", box.address, "优惠", "本公司代开发票，价格优惠。"))
        box.wind(to="2026-03-05T09:30+08:00")
        desk = last(box, box.desk, "今日待办")
        assert listed(desk, LATE) == [rude]
        assert len(listed(desk, "■ 待查看的来件")) == 1
        assert to(box, HEAD, "已超时")  # who reads no list that would only tell the same again
        assert not to(box, HEAD, "今日待办")
        assert not to(box, BUS_HEAD, "今日待办")


def test_a_mornings_list_that_is_too_long_for_a_mail_brings_the_whole_in_a_table(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lines, "SHOWN", 1)
    with Sandbox(now="2026-03-02T09:30+08:00") as box:
        rude = complain(box)["number"]
        slow = complain(box, "公交K12路晚点两小时，没人管，我要投诉", sender="li.na@163.com")["number"]
        box.wind(to="2026-03-09T09:30+08:00")  # a Monday, on which the list is whole
        desk = last(box, box.desk, "今日待办")
        assert listed(desk, LATE) == [rude]
        assert "全部见所附表格" in desk.text
        (book,) = desk.attachments
        sheet = openpyxl.load_workbook(io.BytesIO(book.content)).worksheets[0]
        assert [row[0] for row in sheet.iter_rows(min_row=2, max_col=1, values_only=True)] == [rude, slow]
