"""What staff write, read: commands, words and forms in all the spellings of real mail programs."""

import pytest

from chalicelib.core.complaint.facts import Command
from chalicelib.core.orders.command_reader import MOST_ORDERS, form_in, label_map, read_commands, without_signature
from chalicelib.core.orders.command_table import COMMANDS
from tests.core.handling.playing import transport
from tests.pace import within

LABELS = label_map({f.name: f.labels for f in transport().fields})
FORM = {"facts": "已核实", "responsibility": "公交公司", "measures": "培训"}


def only(text: str) -> Command:
    (command,) = read_commands(text, LABELS).commands
    return command


@pytest.mark.parametrize(
    "text",
    [
        "#结果\n事实：已核实\n责任：公交公司\n措施：培训",
        "＃结果：\n事实:已核实\n责任 : 公交公司\n措施　：　培训",
        "# 结果\n1. 事实：已核实\n2、责任：公交公司\n（3）措施：培训",
        "#结果\n一、事实：已核实\n二、责任：公交公司\n三、措施：培训",
        "#结果\n① 事实：已核实\n② 责任：公交公司\n③ 措施：培训",
        "**#结果**\n**事实**：已核实\n**责任：** 公交公司\n*措施*：培训",
        "#结果\n【事实】已核实\n【责任】公交公司\n【措施】培训",
        "#结果\n- 事实：已核实\n• 责任：公交公司\n· 措施：培训",
        "#结果\n事实*：已核实\n责任＊：公交公司\n措施（必填）：培训",
        "#结果\n事实\t已核实\n责任\t公交公司\n措施\t培训",
        "#结果\n| 事实 | 已核实 |\n| 责任 | 公交公司 |\n| 措施 | 培训 |",
        "#结果\n事实   已核实\n责任   公交公司\n措施   培训",
        "#结果\n事实\n已核实\n责任\n公交公司\n措施\n培训",
        "#结果\n事实：\n\n已核实\n\n责任：\n公交公司\n措施：培训",
        "#结果 事实：已核实；责任：公交公司；措施：培训",
        "#结果 事实：已核实 责任：公交公司 措施：培训",
        "#結果\n事實：已核实\n責任：公交公司\n措施：培训",
        "#result\nFacts: 已核实\nRESPONSIBILITY: 公交公司\nmeasures : 培训",
        "\u200b#结果\u00a0\n事实：已核实\n责任：公交公司\n措施：培训",
        "收到，已核实。\n#结果\n事实：已核实\n责任：公交公司\n措施：培训",
    ],
)
def test_a_form_is_read_however_it_is_written(text: str):
    assert only(text) == Command(name="resolve", words="", form=FORM)


@pytest.mark.parametrize(
    "after", ["谢谢", "谢谢\n徐静\n客运营销部", "以上，请审核。", "Best regards,\nAnn", "领导，这个客户不好说话。"]
)
def test_what_follows_a_form_after_a_blank_line_is_no_part_of_its_last_line(after: str):
    assert only(f"#结果\n事实：已核实\n责任：公交公司\n措施：培训\n\n{after}").form == FORM


def test_a_blank_line_within_a_form_ends_nothing():
    text = "#结果\n事实：第一段\n\n第二段\n责任：公交公司\n措施：1. 培训\n\n2. 检查\n\n谢谢"
    assert only(text).form == {"facts": "第一段\n第二段", "responsibility": "公交公司", "measures": "1. 培训\n2. 检查"}


def test_a_value_runs_over_lines_without_blanks():
    assert only("#结果\n措施：培训\n检查车辆\n通报").form == {"measures": "培训\n检查车辆\n通报"}


def test_what_a_caller_said_is_kept_whole():
    text = "#登记\n姓名：张明\n内容：第一段\n\n第二段\n\n谢谢"
    assert only(text).form == {"name": "张明", "content": "第一段\n第二段\n谢谢"}


def test_words_to_a_customer_keep_their_own_labels():
    text = "#告知客户 您好！\n时间：3月5日\n地点：总站\n内容：面谈"
    assert only(text) == Command(name="tell", words="您好！\n时间：3月5日\n地点：总站\n内容：面谈")


def test_a_verdict_that_is_also_a_label_stays_a_verdict():
    assert only("#回访 满意") == Command(name="visit", words="满意")
    assert only("#回访\n是否联系上：是\n是否满意：满意\n客户的话：谢谢").form == {
        "reached": "是",
        "satisfied": "满意",
        "words": "谢谢",
    }


@pytest.mark.parametrize("text", ["> #同意", "> > #同意", "请用 #同意 回复", "#1车厢很脏", "同意", ""])
def test_what_is_quoted_or_within_a_line_is_no_command(text: str):
    assert read_commands(text, LABELS).commands == ()
    assert read_commands(text, LABELS).problems == ()


def test_no_is_not_yes():
    assert only("#不同意 理由不足") == Command(name="return", words="理由不足")


def test_an_unknown_command_is_told_with_the_nearest_one():
    assert read_commands("#结桉 完", LABELS).problems == ("#结桉 → #结案 / #结果?",)
    assert read_commands("#回仿 满意", LABELS).problems == ("#回仿 → #回访?",)
    assert read_commands("#foo", LABELS).commands == ()


def test_the_nearest_command_is_named_as_its_writer_writes():
    assert read_commands("#回仿", LABELS, "zh-TW").problems == ("#回仿 → #回訪?",)
    assert read_commands("#結桉", LABELS, "zh-CN").problems == ("#結桉 → #结案 / #结果?",)
    assert read_commands("#resolv", LABELS, "en").problems == ("#resolv → #resolve / #reopen?",)
    assert read_commands("#resolv", LABELS, "zh-TW").problems == ("#resolv → #resolve / #reopen?",)


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ("#reply Dear Ms Hill, it is mended", "#reply → #resolve / #tell?"),
        ("#Forward Sales", "#Forward → #transfer?"),
        ("#approved", "#approved → #approve?"),
        ("#declined too dear", "#declined → #return?"),
        ("#rang her at two", "#rang → #contact?"),
    ],
)
def test_another_word_for_what_a_command_does_is_told_the_command(written: str, offered: str):
    assert read_commands(written, LABELS, "en").problems == (offered,)


def test_several_complaints_are_ordered_in_one_mail():
    text = "#LC20260302-0001\n#同意\n＃lc20260302-0002：\n#退回 请写明责任\n#回访 LC20260302-0003 满意"
    assert [(c.name, c.number, c.words) for c in read_commands(text, LABELS).commands] == [
        ("approve", "LC20260302-0001", ""),
        ("return", "LC20260302-0002", "请写明责任"),
        ("visit", "LC20260302-0003", "满意"),
    ]


@pytest.mark.parametrize("name", ["合并", "查询"])
def test_the_number_that_an_order_is_about_stays_with_its_words(name: str):
    assert only(f"#{name} LC20260302-0007").words == "LC20260302-0007"
    assert only(f"#{name} LC20260302-0007").number == ""


@pytest.mark.parametrize(
    "line",
    [
        *("LC20260302-0001 #备注 已调监控", "【LC20260302-0001】#备注 已调监控", "关于 LC20260302-0001：#备注 已调监控"),
        *("编号：LC20260302-0001，＃备注 已调监控", "#LC20260302-0001 #备注 已调监控", "lc20260302-0001#备注 已调监控"),
    ],
)  # fmt: skip
def test_a_number_before_the_command_on_its_line_says_which_complaint(line: str):
    (command,) = read_commands(f"各位好\n{line}", LABELS).commands
    assert (command.name, command.number, command.words) == ("note", "LC20260302-0001", "已调监控")


def test_who_acted_on_a_shared_mailbox_is_said_once_or_for_each():
    text = "经办人：小王\n#收到\n#回访 满意\n经办人：小李"
    assert [c.acted_by for c in read_commands(text, LABELS).commands] == ["小李", "小李"]
    assert [c.acted_by for c in read_commands("经办人：小王\n#收到\n#备注 在查", LABELS).commands] == ["小王", "小王"]


def test_every_name_of_every_command_is_understood():
    for command in COMMANDS.values():
        for name in (*(name for names in command.names.values() for name in names), command.names["en"][0].upper()):
            assert only(f"#{name} 一句话").name == command.name


def test_every_command_that_needs_no_complaint_is_known_as_such():
    assert {c.name for c in COMMANDS.values() if not c.needs_complaint} == {
        "register",
        "absent",
        "back",
        "figures",
        "list",
        "query",
        "directory",
        "words",
        "subscribe",
        "unsubscribe",
        "help",
        "block",
        "unblock",
        "take_in",
        "pass_to",
        "junk",
    }


def test_a_form_without_a_command_is_noticed():
    assert form_in("事实：已核实\n责任：公交公司", LABELS) == {"facts": "已核实", "responsibility": "公交公司"}
    assert form_in("我明天去看看，时间：上午", LABELS) == {}


@pytest.mark.timed
@pytest.mark.parametrize(
    "unit",
    ["\t", "　", " ", "#a\n", "＃未知\n", "-", "*", "，事实：", "：", "\n", "事实：x\n", "#结果\n", "# ", "1.", "【"],
)
def test_whatever_somebody_writes_is_read_in_no_time(unit: str):
    text = f"#结果 事实{unit * (200_000 // len(unit))}"
    reading = within(3, lambda: read_commands(text, {"事实": "facts"}))
    within(3, lambda: form_in(text, {"事实": "facts"}))
    assert len(reading.commands) + len(reading.problems) <= MOST_ORDERS + 1


def test_of_a_hundred_and_one_orders_a_hundred_are_carried_out_and_the_next_is_named():
    reading = read_commands("\n".join(f"#备注 第{n}次" for n in range(102)), LABELS)
    assert [command.words for command in reading.commands] == [f"第{n}次" for n in range(MOST_ORDERS)]
    assert [problem.partition(" ")[0] for problem in reading.problems] == ["#备注"]


def test_an_order_beyond_fifty_thousand_characters_is_not_read():
    within_it, beyond = (f"{'好' * many}\n#备注 在查" for many in (49_900, 50_000))
    assert [command.words for command in read_commands(within_it, LABELS).commands] == ["在查"]
    assert read_commands(beyond, LABELS).commands == ()


SIGNED = ("梁波", "公交公司", "客运营销部", "聊城交运集团")


@pytest.mark.clause("LC-10")
@pytest.mark.parametrize(
    "parting",
    [
        "",
        "\n谢谢！",
        "\n谢谢！\n梁波",
        "\n梁波\n公交公司",
        "\n\n梁波 | 公交公司",
        "\n以上，请查收\n辛苦了！\n聊城交运集团 公交公司\n梁波",
    ],
)
def test_thanks_and_signature_under_a_form_are_no_part_of_its_last_line(parting: str):
    text = f"#结果\n事实：晚点\n经济补偿：无{parting}\n"
    (command,) = read_commands(without_signature(text, SIGNED), LABELS | {"经济补偿": "compensation"}).commands
    assert command.form["compensation"] == "无"


def test_a_unit_named_as_the_answer_is_no_signature():
    text = "#结果\n事实：晚点\n责任：\n公交公司"
    assert without_signature(text, SIGNED) == text
    assert without_signature("#备注 已转告\n梁波", ()) == "#备注 已转告\n梁波"


@pytest.mark.parametrize(
    "label",
    [
        "Measures for improvement",
        "Carried out how",
        "Loss in all",
        "What the ship is named",
        "整改方案及其负责人和完成时间的说明（含附件）",
    ],
)
@pytest.mark.parametrize(
    "line", ["{}: found so", "{}*: found so", "* {}: found so", "1. {}*: found so", "{}* : found so"]
)
def test_a_label_of_several_words_or_the_greatest_length_is_read_as_one(label: str, line: str):
    labels = label_map({"asked": {"en": label}, "all": {"en": "In all"}, "loss": {"en": "Loss"}})
    found = read_commands(f"#fill\n{line.format(label)}", labels).commands[0]
    assert found.form == {"asked": "found so"}


@pytest.mark.parametrize(
    ("text", "actor", "words"),
    [
        ("经办人：张三\n#备注 已联系", "张三", "已联系"),
        ("#备注\n经办人：张三\n已联系客户\n客户表示接受", "张三", "已联系客户\n客户表示接受"),
        ("經辦人：李四\n\n#備註 已致電", "李四", "已致電"),
        ("#note\nActed by: Li\nthe customer was called", "Li", "the customer was called"),
    ],
)
def test_the_line_that_says_who_acted_swallows_nothing_below_it(text: str, actor: str, words: str):
    (order,) = read_commands(text, {}).commands
    assert (order.name, order.acted_by, order.words) == ("note", actor, words)
