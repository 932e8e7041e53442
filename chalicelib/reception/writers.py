"""Who wrote a mail that somebody else's address stands in From of: a group's, a gateway's, a form's, a forwarding mailbox's.

What the headers say of the writer is taken to answer them and for no more: it proves nothing, so whoever is found so orders
nothing and adds to no complaint whose mails they do not hold. Where they do not say it for certain, nobody is taken for the writer.
"""

import re
from collections.abc import Iterable

import msgspec

from chalicelib.core.expressions import expression
from chalicelib.core.written.mailboxes import without_token
from chalicelib.inbound.inbound_mail import Address, InboundMail
from chalicelib.inbound.machine_mail import MACHINES

SEARCHED = 10_000
"""Characters of a letter in which a form may name its writer's address."""
_NO_REPLY = expression(
    r"(?:.*[._+-])?(?:no|not|do-?not|dont|never)[._-]?repl(?:y|ies)(?:[._+-].*|\d*)$|.*(?:noreply|donotreply).*$",
    re.IGNORECASE,
)
_ROBOT = expression(
    r"(?:auto(?:mail(?:er)?|matic)?|system|notif(?:y|ier|ications?)|alerts?|robot|bot|nobody|mailer|www-?data|apache|nginx|wordpress|cms|website"
    r"|(?:web|contact|feedback|complaint|online|mail)?[._-]?forms?(?:[._-]?(?:mail|mailer|submission|submissions|responses?))?|mailform|submissions?)(?:[._+-].*|\d*)$",
    re.IGNORECASE,
)
_SERVICE = expression(
    r"(?:support|service|kefu|help|info|contact|sales|marketing|news|hello|team|care|office|admin|billing)(?:[._+-].*|\d*)$",
    re.IGNORECASE,
)
_FORM = expression(
    r"留言|表[单單]|在[线線]投[诉訴]|投[诉訴](?:平台|系[统統]|信箱|建议箱|建議箱)|网站|網站|网上|網上|公众号|公眾號|小程序|web ?form|website|contact form|feedback form|online form|complaint form|form submission|new submission",
    re.IGNORECASE,
)
_PLATFORM = expression(r"热[线線]|熱[线線]|平台|系[统統]|hotline|platform", re.IGNORECASE)
_VIA = expression(r"\s+(?:via|通过|透过|透過|经由|經由|代表)\s", re.IGNORECASE)
# A list that may not send in a member's name makes their address one that cannot be: "li@qq.com.dmarc.invalid", "li=40qq.com@dmarc.…".
_MADE_INVALID = expression(r"([^@\s]+@[^@\s]+?\.[^@\s.]+?)(?:\.dmarc|\.reject|\.quarantine)?\.invalid", re.IGNORECASE)
_IN_LOCAL_PART = expression(r"([^@\s=]+)=40([^@\s=]+\.[^@\s=.]+)@dmarc\.[^@\s]+", re.IGNORECASE)
_LABELLED = r"(?im)^[ \t]*[^\n:：@]{0,20}(?:邮箱|郵箱|邮件|郵件|信箱|e-?mail|mail)[^\n:：@]{0,12}[:：][ \t<]*"


def written_by(mail: InboundMail, own: frozenset[str]) -> InboundMail:
    """The mail with its writer as the sender, where another's address stands in From. `own`: the addresses that we send from."""
    shown = mail.sender
    if shown is None or mail.is_bounce or not _stands_in(mail, shown, own):
        return mail
    if _passed_on_whole(mail, shown):
        return _of_the_forwarded(mail, shown, own)
    found = [_restored(shown)] if _is_masked(shown) else _candidates(mail, shown, own)
    writer = found[0] if len(found) == 1 else None
    return _of(mail, shown, _with_name(writer, shown) if writer else None)


def is_own(address: str, own: frozenset[str]) -> bool:
    """One of the addresses that we send from, with whatever token behind the plus sign."""
    return without_token(address) in own


def answers_nobody(address: str) -> bool:
    """Whether nobody reads there, by the address itself."""
    return bool(_NO_REPLY.match(address.partition("@")[0]) or MACHINES.match(address))


def named_in(mail: InboundMail) -> str:
    """The address that stands in the letter as its writer's own; "" if there is none, or several."""
    found = {
        each.lower().strip(".")
        for each in re.findall(_LABELLED + r"([^\s<>()\[\],;，；]{1,64}@[A-Za-z0-9.-]{3,200})", mail.text[:SEARCHED])
    }
    return next(iter(found)) if len(found) == 1 else ""


def _stands_in(mail: InboundMail, shown: Address, own: frozenset[str]) -> bool:
    """Whether the address in From is not its writer's."""
    way = mail.passage
    others = {each.address for each in (*way.originals, *way.reply_to)} - {shown.address}
    local = shown.address.partition("@")[0]
    rewritten = bool({each.address for each in way.originals} - {shown.address}) or shown.address in way.addressed
    return (
        is_own(shown.address, own)
        or _is_masked(shown)
        or bool(_NO_REPLY.match(local))
        or (rewritten and bool(others or way.listed))
        or (bool(others) and (bool(_VIA.search(shown.name)) or bool(_ROBOT.match(local)) or _is_form(mail, shown)))
        or (way.listed and bool(_VIA.search(shown.name)))
        or _passed_on_whole(mail, shown)
    )


def _is_masked(each: Address) -> bool:
    return _restored(each).address != each.address


def _restored(each: Address) -> Address:
    """With the address that it had before a list made it one that nobody can write to; as it is where none did."""
    name = _shown_name(each) or each.name
    if found := _MADE_INVALID.fullmatch(each.address):
        return Address(found[1], name)
    found = _IN_LOCAL_PART.fullmatch(each.address)
    return Address(f"{found[1]}@{found[2]}", name) if found else each


def _is_form(mail: InboundMail, shown: Address) -> bool:
    """Put together by the program of a web form out of what somebody has typed."""
    others = [each.address for each in mail.passage.reply_to if each.address != shown.address]
    if len(others) != 1:
        return False
    elsewhere = others[0].partition("@")[2] != shown.address.partition("@")[2]
    said = bool(_FORM.search(shown.name) or _FORM.search(mail.subject))
    platform = elsewhere and bool(_PLATFORM.search(shown.name))
    return mail.passage.by_form or said or platform or named_in(mail) == others[0]


def _passed_on_whole(mail: InboundMail, shown: Address) -> bool:
    """A forwarding rule's own mail, the original below it."""
    by_rule = mail.passage.by_rule and shown.address in mail.passage.addressed
    return mail.forwarded is not None and (by_rule or mail.passage.only_generated)


def _candidates(mail: InboundMail, shown: Address, own: frozenset[str]) -> list[Address]:
    """Who may have written it, by the surest of the headers that name anybody at all."""
    way = mail.passage
    for named in (way.originals, way.reply_to, way.sent_by):
        found = [each for each in map(_restored, named) if _may_be_writer(each, mail, shown, own)]
        if found:
            return found
    return [each for each in way.copied if _is_named_by(shown, each) and not is_own(each.address, own)]


def _is_named_by(shown: Address, copied: Address) -> bool:
    """A list writes its own address in From behind the name of its member, whom it keeps as one that gets a copy."""
    name = _shown_name(shown)
    return bool(name) and copied.name.strip() == name and not answers_nobody(copied.address)


def _may_be_writer(each: Address, mail: InboundMail, shown: Address, own: frozenset[str]) -> bool:
    local, _, domain = each.address.partition("@")
    passes_on = each.address == shown.address or is_own(each.address, own) or each.address in mail.passage.addressed
    answers_for_it = domain == shown.address.partition("@")[2] and bool(_SERVICE.match(local))
    return not (passes_on or answers_for_it or answers_nobody(each.address))


def _with_name(writer: Address, shown: Address) -> Address:
    """With the name that From shows, where whoever passed it on took it over: "Zhang Wei via Complaints"."""
    return Address(writer.address, writer.name or _shown_name(shown))


def _shown_name(shown: Address) -> str:
    name, via, _ = _VIA.sub("\n", shown.name, count=1).partition("\n")
    return name.strip(" '\"‘’“”") if via else ""


def _of_the_forwarded(mail: InboundMail, shown: Address, own: frozenset[str]) -> InboundMail:
    forwarded = mail.forwarded
    writer = forwarded.sender if forwarded else None
    if forwarded is None or writer is None or is_own(writer.address, own) or answers_nobody(writer.address):
        return _of(mail, shown, None)
    read = msgspec.structs.replace(
        mail, text=forwarded.text, new_text=forwarded.text, subject=forwarded.subject, command_text=""
    )
    return _of(read, shown, writer)


def _of(mail: InboundMail, shown: Address, writer: Address | None) -> InboundMail:
    """Whatever passed it on marks what it passes on as a program's; the writer is none for that."""
    automatic = mail.automatic and not (writer and mail.passage.only_generated)
    typed = bool(_VIA.search(shown.name)) or _is_form(mail, shown)
    mute = automatic or (mail.passage.to_subscribers and not typed) or (mail.mute and writer is None)
    who: Iterable[Address] = (writer,) if writer else ()
    return msgspec.structs.replace(
        mail,
        sender=writer,
        senders=tuple(who),
        through=shown.address,
        automatic=automatic,
        mute=mute,
        sender_is_plain=False,
    )
