"""Messages about what is kept in sheets: of each the workbook, the question whether a change is to come into force, and that it has.

`message_table.py` says what all messages have in common, `policies/kept_in_sheets.py` what is kept so.
"""

from chalicelib.core.complaint.message_kind import MessageKind

OF_SHEETS: dict[str, MessageKind] = {
    "directory": MessageKind("staff", {"zh-CN": "名录", "zh-TW": "名錄", "en": "directory"}, replied=True),
    "directory_change": MessageKind(
        "staff",
        {
            "zh-CN": "请确认名录的改动",
            "zh-TW": "請確認名錄的變動",
            "en": "request to confirm a change of the directory",
        },
        replied=True,
        tone="task",
    ),
    "directory_changed": MessageKind(
        "staff", {"zh-CN": "名录改动通知", "zh-TW": "名錄變動通知", "en": "notice of a change of the directory"}
    ),
    "words": MessageKind("staff", {"zh-CN": "文案", "zh-TW": "文案", "en": "words of messages"}, replied=True),
    "words_change": MessageKind(
        "staff",
        {"zh-CN": "请确认文案的改动", "zh-TW": "請確認文案的變動", "en": "request to confirm a change of the words"},
        replied=True,
        tone="task",
    ),
    "words_changed": MessageKind(
        "staff", {"zh-CN": "文案改动通知", "zh-TW": "文案變動通知", "en": "notice of a change of the words"}
    ),
}
