"""What is new in a reply, beyond the whole mails of tests/mails."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.core.words.marker import REPLY_MARKER, reply_line
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.inbound import attributions, html_text, our_endings, separators
from chalicelib.inbound.quoted_text import newly_written

KEPT = [
    "你好，\n谢谢，但是问题还没解决，请尽快处理。",
    "Hello\nBest, I think we should meet.",
    "Items:\n- the driver\n- the ticket\n- the bus",
    "Facts:\nFrom: Shanghai\nTo: Beijing\nDate: 2 March 2026",
    "On Monday the driver wrote:\nnothing at all.",
    "我在意见簿上写道：\n司机抽烟。",
    "From: Shanghai\nTo: Beijing",
    "主题：晚点\n日期：3月1日",
]


@pytest.mark.parametrize("own", KEPT)
def test_own_words_that_look_like_a_greeting_a_list_or_a_header_stay(own: str):
    assert newly_written(own).new == own


@pytest.mark.parametrize("own", KEPT)
def test_own_words_stay_whole_above_a_quote(own: str):
    quoted = '------------------ 原始邮件 ------------------\n发件人: "a" <a@b.cn>;\n\n旧'
    assert newly_written(f"{own}\n\n{quoted}").new == own


@pytest.mark.parametrize("separator", separators.DIVIDERS, ids=lambda one: one.client)
def test_each_divider_of_the_table_divides(separator: separators.Separator):
    assert newly_written(f"新的话\n\n{separator.sample}\n旧的话").new == "新的话"


@pytest.mark.parametrize(
    "separator", [*attributions.ATTRIBUTIONS, attributions.ADDRESS_ENDS], ids=lambda one: one.client
)
@pytest.mark.parametrize("quote", ["> 旧的话", "旧的话"])
def test_each_attribution_of_the_table_divides_before_marked_and_unmarked_quotes(
    separator: separators.Separator, quote: str
):
    assert newly_written(f"新的话\n\n{separator.sample}\n\n{quote}").new == "新的话"


@pytest.mark.parametrize(
    "wrapped",
    [
        REPLY_MARKER,
        f"> {REPLY_MARKER}",
        "－－－－ 请在此线以上回复 / Please reply\nabove this line －－－－",
        reply_line("zh-CN", ("zh-CN", "zh-TW")),
        reply_line("zh-TW", ("zh-CN", "zh-TW", "en")),
        f"> {reply_line('en', ('en',))}",
        f"＞ {reply_line('zh-TW', ('zh-TW',))}",
        "-- please reply above this line --",
    ],
)
def test_our_marker_divides_however_a_mail_program_quotes_it(wrapped: str):
    assert newly_written(f"新的话\n\n某某写：\n{wrapped}\n旧的话").new.startswith("新的话")
    assert "旧的话" not in newly_written(f"新的话\n{wrapped}\n旧的话").new


def test_the_line_that_introduces_our_marker_goes_with_it():
    new = newly_written(f"新的话\n\n张三 <z@b.cn> 于2026年3月2日周一 15:12写道：\n\n> {REPLY_MARKER}\n> 旧的话").new
    assert new == "新的话"


def test_a_mail_that_is_all_quote_is_all_new():
    text = "-----Original Message-----\nFrom: a@b.cn\nSubject: x\n\nold"
    assert newly_written(text).new == text


def test_a_quote_that_wraps_over_unmarked_lines_is_one_quote():
    old = "> this line of the old mail was far too long for the program that quoted it and\nso it was folded\n> more"
    assert newly_written(f"new\n\nOn 2 Mar 2026, at 15:12, A <a@b.cn> wrote:\n{old}").new == "new"


def test_an_own_last_line_that_begins_like_the_attribution_stays():
    assert (
        newly_written("On the bus I waited.\nOn Mon, Mar 2, 2026 at 3:12 PM A <a@b.cn> wrote:\n> old").new
        == "On the bus I waited."
    )


def test_an_own_last_line_with_a_figure_stays_above_an_attribution():
    assert (
        newly_written("措施：退还票款 35 元\n在 2026-03-02 15:12:40，客服 <a@b.cn> 写道：\n> 旧").new
        == "措施：退还票款 35 元"
    )


def test_a_name_on_a_line_of_its_own_belongs_to_the_attribution():
    assert newly_written("新的话\n\n客服 <a@b.cn>\n于2026年3月2日周一 15:12写道：\n\n> 旧").new == "新的话"


@pytest.mark.parametrize(
    "introduction",
    [
        "-------- Nuntius originalis --------\nFrom: 客服 <a@b.cn>\nDate: 2026/3/2\nSubject: x",
        '---原始邮件---\n发件人："客服"<a@b.cn>\n发送时间：2026年3月2日(周一) 下午3:12',
        "在2026年03月02日 15:12，客服<a@b.cn>写道：",
        "于 2026年3月2日 GMT+08:00 15:12:40, 客服 <a@b.cn> 写到:",
        "客服 a@b.cn 在 2026-03-02 15:12 寫道：",
        "***** 原始邮件 *****",
        "发件人: 客服\n日期: 星期一, 2026年3月2日 15:12\n收件人: 张三\n主题: 回复",
        "| 发件人 | 客服 |\n\n-----原文-----",
    ],
)
def test_other_introductions_divide_too(introduction: str):
    assert newly_written(f"收到。\n\n{introduction}\n旧的话").new.startswith("收到。")
    assert "旧的话" not in newly_written(f"收到。\n\n{introduction}\n旧的话").new


def test_the_structure_of_html_is_trusted_before_the_lines_of_text():
    html = '<p>new</p><div class="gmail_quote"><blockquote>old without any introduction</blockquote></div>'
    assert newly_written("new\n\nold without any introduction", html).new == "new"


@given(st.text(max_size=300))
def test_nothing_is_new_that_was_not_written(text: str):
    new = newly_written(text).new
    assert bool(new.strip()) == bool(text.strip())
    words = set(text.split())
    assert set(new.split()) <= words


@given(st.text(alphabet="新话。！a1", min_size=1, max_size=40), st.sampled_from(separators.DIVIDERS))
def test_any_words_above_a_divider_are_found_exactly(own: str, separator: separators.Separator):
    assert newly_written(f"{own}\n\n{separator.sample}\n> 旧").new.strip() == own.strip()


QUOTED = '------------------ 原始邮件 ------------------\n发件人: "客服" <kefu@b.cn>;\n\n客户来信：\n#结案\n#同意'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (QUOTED, None),
        (f"\n\n发自我的iPhone\n\n{QUOTED}", None),
        ("> 客户来信：\n> #结案\n#备注 已阅", None),
        (f"{REPLY_MARKER}\n\n客户来信：\n#结案", None),
        ("客户来信：\n#结案\n\n已阅", '<blockquote type="cite">客户来信：<br>#结案</blockquote><p>已阅</p>'),
        (
            "客户来信：\n#结案\n\n已阅\n\n#同意",
            '<blockquote type="cite">客户来信：<br>#结案</blockquote><p>已阅</p><blockquote type="cite">#同意</blockquote>',
        ),
    ],
)
def test_quoted_words_of_others_are_never_where_commands_are_read(text: str, html: str | None):
    assert "#" not in newly_written(text, html).above


def test_commands_apart_from_marked_lines_are_the_writers_own():
    assert newly_written("> 客户来信：\n> #结案\n\n收到。\n#备注 已阅").above == "收到。\n#备注 已阅"


@pytest.mark.parametrize(
    "quoted", [QUOTED, f"> {REPLY_MARKER}\n> #结案", "", "在 2026/3/2 15:12, 客服 写道:\n> #同意\n\n#退回"]
)
def test_commands_above_the_quote_are_read(quoted: str):
    assert newly_written(f"#结果\n原因：晚点\n措施：培训\n\n{quoted}").above == "#结果\n原因：晚点\n措施：培训"


@pytest.mark.parametrize(
    "own",
    [
        "#延期 2026-03-06 17:30 监控厂家在修",
        "#联系 2026-03-02 14:00 已电话致歉",
        "2026-03-02 9:30 那趟车",
        "Monday 2 March 2026, 9:30 was the bus",
    ],
)
def test_own_words_that_tell_a_time_stand_above_an_attribution_of_its_own(own: str):
    attribution = "在 2026年03月02日 09:00，complaints@bus.example 写道："
    assert newly_written(f"{own}\n\n{attribution}\n\n> 旧的话").new == own


STORIES = [
    "投诉如下。\n在3月2日10:20的那趟车上，司机在留言本写道：\n不服来投诉。\n我要求道歉。",
    "您好，我要投诉。\n\n我于2026年3月2日10:20在你们的意见簿上写道：\n司机态度恶劣。\n至今没有答复。",
    "投诉如下。\n2026年3月2日10:20，贵公司客服在短信里写道：\n车票可以退。\n但是至今没退。",
    "I complain about line 5.\n\nOn 2 March at 10:30 the driver said:\nGet off my bus!\nI demand an apology.",
    "I complain.\n\nYour clerk (li@bus.example) wrote:\nno refund\nI want one.",
    "On Monday, 2 March 2026, the driver wrote:\nnothing\n\nI demand an apology.",
    "乘车人：张三\n——\n补充：司机姓李，车牌鲁P12345",
    "投诉人：张三\n--\n另有录音，需要的话可以提供。",
    "发自我的内心，我非常失望。",
    "Sent from my office on Monday, the parcel never arrived.",
]


@pytest.mark.parametrize("own", STORIES)
def test_a_story_about_what_was_written_or_said_is_no_quote(own: str):
    assert newly_written(own).new == own
    new = newly_written(f"{own}\n\n在 2026年3月3日，客服 <a@b.cn> 写道：\n旧的话").new
    assert new == own


@pytest.mark.parametrize(
    "introduction",
    [
        "On Thursday, June 27, 2013, knwang via Forum wrote:",
        "El jueves, 21 de noviembre de 2013, Juan escribió:",
        "суббота, 14 марта 2015 г. пользователь etewiah написал:",
        "Le 14 mai 2016 à 10:01, Neil nous a dit :",
        "-----邮件原文-----",
        "*Vorherige Antworten*",
        "## Bitte gib deine Antwort oberhalb dieser Zeile ein. ##",
        "##- 請在此行上方輸入您的回覆 -##",
        "Original Message processed by david®",
    ],
)
def test_introductions_that_name_no_time_of_day_divide_too(introduction: str):
    assert newly_written(f"收到。\n\n{introduction}\n\n旧的话").new == "收到。"


@pytest.mark.parametrize(
    "introduction",
    [
        "2016-03-03 17:21 GMT+01:00 Some One",
        "On Mon, Jun 3, 2024 at 12:53 AM Li <li@example.com> w=\nrote:",
        "Op 3 jan 2026 10:11 hat <li@example.com> verzonden:",
    ],
)
def test_a_line_with_a_time_above_marked_lines_introduces_them_in_any_language(introduction: str):
    assert newly_written(f"收到。\n\n{introduction}\n\n> 旧的话\n> 还有").new == "收到。"


def test_lines_marked_by_entities_are_quoted():
    assert newly_written("收到。\n\n&gt; 旧的话\n&gt; 还有").new == "收到。"


def test_words_around_a_forwarded_mail_are_both_new():
    text = "请看下面。\n\nBegin forwarded message:\n\n> From: a@b.cn\n> Subject: x\n>\n> 旧的话\n\n请处理。"
    assert newly_written(text).new == "请看下面。\n\n请处理。"


def test_an_older_mail_below_a_marked_one_is_no_answer_to_it():
    text = "收到。\n\n在 2026/3/2 15:12, 客服 <a@b.cn> 写道:\n> 旧的话\n\n-----原始邮件-----\n发件人: c@d.cn\n主题: x\n\n更旧的话"
    assert newly_written(text).new == "收到。"


def test_a_long_marked_line_that_was_folded_belongs_to_the_quote():
    line = "> Pitchfork occupy vegan pabst hammock. Wayfarers etsy pok pok, kale chips"
    text = f"收到。\n\nOn 2 Mar 2026 15:12, A <a@b.cn> wrote:\n> Hi\n{line}\nbrooklyn four dollar toast street art 3 wolf moon.\n> Bye"
    assert newly_written(text).new == "收到。"


@pytest.mark.parametrize(
    ("html", "new"),
    [
        (
            "<p>收到。</p>On Thu, Dec 18, 2025 at 10:02 AM, foo &lt;foo@b.cn&gt; wrote:<blockquote>旧的话</blockquote>",
            "收到。",
        ),
        (
            "<p>收到。</p><blockquote class=gmail_quote>车站公告：末班车22点</blockquote>",
            "收到。\n\n车站公告：末班车22点",
        ),
        ("<p>公告写道：</p><blockquote>末班车22点</blockquote>", "公告写道：\n\n末班车22点"),
        ("<div>收到。</div><div id='lark-mail-quote-17'>旧的话</div>", "收到。"),
    ],
)
def test_a_block_set_apart_is_quoted_only_if_something_says_so(html: str, new: str):
    assert newly_written(html_text.to_text(html), html).new == new


@pytest.mark.parametrize(
    "line",
    [
        "(sent from a phone)",
        "<<sent by galaxy>>",
        "Sent from my HTC M8 Android phone.  Please excuse typos",
        "Hanki Outlook for Android&lt;https://aka.ms/ghei36&gt;",
        "发自我的HUAWEI Mate 60",
        "—————\n张三\n电话：0635-8212345",
    ],
)
def test_what_a_phone_adds_is_no_part_of_the_letter(line: str):
    assert newly_written(f"车晚点了。\n\n{line}").new == "车晚点了。"


@pytest.mark.parametrize(
    "own", ["回复见下面红字。", "您好，我的意见在原文中标红了，请看。", "My answers are inline below."]
)
def test_a_letter_that_points_to_answers_within_the_quote_is_kept_whole(own: str):
    text = f"{own}\n\n------------------ 原始邮件 ------------------\n发件人: 客服 <a@b.cn>\n主题: x\n\n请问几点？\n十点零七分。"
    assert newly_written(text).new == text


@pytest.mark.parametrize(
    "introduction",
    [
        "------------------------------------------------------------------发件人：客服<a@b.cn>日　期：2026年03月02日 15:11收件人：张三<z@b.cn>主　题：受理",
        "---------------------------------\n原始邮件\n发件人：客服\n日期：2026-03-02 15:11\n收件人：z@b.cn\n主题：受理",
        "======= 2026-03-02 15:11:40 您在来信中写道：=======",
        "&nbsp;\n\n------------------&nbsp;原始邮件&nbsp;------------------",
        "zhangsan@qq.com\n \n发件人： 客服中心\n发送时间： 2026-03-02 15:11\n收件人： 张三\n主题： 受理",
        "使用 K-9 Mail 发送自我的 Android 设备。\n\n在 2026年3月2日 GMT+08:00 下午3:11:40, 客服 <a@b.cn> 写到:",
        "用 Spark 发送\n在 2026年3月2日 +0800 15:11，客服 <a@b.cn>，写道：",
    ],
)
def test_chinese_programs_leave_nothing_of_theirs_above_the_quote(introduction: str):
    assert newly_written(f"车又晚点了。\n\n\n\n{introduction}\n\n旧的话").new == "车又晚点了。"


@pytest.mark.parametrize(
    "signature",
    [
        '<hr style="width: 210px; height: 1px;" color="#b5c4df" align="left"><div>张三</div><div>电话：13800138000</div>',
        '<div id="Signature"><div>张三</div><div>聊城公司</div></div>',
        '<a class="xm_write_card"><div>张三</div><div>z@qq.com</div></a>',
    ],
)
def test_the_signature_that_only_html_marks_is_folded(signature: str):
    html = f'<div>车又晚点了。</div>{signature}<div id="divRplyFwdMsg">发件人: 客服<br>旧的话</div>'
    assert newly_written(html_text.to_text(html), html).new == "车又晚点了。"


def test_a_letter_written_where_the_signature_should_be_is_kept():
    html = f'<div>您好：</div><div id="Signature">{"车又晚点了。" * 200}</div>'
    assert "车又晚点了" in newly_written(html_text.to_text(html), html).new


ENDINGS = [
    "票款35元没退。\n从手机银行扣了两次款",
    "一直没有答复。\n自手机号13800138000登记后没有任何消息",
    "请核实。\n来自网易新闻的消息说贵公司停运",
    "请核实。\n来自QQ群的截图见附件",
    "照片为证。\n照片是我的手机发出的",
    "照片为证。\n由我的手机号给您发送过照片",
    "请处理。\n用微信发送给我",
    "The parcel never arrived.\nSent by post on 3 March",
    "The parcel never arrived.\nSent from Shanghai on Monday",
    "The parcel never arrived.\nSent via EMS to Liaocheng",
    "我的诉求：\n> 退票\n> 道歉\n> 赔偿",
    "My demands are as follows:\n> refund\n> apology\n> answer",
    "您好，我的投诉如下：\n\n寄件人：张三\n收件人：李四\n寄件日期：2026年3月1日\n单号：SF123\n\n快件一直没有收到。",
    "您好：\n\n发件人：张三\n日期：2026年3月2日\n主题：投诉晚点\n\n3月2日的车晚点。",
    "经过说明\n---------------\n要求退票\n要求道歉",
    "________________\n张三投诉\n________________\n车晚点",
]


@pytest.mark.parametrize("own", ENDINGS)
def test_own_words_that_look_like_a_device_a_card_or_a_parcel_are_kept(own: str):
    assert newly_written(own).new == own


@pytest.mark.parametrize("line", [
    "Sent from my iPhone", "Sent from Yahoo Mail on Android", "Sent with Airmail", "Sent from Mail for Windows 10", "Sent by galaxy", "Sent from my Huawei phone",
    "Sent via Quickmail ( https://example.com/?vip=1 )", "发自我的iPhone", "发自我的华为手机", "来自 vivo 手机", "发送自 Windows 10 版邮件应用", "从我的三星手机发送", "發自我的 iPad", "從我的 iPhone 傳送",
    "從 Android 的 Yahoo奇摩電子信箱 傳送", "由 Samsung Galaxy 智能手机发送。", "来自飞书邮箱", "签名由 网易邮箱大师 定制", "获取适用于 Android 的 Outlook<https://aka.ms/AAb9ysg>",
])  # fmt: skip
def test_lines_of_phones_and_programs_are_folded(line: str):
    assert newly_written(f"车又晚点了。\n\n{line}").new == "车又晚点了。"


@pytest.mark.parametrize(
    "answer",
    ["十点零七分。", "十点零七分。\n\n> 票号多少？\n\n20260302-88", "你好，\n票号在附件里，共有两张，请一并退还票款。"],
)
def test_answers_below_our_marker_are_not_lost_behind_a_greeting(answer: str):
    text = f"您好。\n\n在 2026/3/2 15:12, 客服 <a@b.cn> 写道:\n> {REPLY_MARKER}\n> 请问是几点的车？\n\n{answer}"
    assert newly_written(text).new == f"您好。\n\n> 请问是几点的车？\n\n{answer}"
    assert newly_written(text).above == "您好。"


@pytest.mark.parametrize("footer", ["-- \n张三", "本邮件及其附件含有保密信息，仅限收件人使用。", "发自我的iPhone"])
def test_what_is_added_below_our_marker_is_no_answer(footer: str):
    text = f"已处理。\n\n在 2026/3/2 15:12, 客服 <a@b.cn> 写道:\n> {REPLY_MARKER}\n> 请问是几点的车？\n\n{footer}"
    assert newly_written(text).new == "已处理。"


def test_answers_below_our_marker_in_html_are_not_lost_either():
    html = f"<p>您好。</p><blockquote type=cite>{REPLY_MARKER}<br>请问是几点的车？</blockquote><p>十点零七分。</p>"
    text = html_text.to_text(html)
    assert newly_written(text, html).new == "您好。\n\n> 请问是几点的车？\n\n十点零七分。"
    assert newly_written(text, html).above == "您好。"
    signed = html.replace("<p>十点零七分。</p>", "<p>发自我的iPhone</p>")
    assert newly_written(html_text.to_text(signed), signed).new == "您好。"


FOOTERS = [
    "_____________________________________\nriders mailing list -- riders@lists.example\nTo unsubscribe send an email to riders-leave@lists.example",
    '-- \nYou received this message because you are subscribed to the Google Groups "投诉" group.\nTo unsubscribe from this group and stop receiving emails from it, send an email to tousu+unsubscribe@x.example.',
]


@pytest.mark.parametrize("footer", FOOTERS)
@pytest.mark.parametrize("blank", ["\n", "\n\n"])
def test_what_a_list_adds_goes_and_the_words_right_above_it_stay(footer: str, blank: str):
    assert newly_written(f"车门没关就开了。{blank}{footer}").new == "车门没关就开了。"


def test_who_asks_below_a_rule_to_be_taken_off_a_list_is_heard():
    own = "车门没关就开了。\n----\nPlease unsubscribe wang@firm.example from your texts."
    assert newly_written(own).new == own


SLIPS = (
    "Ticket:\nFrom: Dezhou\nTo: Tai'an\nDate: 4 May 2026\nSubject: coach 77",
    "Fahrt:\nVon: Dezhou\nAn: Tai'an\nDatum: 04.05.2026\nBetreff: Bus 77",
    "Trajet :\nDe : Dezhou\nÀ : Tai'an\nDate : 4 mai\nObjet : car 77",
    "包裹資料：\n\n寄件者: 陳大明\n收件者: 林美\n日期: 2026/5/4\n主旨: 兩箱蘋果",
)


@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize(
    "quoted", ["", "\n\nOn Mon, 4 May 2026 at 09:00, Office <office@lc.example> wrote:\n\n> an old mail"]
)
def test_the_slip_of_a_ride_or_a_parcel_is_no_header_of_a_mail(slip: str, quoted: str):
    own = f"{slip}\n\nPlease pay the fare back."
    assert newly_written(own + quoted).new == own


@pytest.mark.parametrize("told", ["Sent: Monday, May 4, 2026 9:00 AM", "Date: 04.05.2026 09.15"])
def test_a_header_block_with_a_time_of_day_divides_without_any_mailbox(told: str):
    assert newly_written(f"My answer.\n\nFrom: Office\n{told}\nTo: Ann\nSubject: fare\n\nold").new == "My answer."


def test_a_header_block_without_time_or_mailbox_right_above_our_marker_is_none_of_the_answer():
    text = f"我的答复。\n\n发件人: 客服\n发送时间: 2026年5月4日\n收件人: 我\n主题: 车费\n\n{REPLY_MARKER}\n旧的话"
    assert newly_written(text).new == "我的答复。"


ENDS = (
    "受理编号：LC20260504-0009。直接回复本邮件，您的话会送到办理人员手中。",
    "直接回覆本郵件，您的話會送到客服中心。",
    "Reference LC20260504-0009. A reply to this email reaches\nthe people who are handling it.",
    "本邮件由某集团投诉处理系统发出，回复地址仅供您本人使用，请勿转发。",
)
OURS = "尊敬的客户：\n\n查看办理进度：\nhttps://lc.example/c/1"


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("above", ["收到。\n\n", ""])
def test_words_below_the_last_sentence_of_our_unmarked_mail_are_new(above: str, end: str):
    text = f"{above}-----原始邮件-----\n\n{REPLY_MARKER}\n\n{OURS}\n\n{end}\n\n\n座位号是12A。"
    assert newly_written(text).new == f"{above}座位号是12A。"
    assert newly_written(text).above == above.strip()


@pytest.mark.parametrize("below", ["", "发自我的iPhone", f"\n{ENDS[0]}", f"{REPLY_MARKER}\n{OURS}\n{ENDS[1]}"])
def test_nothing_of_ours_and_nothing_that_a_program_adds_is_new_below_our_mail(below: str):
    text = f"收到。\n\n-----原始邮件-----\n\n{REPLY_MARKER}\n\n{OURS}\n\n{ENDS[0]}\n\n{below}"
    assert newly_written(text).new == "收到。"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_of_ours_ends_with_a_sentence_by_which_it_is_known(language: str):
    closing = Path(f"templates/_parts.{language}.j2").read_text("utf-8").partition("macro closing(")[2]
    last = re.findall(r'^\{\{ t\.small\((?:by_telephone ~ )?(".*")\)', closing.partition("endmacro")[0], re.MULTILINE)
    assert len(last) == 3
    for each in last:
        sentence = re.sub(r'" ~ .*? ~ "', "LC", each).strip('"')
        assert our_endings.own_below(f"{sentence}\n\nseat 9") == "seat 9", sentence


@pytest.mark.parametrize("mark", ["[Bo Chen] ", "【Bo Chen】", "[bo chen: "])
def test_answers_marked_with_their_writers_name_are_kept_within_an_unmarked_quote(mark: str):
    text = f"Hello,\n\nFrom: Office <office@lc.example>\nSent: Monday, May 4, 2026 9:00 AM\nSubject: seat\n\nWhich seat?\n{mark}12A"
    assert newly_written(text, writer="Bo Chen").new == text
    assert newly_written(text, writer="Bo Chen").above == "Hello,"
    assert newly_written(text, writer="Li").new == "Hello,"
