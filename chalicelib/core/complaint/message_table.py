"""Every message there is: one record each. A new message is one record here and its templates, `templates/NAME.LANGUAGE.j2`.

Whoever sends a message names it and says to whom; all else that anybody has to know of it follows from its record:

- Its words come from its templates. The audience says how the reader is addressed, and whether they may see the case.
- A reply (RFC 3834 §5) answers, by itself and to the same person, what they have just written: Auto-Submitted says "auto-replied", and it is
  sent before whatever nobody waits for. All else is "auto-generated": what the clock or others' acts bring about, warnings about mail in one's name.
- At night a text wakes people and a mail does not: texts to customers wait for the morning, unless they answer at once.
- What neither mail nor text can tell the customer the desk says by telephone, or whoever is registering the customer's call.
- What one sender can make us send is capped by the day; `reception/limits.py` has the figures.
- A message that could not be delivered is a fact that people are told, except where the telling would only fail again.
- A policy may ask for some by name. Those of its own, made by its `[words]`, have no record: `kind_of` says what they are.
"""

from chalicelib.core.complaint.customer_messages import OF_CUSTOMERS
from chalicelib.core.complaint.message_kind import Audience, MessageKind
from chalicelib.core.complaint.sheet_messages import OF_SHEETS

MESSAGES: dict[str, MessageKind] = {
    **OF_CUSTOMERS,
    # To staff: work.
    "danger": MessageKind(
        "staff",
        {"zh-CN": "紧急情况", "zh-TW": "緊急情況", "en": "emergency"},
        "case",
        tone="danger",
        urgent=True,
        words_in_body=True,
    ),
    "to_assign": MessageKind(
        "staff", {"zh-CN": "请判定并分派", "zh-TW": "請判定並分派", "en": "request to assign"}, "case", tone="task"
    ),
    "assignment": MessageKind(
        "staff", {"zh-CN": "处理流程单", "zh-TW": "處理流程單", "en": "assignment"}, "case", tone="task"
    ),
    "passed_on": MessageKind(
        "staff", {"zh-CN": "转交研究", "zh-TW": "轉交研究", "en": "matter passed on"}, "case", tone="task"
    ),
    "approval": MessageKind(
        "staff",
        {"zh-CN": "请审批", "zh-TW": "請審批", "en": "request for approval"},
        "case",
        tone="task",
        outcome_in_body=True,
        words_above=True,
        room=300,
    ),
    "refused": MessageKind(
        "staff", {"zh-CN": "退回补正", "zh-TW": "退回補正", "en": "request to complete it"}, "case", tone="task"
    ),
    "task": MessageKind(
        "staff", {"zh-CN": "交办任务", "zh-TW": "交辦任務", "en": "task"}, "case", tone="task", askable=True
    ),
    "return_visit": MessageKind(
        "staff",
        {"zh-CN": "请回访", "zh-TW": "請回訪", "en": "request for a follow-up call"},
        "case",
        tone="task",
        outcome_in_body=True,
        askable=True,
        words_in_body=True,
    ),
    "call_task": MessageKind(
        "staff",
        {"zh-CN": "请致电客户", "zh-TW": "請致電客戶", "en": "request to call the customer"},
        "case",
        tone="task",
        askable=True,
        words_in_body=True,
    ),
    "assist": MessageKind(
        "staff",
        {"zh-CN": "协办请求", "zh-TW": "協辦請求", "en": "request for assistance"},
        "case",
        tone="task",
        askable=True,
        room=300,
    ),
    # To staff: time limits.
    "reminder": MessageKind(
        "staff",
        {"zh-CN": "到期提醒", "zh-TW": "到期提醒", "en": "reminder"},
        "case",
        tone="reminder",
        together=True,
        askable=True,
    ),
    "chase": MessageKind(
        "staff", {"zh-CN": "催办", "zh-TW": "催辦", "en": "chase"}, "case", tone="late", together=True, askable=True
    ),
    "escalation": MessageKind(
        "staff",
        {"zh-CN": "逾期报告", "zh-TW": "逾期報告", "en": "escalation"},
        "case",
        tone="escalation",
        together=True,
        condensed=True,
        askable=True,
        room=240,
        form_below=True,
    ),
    "together": MessageKind(
        "staff",
        {"zh-CN": "到期和逾期事项", "zh-TW": "到期和逾時事項", "en": "list of what is due and late"},
        tone="late",
    ),
    "condensed": MessageKind(
        "staff", {"zh-CN": "逾期报告汇总", "zh-TW": "逾期報告彙總", "en": "list of escalations"}, tone="escalation"
    ),
    # To staff: what they should know.
    "information": MessageKind(
        "staff", {"zh-CN": "知会", "zh-TW": "知會", "en": "information"}, "case", askable=True, room=300
    ),
    "receipt_request": MessageKind(
        "staff",
        {"zh-CN": "请确认收到", "zh-TW": "請確認收到", "en": "request for confirmation"},
        "case",
        tone="task",
        askable=True,
        room=300,
    ),
    "customer_added": MessageKind(
        "staff",
        {"zh-CN": "客户补充", "zh-TW": "客戶補充", "en": "further words of the customer"},
        "case",
        gathered=True,
        words_in_body=True,
    ),
    "after_closing": MessageKind(
        "staff",
        {"zh-CN": "结案后来信", "zh-TW": "結案後來信", "en": "message after closing"},
        "case",
        gathered=True,
        words_in_body=True,
    ),
    "linked": MessageKind(
        "staff", {"zh-CN": "相关投诉", "zh-TW": "相關投訴", "en": "related complaints"}, "case", words_in_body=True
    ),
    "answered_copy": MessageKind(
        "staff",
        {"zh-CN": "答复抄送", "zh-TW": "答覆副本", "en": "copy of the answer"},
        "case",
        outcome_in_body=True,
        taken_back=True,
        room=300,
    ),
    "undeliverable": MessageKind(
        "staff",
        {"zh-CN": "未送达通知", "zh-TW": "未送達通知", "en": "notice of failed delivery"},
        "case",
        tone="reminder",
        failure_told=False,
    ),
    # To staff: answers to their own mails, and what waits for them.
    "receipt": MessageKind("staff", {"zh-CN": "回执", "zh-TW": "回執", "en": "receipt"}, replied=True, cap="notes"),
    "query": MessageKind("staff", {"zh-CN": "查询结果", "zh-TW": "查詢結果", "en": "search result"}, replied=True),
    "figures": MessageKind("staff", {"zh-CN": "数据", "zh-TW": "數據", "en": "figures"}, replied=True),
    "confirm": MessageKind(
        "staff",
        {"zh-CN": "请确认命令", "zh-TW": "請確認命令", "en": "request to confirm a command"},
        tone="task",
        replied=True,
        cap="mails in their name",
    ),
    "held": MessageKind(
        "staff",
        {"zh-CN": "未执行的来信", "zh-TW": "未執行的來信", "en": "mail that was held"},
        tone="reminder",
        cap="mails in their name",
    ),
    "parked": MessageKind(
        "staff",
        {"zh-CN": "待查看来件", "zh-TW": "待查看來件", "en": "message to look at"},
        tone="task",
        cap="parked",
        failure_told=False,
    ),
    "blocked": MessageKind("staff", {"zh-CN": "屏蔽通知", "zh-TW": "封鎖通知", "en": "notice of a block"}),
    "round_trip": MessageKind(
        "staff", {"zh-CN": "测试邮件", "zh-TW": "測試郵件", "en": "test mail"}, replied=True, failure_told=False
    ),
    **OF_SHEETS,
    "morning_list": MessageKind(
        "staff", {"zh-CN": "今日待办", "zh-TW": "今日待辦", "en": "today's list"}, series="lists"
    ),
    "special_report": MessageKind(
        "staff", {"zh-CN": "专题报告", "zh-TW": "專題報告", "en": "report on one complaint"}, taken_back=True
    ),
    "report": MessageKind("staff", {"zh-CN": "报告", "zh-TW": "報告", "en": "report"}, series="reports"),
}
_OWN = {"customer": MessageKind("customer", askable=True), "staff": MessageKind("staff", shows="case", askable=True)}


def kind_of(name: str, role: str) -> MessageKind:
    """What kind of message that is; one of the organisation's own is for whoever gets it, in that role."""
    return MESSAGES.get(name) or _OWN["customer" if role == "customer" else "staff"]


def askable(audience: Audience) -> tuple[str, ...]:
    """The messages to that audience which a policy may ask for by name, beside its own."""
    return tuple(name for name, kind in MESSAGES.items() if kind.audience == audience and kind.askable)
