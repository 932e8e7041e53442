"""Does mail come in, and does it go out?"""

from collections.abc import Iterator
from typing import Any

from botocore.exceptions import ClientError

from redress.doctor.answers import Answer, Patient, Unanswered

EVENTS = frozenset({"send", "delivery", "bounce", "complaint", "reject"})


def identity(patient: Patient) -> Iterator[Answer]:
    """Is the domain that mails are sent from verified, and are they signed?"""
    domain = patient.stack.settings.sender_address.rpartition("@")[2]
    try:
        found = patient.clients("sesv2").get_email_identity(EmailIdentity=domain)
    except ClientError as error:
        if error.response["Error"]["Code"] != "NotFoundException":
            raise
        yield Answer.bad(f"SES knows no {domain} in this region; deploy the stack, or look at MailDomain")
        return
    if found.get("VerifiedForSendingStatus"):
        yield Answer.good(f"{domain} is verified")
    else:
        yield Answer.bad(
            f"{domain} is not verified, and its mails are not signed: set the three DKIM records that redress deploy names, then wait"
        )
    yield from _mail_from(found.get("MailFromAttributes", {}))
    if not found.get("VerifiedForSendingStatus"):
        return  # nor is it signed, for the same reason
    status = found.get("DkimAttributes", {}).get("Status", "NOT_STARTED")
    if status == "SUCCESS":
        yield Answer.good("mails are signed (DKIM)")
    else:
        yield Answer.bad(
            f"mails are not signed (DKIM {status}), customers' servers will distrust them: set the records that redress deploy names"
        )


def _mail_from(found: dict[str, Any]) -> Iterator[Answer]:
    """A domain of its own for returned mail, where somebody has set one; without its MX record SES may refuse every mail."""
    domain, status = found.get("MailFromDomain"), found.get("MailFromDomainStatus")
    if domain and status != "SUCCESS":
        stops = found.get("BehaviorOnMxFailure") == "REJECT_MESSAGE"
        sentence = f"the MAIL FROM domain {domain} is {status}: set its MX record, or remove it"
        yield Answer.bad(f"{sentence}; until then nothing is sent") if stops else Answer.look(sentence)


def account(patient: Patient) -> Iterator[Answer]:
    """May this account send, to anybody, and how much?"""
    found = patient.clients("sesv2").get_account()
    if not found.get("SendingEnabled"):
        yield Answer.bad(
            f"SES has stopped sending for this account: {found.get('EnforcementStatus', 'no reason given')}"
        )
    if not found.get("ProductionAccessEnabled"):
        yield Answer.bad(
            "the account is in the SES sandbox: only verified addresses get mail; ask for production access (docs/deploy.md)"
        )
    quota = found.get("SendQuota", {})
    limit, sent = float(quota.get("Max24HourSend", 0)), float(quota.get("SentLast24Hours", 0))
    rate = float(quota.get("MaxSendRate", 0))
    used = f"{sent:.0f} of {limit:.0f} mails sent in 24 hours, at most {rate:.0f} a second"
    near = limit > 0 and sent > 0.8 * limit
    yield Answer.look(f"{used}: ask for a higher quota") if near else Answer.good(used)


def mx_record(patient: Patient) -> Iterator[Answer]:
    """Does the domain's mail come to SES in this region?"""
    wanted = f"inbound-smtp.{patient.stack.settings.mail_region}.amazonaws.com"
    try:
        servers = patient.resolver.mx(patient.domain)
    except Unanswered as error:
        yield Answer.look(f"no name server answered ({error}); ask elsewhere: dig +short MX {patient.domain}")
        return
    if servers == [wanted]:
        yield Answer.good(f"mail for {patient.domain} comes to {wanted}")
    elif wanted in servers:
        others = ", ".join(each for each in servers if each != wanted)
        yield Answer.look(f"mail for {patient.domain} may also go to {others}, which this stack never sees")
    else:
        goes = f"goes to {', '.join(servers)}" if servers else "goes nowhere, for the domain has no MX record"
        yield Answer.bad(f"mail for {patient.domain} {goes}; set MX 10 {wanted}")


def receipt_rules(patient: Patient) -> Iterator[Answer]:
    """Is a rule set active, and does exactly one rule take the complaint address?"""
    address = patient.stack.settings.complaint_address.lower()
    active = patient.clients("ses").describe_active_receipt_rule_set()
    name = active.get("Metadata", {}).get("Name")
    if not name:
        yield Answer.bad(
            "no receipt rule set is active, no mail is received: redress deploy asks to activate the stack's"
        )
        return
    taking = [rule for rule in active.get("Rules", ()) if rule.get("Enabled") and _takes(rule, address)]
    if not taking:
        yield Answer.bad(f"no rule of the active set {name} takes {address}: is another set active than the stack's?")
    elif len(taking) > 1:
        names = ", ".join(rule["Name"] for rule in taking)
        yield Answer.bad(f"several rules take {address} ({names}), and all of them act: leave one")
    else:
        yield from _rule(patient, taking[0])


def _takes(rule: dict[str, Any], address: str) -> bool:
    """Whether a rule matches an address: by itself, its domain, a parent domain written ".example.com", or everything."""
    recipients = [each.lower() for each in rule.get("Recipients", ())]
    domain = address.rpartition("@")[2]
    within = (each.startswith(".") and domain.endswith(each) for each in recipients)
    return not recipients or address in recipients or domain in recipients or any(within)


def _rule(patient: Patient, rule: dict[str, Any]) -> Iterator[Answer]:
    actions = [action["S3Action"] for action in rule.get("Actions", ()) if "S3Action" in action]
    bucket, topic = patient.stack.settings.mail_bucket, patient.stack.resources.get("MailTopic")
    ours = [each for each in actions if (each.get("BucketName"), each.get("TopicArn")) == (bucket, topic)]
    if not ours:
        yield Answer.bad(f"the rule {rule['Name']} does not store mail in {bucket} and tell the stack's topic")
    elif not rule.get("ScanEnabled"):
        yield Answer.bad(f"the rule {rule['Name']} does not scan: without verdicts no order by mail counts")
    elif not rule.get("Recipients"):
        yield Answer.look(f"the rule {rule['Name']} names no recipient and takes every mail of the account")
    else:
        yield Answer.good(f"exactly one active rule takes the address: {rule['Name']}")


def delivery_reports(patient: Patient) -> Iterator[Answer]:
    """Do we hear what became of the mails that we sent?"""
    name = patient.stack.settings.configuration_set
    if not name:
        yield Answer.bad("mails are sent without a configuration set: bounces stay unknown; deploy again")
        return
    asked = {"ConfigurationSetName": name, "ConfigurationSetAttributeNames": ["eventDestinations", "reputationOptions"]}
    try:
        described = patient.clients("ses").describe_configuration_set(**asked)
    except ClientError as error:
        if not error.response["Error"]["Code"].startswith("ConfigurationSetDoesNotExist"):
            raise
        yield Answer.bad(f"there is no configuration set {name}: nothing is sent until you deploy again")
        return
    if not described.get("ReputationOptions", {}).get("SendingEnabled", True):
        yield Answer.bad(
            f"sending is disabled for {name}, nothing is sent: aws sesv2 put-configuration-set-sending-options"
        )
    found = described.get("EventDestinations", ())
    topic = patient.stack.resources.get("DeliveryTopic")
    ours = [each for each in found if each.get("SNSDestination", {}).get("TopicARN") == topic and each.get("Enabled")]
    missing = EVENTS - {kind.lower() for each in ours for kind in each["MatchingEventTypes"]}
    if missing:
        yield Answer.bad(f"{name} does not report {', '.join(sorted(missing))} to the stack's topic; deploy again")
    else:
        yield Answer.good(f"{name} reports to the stack's topic")


def staff_domains(patient: Patient) -> Iterator[Answer]:
    """Whose orders by mail will need a confirmation, because their domain says nothing by DMARC?"""
    directory = patient.stack.container.policies.current().directory
    mails = {directory.desk, *(each for person in directory.people for each in (person.mail, *person.addresses))}
    for domain in sorted({mail.rpartition("@")[2].lower() for mail in mails if mail}):
        yield _dmarc(patient, domain)


def _dmarc(patient: Patient, domain: str) -> Answer:
    """A domain's record, or that of the domain above it (RFC 7489, 6.6.3, without the list of public suffixes)."""
    parts = domain.split(".")
    try:
        for start in range(max(len(parts) - 1, 1)):
            texts = patient.resolver.txt("_dmarc." + ".".join(parts[start:]))
            if any(text.lower().replace(" ", "").startswith("v=dmarc1") for text in texts):
                return Answer.good(f"{domain} has a DMARC record")
    except Unanswered as error:
        return Answer.look(f"no name server answered ({error}); ask elsewhere: dig +short TXT _dmarc.{domain}")
    return Answer.look(f"{domain} has no DMARC record: each order from there must be confirmed by a link")
