"""What the words of the core are called in each language, where a policy does not call them otherwise."""

from collections.abc import Mapping

from chalicelib.core.complaint.message_table import kind_of
from chalicelib.core.complaint.moments import BY_NAME
from chalicelib.core.orders.form_lines import FORM_LINES
from chalicelib.core.policy import duties
from chalicelib.core.policy.model import Clock, Extension, Field, Gate, Policy, Report, Role, Stage, Task
from chalicelib.core.policy.remembering import of_policy
from chalicelib.core.words.local_dates import day_as_read
from chalicelib.core.words.of_sheets import SHEETS_AND_COLUMNS
from chalicelib.core.words.reasons import REASONS
from chalicelib.core.written.languages import in_words, language_or_first, table

# Tasks that every policy has.
OF_THE_HANDLING = (
    "referral", "call", "receipt", "settle", "later_words", "instruction", "whom", "apart", "conduct_review",
)  # fmt: skip
CLOCKS_OF = ("task", "approval")  # clocks called task:NAME and approval:GATE:STEP

_LINES_OF_FORMS = {line.name: {lang: many[0] for lang, many in line.labels.items()} for line in FORM_LINES.values()}
BUILT_IN: dict[str, dict[str, str]] = (
    _LINES_OF_FORMS
    | (REASONS | SHEETS_AND_COLUMNS)
    | table("""zh-CN | zh-TW | en
complaint: 投诉 | 投訴 | complaint
problem: 问题 | 問題 | problem
suggestion: 建议 | 建議 | suggestion
enquiry: 咨询 | 諮詢 | enquiry
praise: 表扬 | 表揚 | praise
open: 办理中 | 辦理中 | in progress
answered: 已答复 | 已答覆 | answered
closed: 已结案 | 已結案 | closed
merged: 已并案 | 已併案 | merged
sms: 短信 | 簡訊 | text message
visit: 来访 | 來訪 | in person
clock.visit: 回访 | 回訪 | follow-up call
web: 网页 | 網頁 | web
fax: 传真 | 傳真 | fax
letter: 来信 | 來信 | letter
customer: 客户 | 客戶 | customer
handler: 责任人 | 承辦人 | handler
desk: 客服中心 | 客服中心 | Complaint desk
the_desk: 客服中心 | 客服中心 | the desk
desk_head: {desk}负责人 | {desk}負責人 | head of {desk}
supervisor: 主管 | 主管 | supervisor
director: 分管领导 | 高層主管 | director
general: 一般 | 一般 | general
difficult: 疑难 | 疑難 | difficult
major: 重大 | 重大 | major
simple: 简单 | 簡單 | simple
outcome: 处理结果 | 處理結果 | Outcome
number: 编号 | 編號 | Number
department: 责任部门 | 權責部門 | Department
category: 类别 | 類別 | Category
severity: 级别 | 等級 | Severity
kind: 性质 | 性質 | Kind
return_visit: 回访 | 回訪 | follow-up call
call: 电话联系 | 電話聯繫 | telephone call
contact: 首次联系 | 首次聯繫 | first contact
referral: 转交责任单位 | 轉交權責單位 | referral
answer: 答复客户 | 答覆客戶 | answer to the customer
receipt: 确认收到 | 確認收到 | confirmation of receipt
later_words: 答复后客户来信 | 答覆後客戶來信 | message after the answer
instruction: 领导批示 | 主管批示 | instruction
settle: 办结 | 辦結 | settlement
question: 等待客户回复 | 等待客戶回覆 | waiting for the customer's answer
promise: 已告知客户的答复时间 | 已告知客戶的答覆時間 | time that the customer was told
yes: 是 | 是 | yes
no: 否 | 否 | no
later_time: 延期申请 | 延期申請 | request for more time
approval: 审批 | 審批 | approval
assignee: 承办人 | 負責人員 | person in charge
assistants: 协办单位 | 協辦單位 | assisting departments
unit: 责任单位 | 權責單位 | answering unit
approver: 审批人 | 審批人 | approver
again.superior: 交由上一级重新办理 | 交由上一級重新辦理 | ask someone more senior to look at it again
again.same: 重新办理 | 重新辦理 | look at it again
again.another: 交由另一位人员重新办理 | 交由另一位人員重新辦理 | have another person look at it again
again.role: 交由{who}重新办理 | 交由{who}重新辦理 | have it looked at again by the {who}
again.or: 或 | 或 | or
staff: 同事 | 同事 | colleague
history.received: 收到客户反映 | 收到客戶反映 | received
history.address_named: 留下另一联系方式，待核实 | 留下另一聯絡方式，待核實 | named another way to be reached
history.address_proved: 已核实另一联系方式 | 已核實另一聯絡方式 | another way to be reached confirmed
history.not_arrived: 这一封没有送到，地址仍然可用 | 這一封沒有送到，地址仍然可用 | this one did not arrive; the address is good
history.customer_wrote: 客户补充 | 客戶補充 | the customer wrote
history.second_matter: 客户来信另有一事，已另立一件 | 客戶來信另有一事，已另立一件 | the customer wrote of another matter, which is a complaint of its own
history.staff_wrote: 工作人员来信 | 工作人員來信 | staff wrote
history.acted_by: 经办人 | 經辦人 | acted by
history.accepted: 受理 | 受理 | accepted
history.referred: 转交责任单位 | 轉交權責單位 | referred
history.transferred: 转办 | 轉辦 | transferred
history.handed_back: 退回{desk} | 退回{desk} | handed back to {desk}
history.assistance_asked: 请求协办 | 請求協辦 | assistance asked for
history.contacted: 联系客户 | 聯繫客戶 | customer contacted
history.contact_failed: 未联系上客户 | 未聯繫上客戶 | customer not reached
history.instructed: 领导批示 | 主管批示 | instruction
history.instruction_reported: 批示落实情况 | 批示辦理情形 | report on the instruction
history.note: 备注 | 備註 | note
history.told: 已通知有关人员 | 已通知有關人員 | people informed
history.told_customer: 告知客户 | 告知客戶 | customer told
history.asked_customer: 询问客户 | 詢問客戶 | customer asked
history.outcome_given: 提交处理结果 | 提交處理結果 | outcome submitted
history.first_contact: 当场办结 | 當場辦結 | settled at first contact
history.answered: 答复客户 | 答覆客戶 | answered
history.approval_asked: 送审批 | 送審批 | sent for approval
history.approved: 审批同意 | 審批同意 | approved
history.returned: 审批退回 | 審批退回 | sent back
history.words_confirmed: 确认原样发给客户 | 確認原樣發給客戶 | confirmed to be sent to the customer
history.about: 认定被投诉人 | 認定被投訴人 | said to be complained of
history.not_about: 认定不是被投诉人 | 認定不是被投訴人 | said not to be complained of
apart: 是否另一件事 | 是否另一件事 | whether it is another matter
whom: 核实被投诉人 | 確認被投訴人 | whom it is about
history.conduct: 记录不合理联系 | 記錄不合理聯繫 | contact put on record as unreasonable
history.conduct_ended: 解除不合理联系记录 | 解除不合理聯繫紀錄 | record of unreasonable contact ended
history.filed: 已最终答复，来信存档 | 已最終答覆，來信存檔 | answered finally: filed
conduct_review: 不合理联系记录复核 | 不合理聯繫紀錄複核 | review of the record of unreasonable contact
history.danger: 人身危险 | 人身危險 | danger to life
history.anonymous: 客户要求匿名，对被投诉单位不显示姓名和联系方式 | 客戶要求匿名，對被投訴單位不顯示姓名和聯絡方式 | the customer asked not to be named; name and contact are hidden from the unit
anonymous: 匿名 | 匿名 | anonymous
file_kept: 客户要求匿名，附件由{desk}保管；需要的请向{desk}索取 | 客戶要求匿名，附件由{desk}保管；需要的請向{desk}索取 | file of an unnamed customer: ask {desk} for it
history.refused: 未予办理 | 未予辦理 | refused
history.judged_invalid: 判定不成立 | 判定不成立 | judged not valid
history.extension_asked: 申请延期 | 申請延期 | extension asked for
history.extended: 延期 | 延期 | extended
history.corrected: 更正 | 更正 | put right
history.graded: 定级 | 定級 | severity set
history.regraded: 调整级别 | 調整級別 | regraded
history.restricted: 限制知悉范围 | 限制知悉範圍 | restricted
history.task_opened: 交办任务 | 交辦任務 | task opened
history.reported: 专题报告 | 專題報告 | report on this complaint
history.not_kept: 承诺尚未兑现 | 承諾尚未兌現 | promise not kept yet
history.task_done: 完成任务 | 完成任務 | task done
history.visit_failed: 回访未接通 | 回訪未接通 | follow-up call did not reach them
history.receipt_confirmed: 确认收到 | 確認收到 | receipt confirmed
emergency.fire: 火警、救援 | 火警、救護 | fire and rescue
emergency.ambulance: 急救 | 急救 | ambulance
emergency.police: 报警 | 報警 | police
emergency.or: 或 | 或 | or
emergency.unknown: 当地的急救或报警电话 | 當地的急救或報警電話 | your local emergency number
history.dissatisfied: 客户来信表示不满意 | 客戶來信表示不滿意 | the customer wrote that they are not satisfied
history.lasting: 客户确认是否解决 | 客戶確認是否解決 | customer said whether it was really solved
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
history.taken_for_complaint: 客户要求按投诉办理 | 客戶要求依投訴辦理 | the customer asked for it to be handled as a complaint
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
history.doubtful_sender: 来信人可能是冒用的，不给该地址写信 | 來信人可能是冒用的，不寫信給該地址 | the sender may be forged, nothing is written there
history.not_acknowledged: 未发受理通知 | 未發受理通知 | not acknowledged
deadline.met: 已完成 | 已完成 | done
deadline.late: 已超时 | 已逾時 | overdue
deadline.running: 进行中 | 進行中 | running
deadline.ended: 未完成，已随结案终止 | 未完成，已隨結案終止 | ended with the case
moment.confirmed: 确认收到 | 確認收到 | receipt confirmed
language.zh-CN: 简体中文 | 簡體中文 | simplified Chinese
language.zh-TW: 繁体中文 | 繁體中文 | traditional Chinese
language.en: 英文（请用英文答复） | 英文（請用英文答覆） | English
cut_off: ……（全文共 {total} 字，此处只显示前 {shown} 字） | ……（全文共 {total} 字，此處只顯示前 {shown} 字） | … (the first {shown} of {total} characters are shown)
lasting.4: 完全解决 | 完全解決 | completely solved
lasting.3: 基本解决 | 大致解決 | mostly solved
lasting.2: 没有完全解决 | 沒有完全解決 | not completely solved
lasting.1: 没有解决 | 沒有解決 | not solved
satisfaction.4: 非常满意 | 非常滿意 | very satisfied
satisfaction.3: 满意 | 滿意 | satisfied
satisfaction.2: 不满意 | 不滿意 | dissatisfied
satisfaction.1: 非常不满意 | 非常不滿意 | very dissatisfied
""")
)


def label(word: str, policy: Policy, language: str) -> str:
    """What `word` is called: as the policy's labels say, its part of that name says, or this table; else the word itself."""
    return _label(policy, word, language)


@of_policy
def _label(policy: Policy, word: str, language: str) -> str:
    kind, _, rest = word.partition(":")
    if kind in CLOCKS_OF and rest:
        return _clock(kind, rest, policy, language)
    if word == "desk" and (own := _desks_own_name(policy, language)):
        return own
    for named in _named(policy, word):
        if found := in_words(named, language, BUILT_IN.get(word)):
            return with_desk(found, policy, language)
    return word


def the_desk(policy: Policy, language: str) -> str:
    """The intake office as a sentence names it: by the policy's word for it, which may be Chinese only to those who read Chinese."""
    return _desks_own_name(policy, language) or in_words(BUILT_IN["the_desk"], language) or ""


def with_desk(said: str, policy: Policy, language: str) -> str:
    """A sentence of ours with the policy's word for its intake office in place of `{desk}`."""
    return said.replace("{desk}", the_desk(policy, language)) if "{desk}" in said else said


def _desks_own_name(policy: Policy, language: str) -> str:
    """As `[labels]` call `desk`, or the directory; "" if neither has a word that the reader can read."""
    name, called = policy.directory.desk_name, policy.labels.get("desk", {}).get(language, "")
    own = called or policy.labels.get(name, {}).get(language, "") or name
    return own if own.isascii() or not language_or_first(language).is_latin else ""


def clock_name(name: str, policy: Policy, language: str) -> str:
    """What a clock is called in reports. Its own label goes first: a task may bear the same name."""
    own = next((clock.labels for clock in policy.clocks if clock.name == name and clock.labels), {})
    return in_words(own, language) or label(name, policy, language)


def value_name(value: str, policy: Policy, language: str) -> str:
    """What a value of a field (a kind, channel, category, status …) is called, whatever clocks and tasks bear the same name."""
    return in_words(policy.labels.get(value, {}), language) or in_words(BUILT_IN.get(value, {}), language) or value


def moment_name(name: str, policy: Policy, language: str) -> str:
    """What a moment is called: `received:ADDRESS` is somebody's confirmation, what a task brings about bears the task's name."""
    word = "confirmed" if name.startswith("received:") else name
    by_task = next((task.name for task in policy.tasks if name in (duties.moment_of(task), task.name)), name)
    declared = next((moment.labels for moment in policy.moments if moment.name == name), {})
    built_in = BY_NAME[name].labels if name in BY_NAME else BUILT_IN.get(f"moment.{word}", {})
    return in_words(policy.labels.get(name) or declared or built_in, language) or label(by_task, policy, language)


def message_name(name: str, policy: Policy, language: str) -> str:
    """What a message is called: as the policy labels `message.NAME`, else as its record says; one of the policy's own by its name."""
    own = policy.labels.get(f"message.{name}", {})
    return in_words(own, language) or in_words(kind_of(name, "").called, language) or name


def history_name(what: str, policy: Policy, language: str) -> str:
    """What a line of the history is called; one that tells of a message, by the message's name."""
    named = label(f"history.{what}", policy, language)
    return message_name(what, policy, language) if named == f"history.{what}" else named


def choice_name(field: Field, value: str, policy: Policy, language: str) -> str:
    """What a field calls one of its choices; as everybody calls it if it has no word of its own."""
    return in_words(field.called.get(value, {}), language) or value_name(value, policy, language)


def field_value(field: str, value: str, policy: Policy, language: str) -> str:
    """A value by which cases are counted or gathered: a choice as its own field calls it, all else as everybody does."""
    declared = next((f for f in policy.fields if f.name == field), None)
    return choice_name(declared, value, policy, language) if declared else value_name(value, policy, language)


def value_label(field: str, value: str, policy: Policy, language: str) -> str:
    """A field's value as people call it: one of its choices, yes or no, a date; what else somebody wrote stays as it is."""
    declared = next((f for f in policy.fields if f.name == field), None)
    if declared is None:
        return value
    if declared.type == "date":
        return day_as_read(value, language)
    is_known = value in declared.choices or (declared.type == "yes_no" and value in ("yes", "no"))
    return choice_name(declared, value, policy, language) if is_known else value


def _clock(kind: str, rest: str, policy: Policy, language: str) -> str:
    """What the time limit of a task or of a gate's approval is called."""
    name = rest.partition(":")[0]
    if kind == "task" and name in OF_THE_HANDLING:  # a clock of the policy may bear that name and mean something else
        return in_words(policy.labels.get(name, {}) or BUILT_IN.get(name, {}), language) or name
    own = label(name, policy, language)
    if kind == "task":
        return own
    opening, ending = language_or_first(language).brackets
    return (in_words(BUILT_IN[kind], language) or kind) + (f"{opening}{own}{ending}" if own != name else "")


def _named(policy: Policy, word: str) -> tuple[Mapping[str, str], ...]:
    parts: tuple[Field | Task | Clock | Extension | Stage | Gate | Role | Report, ...] = (
        *policy.fields, *policy.tasks, *policy.clocks, *policy.extensions, *policy.stages, *policy.gates, *policy.roles, *policy.reports,
    )  # fmt: skip
    own = (policy.labels.get(word, {}), *(part.labels for part in parts if part.name == word))
    limit = (BUILT_IN.get(f"clock.{word}", {}),) if any(clock.name == word for clock in policy.clocks) else ()
    return (*own, *limit, BUILT_IN.get(word, {}))
