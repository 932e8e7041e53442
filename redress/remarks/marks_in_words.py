"""What a line says of itself, by its label or hint, beside what the policy does with it: who reads it, whether it must be filled, what is attached."""

import re
from collections.abc import Iterator

from chalicelib.core.expressions import expression
from chalicelib.core.policy.model import Field, Policy

INTERNAL = expression(
    r"[（(]\s*(?:仅|僅|仅限|僅限|供)?[内內]部|^[内內]部(?:意见|意見|依据|依據|说明|說明|记录|記錄|备注|備註|掌握|使用|参考|參考|资料|資料|定性|评估|評估|结论|結論|处理|處理|$)"
    r"|(?:仅|僅|只)(?:限|供)?[内內]部|不(?:对外|對外|外发|外發|发给客|發給客|告知客|给客|給客)|(?:客户|客戶|顾客|顧客|用户|用戶|客人|旅客|乘客|居民|业主|業主)(?:看不到|不可见|不可見|不会读到|不會讀到|不会看到|不會看到)"
    r"|\(\s*(?:for )?internal\b|^internal(?: (?:note|basis|remark|comment|finding|record|use|view|assessment|reason|only)s?)?$|\binternal (?:only|use|note)\b|\bfor (?:us|staff|colleagues) (?:only|alone)\b"
    r"|\bnot (?:for|shown to|sent to|seen by|read by) (?:the )?(?:customer|guest|passenger|resident|tenant|client|complainant|patient|student|citizen)s?\b"
    r"|\b(?:customer|guest|passenger|resident|tenant|client|complainant|patient|student|citizen)s? (?:do(?:es)? not|never|cannot|will not|won't) (?:see|read)",
    re.IGNORECASE,
)
READ = expression(
    r"(?:客户|客戶|顾客|顧客|用户|用戶|客人|旅客|乘客|居民|业主|業主|市民|患者|学生|學生|诉求人|訴求人|投诉人|投訴人|对方|對方)(?:也)?(?:会|會|将|將|能|可以|可)(?:读到|讀到|看到|收到)"
    r"|(?:写|寫|进|進|放|列)(?:进|進|入|在)?(?:答复|答覆|给客户的|給客戶的)?(?:信|函)(?:里|裡|中|件)|写给(?:客户|顾客|用户|客人)|寫給(?:客戶|顧客|用戶|客人)"
    r"|(?<!no )\b(?:customer|guest|passenger|resident|tenant|client|complainant|patient|student|citizen)s? (?:will |also |can )?(?:reads?|sees?) (?:it|this|these)\b"
    r"|\b(?:goes|put|stands|is) in(?:to)? (?:the|our) (?:letter|answer|reply)\b|\b(?:read|seen) by the (?:customer|guest|passenger|resident|tenant|client|complainant|patient)\b",
    re.IGNORECASE,
)
OF_FEW = expression(
    r"(?:仅|僅|只有|只供|仅供|僅供|只给|只給|仅限|僅限)[^，。；（）()]{1,14}(?:可见|可見|看得到|能看|可看|可以看|查看|查阅|查閱|看)$"
    r"|\b(?:seen|read) by [a-z' ]{3,40} (?:only|alone)\b|\b(?:shown|visible) (?:only )?to [a-z' ]{3,40} (?:only|alone)\b|^only [a-z' ]{3,40} (?:sees?|reads?|may see|may read)\b",
    re.IGNORECASE,
)
MUST = expression(
    r"^(?:必填|必须填写|必須填寫|不得留空|不能为空|不能為空)$|[（(]必填[）)]|^(?:required|mandatory|must be filled(?: in)?)\.?$|\((?:required|mandatory)\)",
    re.IGNORECASE,
)
MAY = expression(
    r"^(?:选填|選填|可不填|可留空|可以不填|非必填)|[（(](?:选填|選填|可不填|非必填)[）)]|^(?:optional|may be left (?:empty|blank))\b|\(optional\)",
    re.IGNORECASE,
)
MEDIA = (
    ("image/", expression(r"照片|图片|圖片|相片|截图|截圖|拍照|\b(?:photo(?:graph)?|picture|image|screenshot)s?\b", re.IGNORECASE)),
    ("video/", expression(r"视频|視頻|影像|影片|录像|錄像|录影|錄影|监控|監控|\b(?:video|footage|film|CCTV|dashcam)s?\b", re.IGNORECASE)),
    ("audio/", expression(r"录音|錄音|音频|音頻|\b(?:audio|sound recording|voice recording|recording of the call|call recording)s?\b", re.IGNORECASE)),
    ("application/pdf", expression(r"\bPDF\b", re.IGNORECASE)),
)  # fmt: skip


def remarks_on_marks_in_words(policy: Policy) -> Iterator[str]:
    """A sentence for each line that says of itself what is not so."""
    letters = {name: task.name for task in policy.tasks for name in task.letter}
    for field in policy.fields:
        yield from _read_by_customers(field, letters, policy)
        yield from _seen_by_all(field)
        yield from _must_be_filled(field, policy)
        yield from _of_other_files(field)


def _texts(field: Field) -> tuple[str, ...]:
    return (*field.labels.values(), *field.hint.values())


def _read_by_customers(field: Field, letters: dict[str, str], policy: Policy) -> Iterator[str]:
    """A line that is called internal and stands in the letter, or that customers are said to read and that stands in none."""
    internal = next((text for text in _texts(field) if INTERNAL.search(text)), "")
    if internal and field.name in letters:
        yield f'"{field.name}" is called “{internal[:40]}”, and the letter of task "{letters[field.name]}" shows it to the customer'
    read = next((text for text in field.hint.values() if READ.search(text) and not INTERNAL.search(text)), "")
    if read and field.name not in letters and letters and not _is_shown(field.name, policy):
        yield f'the hint of "{field.name}" says “{read[:40]}”, and no letter has it: the customer never reads it'


def _seen_by_all(field: Field) -> Iterator[str]:
    """A line that is said to be seen by some alone, and that everybody sees who sees the complaint."""
    said = next((text for text in field.hint.values() if OF_FEW.search(text)), "")
    if said and not field.shown_to:
        yield f'the hint of "{field.name}" says “{said[:40]}”, and every colleague of the complaint sees it: give it shown_to'


def _is_shown(name: str, policy: Policy) -> bool:
    """Whether words of the organisation's own show the line to whoever reads them."""
    return any(name in text for texts in policy.words.values() for text in texts.values())


def _must_be_filled(field: Field, policy: Policy) -> Iterator[str]:
    """A line that is said to be required, and nothing requires; or said to be optional, and each form that has it requires it."""
    forms = [task for task in policy.tasks if field.name in task.form]
    wanted = any(field.name in (*gate.needs, *gate.needs_any, gate.confirm) for gate in policy.gates)
    must, may = (next((text for text in _texts(field) if said.search(text)), "") for said in (MUST, MAY))
    if must and forms and not wanted and not any(field.name in task.required for task in forms):
        yield f'"{field.name}" is said to be required (“{must[:40]}”), and no form or gate requires it'
    if may and forms and all(field.name in task.required for task in forms) and not field.takes_none:
        yield f'"{field.name}" is said to be optional (“{may[:40]}”), and every form that has it requires it'


def _of_other_files(field: Field) -> Iterator[str]:
    """A line for files that is called after a kind of file which does not fill it."""
    if field.type != "attachment" or not field.choices:
        return
    for text in _texts(field):
        named = [kind for kind, words in MEDIA if words.search(text)]
        if named and not any(
            kind.startswith(each) or each.startswith(kind) for kind in named for each in field.choices
        ):
            yield f'"{field.name}" is called “{text[:40]}”, and files of {", ".join(field.choices)} alone fill it: one of {named[0]} does not'
            return
