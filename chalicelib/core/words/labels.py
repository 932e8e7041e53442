"""What the words of the core are called in the three languages, where a policy does not call them otherwise."""

from collections.abc import Iterator, Mapping

from chalicelib.core.policy.model import Clock, Field, Gate, Policy, Report, Role, Task

LANGUAGES = ("zh-CN", "zh-TW", "en")
CLOCKS_OF = ("task", "approval")  # clocks called task:NAME and approval:GATE:STEP

# Each line is a word, then what it is called in the order of LANGUAGES.
_TABLE = """
complaint: 投诉 | 投訴 | complaint
problem: 问题 | 問題 | problem
suggestion: 建议 | 建議 | suggestion
enquiry: 咨询 | 諮詢 | enquiry
praise: 表扬 | 表揚 | praise
open: 办理中 | 辦理中 | in progress
answered: 已答复 | 已答覆 | answered
closed: 已结案 | 已結案 | closed
merged: 已并案 | 已併案 | merged
mail: 电子邮件 | 電子郵件 | email
sms: 短信 | 簡訊 | text message
phone: 电话 | 電話 | telephone
visit: 来访 | 來訪 | in person
clock.visit: 回访 | 回訪 | return visit
web: 网页 | 網頁 | web
fax: 传真 | 傳真 | fax
letter: 来信 | 來信 | letter
customer: 客户 | 客戶 | customer
handler: 责任人 | 承辦人 | handler
desk: 客服中心 | 客服中心 | Complaint desk
desk_head: 客服中心负责人 | 客服中心負責人 | head of the desk
supervisor: 主管 | 主管 | supervisor
director: 分管领导 | 高層主管 | director
general: 一般 | 一般 | general
difficult: 疑难 | 疑難 | difficult
major: 重大 | 重大 | major
simple: 简单 | 簡單 | simple
outcome: 处理结果 | 處理結果 | Outcome
when: 时间 | 時間 | When
how: 方式 | 方式 | How
reached: 是否联系上 | 是否聯繫上 | Reached
satisfied: 是否满意 | 是否滿意 | Satisfied
words: 客户的话 | 客戶的話 | Words
reason: 理由 | 理由 | Reason
content: 内容 | 內容 | Content
name: 姓名 | 姓名 | Name
relation: 与本单位的关系 | 與本單位的關係 | Relation to us
number: 编号 | 編號 | Number
received: 接收时间 | 接收時間 | Received
department: 责任部门 | 責任部門 | Department
category: 类别 | 類別 | Category
severity: 级别 | 等級 | Severity
kind: 性质 | 性質 | Kind
acted_by: 经办人 | 經辦人 | Acted by
settled: 当场答复 | 當場答覆 | Settled
deputy: 代理人 | 代理人 | Deputy
start: 开始 | 開始 | From
end: 结束 | 結束 | To
return_visit: 回访 | 回訪 | return visit
call: 电话联系 | 電話聯繫 | telephone call
contact: 首次联系 | 首次聯繫 | first contact
referral: 转交责任单位 | 轉交責任單位 | referral
answer: 答复客户 | 答覆客戶 | answer to the customer
receipt: 确认收到 | 確認收到 | confirmation of receipt
settle: 办结 | 辦結 | settlement
question: 等待客户回复 | 等待客戶回覆 | waiting for the customer's answer
promise: 已告知客户的答复时间 | 已告知客戶的答覆時間 | time that the customer was told
yes: 是 | 是 | yes
no: 否 | 否 | no
approval: 审批 | 審批 | approval
assignee: 承办人 | 負責人員 | person in charge
assistants: 协办单位 | 協辦單位 | assisting departments
unit: 责任单位 | 責任單位 | answering unit
approver: 审批人 | 審批人 | approver
reason.dissatisfied: 客户不满意 | 客戶不滿意 | the customer is not satisfied
reason.satisfied: 客户满意 | 客戶滿意 | the customer is satisfied
reason.visited: 已回访 | 已回訪 | visited
reason.passed_on: 已转交 | 已轉交 | passed on
reason.automatic: 自动邮件 | 自動郵件 | automatic mail
reason.invalid: 不成立 | 不成立 | not valid
staff: 同事 | 同事 | colleague
reason.unreadable: 无法读取 | 無法讀取 | could not be read
reason.virus: 带有病毒 | 帶有病毒 | carries a virus
reason.spam: 疑似垃圾邮件 | 疑似垃圾郵件 | taken for spam
reason.no sender: 没有发件人 | 沒有寄件者 | no sender
reason.automatic mail: 自动邮件 | 自動郵件 | automatic mail
reason.bounce of an unknown mail: 退信，找不到原邮件 | 退信，找不到原郵件 | bounce of an unknown mail
reason.sender: 不是从您登记的邮箱发出 | 不是從您登記的信箱寄出 | not sent from your registered mailbox
reason.dmarc: 发件域名未通过验证 | 寄件網域未通過驗證 | the sender's domain was not verified
reason.same_person: 同一客户 | 同一客戶 | the same customer
reason.directory: 该同事已不在通讯录 | 該同事已不在通訊錄 | no longer in the directory
reason.opted_out: 对方已退订短信 | 對方已退訂簡訊 | opted out of text messages
reason.only thanks: 只有致谢的话 | 只有致謝的話 | nothing but thanks
reason.no words: 没有文字内容 | 沒有文字內容 | no words
reason.wrong code: 验证码不对或已过期 | 驗證碼不對或已過期 | wrong or expired code
reason.text of a member of staff: 同事的短信 | 同事的簡訊 | a text from a member of staff
reason.token: 没有用您的专用回复地址 | 沒有用您的專用回覆地址 | not sent to your own reply address
history.received: 收到客户反映 | 收到客戶反映 | received
history.address_named: 留下另一联系方式，待核实 | 留下另一聯絡方式，待核實 | named another way to be reached
history.address_proved: 已核实另一联系方式 | 已核實另一聯絡方式 | another way to be reached confirmed
history.customer_wrote: 客户补充 | 客戶補充 | the customer wrote
history.staff_wrote: 工作人员来信 | 工作人員來信 | staff wrote
history.acted_by: 经办人 | 經辦人 | acted by
history.accepted: 受理 | 受理 | accepted
history.referred: 转交责任单位 | 轉交責任單位 | referred
history.transferred: 转办 | 轉辦 | transferred
history.handed_back: 退回客服中心 | 退回客服中心 | handed back to the desk
history.assistance_asked: 请求协办 | 請求協辦 | assistance asked for
history.contacted: 联系客户 | 聯繫客戶 | customer contacted
history.contact_failed: 未联系上客户 | 未聯繫上客戶 | customer not reached
history.note: 备注 | 備註 | note
history.told: 已通知有关人员 | 已通知有關人員 | people informed
history.told_customer: 告知客户 | 告知客戶 | customer told
history.asked_customer: 询问客户 | 詢問客戶 | customer asked
history.outcome_given: 提交处理结果 | 提交處理結果 | outcome given
history.first_contact: 当场办结 | 當場辦結 | settled at first contact
history.answered: 答复客户 | 答覆客戶 | answered
history.approval_asked: 送审批 | 送審批 | sent for approval
history.approved: 审批同意 | 審批同意 | approved
history.returned: 审批退回 | 審批退回 | sent back
history.refused: 未予办理 | 未予辦理 | refused
history.judged_invalid: 判定不成立 | 判定不成立 | judged not valid
history.extension_asked: 申请延期 | 申請延期 | extension asked for
history.extended: 延期 | 延期 | extended
history.graded: 定级 | 定級 | severity set
history.regraded: 调整级别 | 調整級別 | regraded
history.restricted: 限制知悉范围 | 限制知悉範圍 | restricted
history.task_opened: 交办任务 | 交辦任務 | task opened
history.task_done: 完成任务 | 完成任務 | task done
history.visit_failed: 回访未接通 | 回訪未接通 | return visit failed
history.receipt_confirmed: 确认收到 | 確認收到 | receipt confirmed
history.satisfaction: 客户评价 | 客戶評價 | satisfaction
history.survey_too_late: 评价过期 | 評價過期 | survey answered too late
history.reminder: 到期提醒 | 到期提醒 | reminder
history.reminder_outdated: 提醒已过时，未发 | 提醒已過時，未發 | reminder outdated, not sent
history.chase: 催办 | 催辦 | chase
history.escalation: 逾期上报 | 逾期上報 | escalation
history.holding: 告知客户进展 | 告知客戶進展 | holding notice to the customer
history.promise_moved: 答复时间顺延，已告知客户 | 答覆時間順延，已告知客戶 | later time for the answer, customer told
history.met_late: 逾期完成 | 逾期完成 | done late
history.closed: 结案 | 結案 | closed
history.reopened: 重新办理 | 重新辦理 | reopened
history.linked: 发现相关投诉 | 發現相關投訴 | related complaints found
history.merged: 并入一件 | 併入一件 | another one merged in
history.merged_into: 并入另一件 | 併入另一件 | merged into another
history.parted: 取消并案 | 取消併案 | a merger was undone
history.split: 拆分 | 拆分 | split
history.undone: 撤回 | 撤回 | taken back
history.undeliverable: 消息未送达 | 訊息未送達 | not delivered
history.unreadable_part: 部分内容无法读取 | 部分內容無法讀取 | a part could not be read
history.held: 依法保全 | 依法保全 | under legal hold
history.released: 解除保全 | 解除保全 | legal hold lifted
history.erased: 个人信息已删除 | 個人資料已刪除 | personal data erased
history.attachments_unlisted: 附件过多，未再逐一登记（见原件） | 附件過多，未再逐一登記（見原件） | further attachments not listed (see the original mail)
history.automatic_mail: 收到自动邮件 | 收到自動郵件 | automatic mail
history.not_acknowledged: 未发受理通知 | 未發受理通知 | not acknowledged
deadline.met: 已完成 | 已完成 | done
deadline.late: 已超时 | 已逾時 | overdue
deadline.running: 进行中 | 進行中 | running
deadline.ended: 未完成，已随结案终止 | 未完成，已隨結案終止 | ended with the case
moment.received: 收到 | 收到 | received
moment.registered: 登记 | 登記 | registered
moment.referred: 转交责任单位 | 轉交責任單位 | referred
moment.slip_issued: 下发处理流程单 | 下發處理流程單 | flow sheet issued
moment.accepted: 受理 | 受理 | accepted
moment.first_contact: 当场办结 | 當場辦結 | settled at first contact
moment.flow_begun: 转为投诉办理 | 轉為投訴辦理 | taken for a complaint
moment.contacted: 联系客户 | 聯繫客戶 | customer contacted
moment.tried: 联系客户未果 | 聯繫客戶未果 | customer not reached
moment.told: 告知客户 | 告知客戶 | customer told
moment.proposed: 提交处理结果 | 提交處理結果 | outcome given
moment.approved: 审批同意 | 審批同意 | approved
moment.answered: 答复客户 | 答覆客戶 | answered
moment.extended: 延期 | 延期 | extended
moment.visited: 回访 | 回訪 | return visit
moment.closed: 结案 | 結案 | closed
moment.reopened: 重新办理 | 重新辦理 | reopened
moment.confirmed: 确认收到 | 確認收到 | receipt confirmed
message.acknowledgement: 受理通知 | 受理通知 | acknowledgement
message.noted: 受理通知 | 受理通知 | acknowledgement
message.holding: 进展通知 | 進展通知 | holding notice
message.update: 进展通知 | 進展通知 | news
message.question: 补充询问 | 補充詢問 | question
message.outcome: 处理答复 | 處理答覆 | answer
message.explanation: 核实说明 | 核實說明 | explanation
message.reopened: 重新办理通知 | 重新辦理通知 | notice of reopening
message.survey: 满意度调查 | 滿意度調查 | survey
message.assignment: 处理流程单 | 處理流程單 | assignment
message.reminder: 到期提醒 | 到期提醒 | reminder
message.chase: 催办 | 催辦 | chase
message.escalation: 逾期报告 | 逾期報告 | escalation
message.undeliverable: 未送达通知 | 未送達通知 | notice of failed delivery
message.information: 知会 | 知會 | information
message.to_assign: 请判定并分派 | 請判定並分派 | request to assign
message.return_visit: 请回访 | 請回訪 | request for a return visit
message.task: 交办任务 | 交辦任務 | task
message.approval: 请审批 | 請審批 | request for approval
message.morning_list: 今日待办 | 今日待辦 | today's list
language.zh-CN: 简体中文 | 簡體中文 | simplified Chinese
language.zh-TW: 繁体中文 | 繁體中文 | traditional Chinese
language.en: 英文（请用英文答复） | 英文（請用英文答覆） | English
satisfaction.4: 非常满意 | 非常滿意 | very satisfied
satisfaction.3: 满意 | 滿意 | satisfied
satisfaction.2: 不满意 | 不滿意 | dissatisfied
satisfaction.1: 非常不满意 | 非常不滿意 | very dissatisfied
"""


def _read(table: str) -> dict[str, dict[str, str]]:
    rows = (line.partition(": ") for line in table.strip().splitlines())
    return {word: dict(zip(LANGUAGES, texts.split(" | "), strict=True)) for word, _, texts in rows}


BUILT_IN: Mapping[str, Mapping[str, str]] = _read(_TABLE)


def label(word: str, policy: Policy, language: str) -> str:
    """What `word` is called: as the policy's labels say, its part of that name says, or this table; else the word itself."""
    kind, _, rest = word.partition(":")
    if kind in CLOCKS_OF and rest:
        return _clock(kind, rest, policy, language)
    for named in _named(word, policy):
        if found := named.get(language) or named.get("zh-CN"):
            return found
    return word


def clock_name(name: str, policy: Policy, language: str) -> str:
    """What a clock is called in reports. Its own label goes first: a task may bear the same name."""
    clock = next((clock for clock in policy.clocks if clock.name == name and clock.labels), None)
    own = clock.labels if clock else {}
    return own.get(language) or own.get("zh-CN") or label(name, policy, language)


def value_name(value: str, policy: Policy, language: str) -> str:
    """What a value of a field (a kind, channel, category, status …) is called, whatever clocks and tasks bear the same name."""
    for named in (policy.labels.get(value, {}), BUILT_IN.get(value, {})):
        if found := named.get(language) or named.get("zh-CN"):
            return found
    return value


def moment_name(name: str, policy: Policy, language: str) -> str:
    """What a moment is called: `received:ADDRESS` is somebody's confirmation, what a task brings about bears the task's name."""
    word = "confirmed" if name.startswith("received:") else name
    by_task = next((task.name for task in policy.tasks if name in (task.sets, task.name)), name)
    own = policy.labels.get(name) or BUILT_IN.get(f"moment.{word}", {})
    return own.get(language) or own.get("zh-CN") or label(by_task, policy, language)


def value_label(field: str, value: str, policy: Policy, language: str) -> str:
    """A declared field's value as people call it: one of its choices, yes or no; what somebody wrote stays as it is."""
    declared = next((f for f in policy.fields if f.name == field), None)
    named = declared is not None and (
        value in declared.choices or (declared.type == "yes_no" and value in ("yes", "no"))
    )
    return value_name(value, policy, language) if named else value


def _clock(kind: str, rest: str, policy: Policy, language: str) -> str:
    """What the time limit of a task or of a gate's approval is called."""
    name = rest.partition(":")[0]
    own = label(name, policy, language)
    if kind == "task":
        return own
    return BUILT_IN[kind][language if language in LANGUAGES else "zh-CN"] + (f" ({own})" if own != name else "")


def _named(word: str, policy: Policy) -> Iterator[Mapping[str, str]]:
    yield policy.labels.get(word, {})
    parts: tuple[Field | Task | Clock | Gate | Role | Report, ...] = (
        *policy.fields, *policy.tasks, *policy.clocks, *policy.gates, *policy.roles, *policy.reports,
    )  # fmt: skip
    yield from (part.labels for part in parts if part.name == word)
    if any(clock.name == word for clock in policy.clocks):
        yield BUILT_IN.get(f"clock.{word}", {})
    yield BUILT_IN.get(word, {})
