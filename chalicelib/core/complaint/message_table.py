"""Every message there is: one record each. A new message is one record here and its templates, `templates/NAME.LANGUAGE.j2`.

Whoever sends a message names it and says to whom; all else that anybody has to know of it follows from its record:

- Its words come from its templates. The audience says how the reader is addressed, and whether they may see the case.
- A reply (RFC 3834 §5) answers, by itself and to the same person, what they have just written: Auto-Submitted says
  "auto-replied", and it is sent before whatever nobody waits for. All else is "auto-generated": what the clock or somebody
  else's act brings about, and a warning about mail in one's name, which does not go to whoever wrote that mail.
- At night a text wakes people and a mail does not: texts to customers wait for the morning, unless they answer at once.
- What neither mail nor text can tell the customer the desk says by telephone, or whoever is registering the customer's call.
- What one sender can make us send is capped by the day; `reception/limits.py` has the figures.
- A message that could not be delivered is a fact that people are told, except where the telling would only fail again.
- A policy may ask for some by name. Those of its own, made by its `[words]`, have no record: `kind_of` says what they are.
"""

from typing import Literal

import msgspec

Audience = Literal["customer", "staff"]
Cap = Literal["", "acknowledgements", "notes", "codes", "parked", "mails in their name"]


class MessageKind(msgspec.Struct, frozen=True):
    """What is to be known of a message beside its words.

    `called`: its name in zh-CN, zh-TW and en; "" where the policy alone names it.
    `shows`: the case so far, or nothing of it.
    `replied`: it is an automatic reply (RFC 3834).
    `proves`: it brings the code by which its reader proves an address.
    `at_night`: what of it goes to customers in quiet hours.
    `call`: who says it by telephone to a customer whom nothing else reaches.
    `script`: the sentence of `words/sentences.py` that the desk then says, where the message has no text of its own.
    `to_registrar`: the sentence by which the receipt asks whoever registered the call to say it.
    `text_from`: where its own text is found again: the outcome, or the history's lines of that name.
    `cap`: the day's count that it stands under.
    `outcome_in_body`: its words give the outcome, so that the case below them need not.
    `failure_told`: people hear of it when it did not arrive.
    `condensed`: what comes too often to one director within an hour becomes one list.
    `taken_back`: while unsent it goes no more once the outcome is withdrawn.
    `askable`: a policy's rule, rung or task may ask for it by name.
    """

    audience: Audience
    called: tuple[str, str, str] = ("", "", "")
    shows: Literal["case", "nothing"] = "nothing"
    replied: bool = False
    proves: bool = False
    at_night: Literal["all", "mail", "nothing"] = "mail"
    call: Literal["desk", "registrar", "never"] = "desk"
    script: str = ""
    to_registrar: str = ""
    text_from: Literal["", "outcome", "told_customer", "asked_customer"] = ""
    cap: Cap = ""
    outcome_in_body: bool = False
    failure_told: bool = True
    condensed: bool = False
    taken_back: bool = False
    askable: bool = False

    @property
    def awaited(self) -> bool:
        """Whether whoever has just written waits for it: it goes before chases."""
        return self.replied or self.proves


MESSAGES: dict[str, MessageKind] = {
    # To customers: that they were heard.
    "acknowledgement": MessageKind(
        "customer",
        ("受理通知", "受理通知", "acknowledgement"),
        replied=True,
        at_night="all",
        call="registrar",
        script="script_acknowledgement",
        to_registrar="tell_them",
        cap="acknowledgements",
    ),
    "noted": MessageKind(
        "customer",
        ("受理通知", "受理通知", "acknowledgement"),
        replied=True,
        at_night="all",
        call="registrar",
        script="script_noted",
        cap="acknowledgements",
    ),
    "question": MessageKind(
        "customer",
        ("补充询问", "補充詢問", "question"),
        call="registrar",
        script="ask_them",
        to_registrar="ask_them",
        text_from="asked_customer",
        cap="acknowledgements",
        askable=True,
    ),
    "unreadable": MessageKind(
        "customer", ("重发请求", "重發請求", "request to send it again"), replied=True, cap="parked"
    ),
    "address_code": MessageKind(
        "customer", ("验证码", "驗證碼", "code to confirm an address"), proves=True, cap="codes"
    ),
    "address_joined": MessageKind(
        "customer", ("联系方式确认", "聯絡方式確認", "confirmation of the address"), replied=True
    ),
    # To customers: how it goes on.
    "holding": MessageKind(
        "customer", ("进展通知", "進展通知", "holding notice"), script="script_holding", askable=True
    ),
    "update": MessageKind("customer", ("进展通知", "進展通知", "news"), text_from="told_customer", askable=True),
    "reopened": MessageKind(
        "customer", ("重新办理通知", "重新辦理通知", "notice of reopening"), script="script_reopened"
    ),
    # To customers: what came of it.
    "outcome": MessageKind(
        "customer", ("处理答复", "處理答覆", "answer"), call="registrar", text_from="outcome", taken_back=True
    ),
    "explanation": MessageKind("customer", ("核实说明", "核實說明", "explanation"), text_from="outcome", askable=True),
    # The return visit asks whoever has a telephone alone.
    "survey": MessageKind(
        "customer",
        ("满意度调查", "滿意度調查", "survey"),
        at_night="nothing",
        call="never",
        taken_back=True,
        askable=True,
    ),
    "thanks": MessageKind(
        "customer", ("评价致谢", "評價致謝", "thanks for the verdict"), replied=True, at_night="all", call="never"
    ),
    # To staff: work.
    "to_assign": MessageKind("staff", ("请判定并分派", "請判定並分派", "request to assign"), "case"),
    "assignment": MessageKind("staff", ("处理流程单", "處理流程單", "assignment"), "case"),
    "passed_on": MessageKind("staff", ("转交研究", "轉交研究", "matter passed on"), "case"),
    "approval": MessageKind("staff", ("请审批", "請審批", "request for approval"), "case", outcome_in_body=True),
    "refused": MessageKind("staff", ("退回补正", "退回補正", "request to complete it"), "case"),
    "task": MessageKind("staff", ("交办任务", "交辦任務", "task"), "case", askable=True),
    "return_visit": MessageKind(
        "staff", ("请回访", "請回訪", "request for a return visit"), "case", outcome_in_body=True, askable=True
    ),
    "call_task": MessageKind(
        "staff", ("请致电客户", "請致電客戶", "request to call the customer"), "case", askable=True
    ),
    "assist": MessageKind("staff", ("协办请求", "協辦請求", "request for assistance"), "case", askable=True),
    # To staff: time limits.
    "reminder": MessageKind("staff", ("到期提醒", "到期提醒", "reminder"), "case", askable=True),
    "chase": MessageKind("staff", ("催办", "催辦", "chase"), "case", askable=True),
    "escalation": MessageKind("staff", ("逾期报告", "逾期報告", "escalation"), "case", condensed=True, askable=True),
    "condensed": MessageKind("staff", ("逾期报告汇总", "逾期報告彙總", "list of escalations")),
    # To staff: what they should know.
    "information": MessageKind("staff", ("知会", "知會", "information"), "case", askable=True),
    "receipt_request": MessageKind(
        "staff", ("请确认收到", "請確認收到", "request for confirmation"), "case", askable=True
    ),
    "customer_added": MessageKind("staff", ("客户补充", "客戶補充", "further words of the customer"), "case"),
    "after_closing": MessageKind("staff", ("结案后来信", "結案後來信", "message after closing"), "case"),
    "linked": MessageKind("staff", ("相关投诉", "相關投訴", "related complaints"), "case"),
    "answered_copy": MessageKind(
        "staff", ("答复抄送", "答覆副本", "copy of the answer"), "case", outcome_in_body=True, taken_back=True
    ),
    "undeliverable": MessageKind(
        "staff", ("未送达通知", "未送達通知", "notice of failed delivery"), "case", failure_told=False
    ),
    # To staff: answers to their own mails, and what waits for them.
    "receipt": MessageKind("staff", ("回执", "回執", "receipt"), replied=True, cap="notes"),
    "query": MessageKind("staff", ("查询结果", "查詢結果", "search result"), replied=True),
    "confirm": MessageKind(
        "staff", ("请确认命令", "請確認命令", "request to confirm a command"), replied=True, cap="mails in their name"
    ),
    "held": MessageKind("staff", ("未执行的来信", "未執行的來信", "mail that was held"), cap="mails in their name"),
    "parked": MessageKind(
        "staff", ("待查看来件", "待查看來件", "message to look at"), cap="parked", failure_told=False
    ),
    "morning_list": MessageKind("staff", ("今日待办", "今日待辦", "today's list")),
    "report": MessageKind("staff", ("报告", "報告", "report")),
}
_OWN = {"customer": MessageKind("customer", askable=True), "staff": MessageKind("staff", shows="case", askable=True)}


def kind_of(name: str, role: str) -> MessageKind:
    """What kind of message that is; one of the organisation's own is for whoever gets it, in that role."""
    return MESSAGES.get(name) or _OWN["customer" if role == "customer" else "staff"]


def askable(audience: Audience) -> tuple[str, ...]:
    """The messages to that audience which a policy may ask for by name, beside its own."""
    return tuple(name for name, kind in MESSAGES.items() if kind.audience == audience and kind.askable)
