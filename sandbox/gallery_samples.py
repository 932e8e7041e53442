"""What the gallery shows of messages that no story of it sends: each about one complaint, with all that it may bring and nothing that it never does."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import msgspec

from chalicelib.core.complaint.decision import Message
from chalicelib.core.complaint.message_table import MESSAGES
from chalicelib.core.complaint.model import Complaint, Entry
from chalicelib.core.complaint.saying import say
from chalicelib.core.policy.model import Policy
from chalicelib.core.written.languages import LANGUAGES
from chalicelib.render.sample_case import sample_case, sample_message

BROUGHT = ("clock", "due", "new_due", "who")
"""What tasks, reminders and chases have of `sample_message`; `OWN` says of the others what they have."""


class Told(msgspec.Struct, frozen=True):
    """What is said in one language: by the customer first and again, by the handler, by others, and in lists."""

    subject: str
    complaint: str
    again: str
    answer: str
    facts: str
    blame: str
    measures: str
    lacking: tuple[str, ...]
    comment: str
    by_telephone: str
    danger: str
    late: tuple[str, ...]
    mail: str
    mail_about: str
    directory: tuple[str, ...]
    words: tuple[str, ...]


TOLD = {
    "zh-CN": Told(
        "17路公交车不停站",
        "今天早上7点40分，17路公交车在东昌路站没有停，直接开走了。我带着孩子赶着去医院，等了半个多小时才上到下一班。",
        "昨天同一班车又没有停，车号鲁P 0312D，请你们再看一看。",
        "17路当班司机到站未停，是我们的错，向您道歉。",
        "3月2日7:40，17路车在东昌路站未停靠，车内监控证实",
        "司机赶点，责任在我方",
        "司机停岗培训一天；该站列入本周跟车检查",
        ("还缺：措施", "“责任在乘客”这样的话不能写进答复"),
        "请写清楚以后怎么防止再发生。",
        "车的事已经查清，是司机没有停，我们已经批评教育，下周开始跟车检查。",
        "车厢里有烟味，车门打不开，车上还有老人和孩子，快来人！",
        ("{prefix}20260226-0004 公交公司 答复顾客 超时 2 天 班车晚点", "{prefix}20260227-0001 客运总站 电话回访 超时 3 小时 检票员态度"),
        "您好，我上次反映的事到现在没有人联系我，请转给负责的同志。",
        "转发：我的投诉",
        ("新增人员：赵敏，客运总站，站务主任", "公交公司责任人：梁波 → 赵敏"),
        ("受理通知 · 正文（中文）：“感谢您告诉我们” → “谢谢您写信来”",),
    ),
    "zh-TW": Told(
        "17路公車過站不停",
        "今天早上7點40分，17路公車在東昌路站沒有停，直接開走了。我帶著孩子趕著去醫院，等了半個多小時才搭上下一班。",
        "昨天同一班車又沒有停，車號0312D，請你們再看一看。",
        "17路當班駕駛到站未停，是我們的錯，向您道歉。",
        "3月2日7:40，17路公車在東昌路站未停靠，車內監視畫面證實",
        "駕駛趕時間，責任在我方",
        "駕駛停班受訓一天；該站列入本週隨車稽查",
        ("還缺：措施", "「責任在乘客」這樣的話不能寫進答覆"),
        "請寫清楚以後怎麼防止再發生。",
        "公車的事已經查清楚，是駕駛沒有停，我們已經處分，下週開始隨車稽查。",
        "車廂裡有煙味，車門打不開，車上還有老人和小孩，快派人來！",
        ("{prefix}20260226-0004 公車處 答覆客戶 逾時 2 天 班車誤點", "{prefix}20260227-0001 客運總站 電話回訪 逾時 3 小時 驗票員態度"),
        "您好，我上次反映的事到現在沒有人聯絡我，請轉給負責的同仁。",
        "轉寄：我的投訴",
        ("新增人員：趙敏，客運總站，站務主任", "公車處承辦人：梁波 → 趙敏"),
        ("受理通知 · 內文（中文）：「感謝您告訴我們」 → 「謝謝您寫信來」",),
    ),
    "en": Told(
        "No heating for nine days",
        "Our boiler broke on 21 February. Two appointments were missed, and we have had no heating or hot water for nine days, with a baby in the flat.",
        "The engineer came yesterday and left without mending it. Please look at it once more.",
        "You should have had heating again within 24 hours, and you waited nine days. We were wrong, and we are sorry.",
        "Our contractor cancelled both appointments, and nobody told you",
        "We replaced the boiler on 2 March, and now confirm each visit by text",
        "We are paying you £90 for the nine days",
        ("Still missing: what happens next", "An answer may not say that the tenant is to blame"),
        "Please say what is done so that it does not happen again.",
        "We have found out what happened: our contractor cancelled both visits. The new boiler is fitted on Wednesday.",
        "There is a strong smell of gas on our landing, and my neighbour does not answer the door.",
        ("{prefix}20260226-0004 Repairs, answer to the customer, overdue by 2 days, leaking roof", "{prefix}20260227-0001 Estates, call to the customer, overdue by 3 hours, rude caretaker"),
        "Hello, nobody has been in touch about what I reported last week. Could you pass this on to whoever is responsible?",
        "Fwd: my complaint",
        ("New person: Ruth Bell, Repairs, team leader", "Repairs, handler: Dev Patel → Ruth Bell"),
        ('Acknowledgement, text (English): "Thank you for telling us" → "Thank you for writing to us"',),
    ),
}  # fmt: skip
assert TOLD.keys() == set(LANGUAGES)
NOTHING: Mapping[str, Any] = {"commands": []}


def own(told: Told, policy: Policy, handler: str) -> dict[str, Mapping[str, Any]]:
    """What each of them brings of its own; what is not named here is asked of a handler."""
    task = policy.tasks[-1]
    late = [line.format(prefix=policy.prefix) for line in told.late]
    return {
        "address_code": {"who": handler},
        "approval": {"before": "answered", "commands": ["approve", "return"], "who": handler},
        "refused": {"before": "answered", "reasons": list(told.lacking), "text": told.comment, "commands": ["resolve"]},
        "passed_on": {"commands": ["resolve", "contact"], "who": ""},
        "task": {"task": task.name, "commands": [task.command or "fill"], "who": ""},
        "call_task": {"who": "0635 834 5678", "text": told.by_telephone, "attempts": 1, "commands": ["contact"]},
        "danger": {"text": told.danger, "what": say("danger.emergency"), "commands": ["received", "resolve"], "who": ""},
        "together": {**NOTHING, "lines": late, "numbers": [line.split()[0] for line in late]},
        "condensed": {**NOTHING, "lines": late},
        "receipt_request": {"commands": ["received"], "who": ""},
        "after_closing": {"text": told.again, "commands": ["reopen", "note"]},
        "undeliverable": {
            "text": "acknowledgement", "reason": "smtp; 550 5.1.1 user unknown", "who": "customer@example.org",
            "commands": ["contact"],
        },
        "parked": {
            **NOTHING, "reference": "M-7Q2F", "about": told.mail_about, "reason": "writer", "seems": "passed_on", "text": told.mail,
            "who": "forms@website.example", "attached": 1,
        },
        "directory_change": {**NOTHING, "lines": list(told.directory), "due": ""},
        "directory_changed": {**NOTHING, "lines": list(told.directory), "due": ""},
        "words_change": {**NOTHING, "lines": list(told.words), "due": ""},
        "words_changed": {**NOTHING, "lines": list(told.words), "due": ""},
        "round_trip": {**NOTHING, "due": ""},
    }  # fmt: skip


def sample(name: str, language: str, policy: Policy, at: datetime) -> tuple[Message, Complaint]:
    """The message, and the complaint that it is about, at that time."""
    told, message = TOLD[language], sample_message(name, language, policy, at)
    stage = policy.stages[-1].name if policy.stages else ""
    case = _case(told, sample_case(policy, language, at - timedelta(days=1)), stage, at)
    extra = {key: value for key, value in message.extra.items() if key in (*BROUGHT, "link")}
    offered = ["resolve", "contact"] if MESSAGES[name].shows == "case" else []
    extra |= {"commands": offered, **own(told, policy, message.to.name).get(name, {})}
    return msgspec.structs.replace(message, extra=extra), case


def _case(told: Told, case: Complaint, stage: str, at: datetime) -> Complaint:
    """That complaint, with words that somebody might have written."""
    said = (told.facts, told.blame, told.measures)
    return msgspec.structs.replace(
        case,
        subject=told.subject,
        text=told.complaint,
        stage=stage,
        outcome=told.answer,
        letter=tuple((label, value) for (label, _), value in zip(case.letter or (), said, strict=False)),
        deadlines=tuple(msgspec.structs.replace(each, due=at + timedelta(days=2)) for each in case.deadlines),
        recent=(Entry(at=at - timedelta(days=1), what="received", by="customer", reason="mail", text=told.complaint),),
    )
