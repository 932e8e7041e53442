"""Calls and visits that found nobody: three on two days, and a complaint may be closed as unreached."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from chalicelib.core.complaint import saying
from chalicelib.core.complaint.facts import Command
from chalicelib.core.complaint.model import Moment
from chalicelib.core.expressions import expression
from chalicelib.core.handling.draft import Draft
from chalicelib.core.policy import vocabulary
from chalicelib.core.written import dates

ENOUGH, DAYS = 3, 2
CLOCKS_DIFFER = timedelta(minutes=10)
UNREACHED = ("未接通", "not reached", "unreached")  # reasons for closing that stand for enough attempts in vain
_FAILED = expression(
    r"^(?:未|没有?[联接人打回]|沒有?[聯接人打回]|无人|無人|不上|不到|关机|關機|停机|停機|空号|空號|占线|佔線|not\b|no answer|unreach)"
    r"|未接通|未接听|未接聽|无人接|無人接|没人接|沒人接|联系不上|聯繫不上|未联系上|未聯繫上|没联系上|沒聯繫上|打不通|没打通|拒接"
    r"|关机|關機|停机|停機|空号|空號|no answer|not reached|unreachable",
    re.IGNORECASE,
)
# What is written of a customer who was spoken with, and of a call that is still to be made.
_REACHED = expression(
    r"(?:联系|联络|聯繫|聯絡|打|接|拨|撥)(?:得)?[上通到](?:了|过|過)|[与與跟和同](?:客[户戶]|[顾顧]客|旅客|乘客|用[户戶]|[业業]主|[对對]方|他|她|本人|家属|家屬)(?:本人)?(?:已经?|已經)?(?:通(?:了|过|過)?(?:电|電)?[话話]|[沟溝]通|交[谈談]|面[谈談]|[说說]|聊|[联聯][系繫絡络][过過了上])"
    r"|(?:客[户戶]|[顾顧]客|旅客|乘客|用[户戶]|[业業]主|[对對]方|他|她|本人|家属|家屬)(?:本人)?(?:[还還]是|仍然?|已经?|已經|[刚剛]才?|明[确確]|口[头頭]|[电電][话話][里裡]?)?(?:表示|[说說]|称|稱|[讲講]|要求|同意|[认認]可|提出|希望|接受|不接受|不同意|不[认認]可|[坚堅]持|答[应應]|[确確][认認]|告[诉訴]|情[绪緒])"
    r"|\b(?:spoke|talked) (?:to|with)\b|\b(?:got through|reached (?:him|her|them|the))|\b(?:he|she|they|customer|caller|passenger|client)(?: has| have)? (?:said|says|wants|asked|agreed|accepts|accepted|confirmed|insists|told)\b",
    re.IGNORECASE,
)
_TO_COME = expression(
    r"明天|后天|後天|稍后|稍後|晚点|晚點|下午再|再打|再[联聯]|准备|準備|打算|[将將]于|[计計][划劃]|\b(?:will|shall|tomorrow|going to|plan to|later)\b",
    re.IGNORECASE,
)


def told_in_words(words: str, form: Mapping[str, str]) -> dict[str, str]:
    """A contact's lines, those that its words tell included: what was said, and that the customer was reached (联系上了, 客户说…)."""
    told = {"content": words.strip()} if words.strip() else {}
    if _REACHED.search(words) and not _TO_COME.search(words) and not _FAILED.search(words):
        told["reached"] = "yes" if words.isascii() else "是"
    return {**told, **{line: value for line, value in form.items() if value}}


def failed(command: Command) -> bool:
    """Whether a call or visit reached nobody: by the form's line if it is filled, else by the words."""
    reached = command.form.get("reached", "")
    if reached:
        return (
            vocabulary.says_no(reached)
            or reached.startswith(("未", "没", "沒", "無", "无"))
            or bool(_FAILED.search(reached))
        )
    return bool(_FAILED.search(command.words))


def stated_time(draft: Draft, command: Command) -> datetime | None:
    """When it was, as the form says: never later than the mail, never before the complaint. None: refused, for it cannot be read, lies ahead or before."""
    text = command.form.get("when", "")
    at = dates.stated(text, draft.at, draft.policy.timezone)
    if at is None:
        draft.results.refuse("bad_time_of", line=saying.labels("when"), text=text)
        return None
    if _lies_ahead(draft, text, at):
        draft.results.refuse("not_yet", text=text)
        return None
    received = draft.complaint.moment("received") or draft.at
    if _lies_before(draft, text, at, received):
        draft.results.refuse("before_received", text=text, due=saying.time_of(received))
        return None
    return max(min(at.astimezone(UTC), draft.at), min(received, draft.at))


def _lies_ahead(draft: Draft, text: str, at: datetime) -> bool:
    """Whether the stated time is still to come. A day alone may be today; clocks differ by minutes."""
    if at <= draft.at + CLOCKS_DIFFER:
        return False
    zone = ZoneInfo(draft.policy.timezone)
    return dates.names_a_clock(text) or at.astimezone(zone).date() > draft.at.astimezone(zone).date()


def _lies_before(draft: Draft, text: str, at: datetime, received: datetime) -> bool:
    """Whether the stated time is before the complaint came in. A day alone may be that day."""
    if at >= received - CLOCKS_DIFFER:
        return False
    zone = ZoneInfo(draft.policy.timezone)
    exact = dates.names_a_clock(text) or re.search(r"前$|ago$", text.strip().lower()) is not None
    return exact or at.astimezone(zone).date() < received.astimezone(zone).date()


def says_unreached(reason: str) -> bool:
    """Whether a case is to be closed because its customer could not be reached."""
    return vocabulary.mentions(reason, UNREACHED)


def count(draft: Draft, at: datetime, what: str, text: str) -> None:
    """One more attempt in vain."""
    tried = Moment(name="tried", at=at, round=draft.complaint.round)
    draft.change(moments=(*draft.complaint.moments, tried))
    draft.record(what, text=text)
    draft.results.done("attempted", count=made(draft), at=saying.time_of(at))
    if enough(draft):
        draft.results.done("may_close")


def enough(draft: Draft) -> bool:
    """Whether the customer was tried often enough, on enough days of the organisation's."""
    zone = ZoneInfo(draft.policy.timezone)
    days = {at.astimezone(zone).date() for at in _times(draft)}
    return made(draft) >= ENOUGH and len(days) >= DAYS


def made(draft: Draft) -> int:
    """How often the customer was tried without success in this round."""
    return len(_times(draft))


def _times(draft: Draft) -> tuple[datetime, ...]:
    complaint = draft.complaint
    return tuple(m.at for m in complaint.moments if m.name == "tried" and m.round == complaint.round)
