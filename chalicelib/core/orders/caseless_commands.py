"""The commands that need no complaint: whoever gives one is answered, or opens one. `command_table.py` says what all commands have in common.

Each is served by the function of its name in `staff/caseless_orders.py`.
"""

from chalicelib.core.orders.command_kind import ANYBODY, EVERY_LINE, WRITER, CommandKind

CASELESS = (
    CommandKind(
        name="register", roles=ANYBODY, needs_complaint=False, policy_fields=True, keeps_everything=True,
        lines=EVERY_LINE, asks=("name", "phone", "received", "content", "settled"),
        names={"zh-CN": ("登记",), "zh-TW": ("登記",), "en": ("register",)},
        help={
            "zh-CN": "登记电话或当面的投诉：姓名、电话、接收时间、内容；当场答复了的写明答复",
            "zh-TW": "登記電話或當面的投訴：姓名、電話、接收時間、內容；當場答覆了的寫明答覆",
            "en": "register a complaint",
        },
    ),
    CommandKind(
        name="absent", roles=ANYBODY, needs_complaint=False,
        lines=("start", "end", "deputy", "reason"), asks=("start", "end", "deputy"),
        names={"zh-CN": ("请假",), "zh-TW": ("請假",), "en": ("absent",)},
        help={"zh-CN": "请假：起止日期与代理人", "zh-TW": "請假：起訖日期與代理人", "en": "be away: dates, deputy"},
    ),
    CommandKind(
        name="back", roles=ANYBODY, needs_complaint=False, lines=EVERY_LINE,
        names={"zh-CN": ("销假",), "zh-TW": ("銷假",), "en": ("back",)},
        help={"zh-CN": "提前回来，从当天起由本人办理", "zh-TW": "提前回來，從當天起由本人辦理", "en": "back before the absence was to end"},
    ),
    CommandKind(
        name="figures", roles=ANYBODY, needs_complaint=False, lines=EVERY_LINE, policy_fields=True,
        names={"zh-CN": ("数据",), "zh-TW": ("數據",), "en": ("figures",)},
        help={
            "zh-CN": "索取一段时间的数据：#数据 本周、上月、2月1日至2月15日；或填报统计数据：#数据 2026-02",
            "zh-TW": "索取一段時間的數據：#數據 本週、上月、2月1日至2月15日；或填報統計數據：#數據 2026-02",
            "en": "ask for the figures of a period: #figures this week, last month, 1 to 15 February; or tell those of a month: #figures 2026-02",
        },
    ),
    CommandKind(
        name="block", roles=ANYBODY, needs_complaint=False, lines=("end", "reason"), asks=("end", "reason"),
        names={"zh-CN": ("屏蔽", "拉黑"), "zh-TW": ("封鎖", "列入黑名單"), "en": ("block", "blacklist")},
        help={
            "zh-CN": "{desk}屏蔽滥发邮件的发件人：#屏蔽 地址，到期自动解除；不写地址则列出已屏蔽的",
            "zh-TW": "{desk}封鎖濫發郵件的寄件者：#封鎖 地址，到期自動解除；不寫地址則列出已封鎖的",
            "en": "{desk} blocks a sender of junk for some days: #block ADDRESS; without one, lists who is blocked",
        },
    ),
    CommandKind(
        name="unblock", roles=ANYBODY, needs_complaint=False,
        names={"zh-CN": ("解除屏蔽",), "zh-TW": ("解除封鎖",), "en": ("unblock",)},
        help={"zh-CN": "提前解除屏蔽：#解除屏蔽 地址", "zh-TW": "提前解除封鎖：#解除封鎖 地址", "en": "end a block before its day: #unblock ADDRESS"},
    ),
    CommandKind(
        name="take_in", roles=ANYBODY, needs_complaint=False, lines=WRITER,
        names={"zh-CN": ("受理来件",), "zh-TW": ("受理來件",), "en": ("admit",)},
        help={
            "zh-CN": "{desk}把待查看的来件受理为投诉：回复来件通知写 #受理；要说明回复谁的，后面写客户的邮箱或手机号",
            "zh-TW": "{desk}把待檢視的來件受理為投訴：回覆來件通知寫 #受理；要說明回覆誰的，後面寫客戶的信箱或手機號碼",
            "en": "{desk} makes a complaint of a message to look at: answer its notice with #accept, with the writer's address behind it where nobody knows",
        },
    ),
    CommandKind(
        name="pass_to", roles=ANYBODY, needs_complaint=False, number_is_words=True,
        names={"zh-CN": ("转给",), "zh-TW": ("轉給",), "en": ("add",)},
        help={"zh-CN": "{desk}把待查看的来件转入已有投诉：#转给 编号", "zh-TW": "{desk}把待檢視的來件轉入已有投訴：#轉給 編號", "en": "{desk} adds a message to look at to a complaint: #add NUMBER"},
    ),
    CommandKind(
        name="junk", roles=ANYBODY, needs_complaint=False,
        names={"zh-CN": ("垃圾",), "zh-TW": ("垃圾",), "en": ("junk", "spam")},
        help={"zh-CN": "{desk}把待查看的来件标为垃圾", "zh-TW": "{desk}把待檢視的來件標為垃圾", "en": "{desk} marks a message to look at as junk"},
    ),
    CommandKind(
        name="list", roles=ANYBODY, needs_complaint=False,
        names={"zh-CN": ("清单",), "zh-TW": ("清單",), "en": ("list",)},
        help={"zh-CN": "索取清单：本人待办，及所管范围内超时和未办结的", "zh-TW": "索取清單：本人待辦，及所管範圍內逾時和未辦結的", "en": "ask for one's list: own work, and what is late and open in what one leads"},
    ),
    CommandKind(
        name="unsubscribe", roles=ANYBODY, needs_complaint=False, lines=EVERY_LINE,
        names={"zh-CN": ("退订",), "zh-TW": ("退訂",), "en": ("unsubscribe",)},
        help={
            "zh-CN": "不再收到仅供了解的报告；待办、催办和逾期报告照发",
            "zh-TW": "不再收到僅供了解的報告；待辦、催辦和逾期報告照發",
            "en": "no more reports that are only to be read; tasks, chases and escalations go on",
        },
    ),
    CommandKind(
        name="subscribe", roles=ANYBODY, needs_complaint=False, lines=EVERY_LINE,
        names={"zh-CN": ("恢复订阅", "订阅"), "zh-TW": ("恢復訂閱", "訂閱"), "en": ("subscribe",)},
        help={"zh-CN": "重新收到报告", "zh-TW": "重新收到報告", "en": "get the reports again"},
    ),
    CommandKind(
        name="query", roles=ANYBODY, needs_complaint=False, number_is_words=True,
        names={"zh-CN": ("查询",), "zh-TW": ("查詢",), "en": ("query",)},
        help={"zh-CN": "查询：#查询 编号或关键词；也可写 超时、未办结、单位 名称、本月", "zh-TW": "查詢：#查詢 編號或關鍵字；也可寫 逾時、未辦結、單位 名稱、本月", "en": "look something up: a number or words; or late, open, unit NAME, this month"},
    ),
    CommandKind(
        name="directory", roles=ANYBODY, needs_complaint=False,
        names={"zh-CN": ("名录",), "zh-TW": ("名錄",), "en": ("directory",)},
        help={
            "zh-CN": "{desk}负责人和分管领导索取人员与单位名录；改好后附上发回，确认后生效；#名录 历史 可看以前的改动",
            "zh-TW": "{desk}負責人和高層主管索取人員與單位名錄；改好後附上寄回，確認後生效；#名錄 歷史 可看先前的改動",
            "en": "the head of {desk} and directors ask for the people and departments as a sheet, to be sent back with what has changed; #directory history tells earlier changes",
        },
    ),
    CommandKind(
        name="words", roles=ANYBODY, needs_complaint=False,
        names={"zh-CN": ("文案",), "zh-TW": ("文案",), "en": ("words", "wording")},
        help={
            "zh-CN": "{desk}负责人和最高分管领导索取各封信和短信的文字；改好后附上发回，看过改动后的样子，确认后生效；#文案 历史 可看以前的改动",
            "zh-TW": "{desk}負責人和最高主管索取各封信和簡訊的文字；改好後附上寄回，看過改動後的樣子，確認後生效；#文案 歷史 可看先前的改動",
            "en": "the head of {desk} and the director ask for the words of all messages as a sheet, to be sent back with what has changed and shown as it will read; #words history tells earlier changes",
        },
    ),
    CommandKind(
        name="help", roles=ANYBODY, needs_complaint=False,
        names={"zh-CN": ("帮助",), "zh-TW": ("幫助",), "en": ("help",)},
        help={"zh-CN": "全部命令和写法", "zh-TW": "全部指令和寫法", "en": "all commands and how to write them"},
    ),
)  # fmt: skip
