"""What staff may order by mail: one table of commands with the roles that may give them, and the lines they take."""

from collections.abc import Mapping

import msgspec

HANDLING = frozenset({"handler", "desk", "supervisor", "director"})
LEADING = frozenset({"supervisor", "director"})
DESK = frozenset({"desk", "supervisor", "director"})
ANYBODY: frozenset[str] = frozenset()


class CommandName(msgspec.Struct, frozen=True):
    """A command: its names, the roles that may give it (none: any member of staff), and one line of help."""

    name: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    roles: frozenset[str]
    help_zh: str
    help_en: str
    needs_complaint: bool = True


TABLE: tuple[CommandName, ...] = (
    CommandName(
        "accept", ("受理",), ("accept",), DESK, "受理，可写明类别：投诉、问题、建议", "accept; may name the kind"
    ),
    CommandName(
        "transfer",
        ("转办", "转交", "轉辦", "轉交"),
        ("transfer",),
        HANDLING,
        "转给部门或同事：#转办 部门",
        "hand to a department or person",
    ),
    CommandName(
        "assist",
        ("联办", "协办", "聯辦", "協辦"),
        ("assist",),
        HANDLING,
        "请另一部门协助，责任人不变",
        "ask another department to help",
    ),
    CommandName(
        "contact",
        ("联系", "聯繫", "聯絡"),
        ("contact",),
        HANDLING,
        "记录与客户的联系：时间、方式、是否联系上、内容",
        "record contact with the customer",
    ),
    CommandName("note", ("备注", "備註"), ("note",), ANYBODY, "只记入处理记录", "add a note to the record"),
    CommandName(
        "tell",
        ("告知客户", "告知客戶", "告知"),
        ("tell",),
        HANDLING,
        "把后面的话发给客户",
        "send the words to the customer",
    ),
    CommandName("ask", ("询问客户", "詢問客戶", "询问", "詢問"), ("ask",), HANDLING, "向客户询问", "ask the customer"),
    CommandName(
        "resolve",
        ("结果", "結果", "答复", "答覆"),
        ("resolve", "result"),
        HANDLING,
        "提交处理结果并按表填写",
        "give the outcome with its form",
    ),
    CommandName(
        "extend", ("延期",), ("extend",), HANDLING, "申请延期：#延期 2026-03-06 17:30，注明原因", "ask for a later time"
    ),
    CommandName(
        "invalid",
        ("无效", "無效"),
        ("invalid",),
        HANDLING,
        "判定投诉不成立并写明理由，客户将收到解释",
        "judge not valid, with the reason",
    ),
    CommandName("approve", ("同意", "批准"), ("approve",), ANYBODY, "同意", "approve"),
    CommandName(
        "return",
        ("退回", "驳回", "駁回", "不同意"),
        ("return", "reject"),
        ANYBODY,
        "退回并写明意见；责任单位可把不属于本单位的退回客服中心",
        "send back with comments",
    ),
    CommandName("severity", ("定级", "定級"), ("severity",), DESK, "定级：#定级 级别", "set the severity"),
    CommandName(
        "visit",
        ("回访", "回訪"),
        ("visit",),
        DESK,
        "记录回访：是否联系上、是否满意、客户的话",
        "record the return visit",
    ),
    CommandName("received", ("收到",), ("received",), ANYBODY, "确认收到", "confirm receipt"),
    CommandName("fill", ("填报", "填報"), ("fill",), ANYBODY, "填写所要求的表", "fill the form asked for"),
    CommandName(
        "merge", ("合并", "合併"), ("merge",), DESK, "并入本件：#合并 编号", "merge another complaint into this one"
    ),
    CommandName("split", ("拆分",), ("split",), DESK, "另立一件，写明内容", "open a separate complaint"),
    CommandName(
        "close",
        ("结案", "結案"),
        ("close",),
        DESK,
        "结案并写明理由；尚未答复的，理由会发给客户",
        "close, with the reason, which a customer without an answer is told",
    ),
    CommandName("reopen", ("重开", "重開"), ("reopen",), DESK, "重新办理并写明理由", "reopen, with the reason"),
    CommandName("undo", ("撤回",), ("undo",), HANDLING, "撤回尚未发出的答复", "take back an answer not yet sent"),
    CommandName(
        "register",
        ("登记", "登記"),
        ("register",),
        ANYBODY,
        "登记电话或当面的投诉：姓名、电话、接收时间、内容；当场答复了的写明答复",
        "register a complaint",
        needs_complaint=False,
    ),
    CommandName(
        "absent",
        ("请假", "請假"),
        ("absent",),
        ANYBODY,
        "请假：起止日期与代理人",
        "be away: dates, deputy",
        needs_complaint=False,
    ),
    CommandName(
        "back",
        ("销假", "銷假"),
        ("back",),
        ANYBODY,
        "提前回来，从当天起由本人办理",
        "back before the absence was to end",
        needs_complaint=False,
    ),
    CommandName(
        "figures",
        ("数据", "數據"),
        ("figures",),
        ANYBODY,
        "索取待办清单，或填报统计数据：#数据 2026-02",
        "ask for one's list, or tell figures",
        needs_complaint=False,
    ),
    CommandName(
        "list",
        ("清单", "清單"),
        ("list",),
        ANYBODY,
        "索取本人待办清单",
        "ask for one's own list",
        needs_complaint=False,
    ),
    CommandName(
        "query",
        ("查询", "查詢"),
        ("query",),
        ANYBODY,
        "查询：#查询 编号或关键词",
        "look something up",
        needs_complaint=False,
    ),
    CommandName("help", ("帮助", "幫助"), ("help",), ANYBODY, "本说明", "this help", needs_complaint=False),
)
COMMANDS: Mapping[str, CommandName] = {c.name: c for c in TABLE}


def shown(name: str, language: str) -> str:
    """What a command is called to a reader of that language."""
    command = COMMANDS[name]
    return command.en[0] if language.startswith("en") else command.zh[0]


# Labels understood beside the policy's own fields.
COMMON_LABELS: Mapping[str, str] = {
    "经办人": "acted_by", "經辦人": "acted_by", "acted by": "acted_by",
    "姓名": "name", "客户": "name", "客戶": "name", "投诉人": "name", "投訴人": "name", "name": "name",
    "电话": "phone", "電話": "phone", "手机": "phone", "手機": "phone", "联系电话": "phone", "聯絡電話": "phone", "联系方式": "phone",
    "聯絡方式": "phone", "phone": "phone",
    "邮箱": "mail", "信箱": "mail", "电子邮件": "mail", "電子郵件": "mail", "mail": "mail", "email": "mail",
    "接收时间": "received", "接收時間": "received", "来电时间": "received", "來電時間": "received", "投诉时间": "received",
    "投訴時間": "received", "received": "received",
    "渠道": "channel", "channel": "channel", "关系": "relation", "關係": "relation", "relation": "relation",
    "内容": "content", "內容": "content", "投诉内容": "content", "投訴內容": "content", "content": "content",
    "时间": "when", "時間": "when", "when": "when", "方式": "how", "how": "how",
    "理由": "reason", "原因说明": "reason", "原因說明": "reason", "意见": "reason", "意見": "reason", "reason": "reason",
    "是否联系上": "reached", "是否聯繫上": "reached", "联系上": "reached", "聯繫上": "reached", "接通": "reached", "是否接通": "reached",
    "reached": "reached",
    "是否满意": "satisfied", "是否滿意": "satisfied", "满意度": "satisfied", "滿意度": "satisfied", "满意": "satisfied",
    "滿意": "satisfied", "satisfied": "satisfied",
    "客户的话": "words", "客戶的話": "words", "客户意见": "words", "客戶意見": "words", "words": "words",
    "当场答复": "settled", "當場答覆": "settled", "当场办结": "settled", "當場辦結": "settled", "settled": "settled",
    "代理人": "deputy", "deputy": "deputy", "开始": "start", "開始": "start", "结束": "end", "結束": "end", "from": "start", "to": "end",
}  # fmt: skip

# Which of those lines a command takes, beside who acted. What is free text keeps its own "时间：…" as words.
_REASONED = frozenset({"reason"})
OWN_LINES: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("transfer", "return", "invalid", "close", "reopen", "extend"), _REASONED),
    **dict.fromkeys(
        ("tell", "ask", "split", "assist", "merge", "accept", "severity", "received", "approve", "undo"), frozenset()
    ),
    "contact": frozenset({"when", "how", "reached", "content", "words"}),
    "visit": frozenset({"when", "how", "reached", "satisfied", "words", "content"}),
    "absent": frozenset({"start", "end", "deputy", "reason"}),
    "resolve": _REASONED,
    "note": frozenset(),
}
# Commands whose forms also have the policy's own fields; all others have only the lines above.
WITH_FIELDS = frozenset({"accept", "resolve", "fill", "note", "contact", "visit", "register", "figures"})
