"""The manufacturer's people, what they write, and how its stories count mails."""

from typing import Any

from sandbox import Sandbox
from tests.stories.acts import complain, newest, says, to

MONDAY = "2026-03-02T09:00+08:00"
BUYER = "buyer@lianchuang.example"
WHOLE_LOT = "批号20260105的端子整批镀层脱落，请处理。"
TOO_WIDE = "尺寸不对，装不进去。"
DEAD = "充电器插上去没反应。"
LINE_DOWN = "端子整批不行，产线停了。"
LEAD = "第三方报告：你们的外壳铅含量超标。"


def at(name: str) -> str:
    return f"{name}@hengchuan.example"


PRODUCTION, PRODUCTION_HEAD, ENGINEERING = at("lu.ming"), at("han.dong"), at("mao.rui")
ENGINEER, QUALITY_MANAGER, SUPPLIER_QUALITY = at("xu.yan"), at("gao.yi"), at("qiu.shi")
GENERAL_MANAGER, DEPUTY, SALES_MANAGER = at("cheng.yuan"), at("deng.lan"), at("fang.jun")
SALESPERSON, WAREHOUSE, DESK_HEAD = at("song.qi"), at("pan.tao"), at("jiang.yue")

OURS = "#填报\n不良原因：模具磨损\n责任归属：本公司"
SUPPLIERS = "#填报\n不良原因：来料电容失效\n责任归属：供应商"
CUSTOMERS = "#填报\n不良原因：客户端接反\n责任归属：客户端"
IMPACT = "影响深度：库存三百只\n影响广度：无"
REST_OF_8D = (
    "D4 根本原因：镶件磨损\nD5 永久对策：更换镶件\nD6 实施与验证：三批合格\nD7 预防再发：加点检\nD8 小组表彰：通报表扬"
)
TEAM = "#填报\nD1 小组成员：许岩、陆鸣\nD2 问题描述：宽出0.12\nD3 临时遏制：库存全检"


def due(box: Sandbox, clock: str) -> str:
    return str(newest(box)["deadlines"][clock]["due"])[:16]


def ladder(box: Sandbox, *steps: tuple[str, str, str, int]) -> None:
    """How many mails with that word somebody has by each minute."""
    for moment, who, word, expected in steps:
        box.wind(to=f"{moment}+08:00")
        assert len(to(box, who, word)) == expected, (moment, who, word)


def got_complaint(box: Sandbox, text: str, sender: str = BUYER) -> dict[str, Any]:
    """It has come, and the mails that ask for tasks are there."""
    complain(box, text, sender=sender, subject="客诉")
    box.wind(minutes=2)
    return newest(box)


def answered_8d(box: Sandbox) -> None:
    """Our own fault: notice, team, report, review."""
    got_complaint(box, TOO_WIDE)
    says(box, ENGINEER, OURS, about="不良原因通知书")
    box.wind(minutes=2)
    says(box, ENGINEER, TEAM, about="8D立项")
    says(box, PRODUCTION, f"#结果 报告如下。\n{IMPACT}\n{REST_OF_8D}", about="请办理：客诉")
    says(box, ENGINEER, "同意", about="请审批")
