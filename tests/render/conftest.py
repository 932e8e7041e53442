"""A policy, a voice and complaints, rich and bare, for the wording of messages."""

from datetime import date, timedelta

import pytest

from chalicelib.core.complaint.approval import Approval
from chalicelib.core.complaint.model import Complainant, Complaint, Deadline, Entry, Evidence, Moment
from chalicelib.core.people.tokens import Ring, alike
from chalicelib.core.policy.model import Clock, Department, Directory, Field, Gate, Person, Policy, Task
from chalicelib.core.times.working_time import Calendar, Duration
from chalicelib.render.sender_identity import SenderIdentity
from tests.render.samples import CASE_ID, DUE, NOW


def texts(chinese: str, english: str, traditional: str) -> dict[str, str]:
    return {"zh-CN": chinese, "en": english, "zh-TW": traditional}


@pytest.fixture
def policy() -> Policy:
    directory = Directory(
        desk="desk@lcjt.example",
        desk_name="客服中心",
        desk_head="head@lcjt.example",
        director="director@lcjt.example",
        phone="0635-8888888",
        people=(Person(mail="li@lcjt.example", name="李明"), Person(mail="head@lcjt.example", name="赵主任")),
        departments=(Department(name="客运营销部", handler="li@lcjt.example", head="head@lcjt.example"),),
        closures=(date(2026, 5, 9),),
    )
    return Policy(
        name="liaocheng-transport",
        organisation=texts("聊城交通集团", "Liaocheng Transport Group", "聊城交通集團"),
        prefix="LC",
        labels={
            "客运营销部": texts("客运营销部", "Passenger Marketing", "客運營銷部"),
            "answer": texts("答复投诉人", "answer to the customer", "答覆投訴人"),
        },
        calendars=(Calendar(name="office", hours=(("08:30", "12:00"), ("14:00", "17:30")), holidays="CN"),),
        fields=(
            Field(name="facts", labels=texts("事实", "Facts", "事實")),
            Field(
                name="responsibility",
                labels=texts("责任", "Responsibility", "責任"),
                type="choice",
                choices=("ours", "shared", "none"),
            ),
            Field(
                name="measures",
                labels=texts("措施", "Measures", "措施"),
                hint=texts("写明时间", "say when", "寫明時間"),
            ),
        ),
        clocks=(
            Clock(name="answer", from_="flow_sheet", until="answered", within={"": Duration(2, "day")}, promised=True),
        ),
        gates=(Gate(name="complete", before="answered", needs=("facts", "responsibility", "measures")),),
        tasks=(
            Task(
                name="answer",
                for_="handler",
                opens="slip_issued",
                command="resolve",
                form=("facts", "responsibility", "measures"),
                letter=("facts", "responsibility", "measures"),
            ),
            Task(
                name="return_visit",
                for_="desk",
                opens="answered",
                command="visit",
                form=("reached", "satisfied", "words"),
                required=("reached",),
            ),
        ),
        directory=directory,
    )


@pytest.fixture
def identity() -> SenderIdentity:
    return SenderIdentity(
        address="tousu@lcjt.example",
        sms_number="+8610690000",
        sender="tousu@lcjt.example",
        base_url="https://redress.lcjt.example/",
        keys=alike(Ring(1, {1: b"a secret for tests only"})),
        now=NOW,
        message_domain="lcjt.example",
    )


@pytest.fixture
def bare() -> Complaint:
    return Complaint(id=CASE_ID, number="", policy="liaocheng-transport")


@pytest.fixture
def rich() -> Complaint:
    return Complaint(
        id=CASE_ID,
        number="LC20260302-0001",
        policy="liaocheng-transport",
        complainant=Complainant(name="张伟", mail="zhang@qq.example", phone="+8613800138000"),
        subject="K12路公交晚点两小时，司机态度恶劣",
        text="你好，\n\n3月1日晚我在火车站等K12路，晚点两小时。\n问司机，他说“爱坐不坐”。\n\n请给我一个说法。",
        evidence=(
            Evidence(raw="mail/1", part=2, name="站牌照片.jpg", content_type="image/jpeg", size=2_345_678, digest="ab"),
        ),
        kind="complaint",
        category="服务态度",
        severity="general",
        department="客运营销部",
        handler="li@lcjt.example",
        supervisor="head@lcjt.example",
        director="director@lcjt.example",
        fields={
            "facts": "车辆故障，晚点110分钟",
            "responsibility": "我方责任",
            "measures": "当事司机停班培训，3月5日前更换车辆",
        },
        moments=(Moment(name="received", at=NOW - timedelta(hours=2)), Moment(name="registered", at=NOW)),
        deadlines=(
            Deadline(clock="referral", round=1, due=NOW - timedelta(hours=1), met=NOW - timedelta(hours=2)),
            Deadline(clock="flow_sheet", round=1, due=NOW - timedelta(minutes=5)),
            Deadline(clock="answer", round=1, due=DUE),
        ),
        approvals=(Approval(gate="complete", step=0, round=1, approver="head@lcjt.example", asked=NOW),),
        outcome="经核实，3月1日K12路车辆故障造成晚点，司机言语不当，我们向您诚恳道歉。",
        satisfaction=3,
        thread=tuple(f"<m{n}@qq.example>" for n in range(14)),
        recent=(
            Entry(
                at=NOW - timedelta(hours=2),
                what="received",
                by="customer",
                reason="mail",
                text="你好，3月1日晚我在火车站等K12路……",
            ),
            Entry(at=NOW - timedelta(hours=1), what="referred", by="", reason="客运营销部"),
            Entry(at=NOW, what="note", by="li@lcjt.example", text="已电话联系客户，\n约定明天上午面谈。"),
        ),
    )
