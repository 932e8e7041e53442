"""Moments: the named points of a complaint's life, one record each, from its first word to its closing.

A moment happens once a round, and its first time stands; a new round begins with none of them but those that last. Clocks run from one
moment until another, tasks open at one and bring another about, and rules may ask whether one has happened.

Somebody's act or a rule asks for a moment. If it is `guarded`, it then waits in `Complaint.awaiting` until the gates that the policy puts
before it lack nothing and every approver has agreed; if not, it happens at once. What it then does to the complaint stands in
`core.handling.hold.happening`, and who is told of it in `core.handling.tell.notices`: a function of its name there, or nothing.

    received ── registered ──▶ referred ──▶ proposed ──▶ answered ──▶ visited ──▶ closed
       a message came            a unit       an outcome    the          the         │
                                 has it       is given      customer     customer's  │
                    assigned, accepted,       approved      has it       verdict     ▼
                    contacted, told, extended                        reopened: all but the first two begin anew

A policy adds moments of its own: what its tasks set, its gates with approvals, and those that it declares (`[[moment]]`) to happen together
with one of these.
"""

from collections.abc import Mapping

from chalicelib.core.complaint.data import Data


class MomentKind(Data, frozen=True):
    """A moment that every complaint may reach.

    `labels`: what it is called, by language. `lasting`: belongs to the complaint as a whole and not to one round. `guarded`: gates may stand before
    it. `leads_to`: the moment that is asked for as soon as this one has happened. `repeats`: may happen again in one round, its newest time counts. `of_answer`: is taken back with the answer. `restarts`: what began with receipt begins
    anew with it. `names_time`: whoever is told of it is told by when they hear more. `stopped_by`: the commands that a mail offers where a clock
    waits for it, that whose form is wanted first. `named`: policies may name it.
    """

    name: str
    labels: Mapping[str, str]
    lasting: bool = False
    guarded: bool = False
    leads_to: str = ""
    repeats: bool = False
    of_answer: bool = False
    restarts: bool = False
    names_time: bool = False
    stopped_by: tuple[str, ...] = ()
    named: bool = True


MOMENTS: tuple[MomentKind, ...] = (
    # The customer wrote, or called: what the clocks of a first round count from.
    MomentKind(name="received", labels={"zh-CN": "收到", "zh-TW": "收到", "en": "received"}, lasting=True),
    # It stands in the register: at once for mail and text, with 登记 for a call. The customer is acknowledged.
    MomentKind(
        name="registered",
        labels={"zh-CN": "登记", "zh-TW": "登記", "en": "registered"},
        lasting=True,
        names_time=True,
    ),
    # Somebody whose business it is has agreed that it is a complaint.
    MomentKind(
        name="accepted",
        labels={"zh-CN": "受理", "zh-TW": "受理", "en": "accepted"},
        guarded=True,
        stopped_by=("accept",),
    ),
    # The desk settled it while it was told, before any unit had it (LC-02).
    MomentKind(
        name="first_contact",
        labels={"zh-CN": "当场办结", "zh-TW": "當場辦結", "en": "settled at first contact"},
        stopped_by=("resolve",),
    ),
    # What was passed on as something else turned out to be a complaint: nobody was late before that.
    MomentKind(
        name="flow_begun",
        labels={"zh-CN": "转为投诉办理", "zh-TW": "轉為投訴辦理", "en": "taken for a complaint"},
        restarts=True,
        named=False,
    ),
    # A unit has it, and its handler gets the assignment; what is no complaint has been passed on, which closes it (LC-01).
    MomentKind(
        name="referred",
        labels={"zh-CN": "转交责任单位", "zh-TW": "轉交權責單位", "en": "referred"},
        guarded=True,
        names_time=True,
        stopped_by=("transfer", "accept"),
    ),
    # Whoever handles it has the assignment with its form: with the referral, again with each further round.
    MomentKind(
        name="assigned",
        labels={"zh-CN": "下达办理任务", "zh-TW": "下達辦理任務", "en": "assigned"},
        stopped_by=("transfer", "accept"),
    ),
    # The customer was reached, told or asked something, or answered. The acknowledgement is no contact (CW-05).
    MomentKind(
        name="contacted",
        labels={"zh-CN": "联系客户", "zh-TW": "聯繫客戶", "en": "customer contacted"},
        of_answer=True,
        stopped_by=("contact", "tell"),
    ),
    # A call or visit that found nobody. It may happen many times: enough of them, and the case may be closed as unreached.
    MomentKind(
        name="tried",
        labels={"zh-CN": "联系客户未果", "zh-TW": "聯繫客戶未果", "en": "customer not reached"},
        named=False,
    ),
    # The customer was told something in staff's own words.
    MomentKind(
        name="told", labels={"zh-CN": "告知客户", "zh-TW": "告知客戶", "en": "customer told"}, stopped_by=("tell",)
    ),
    # The outcome has been given and its form is complete.
    MomentKind(
        name="proposed",
        labels={"zh-CN": "提交处理结果", "zh-TW": "提交處理結果", "en": "outcome given"},
        guarded=True,
        of_answer=True,
        leads_to="answered",
        stopped_by=("resolve",),
    ),
    # Every approver before some moment has agreed.
    MomentKind(
        name="approved",
        labels={"zh-CN": "审批同意", "zh-TW": "審批同意", "en": "approved"},
        of_answer=True,
        stopped_by=("resolve",),
    ),
    # The outcome is on its way to the customer, with the question whether they are satisfied; or the explanation why it is not valid.
    MomentKind(
        name="answered",
        labels={"zh-CN": "答复客户", "zh-TW": "答覆客戶", "en": "answered"},
        guarded=True,
        of_answer=True,
        stopped_by=("resolve", "tell"),
    ),
    # The answer came back, or nothing but a call can bring it: until the customer has it, reports count none.
    MomentKind(
        name="undelivered",
        labels={"zh-CN": "答复未送达", "zh-TW": "答覆未送達", "en": "answer not delivered"},
        of_answer=True,
        named=False,
    ),
    # It reached them all the same: by another way, by the desk's call, or they said how satisfied they are with it.
    MomentKind(
        name="delivered",
        labels={"zh-CN": "答复送达客户", "zh-TW": "答覆送達客戶", "en": "answer delivered after all"},
        of_answer=True,
        named=False,
    ),
    # A later time was granted: the promised clock ends then.
    MomentKind(
        name="extended",
        labels={"zh-CN": "延期", "zh-TW": "延期", "en": "extended"},
        guarded=True,
        repeats=True,
        names_time=True,
        stopped_by=("extend",),
    ),
    # The customer has said how satisfied they are, by survey, text or follow-up call.
    MomentKind(
        name="visited",
        labels={"zh-CN": "回访", "zh-TW": "回訪", "en": "follow-up call"},
        of_answer=True,
        stopped_by=("visit",),
    ),
    # Weeks later the customer has said whether it was really solved: asked for by a policy alone.
    MomentKind(
        name="confirmed",
        labels={
            "zh-CN": "客户确认是否解决",
            "zh-TW": "客戶確認是否解決",
            "en": "customer said whether it was really solved",
        },
        of_answer=True,
    ),
    # It is over: chased no more, except for tasks that outlive it.
    MomentKind(
        name="closed",
        labels={"zh-CN": "结案", "zh-TW": "結案", "en": "closed"},
        of_answer=True,
        stopped_by=("resolve", "visit", "close"),
    ),
    # Another round has begun, with outcome, answer and approvals afresh.
    MomentKind(
        name="reopened",
        labels={"zh-CN": "重新办理", "zh-TW": "重新辦理", "en": "reopened"},
        restarts=True,
        names_time=True,
    ),
)

BY_NAME: Mapping[str, MomentKind] = {moment.name: moment for moment in MOMENTS}
LASTING = frozenset(moment.name for moment in MOMENTS if moment.lasting)
GUARDED = tuple(moment.name for moment in MOMENTS if moment.guarded)
OF_ANSWER = tuple(moment.name for moment in MOMENTS if moment.of_answer)
RESTARTS = tuple(moment.name for moment in MOMENTS if moment.restarts)
OF_CUSTOMER = frozenset({"confirmed"})  # what the customer alone brings about: nobody here is late with it
SURVEYS = ("survey", "later_survey")  # the messages that ask them
HANDING_ON = frozenset({"referred", "assigned"})  # what can happen no more once the customer has the answer
NAMES_TIME = frozenset(moment.name for moment in MOMENTS if moment.names_time)
NAMED = tuple(moment.name for moment in MOMENTS if moment.named)


def following(moment: str) -> str:
    """The moment that is asked for as soon as this one has happened; "" for most."""
    return BY_NAME[moment].leads_to if moment in BY_NAME else ""


def stopped_by(moment: str) -> tuple[str, ...]:
    """The commands that stop a clock that waits for it; none for a moment of a policy's own."""
    return BY_NAME[moment].stopped_by if moment in BY_NAME else ()
