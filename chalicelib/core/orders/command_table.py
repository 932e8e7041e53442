"""What staff may order by mail. A command is one record of this table and one function that bears its name.

A command stands at the start of a line: `#`, one of its names, words; under it lines of a form. All names of all languages are
understood, whoever writes; readers are shown the first one of theirs.

Who may give it: the roles that somebody has on the complaint, or any member of staff. When: in the states that the record names.
What was passed on is closed in name only, so that whoever has it may answer it or hand it on at any time.

Some need no complaint: these stand in `caseless_commands.py`. All count from any known address whose domain vouches for it.
"""

from collections.abc import Mapping

from chalicelib.core.orders.caseless_commands import CASELESS
from chalicelib.core.orders.command_kind import (
    ALWAYS,
    ANYBODY,
    BEFORE_THE_ANSWER,
    CLASSIFIED,
    CORRECTED,
    DESK,
    EVERY_LINE,
    HANDLING,
    OF_THE_DESK,
    REASON,
    TOLD,
    UNTIL_MERGED,
    WHO,
    CommandKind,
)
from chalicelib.core.written.languages import in_words, spoken

_TABLE = (
    CommandKind(
        name="accept", reservable=True, roles=DESK, states=UNTIL_MERGED, lines=CLASSIFIED, policy_fields=True,
        names={"zh-CN": ("受理",), "zh-TW": ("受理",), "en": ("accept",)},
        help={"zh-CN": "受理，可写明性质或类别", "zh-TW": "受理，可寫明性質或類別", "en": "accept; may name the kind or the category"},
    ),
    CommandKind(
        name="transfer", roles=HANDLING, states=BEFORE_THE_ANSWER, lines=(*REASON, *CLASSIFIED, "relation"), policy_fields=True, completes_task=True, ends_with_round=True,
        names={"zh-CN": ("转办", "转交"), "zh-TW": ("轉辦", "轉交"), "en": ("transfer",)},
        help={"zh-CN": "转给部门或同事：#转办 部门", "zh-TW": "轉給部門或同事：#轉辦 部門", "en": "hand to a department or person"},
    ),
    CommandKind(
        name="assist", roles=HANDLING, states=BEFORE_THE_ANSWER,
        names={"zh-CN": ("联办", "协办"), "zh-TW": ("聯辦", "協辦"), "en": ("assist",)},
        help={"zh-CN": "请另一部门协助，责任人不变", "zh-TW": "請另一部門協助，承辦人不變", "en": "ask another department to help"},
    ),
    CommandKind(
        name="contact", roles=HANDLING, states=UNTIL_MERGED, policy_fields=True, completes_task=True, ends_with_round=True,
        lines=("when", "how", "reached", "content", "words", *CLASSIFIED, *WHO), asks=("when", "how", "reached", "content"),
        names={"zh-CN": ("联系",), "zh-TW": ("聯繫", "聯絡"), "en": ("contact",)},
        help={
            "zh-CN": "记录与客户的联系：时间、方式、是否联系上、内容",
            "zh-TW": "記錄與客戶的聯絡：時間、方式、是否聯繫上、內容",
            "en": "record contact with the customer",
        },
    ),
    CommandKind(
        name="note", roles=ANYBODY, states=ALWAYS, lines=(*CLASSIFIED, *WHO), policy_fields=True,
        names={"zh-CN": ("备注",), "zh-TW": ("備註",), "en": ("note",)},
        help={"zh-CN": "只记入处理记录", "zh-TW": "只記入處理紀錄", "en": "add a note to the record"},
    ),
    CommandKind(
        name="tell", roles=HANDLING, lines=TOLD, states=UNTIL_MERGED,
        names={"zh-CN": ("告知客户", "告知"), "zh-TW": ("告知客戶", "告知"), "en": ("tell",)},
        help={"zh-CN": "把后面的话发给客户", "zh-TW": "把後面的話發給客戶", "en": "send the words to the customer"},
    ),
    CommandKind(
        name="ask", roles=HANDLING, lines=TOLD,
        names={"zh-CN": ("询问客户", "询问"), "zh-TW": ("詢問客戶", "詢問"), "en": ("ask",)},
        help={"zh-CN": "向客户询问", "zh-TW": "向客戶詢問", "en": "ask the customer"},
    ),
    CommandKind(
        name="resolve", roles=HANDLING, states=BEFORE_THE_ANSWER, lines=(*REASON, *TOLD, *CLASSIFIED, "relation"), policy_fields=True, completes_task=True, ends_with_round=True,
        names={"zh-CN": ("结果", "答复"), "zh-TW": ("結果", "答覆"), "en": ("resolve", "result")},
        help={"zh-CN": "提交处理结果并按表填写", "zh-TW": "提交處理結果並依表填寫", "en": "give the outcome with its form"},
    ),
    CommandKind(
        name="extend", reservable=True, roles=HANDLING, states=BEFORE_THE_ANSWER, lines=(*REASON, *TOLD), asks=REASON,
        names={"zh-CN": ("延期",), "zh-TW": ("延期",), "en": ("extend",)},
        help={
            "zh-CN": "申请延期：#延期 2026-03-06 17:30，注明原因；答复期限的，客户会读到原因",
            "zh-TW": "申請延期：#延期 2026-03-06 17:30，註明原因；答覆期限的，客戶會讀到原因",
            "en": "ask for a later time, with the reason, which customers read if they were told the time",
        },
    ),
    CommandKind(
        name="invalid", reservable=True, roles=HANDLING, states=BEFORE_THE_ANSWER, lines=(*REASON, *TOLD), asks=REASON,
        names={"zh-CN": ("无效",), "zh-TW": ("無效",), "en": ("invalid",)},
        help={
            "zh-CN": "判定投诉不成立并写明理由，客户将收到解释",
            "zh-TW": "判定投訴不成立並寫明理由，客戶將收到說明",
            "en": "judge not valid, with the reason",
        },
    ),
    CommandKind(
        name="approve", roles=ANYBODY,
        names={"zh-CN": ("同意", "批准"), "zh-TW": ("同意", "批准"), "en": ("approve",)},
        help={"zh-CN": "同意，按所提交的办理", "zh-TW": "同意，依所提交的辦理", "en": "agree: it goes ahead as it stands"},
    ),
    CommandKind(
        name="return", roles=ANYBODY, lines=REASON, asks=REASON, completes_task=True,
        names={"zh-CN": ("退回", "驳回", "不同意"), "zh-TW": ("退回", "駁回", "不同意"), "en": ("return", "reject")},
        help={
            "zh-CN": "退回并写明意见；责任单位可把不属于本单位的退回{desk}",
            "zh-TW": "退回並寫明意見；權責單位可把不屬於本單位的退回{desk}",
            "en": "send back with comments",
        },
    ),
    CommandKind(
        name="severity", roles=DESK, states=UNTIL_MERGED, lines=CLASSIFIED,
        names={"zh-CN": ("定级",), "zh-TW": ("定級",), "en": ("severity",)},
        help={"zh-CN": "定级：#定级 级别", "zh-TW": "定級：#定級 等級", "en": "set the severity"},
    ),
    CommandKind(
        name="correct", reservable=True, roles=DESK, states=UNTIL_MERGED, lines=CORRECTED, asks=CORRECTED, completes_task=True,
        names={"zh-CN": ("更正",), "zh-TW": ("更正",), "en": ("correct",)},
        help={
            "zh-CN": "更正性质、类别、渠道或接收时间，已结案的也可以",
            "zh-TW": "更正性質、類別、管道或接收時間，已結案的也可以",
            "en": "put right kind, category, channel or time of receipt, of closed complaints too",
        },
    ),
    CommandKind(
        name="about", roles=OF_THE_DESK, states=UNTIL_MERGED, completes_task=True,
        names={"zh-CN": ("被投诉人",), "zh-TW": ("被投訴人",), "en": ("about",)},
        help={
            "zh-CN": "认定被投诉人，此人不再参与本件：#被投诉人 姓名或工号；不是的：#被投诉人 不是姓名；都不是：#被投诉人 无",
            "zh-TW": "認定被投訴人，此人不再參與本件：#被投訴人 姓名或員工編號；不是的：#被投訴人 不是姓名；都不是：#被投訴人 無",
            "en": "say whom it is about, who then keeps out of it: #about NAME; whom it is not about: #about not NAME; #about nobody",
        },
    ),
    CommandKind(
        name="visit", roles=DESK, states=UNTIL_MERGED, policy_fields=True, completes_task=True, ends_with_round=True,
        lines=("when", "how", "reached", "satisfied", "words", "content", *CLASSIFIED, *WHO), asks=("reached", "satisfied", "words"), always=("reached", "satisfied"),
        names={"zh-CN": ("回访",), "zh-TW": ("回訪",), "en": ("visit",)},
        help={
            "zh-CN": "记录回访：是否联系上、是否满意、客户的话",
            "zh-TW": "記錄回訪：是否聯繫上、是否滿意、客戶的話",
            "en": "record the follow-up call",
        },
    ),
    CommandKind(
        name="received", roles=ANYBODY, states=UNTIL_MERGED, completes_task=True,
        names={"zh-CN": ("收到",), "zh-TW": ("收到",), "en": ("received",)},
        help={"zh-CN": "确认收到", "zh-TW": "確認收到", "en": "confirm receipt"},
    ),
    CommandKind(
        name="fill", roles=ANYBODY, states=UNTIL_MERGED, lines=EVERY_LINE, policy_fields=True, completes_task=True,
        names={"zh-CN": ("填报",), "zh-TW": ("填報",), "en": ("fill",)},
        help={"zh-CN": "填写所要求的表", "zh-TW": "填寫所要求的表", "en": "fill in the form asked for"},
    ),
    CommandKind(
        name="merge", roles=DESK, states=UNTIL_MERGED, completes_task=True, number_is_words=True,
        names={"zh-CN": ("合并",), "zh-TW": ("合併",), "en": ("merge",)},
        help={"zh-CN": "并入本件：#合并 编号", "zh-TW": "併入本件：#合併 編號", "en": "merge another complaint into this one"},
    ),
    CommandKind(
        name="split", roles=DESK, states=UNTIL_MERGED,
        names={"zh-CN": ("拆分",), "zh-TW": ("拆分",), "en": ("split",)},
        help={"zh-CN": "另立一件：客户最近一次来信，或写明是哪一次、什么内容", "zh-TW": "另立一件：客戶最近一次來信，或寫明是哪一次、什麼內容", "en": "open a separate complaint: the customer's newest message, or what you write"},
    ),
    CommandKind(
        name="close", reservable=True, roles=DESK, states=UNTIL_MERGED, lines=(*REASON, *TOLD), asks=REASON, completes_task=True,
        names={"zh-CN": ("结案",), "zh-TW": ("結案",), "en": ("close",)},
        help={
            "zh-CN": "结案并写明理由；尚未答复的，理由会发给客户",
            "zh-TW": "結案並寫明理由；尚未答覆的，理由會發給客戶",
            "en": "close, with the reason, which a customer without an answer is told",
        },
    ),
    CommandKind(
        name="reopen", roles=DESK, states=ALWAYS, lines=REASON, asks=REASON, completes_task=True,
        names={"zh-CN": ("重开",), "zh-TW": ("重開",), "en": ("reopen",)},
        help={"zh-CN": "重新办理并写明理由", "zh-TW": "重新辦理並寫明理由", "en": "reopen, with the reason"},
    ),
    CommandKind(
        name="unreasonable", roles=OF_THE_DESK, states=ALWAYS, lines=(*REASON, "review", *TOLD), asks=("reason", "review"), completes_task=True,
        names={"zh-CN": ("不合理联系",), "zh-TW": ("不合理聯繫", "不合理聯絡"), "en": ("onrecord",)},
        help={
            "zh-CN": "记录客户的不合理联系，写明理由和复核日期，客户会读到；已最终答复的事项来信只存档，新的事项照常办理",
            "zh-TW": "記錄客戶的不合理聯繫，寫明理由和複核日期，客戶會讀到；已最終答覆的事項來信只存檔，新的事項照常辦理",
            "en": "record unreasonable contact, with reason and review date, which the customer reads; new matters are handled as ever",
        },
    ),
    CommandKind(
        name="reasonable", roles=OF_THE_DESK, states=ALWAYS, completes_task=True,
        names={"zh-CN": ("解除不合理联系",), "zh-TW": ("解除不合理聯繫", "解除不合理聯絡"), "en": ("offrecord",)},
        help={
            "zh-CN": "解除不合理联系记录，客户会收到通知",
            "zh-TW": "解除不合理聯繫紀錄，客戶會收到通知",
            "en": "end the record of unreasonable contact; the customer is told",
        },
    ),
    CommandKind(
        name="undo", roles=HANDLING, states=UNTIL_MERGED, completes_task=True,
        names={"zh-CN": ("撤回",), "zh-TW": ("撤回",), "en": ("undo",)},
        help={"zh-CN": "撤回尚未发出的答复", "zh-TW": "撤回尚未發出的答覆", "en": "take back an answer not yet sent"},
    ),
    CommandKind(
        name="dossier", roles=DESK, states=ALWAYS, completes_task=True,
        names={"zh-CN": ("专报",), "zh-TW": ("專報",), "en": ("dossier",)},
        help={"zh-CN": "索取本件的专题报告", "zh-TW": "索取本件的專題報告", "en": "ask for a report on this complaint"},
    ),
    *CASELESS,
)  # fmt: skip
COMMANDS: Mapping[str, CommandKind] = {kind.name: kind for kind in _TABLE}


def shown(name: str, language: str) -> str:
    """What a command is called to a reader of that language, without its `#`."""
    return called(name, language)[0]


def called(name: str, language: str) -> tuple[str, ...]:
    """All names of a command in that language, the one that is shown first."""
    return in_words(COMMANDS[name].names, spoken(language)) or ()


def explained(name: str, language: str) -> str:
    """One line of help."""
    return in_words(COMMANDS[name].help, spoken(language)) or ""
