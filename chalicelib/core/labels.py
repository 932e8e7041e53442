"""What the words of the core are called in the three languages, where a policy does not call them otherwise."""

from collections.abc import Iterator, Mapping

from chalicelib.core.policy import Clock, Field, Policy, Report, Role, Task

LANGUAGES = ("zh-CN", "zh-TW", "en")

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
web: 网页 | 網頁 | web
fax: 传真 | 傳真 | fax
letter: 来信 | 來信 | letter
customer: 客户 | 客戶 | customer
handler: 责任人 | 責任人 | handler
desk: 客服中心 | 客服中心 | complaint desk
desk_head: 客服中心负责人 | 客服中心負責人 | head of the desk
supervisor: 主管 | 主管 | supervisor
director: 分管领导 | 分管領導 | director
general: 一般 | 一般 | general
difficult: 疑难 | 疑難 | difficult
major: 重大 | 重大 | major
simple: 简单 | 簡單 | simple
facts: 事实 | 事實 | Facts
responsibility: 责任 | 責任 | Responsibility
responsible: 责任人 | 責任人 | Person responsible
measures: 措施 | 措施 | Measures
measure: 措施 | 措施 | Measure
cause: 原因 | 原因 | Cause
corrective: 纠正措施 | 糾正措施 | Correction
preventive: 预防措施 | 預防措施 | Prevention
lesson: 经验教训 | 經驗教訓 | Lesson learned
compensation: 经济补偿 | 經濟補償 | Compensation
remedy: 补救 | 補救 | Remedy
amount: 金额 | 金額 | Amount
video: 监控视频 | 監控影像 | Video
no_video: 无视频的原因 | 無影像的原因 | Why no video
outcome: 处理结果 | 處理結果 | Outcome
when: 时间 | 時間 | When
how: 方式 | 方式 | How
reached: 是否联系上 | 是否聯繫上 | Reached
satisfied: 是否满意 | 是否滿意 | Satisfied
words: 客户的话 | 客戶的話 | Words
reason: 理由 | 理由 | Reason
content: 内容 | 內容 | Content
name: 姓名 | 姓名 | Name
number: 编号 | 編號 | Number
received: 接收时间 | 接收時間 | Received
department: 责任部门 | 責任部門 | Department
category: 类别 | 類別 | Category
severity: 级别 | 級別 | Severity
kind: 性质 | 性質 | Kind
acted_by: 经办人 | 經辦人 | Acted by
deputy: 代理人 | 代理人 | Deputy
start: 开始 | 開始 | From
end: 结束 | 結束 | To
return_visit: 回访 | 回訪 | return visit
call: 电话联系 | 電話聯繫 | telephone call
contact: 首次联系 | 首次聯繫 | first contact
referral: 转交责任单位 | 轉交責任單位 | referral
flow_sheet: 流程单 | 流程單 | flow sheet
reply: 答复客户 | 答覆客戶 | answer to the customer
answer: 答复客户 | 答覆客戶 | answer to the customer
settle: 办结 | 辦結 | settlement
yes: 是 | 是 | yes
no: 否 | 否 | no
deadline.met: 已完成 | 已完成 | done
deadline.late: 已超时 | 已逾時 | overdue
deadline.running: 进行中 | 進行中 | running
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
    for named in _named(word, policy):
        if found := named.get(language) or named.get("zh-CN"):
            return found
    return word


def _named(word: str, policy: Policy) -> Iterator[Mapping[str, str]]:
    yield policy.labels.get(word, {})
    parts: tuple[Field | Task | Clock | Role | Report, ...] = (
        *policy.fields, *policy.tasks, *policy.clocks, *policy.roles, *policy.reports,
    )  # fmt: skip
    yield from (part.labels for part in parts if part.name == word)
    yield BUILT_IN.get(word, {})
