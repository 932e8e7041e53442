"""Short sentences that a decision says to staff: what changed, why something was refused. Longer wording lives in templates/."""

from collections.abc import Mapping

ZH, EN = 0, 1

PHRASES: Mapping[str, tuple[str, str]] = {
    # what changed
    "noted": ("已记入处理记录", "added to the record"),
    "accepted": ("已受理：{kind}", "accepted: {kind}"),
    "transferred": ("已转办：{to}", "handed to {to}"),
    "handed_back": ("已退回客服中心重新指派", "handed back to the intake office"),
    "assisting": ("已请协办：{to}，责任人不变", "{to} was asked to help; the handler stays"),
    "contacted": ("已记录与客户的联系", "contact with the customer recorded"),
    "attempted": ("已记录第 {count} 次联系未果", "attempt {count} without success recorded"),
    "told": ("已告知客户", "the customer was told"),
    "asked": ("已询问客户", "the customer was asked"),
    "proposed": ("处理结果已收到", "outcome received"),
    "answered": ("处理结果已答复客户", "the customer was given the outcome"),
    "await_approval": ("已送审批：{who}", "sent for approval: {who}"),
    "extended": ("时限已延至 {due}", "time limit extended to {due}"),
    "invalid": ("已判定不成立，解释已发客户", "judged not valid; the explanation went to the customer"),
    "approved": ("已同意", "approved"),
    "returned": ("已退回承办人", "sent back to the handler"),
    "graded": ("已定级：{severity}", "severity set: {severity}"),
    "visited": ("回访已记录", "return visit recorded"),
    "receipt_confirmed": ("已确认收到", "receipt confirmed"),
    "filled": ("已填报：{task}", "form filled: {task}"),
    "merged": ("{number} 已并入本件", "{number} was merged into this one"),
    "split": ("已另立一件", "a separate complaint was opened"),
    "closed": ("已结案", "closed"),
    "reopened": ("已重新办理", "reopened"),
    "undone": ("已撤回", "taken back"),
    "registered": ("已登记：{number}", "registered: {number}"),
    "absent": ("请假已登记：{start} 至 {end}，代理人 {deputy}", "absence noted: {start} to {end}, deputy {deputy}"),
    # why not
    "unknown_command": ("不认识的指令：{word}", "unknown command: {word}"),
    "not_entitled": ("您在本件中的身份不能使用 #{command}", "your role on this complaint does not allow #{command}"),
    "wrong_status": ("本件当前状态下不能使用 #{command}", "#{command} is not possible in the present state"),
    "missing_fields": ("缺少：{fields}", "missing: {fields}"),
    "missing_any": ("以下至少填写一项：{fields}", "fill at least one of: {fields}"),
    "forbidden": ("不得填写“{field}”：{reason}", '"{field}" must not be filled: {reason}'),
    "no_reason": ("制度不允许", "the procedure does not allow it"),
    "doubt": (
        "答复中出现“{word}”。如果没有给予，请在“{field}”一栏写“无”后重新提交",
        'the answer says "{word}". If none was given, write "no" under "{field}" and send it again',
    ),
    "words_needed": ("#{command} 后面需要写明内容", "#{command} needs words after it"),
    "no_finding": ("请先写明已查明的情况再转办", "say what has been found before handing on"),
    "unknown_department": (
        "没有这个部门或人员：{name}。可选：{choices}",
        "no such department or person: {name}. There are: {choices}",
    ),
    "unknown_kind": ("没有这个类别：{name}", "no such kind: {name}"),
    "unknown_severity": ("没有这个级别：{name}。可选：{choices}", "no such severity: {name}. There are: {choices}"),
    "unknown_number": ("没有找到编号 {number}", "no complaint has the number {number}"),
    "bad_time": ("看不懂时间：{text}。请写成 2026-03-06 17:30", "not a time: {text}. Write it like 2026-03-06 17:30"),
    "time_in_future": ("接收时间不能晚于现在", "the time of receipt cannot lie in the future"),
    "not_yours_to_approve": ("现在没有等您审批的事项", "nothing waits for your approval"),
    "own_outcome": ("不能审批自己提交的结果", "nobody approves their own outcome"),
    "complained_of": ("被投诉人不得承办或审批本件", "the person complained of may neither handle nor approve"),
    "no_task": ("现在没有需要填报的表", "no form is being asked for"),
    "nothing_to_undo": ("没有可撤回的内容", "there is nothing to take back"),
    "extension_needs_leader": ("延期须由上级提出", "an extension must come from a superior"),
    "unreached_rule": (
        "未接通结案须在至少两天内有三次联系未果的记录（现有 {count} 次）",
        "closing as unreached needs three failed attempts on two days (there are {count})",
    ),
    "not_visited": ("尚未回访，请写明结案理由", "there was no return visit yet: give the reason for closing"),
    "no_such_answer": ("看不懂：{text}", "not understood: {text}"),
}


def say(code: str, language: str, **values: object) -> str:
    """The sentence of that code in Chinese, or in English for languages that begin with "en"."""
    return PHRASES[code][EN if language.startswith("en") else ZH].format(**values)
