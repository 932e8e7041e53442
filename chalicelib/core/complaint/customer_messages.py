"""Messages to customers. `message_table.py` says what all messages have in common, `message_kind.py` what the fields mean."""

from chalicelib.core.complaint.message_kind import MessageKind

OF_CUSTOMERS: dict[str, MessageKind] = {
    # To customers: that they were heard.
    "acknowledgement": MessageKind(
        "customer",
        {"zh-CN": "受理通知", "zh-TW": "受理通知", "en": "acknowledgement"},
        replied=True,
        at_night="all",
        call="registrar",
        script="script_acknowledgement",
        to_registrar="tell_them",
        cap="acknowledgements",
    ),
    "noted": MessageKind(
        "customer",
        {"zh-CN": "受理通知", "zh-TW": "受理通知", "en": "acknowledgement"},
        replied=True,
        at_night="all",
        call="registrar",
        script="script_noted",
        cap="acknowledgements",
    ),
    "danger_received": MessageKind(
        "customer",
        {"zh-CN": "紧急受理通知", "zh-TW": "緊急受理通知", "en": "acknowledgement in an emergency"},
        replied=True,
        at_night="all",
        call="desk",
        script="script_danger",
    ),
    "unreadable": MessageKind(
        "customer",
        {"zh-CN": "重发请求", "zh-TW": "重發請求", "en": "request to send it again"},
        replied=True,
        cap="parked",
    ),
    "address_code": MessageKind(
        "customer",
        {"zh-CN": "验证码", "zh-TW": "驗證碼", "en": "code to confirm an address"},
        proves=True,
        cap="codes",
    ),
    "form_code": MessageKind(
        "customer",
        {"zh-CN": "网上提交的验证码", "zh-TW": "線上提交的驗證碼", "en": "code to confirm a form"},
        proves=True,
        at_night="all",
        call="never",
        cap="codes",
        failure_told=False,
    ),
    "address_joined": MessageKind(
        "customer",
        {"zh-CN": "联系方式确认", "zh-TW": "聯絡方式確認", "en": "confirmation of the address"},
        replied=True,
    ),
    "hidden": MessageKind(
        "customer",
        {"zh-CN": "匿名确认", "zh-TW": "匿名確認", "en": "confirmation that the name is kept back"},
        replied=True,
        at_night="all",
        call="never",
    ),
    # To customers: how it goes on.
    "holding": MessageKind(
        "customer",
        {"zh-CN": "进展通知", "zh-TW": "進展通知", "en": "holding notice"},
        script="script_holding",
        keeps_a_time=True,
        overtaken=True,
        askable=True,
    ),
    "update": MessageKind(
        "customer", {"zh-CN": "进展通知", "zh-TW": "進展通知", "en": "news"}, text_from="staff", askable=True
    ),
    "question": MessageKind(
        "customer",
        {"zh-CN": "补充询问", "zh-TW": "補充詢問", "en": "question"},
        call="registrar",
        script="ask_them",
        to_registrar="ask_them",
        text_from="staff",
        cap="acknowledgements",
        askable=True,
    ),
    "reopened": MessageKind(
        "customer",
        {"zh-CN": "重新办理通知", "zh-TW": "重新辦理通知", "en": "notice of reopening"},
        script="script_reopened",
        overtaken=True,
    ),
    "final": MessageKind(
        "customer",
        {"zh-CN": "最终答复说明", "zh-TW": "最終答覆說明", "en": "notice that there is no further stage"},
        script="script_final",
    ),
    # To customers: that their contact is on record as unreasonable, and that words were filed under it.
    "conduct": MessageKind(
        "customer",
        {"zh-CN": "联系方式说明", "zh-TW": "聯絡方式說明", "en": "notice about contact"},
        text_from="conduct",
        script="script_conduct",
    ),
    "filed": MessageKind(
        "customer",
        {"zh-CN": "来信存档通知", "zh-TW": "來信存檔通知", "en": "notice that it was filed"},
        replied=True,
        call="never",
        cap="acknowledgements",
    ),
    # To customers: what came of it.
    "outcome": MessageKind(
        "customer",
        {"zh-CN": "处理答复", "zh-TW": "處理答覆", "en": "answer"},
        call="registrar",
        text_from="outcome",
        taken_back=True,
    ),
    # The follow-up call asks whoever has a telephone alone.
    "survey": MessageKind(
        "customer",
        {"zh-CN": "满意度调查", "zh-TW": "滿意度調查", "en": "survey"},
        at_night="nothing",
        call="never",
        taken_back=True,
        askable=True,
    ),
    "later_survey": MessageKind(
        "customer",
        {"zh-CN": "解决情况回访", "zh-TW": "解決情況回訪", "en": "question whether it was really solved"},
        at_night="nothing",
        call="never",
        taken_back=True,
        askable=True,
    ),
    "thanks": MessageKind(
        "customer",
        {"zh-CN": "评价致谢", "zh-TW": "評價致謝", "en": "thanks for the verdict"},
        replied=True,
        at_night="all",
        call="never",
    ),
    "explanation": MessageKind(
        "customer",
        {"zh-CN": "核实说明", "zh-TW": "核實說明", "en": "explanation"},
        text_from="outcome",
        taken_back=True,
        askable=True,
    ),
}
