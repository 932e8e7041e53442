"""The food maker's procedure, clause by clause, through the sandbox: two matrices, approvals, batches, crises."""

from collections.abc import Iterator
from typing import Any

import pytest

from sandbox import Sandbox
from sandbox.staff import compose, reply
from tests.stories.acts import CUSTOMER, complain, last, newest, says, to

MONDAY = "2026-03-02T09:00+08:00"
APPROVER, GENERAL_MANAGER, SALES = (
    "duan.lin@douxiangfang.example",
    "shang.de@douxiangfang.example",
    "yue.shan@douxiangfang.example",
)
TEAM, COOKING, FACILITIES = (
    "bao.gang@douxiangfang.example",
    "ding.yi@douxiangfang.example",
    "fu.rong@douxiangfang.example",
)
QUALITY, DESIGN, MARKETING = (
    "hua.mei@douxiangfang.example",
    "jia.zhen@douxiangfang.example",
    "lian.yun@douxiangfang.example",
)
HEAD = "chai.jin@douxiangfang.example"
PEOPLE = {"producing team": TEAM, "cooking staff": COOKING, "facilities": FACILITIES, "quality inspection": QUALITY,
          "design centre": DESIGN, "marketing": MARKETING}  # fmt: skip
RECORD = "#填报\n具体事实和理由：开袋发现\n是否查证属实：是\n顾客联系方式：13900001111"
ANSWER = "#结果\n原因：杀菌温度不足\n应急与处理措施：停线检修，更换产品"

# The responsibility matrix, cell by cell: channel, grade, what the customer says, responsible units.
MATRIX = [
    ("consumer", "A", "豆干里吃出一颗螺丝", ("producing team", "facilities")),
    ("consumer", "A", "同批多人", ("producing team", "cooking staff", "quality inspection")),
    ("consumer", "A", "豆腐发酸，有霉点", ("cooking staff", "producing team")),
    ("consumer", "A", "豆泡一股焦糊味", ("producing team",)),
    ("consumer", "A", "没拆封的袋子里有虫", ("producing team",)),
    ("consumer", "A", "整批重量不够", ("producing team", "quality inspection")),
    ("consumer", "A", "设备批量", ("producing team", "facilities", "quality inspection")),
    ("consumer", "A", "产品的执行标准与国家标准不符", ("design centre",)),
    ("consumer", "B", "包装严重错位，豆浆外漏", ("producing team",)),
    ("consumer", "B", "封口不严，开口了", ("producing team",)),
    ("consumer", "B", "豆腐表面黑星较多", ("producing team",)),
    ("consumer", "C", "有一包封口皱褶", ("producing team",)),
    ("consumer", "C", "包装挂角，开箱时撕破", ("producing team",)),
    ("consumer", "C", "包装上的日期有误", ("producing team",)),
    ("trade", "A", "经销商反映：运输中被雨淋湿，发霉", ("marketing",)),
    ("trade", "A", "经销商反映：换纸箱造成内外日期不一致", ("marketing",)),
    ("trade", "A", "经销商反映：仓库库存环境差，纸箱变形", ("marketing",)),
    ("trade", "B", "经销商反映：整箱缺包，箱子已拆箱", ("marketing",)),
    ("trade", "B", "经销商反映：促销品质量差", ("marketing",)),
    ("trade", "B", "上次补偿的货没到", ("marketing",)),
    ("trade", "C", "经销商反映：包装破损", ("marketing",)),
    ("trade", "C", "经销商反映：产品严重破碎", ("marketing",)),
]
BY_RECORD = {"同批多人": "\n健康伤害：一般伤害\n出现症状人数：2", "设备批量": "\n涉及箱数：21\n是否设备原因：是"}


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(policy="food-abc", now=MONDAY) as opened:
        yield opened


def recorded(box: Sandbox, text: str, more: str = "", sender: str = CUSTOMER) -> dict[str, Any]:
    """A complaint whose record the desk has written a minute later: it waits for its approval."""
    number = complain(box, text, sender=sender)["number"]
    box.wind(minutes=1)
    says(box, box.desk, RECORD + more, about=number)
    return case(box, number)


def approved(box: Sandbox, text: str, more: str = "", sender: str = CUSTOMER) -> dict[str, Any]:
    """A complaint whose record is approved: the responsible units have it."""
    number = recorded(box, text, more, sender)["number"]
    says(box, APPROVER, "#同意", about=number)
    return case(box, number)


def case(box: Sandbox, number: str) -> dict[str, Any]:
    return next(c for c in box.complaints() if c["number"] == number)


# -- FA-01, FA-02: the record, its approval, the hour ---------------------------------------------------------------------


@pytest.mark.clause("FA-01")
@pytest.mark.parametrize(
    ("record", "missing"),
    [
        ("#填报\n是否查证属实：是\n顾客联系方式：139", "具体事实和理由"),
        ("#填报\n具体事实和理由：发霉\n顾客联系方式：139", "是否查证属实"),
    ],
)
def test_a_record_that_lacks_facts_or_verification_is_no_valid_one(box: Sandbox, record: str, missing: str) -> None:
    complain(box, "豆腐发霉了")
    box.wind(minutes=1)
    assert missing in says(box, box.desk, record).text
    assert not to(box, APPROVER, "请审批")
    assert "referred" not in newest(box)["moments"]


@pytest.mark.clause("FA-01")
def test_a_complaint_that_nobody_can_answer_is_valid_once_there_is_a_contact(box: Sandbox) -> None:
    box.email(compose(SALES, box.address, "登记", "#登记\n姓名：路人\n内容：豆腐发霉了", at=box.now))
    box.wind(minutes=1)
    assert "顾客联系方式" in says(box, box.desk, RECORD.partition("\n顾客")[0], about="记录单").text
    assert (to(box, APPROVER, "请审批"), newest(box)["valid"]) == ([], None)
    says(box, box.desk, "#备注\n顾客联系方式：13900001111", about="记录单")
    assert (len(to(box, APPROVER, "请审批")), newest(box)["valid"]) == (1, True)


@pytest.mark.clause("FA-01")
def test_what_could_not_be_verified_is_not_valid_and_goes_to_no_department(box: Sandbox) -> None:
    complain(box, "豆腐发霉了")
    box.wind(minutes=1)
    says(box, box.desk, RECORD.replace("属实：是", "属实：否"))
    found = newest(box)
    assert (found["valid"], "referred" in found["moments"], to(box, COOKING)) == (False, False, [])
    says(box, box.desk, "#无效 批号不是我公司产品")
    assert newest(box)["status"] == "closed"
    assert "批号不是我公司产品" in last(box, CUSTOMER).text


@pytest.mark.clause("FA-01")
def test_a_complaint_without_a_department_waits_until_one_is_named(box: Sandbox) -> None:
    complain(box, "你们的产品不好")
    box.wind(minutes=1)
    says(box, box.desk, RECORD, about="请判定")
    assert not to(box, APPROVER, "请审批")
    says(box, box.desk, "#转办 生产班组", about="请判定")
    assert len(to(box, APPROVER, "请审批")) == 1


@pytest.mark.clause("FA-02")
def test_the_department_has_the_complaint_as_soon_as_its_record_is_approved(box: Sandbox) -> None:
    recorded(box, "豆腐发霉了")
    assert (to(box, COOKING), newest(box)["valid"]) == ([], True)
    box.wind(to="2026-03-02T09:30+08:00")
    says(box, APPROVER, "#同意", about="请审批")
    limit = newest(box)["deadlines"]["pass_on"]
    assert (limit["due"], limit["met"]) == ("2026-03-02T10:30:00+08:00", "2026-03-02T09:30:00+08:00")
    assert to(box, COOKING, "请")[0].at.isoformat() == "2026-03-02T09:30:00+08:00"


@pytest.mark.clause("FA-02")
def test_a_unit_that_gives_it_back_leaves_the_desk_an_hour_to_pass_it_on(box: Sandbox) -> None:
    approved(box, "豆腐发霉了")
    box.wind(to="2026-03-02T09:30+08:00")
    says(box, COOKING, "#退回 不是我们班的产品")
    box.wind(to="2026-03-02T10:30+08:00")
    assert not to(box, box.desk, "催办")
    box.wind(to="2026-03-02T10:31+08:00")
    assert len(to(box, box.desk, "催办")) == 1


@pytest.mark.clause("FA-02")
def test_an_approver_who_forgets_is_chased_after_two_working_hours(box: Sandbox) -> None:
    recorded(box, "豆腐发霉了")
    box.wind(to="2026-03-02T11:01+08:00")
    assert not to(box, APPROVER, "催办")
    box.wind(to="2026-03-02T11:02+08:00")
    assert len(to(box, APPROVER, "催办")) == 1


@pytest.mark.clause("FA-01", "FA-02")
def test_a_record_that_is_refused_is_filled_in_and_approved_anew(box: Sandbox) -> None:
    recorded(box, "豆腐发霉了")
    asked = last(box, APPROVER, "请审批")
    assert "批准后才能传递到煮浆班" in asked.text
    assert "2026年3月2日（周一）11:01" in asked.text
    assert "答复客户" not in asked.text.partition("本件详情")[0]
    says(box, APPROVER, "#退回 请写明购买地点", about="请审批")
    refused = last(box, box.desk, "未获批准")
    assert "请写明购买地点" in refused.text
    assert "具体事实和理由*" in refused.text
    assert len(to(box, APPROVER, "请审批")) == 1
    box.wind(to="2026-03-02T10:00+08:00")
    says(box, box.desk, RECORD.replace("开袋发现", "三月一日在华联购买"), about="未获批准")
    assert (len(to(box, APPROVER, "请审批")), to(box, COOKING)) == (2, [])
    says(box, APPROVER, "#同意", about="请审批")
    assert to(box, COOKING, "请办理")[0].at.isoformat() == "2026-03-02T10:00:00+08:00"
    assert newest(box)["deadlines"]["pass_on"]["due"] == "2026-03-02T11:00:00+08:00"
    says(box, COOKING, ANSWER, about="请办理")
    assert newest(box)["deadlines"]["pass_on"]["met"] == "2026-03-02T10:00:00+08:00"  # it stands when all is answered


@pytest.mark.clause("FA-02")
def test_a_unit_named_before_the_record_is_approved_hears_nothing_yet(box: Sandbox) -> None:
    complain(box, "你们的产品不好")
    box.wind(minutes=1)
    receipt = says(box, box.desk, "#转办 生产班组", about="请判定")
    assert "具体事实和理由" in receipt.text
    assert to(box, TEAM) == []
    says(box, box.desk, RECORD, about="记录单")
    says(box, APPROVER, "#同意", about="请审批")
    assert len(to(box, TEAM, "请办理")) == 1


@pytest.mark.clause("FA-01")
def test_nobody_approves_the_record_that_they_wrote(box: Sandbox) -> None:
    complain(box, "你们的产品不好")
    says(box, APPROVER, RECORD, about="供您知悉")
    says(box, box.desk, "#转办 生产班组", about="请判定")
    assert [m.to[0] for m in box.mails if "请审批" in m.subject] == [GENERAL_MANAGER]


# -- FA-03, FA-04: the matrix, cell by cell -------------------------------------------------------------------------------


@pytest.mark.clause("FA-03", "FA-04")
def test_every_cell_of_the_matrix_gives_its_grade_and_reaches_its_units(box: Sandbox) -> None:
    for index, (channel, grade, text, units) in enumerate(MATRIX):
        found = approved(box, text, BY_RECORD.get(text, ""), sender=f"customer{index}@qq.com")
        about = found["number"]
        assert (found["fields"]["source"], found["severity"]) == (channel, grade), text
        responsible, others = PEOPLE[units[0]], {PEOPLE[unit] for unit in units[1:]}
        assert found["handler"] == responsible, text
        assert set(found["assistants"]) == others, text
        assert {m.to[0] for m in box.mails if about in m.subject and m.to[0] in PEOPLE.values()} == {
            responsible,
            *others,
        }


@pytest.mark.clause("FA-03")
@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("豆腐发酵变质", "A"), ("豆腐发红", "A"), ("里面有异物", "A"),
        ("一包是空袋", "B"), ("豆干表面脏、残缺", "B"), ("几包没有日期", "B"),
        ("包装破损", "C"), ("单包重量轻", "C"), ("豆腐破碎了", "C"), ("豆腐出水", "C"), ("有色差", "C"),
        ("整批偏轻", "A"),
    ],
)  # fmt: skip
def test_a_fault_has_its_grade(box: Sandbox, text: str, grade: str) -> None:
    assert complain(box, text)["severity"] == grade


# -- FA-05: remedies --------------------------------------------------------------------------------------------------------


@pytest.mark.clause("FA-05")
@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("豆腐发霉，吃了住院", ("A", "慰问品", "yes", "yes", "company_approval")),
        ("豆腐发霉，吃了拉肚子", ("A", "", "yes", "yes", "company_approval")),
        ("豆腐发霉", ("A", "1:10", "no", "no", "not_needed")),
        ("封口不严", ("B", "1:2", "no", "no", "not_needed")),
        ("日期有误", ("C", "1:1", "no", "no", "not_needed")),
    ],
)
def test_grade_and_harm_give_the_remedy(box: Sandbox, text: str, remedy: tuple[str, ...]) -> None:
    found = complain(box, text)
    shown = (found["severity"], *(found["fields"].get(n, "") for n in ("gift", "home_visit", "medical", "approval")))
    assert shown == remedy


@pytest.mark.clause("FA-05")
def test_a_remedy_for_harm_waits_for_the_companys_consent(box: Sandbox) -> None:
    approved(box, "豆腐发霉，吃了拉肚子")
    says(box, COOKING, ANSWER)
    assert (newest(box)["status"], len(to(box, GENERAL_MANAGER, "请审批"))) == ("open", 1)
    says(box, GENERAL_MANAGER, "#同意", about="请审批")
    assert newest(box)["status"] == "answered"
    assert "停线检修" in last(box, CUSTOMER).text


@pytest.mark.clause("FA-05")
def test_a_remedy_without_harm_needs_no_consent_but_an_exception_does(box: Sandbox) -> None:
    approved(box, "日期有误")
    says(box, TEAM, ANSWER)
    assert newest(box)["status"] == "answered"
    approved(box, "日期有误", sender="other@qq.com")
    says(box, TEAM, ANSWER + "\n特例赔付：赠送整箱")
    assert (newest(box)["status"], len(to(box, GENERAL_MANAGER, "请审批"))) == ("open", 1)


@pytest.mark.clause("FA-05")
def test_another_gift_than_the_grades_needs_consent_and_the_grades_own_does_not(box: Sandbox) -> None:
    gifts = {"封口不严": ("1：2", "1:3"), "日期有误": ("1:1", "1:2"), "袋子里有虫": ("1:10", "1:11")}
    for index, (text, (own, other)) in enumerate(gifts.items()):
        for gift, status in ((own, "answered"), (other, "open")):
            number = approved(box, text, sender=f"{status}{index}@qq.com")["number"]
            says(box, TEAM, f"{ANSWER}\n赠送（原则）：{gift}", about=number)
            assert (case(box, number)["status"], gift) == (status, gift)


# -- FA-06, FA-07: batches ----------------------------------------------------------------------------------------------------


@pytest.mark.clause("FA-06")
def test_batch_photo_and_place_of_the_foreign_body_are_asked_for_once(box: Sandbox) -> None:
    complain(box, "豆腐有异物")
    asked = to(box, CUSTOMER, "补充")
    assert len(asked) == 1
    for needed in ("产品批号", "照片或实物", "异物出现部位"):
        assert needed in asked[0].text
    complain(box, "豆腐有色差，批号20260301，见附件", sender="other@qq.com")
    assert not to(box, "other@qq.com", "补充")


@pytest.mark.clause("FA-06")
@pytest.mark.parametrize(("boxes", "grade"), [("20", "C"), ("21", "A")])
def test_more_than_20_boxes_through_equipment_are_a_batch_complaint(box: Sandbox, boxes: str, grade: str) -> None:
    assert recorded(box, "有色差", f"\n涉及箱数：{boxes}\n是否设备原因：是")["severity"] == grade


@pytest.mark.clause("FA-07")
def test_the_second_person_with_the_same_reaction_to_a_batch_makes_both_grade_a(box: Sandbox) -> None:
    same = "\n产品批号：B-17\n不良症状：腹泻"
    first = recorded(box, "豆腐有色差，肚子疼", same)
    assert first["severity"] == "C"
    recorded(box, "有色差，拉肚子", "\n产品批号：B-18\n不良症状：腹泻", sender="another.batch@qq.com")
    assert [c["severity"] for c in box.complaints()] == ["C", "C"]
    second = recorded(box, "有色差，拉肚子", same.lower(), sender="second@qq.com")
    assert (second["severity"], case(box, first["number"])["severity"]) == ("A", "A")
    assert case(box, first["number"])["related"] == [second["id"]]
    assert [c["severity"] for c in box.complaints()] == ["A", "C", "A"]


# -- FA-08: crises ------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("FA-08")
@pytest.mark.parametrize("text", ["我要向消协投诉", "市场监管局要求你们说明", "不给钱就曝光，敲诈你们又怎样"])
def test_a_crisis_reaches_both_managers_at_once_by_mail_and_phone(box: Sandbox, text: str) -> None:
    found = complain(box, text)
    assert (found["category"], found["restricted"]) == ("特殊客诉", True)
    for manager, phone in ((SALES, "+8613800002003"), (GENERAL_MANAGER, "+8613800002001")):
        assert to(box, manager, "请确认收到")[0].at.isoformat() == "2026-03-02T09:00:00+08:00"
        assert phone in [t.to for t in box.texts]


@pytest.mark.clause("FA-08")
def test_a_restricted_case_is_in_nobody_elses_search(box: Sandbox) -> None:
    restricted = complain(box, "我要向消协投诉，豆腐发霉")["number"]
    other = complain(box, "豆腐发霉，很失望", sender="other@qq.com")["number"]
    for who, seen in ((MARKETING, []), (QUALITY, []), (COOKING, [restricted, other])):
        box.email(compose(who, box.address, "查询", "#查询 豆腐发霉"))
        assert [number for number in (restricted, other) if number in last(box, who).text] == seen


@pytest.mark.clause("FA-08")
def test_a_manager_who_does_not_confirm_is_chased_after_an_hour_and_the_other_is_not(box: Sandbox) -> None:
    complain(box, "我要向消协投诉")
    says(box, SALES, "#收到", about="请确认收到")
    box.wind(to="2026-03-02T10:00+08:00")
    assert not to(box, GENERAL_MANAGER, "催办")
    box.wind(to="2026-03-02T10:01+08:00")
    assert (len(to(box, GENERAL_MANAGER, "催办")), to(box, SALES, "催办")) == (1, [])
    box.wind(to="2026-03-02T11:00+08:00")
    assert not to(box, APPROVER, "逾期")
    box.wind(to="2026-03-02T11:01+08:00")
    assert len(to(box, APPROVER, "逾期")) == 1  # the head of the desk


@pytest.mark.clause("FA-12")
def test_documents_that_are_refused_are_collected_anew_and_those_approved_may_be_given_out(box: Sandbox) -> None:
    number = complain(box, "市场监管局抽检不合格，请提供检验报告")["number"]
    box.wind(minutes=1)
    says(box, APPROVER, "#填报", about="备齐", attachments=[("report.pdf", "application/pdf", b"%PDF-1.4 a")])
    says(box, GENERAL_MANAGER, "#退回 缺三月批次", about="请审批：检验报告")
    refused = last(box, APPROVER, "未获批准")
    assert "缺三月批次" in refused.text
    assert "documents_released" not in case(box, number)["moments"]
    says(box, APPROVER, "#填报", about="未获批准", attachments=[("march.pdf", "application/pdf", b"%PDF-1.4 b")])
    says(box, GENERAL_MANAGER, "#同意", about="请审批：检验报告")
    assert "documents_released" in case(box, number)["moments"]
    assert "已获批准，可以对外提供" in last(box, box.desk, "供您知悉").text


# -- FA-09: handled first, written up afterwards ------------------------------------------------------------------------------


@pytest.mark.clause("FA-09")
def test_what_was_handled_first_needs_no_record_before_and_one_afterwards(box: Sandbox) -> None:
    complain(box, "豆腐发霉了")
    box.wind(minutes=1)
    says(box, box.desk, "#备注\n先处理后补记录：是")
    assert "referred" in newest(box)["moments"]
    says(box, COOKING, ANSWER)
    assert newest(box)["status"] == "answered"
    box.wind(minutes=1)
    asked = last(box, box.desk, "补写记录单")
    assert "具体事实和理由" in asked.text
    box.wind(to="2026-03-03T17:00+08:00")
    assert not to(box, box.desk, "催办：补写记录单")
    box.wind(to="2026-03-03T17:01+08:00")
    assert len(to(box, box.desk, "催办：补写记录单")) == 1
    says(box, box.desk, "#填报\n具体事实和理由：发霉\n是否查证属实：是", about="补写记录单")
    assert newest(box)["deadlines"]["task:record_afterwards"]["met"]


@pytest.mark.clause("FA-09")
def test_a_call_handled_first_may_be_registered_hours_later_and_counts_from_when_it_came(box: Sandbox) -> None:
    box.wind(to="2026-03-02T15:00+08:00")
    order = "#登记\n姓名：赵女士\n电话：13700001111\n接收时间：2026-03-02 13:10\n内容：豆腐发霉，已当场换货\n先处理后补记录：是"
    box.email(compose(box.desk, box.address, "登记", order, at=box.now))
    found = newest(box)
    assert found["moments"]["received"] == "2026-03-02T13:10:00+08:00"
    assert found["moments"]["referred"] == "2026-03-02T15:00:00+08:00"
    assert (found["handler"], to(box, APPROVER, "请审批")) == (COOKING, [])
    assert "record_written" not in found["deadlines"]
    says(box, COOKING, ANSWER)
    box.wind(minutes=1)
    assert len(to(box, box.desk, "补写记录单")) == 1


# -- FA-10: satisfaction and follow-up ----------------------------------------------------------------------------------------


@pytest.mark.clause("FA-10")
def test_satisfaction_is_measured_and_its_words_are_kept(box: Sandbox) -> None:
    approved(box, "日期有误")
    says(box, TEAM, ANSWER)
    box.wind(to="2026-03-03T09:02+08:00")
    says(box, box.desk, "#回访\n是否联系上：是\n是否满意：满意\n客户的话：处理及时", about="回访")
    found = newest(box)
    assert (found["status"], found["satisfaction"], found["satisfaction_words"]) == ("closed", 3, "处理及时")


@pytest.mark.clause("FA-10")
def test_a_measurement_that_is_late_is_chased_after_three_working_days(box: Sandbox) -> None:
    approved(box, "日期有误")
    says(box, TEAM, ANSWER)
    box.wind(to="2026-03-05T17:00+08:00")
    assert not to(box, box.desk, "催办：满意度")
    box.wind(to="2026-03-05T17:01+08:00")
    assert len(to(box, box.desk, "催办：满意度")) == 1


@pytest.mark.clause("FA-10")
def test_corrective_and_preventive_action_is_followed_up_two_weeks_after_the_answer(box: Sandbox) -> None:
    approved(box, "日期有误")
    says(box, TEAM, ANSWER)
    box.wind(to="2026-03-16T09:00+08:00")
    assert not to(box, APPROVER, "纠正预防措施跟踪")
    box.wind(to="2026-03-16T09:03+08:00")
    says(box, APPROVER, "#填报\n纠正措施：换喷码机\n预防措施：每班首检\n是否有效：是", about="纠正预防措施跟踪")
    assert newest(box)["fields"]["preventive"] == "每班首检"
    assert "followed_up" in newest(box)["moments"]


# -- FA-11 … FA-13 ----------------------------------------------------------------------------------------------------------------


@pytest.mark.clause("FA-11")
def test_the_handlers_superior_is_told_as_soon_as_a_complaint_is_received(box: Sandbox) -> None:
    complain(box, "豆腐发霉了")
    assert to(box, HEAD, "供您知悉")[0].at.isoformat() == "2026-03-02T09:00:00+08:00"
    complain(box, "你们的产品不好", sender="other@qq.com")
    assert len(to(box, APPROVER, "供您知悉")) == 1  # nobody has it yet: the head of the desk
    box.wind(hours=1)
    assert len(to(box, HEAD, "供您知悉")) == 1


@pytest.mark.clause("FA-12")
def test_documents_for_authorities_are_collected_and_given_out_on_approval_only(box: Sandbox) -> None:
    complain(box, "市场监管局来函，豆腐发霉")
    box.wind(minutes=1)
    asked = last(box, APPROVER, "检验报告")
    box.wind(to="2026-03-02T14:00+08:00")
    assert not to(box, APPROVER, "催办：备齐检验报告")
    box.wind(to="2026-03-02T14:01+08:00")
    assert len(to(box, APPROVER, "催办：备齐检验报告")) == 1
    box.email(
        reply(
            asked,
            "#填报\n检验报告：见附件",
            sender=APPROVER,
            attachments=[("报告.pdf", "application/pdf", b"%PDF-1.4")],
        )
    )
    assert "documents_released" not in newest(box)["moments"]
    assert newest(box)["fields"]["documents"]
    says(box, GENERAL_MANAGER, "#同意", about="请审批")
    assert "documents_released" in newest(box)["moments"]


@pytest.mark.clause("FA-13")
def test_compensation_goods_that_are_late_are_a_trade_complaint_of_grade_b_for_marketing(box: Sandbox) -> None:
    found = complain(box, "上次补偿的货没到，都两周了")
    assert (found["category"], found["fields"]["source"], found["severity"]) == ("通路客诉", "trade", "B")
    assert (found["department"], found["handler"]) == ("营销部", MARKETING)


# -- what was asked for in words only, played ------------------------------------------------------------------------------------


@pytest.mark.clause("FA-05")
@pytest.mark.parametrize(
    "promised",
    [
        "另外给您补二十袋", "给您报了打车钱", "按一比二十给您补货", "把您看病花的钱给您打过去", "给您补1：30的产品",
        "醫藥費我們全額負擔", "we will give you twenty for one", "We'll send you fifty pounds",
    ],
)  # fmt: skip
def test_money_ratios_and_medical_costs_in_free_words_reach_nobody_before_they_are_named_or_denied(
    box: Sandbox, promised: str
) -> None:
    number = approved(box, "豆泡封口不严，开口了")["number"]
    receipt = says(box, TEAM, f"{ANSWER}\n{promised}", about=number)
    assert "特例赔付" in receipt.text
    assert not to(box, CUSTOMER, "答复")
    assert case(box, number)["status"] == "open"


@pytest.mark.parametrize("words", ["请问您在哪家店买的？", "麻煩提供包裝照片", "Could you send a photo of the pack?"])
def test_a_question_to_the_customer_leaves_the_time_that_they_were_promised(box: Sandbox, words: str) -> None:
    found = approved(box, "豆泡封口不严，开口了")
    number, due = found["number"], found["deadlines"]["answer"]["due"]
    says(box, TEAM, f"#询问客户\n{words}", about=number)
    box.wind(hours=26)
    box.email(reply(last(box, CUSTOMER), "3月1日在万达店买的", sender=CUSTOMER))
    assert case(box, number)["deadlines"]["answer"]["due"] == due
    box.wind(to=due)
    box.wind(minutes=1)
    assert "原定在 2026年3月4日（周三）17:00" in last(box, CUSTOMER).text
