"""Counter-notices: nothing is looked into before they are whole, and an agent has authority for each."""

import msgspec
import pytest

from chalicelib import policies
from sandbox import Sandbox
from tests.core.handling.playing import Case, at, named, told
from tests.stories.acts import complain, last, says, to

SHIPPED = policies.packaged("counter-notice")
AT_ONCE = msgspec.structs.replace(SHIPPED, undo=None)  # answers leave at once

DESK, DESK_HEAD, REVIEWER, REVIEWERS_HEAD = (
    f"{name}@shiguang.example" for name in ("fantongzhi", "lu.xingyu", "ning.zhe", "cong.shan")
)
NOT_COPIED = "我的视频被投诉抄袭，是我自己拍的，不构成侵权，请恢复。"
WHOLE = (
    ("被投诉方姓名或名称", "方小舟"),
    ("身份证件类型", "居民身份证"),
    ("身份证件编号", "330100199001010011"),
    ("证件电子版", "正反面各一张"),
    ("通信地址", "杭州市某区某路1号"),
    ("邮编", "310000"),
    ("联系人", "方小舟"),
    ("被投诉方电话", "13900001111"),
    ("电子邮箱", "fang@qq.example"),
    ("被投诉账号", "小舟拍猫"),
    ("被投诉内容", "视频《窗台上的猫》"),
    ("是否认可投诉及理由", "不认可，已写明理由"),
    ("证明材料清单", "原片、拍摄日志"),
    ("要求", "恢复视频"),
    ("保证声明", "已声明"),
    ("签名或盖章及日期", "方小舟 2026年3月2日"),
)


def form(*without: str, **more: str) -> str:
    """The desk's form, as the notice has it, without these lines."""
    lines = [*(pair for pair in WHOLE if pair[0] not in without), *more.items()]
    return "\n".join(["#填报", *(f"{name}：{said}" for name, said in lines)])


def opened(text: str = NOT_COPIED, when: str = "2026-03-02 10:00") -> Case:
    """A respondent writes on a Monday at ten."""
    case = Case(AT_ONCE, when)
    case.customer(text)
    return case


def checked(case: Case, said: str) -> bool:
    """Whether the reviewer has it once the desk has filled that in."""
    case.staff(DESK, said, "2026-03-02 11:00")
    return case.complaint.moment("referred") is not None


def asked_for(case: Case) -> list[str]:
    """What the sender is asked for."""
    return [name for m in case.messages if m.name == "acknowledgement" for name in named(m, "fields")]


# -- CN-01 -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CN-01")
def test_the_sender_reads_at_once_all_that_their_notice_lacks_and_nothing_that_it_has():
    with Sandbox(policy="counter-notice", now="2026-03-02T10:00+08:00") as box:
        notice = f"{NOT_COPIED}\n姓名：方小舟\n身份证号：330100199001010011\n地址：杭州市某区某路1号\n电话：13900001111\n签名：方小舟 2026年3月2日"
        complain(box, notice, sender="fang@qq.example", subject="反通知")
        asked = last(box, "fang@qq.example", "还缺少材料").text
        lacks = [line.removeprefix("· ") for line in asked.splitlines() if line.startswith("· ")]
        assert lacks == [
            "证件电子版",
            "邮编",
            "联系人",
            "电子邮箱",
            "被投诉账号",
            "被投诉内容",
            "证明材料清单",
            "保证声明",
        ]
        assert "补齐以前不作处理" in asked
        assert to(box, REVIEWER) == []
        box.wind(minutes=2)
        lacking = says(box, DESK, form("邮编", "保证声明"), about="核对反通知")
        assert "邮编" in lacking.text
        assert "保证声明" in lacking.text
        assert to(box, REVIEWER) == []
        says(box, DESK, "#询问客户 还缺：邮编；保证声明。请补齐后回复", about="核对反通知")
        assert "邮编；保证声明" in last(box, "fang@qq.example", "还缺少材料").text
        says(box, DESK, "#填报\n邮编：310000\n保证声明：已补", about="核对反通知")
        assert to(box, REVIEWER, "请办理")
        assert (
            "330100199001010011"
            not in last(box, REVIEWER, "请办理").text.partition("本件详情")[2].partition("处理经过")[0]
        )


@pytest.mark.clause("CN-01")
@pytest.mark.parametrize("item", [name for name, _ in WHOLE])
def test_with_any_one_thing_missing_nobody_reviews_it_and_with_it_somebody_does(item: str):
    case = opened()
    assert not checked(case, form(item))
    assert item in case.problems
    case.staff(DESK, f"#填报\n{item}：{dict(WHOLE)[item]}")
    assert case.complaint.handler == REVIEWER
    assert [m.to.mail for m in case.sent("assignment")] == [REVIEWER]


@pytest.mark.clause("CN-01")
def test_of_an_organisation_the_legal_representative_is_named_too():
    case = opened("我司旗舰店卖的都是专柜正品，不是假货。")
    assert "legal_representative" in asked_for(case)
    assert not checked(case, form())
    case.staff(DESK, "#填报\n法定代表人或负责人：方舟")
    assert case.complaint.handler == REVIEWER


@pytest.mark.clause("CN-01")
def test_the_check_has_one_working_day_which_stands_still_while_the_sender_is_asked():
    case = opened()
    assert case.due("check") == at("2026-03-03 18:30")
    assert ("chase", "mail", DESK) not in told(case.wind("2026-03-03 18:30"))
    assert told(case.wind("2026-03-03 18:31")) == [("chase", "mail", DESK)]
    asked = opened()
    asked.staff(DESK, "#询问客户 请补交证件", "2026-03-02 11:00")
    asked.customer("补上了", "2026-03-03 11:00")
    assert asked.due("check") > case.due("check")


@pytest.mark.clause("CN-01")
def test_a_notice_that_stays_incomplete_is_not_processed_and_its_sender_reads_why():
    case = opened()
    checked(case, form("证件电子版"))
    case.staff(REVIEWER, "#无效 缺少证件", "2026-03-05 10:00")
    assert case.complaint.status == "open"  # that is the desk's to say
    case.staff(DESK, "#无效 缺少证件电子版，多次通知后仍未补齐", "2026-03-05 10:10")
    assert [m.name for m in case.last.messages if m.to.role == "customer"] == ["explanation"]
    assert case.complaint.valid is False
    assert not [m for m in case.messages if m.to.mail == REVIEWER and m.name != "receipt"]


# -- CN-02 -------------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CN-02")
def test_an_agent_needs_authority_for_this_notice_and_for_the_next_one_again():
    for _ in ("the first notice", "the second"):
        case = opened(f"受我客户委托提交反通知：{NOT_COPIED}")
        assert "authority" in asked_for(case)
        assert not checked(case, form())
        case.staff(DESK, "#填报\n本次反通知的书面授权：2026年1月的概括授权\n授权范围：概括授权或针对其他投诉")
        assert "每一份反通知都要单独授权" in case.problems
        assert case.complaint.moment("referred") is None
        case.staff(DESK, "#填报\n本次反通知的书面授权：3月1日委托书\n授权范围：只针对本次反通知")
        assert case.complaint.handler == REVIEWER


@pytest.mark.clause("CN-02")
def test_a_respondent_who_writes_in_person_needs_none():
    case = opened()
    assert not {"authority", "legal_representative"}.intersection(asked_for(case))
    assert checked(case, form())


# -- review ------------------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("CN-01", "GN-01")
def test_a_whole_notice_has_its_decision_within_five_working_days_and_a_second_review_on_demand():
    case = opened()
    assert checked(case, form())
    assert case.due("decide") == at("2026-03-09 18:30")
    assert [m.name for m in case.wind("2026-03-09 18:30") if m.to.role == "customer"] == ["holding"]
    assert ("chase", "sms", "+8613800008311") in told(case.wind("2026-03-09 18:31"))
    case.staff(REVIEWER, "#结果\n审核结论：维持原处理\n认定的事实和理由：片头与投诉人作品一致", "2026-03-10 10:00")
    assert case.complaint.status == "answered"
    case.customer("不同意这个结论，片头是我自己做的", "2026-03-11 10:00")
    assert (case.complaint.round, case.complaint.stage, case.complaint.handler) == (2, "second_review", REVIEWERS_HEAD)
    case.staff(
        REVIEWERS_HEAD, "#结果\n审核结论：恢复内容或账号\n认定的事实和理由：原片早于投诉人作品", "2026-03-12 10:00"
    )
    assert case.complaint.status == "answered", case.problems
    case.survey(2, "2026-03-12 12:00")
    assert (case.complaint.status, [m.name for m in case.last.messages if m.to.role == "customer"]) == (
        "closed",
        ["final"],
    )
