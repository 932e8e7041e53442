"""The flows of the house: each a beginning that goes well, and a part in which every call is broken in turn."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta

import app
from chalicelib.arrivals import round_trip
from chalicelib.aws.records import AcknowledgementCap, Commit
from chalicelib.core.people.tokens import Token, mint, person_digest
from chalicelib.reception.limits import text_shares
from sandbox import Sandbox
from sandbox.staff import compose, reply
from sandbox.web import File
from tests.faults.breaking import Killed
from tests.faults.operators import (
    DESK_HEAD,
    OPERATORS,
    a_directory_imported,
    changed_directory,
    changed_words,
    look_again,
    words_imported,
)
from tests.reception.scenes import POLICY
from tests.stories import acts
from tests.stories.acts import (
    ANSWER,
    CUSTOMER,
    HANDLER,
    HEAD,
    RUDE,
    code_in,
    complain,
    fills_in,
    last,
    says,
    survey_link,
)
from tests.stories.letters import letter

Act = Callable[[], object]
Flow = Callable[[Sandbox], Act]

PHONE = "+8613505350001"
RUDE_TEXT = "投诉：今天上午9点客运总站检票员态度恶劣"
APPROVER = "duan.lin@douxiangfang.example"
MORE_TIME = "#延期 2026-03-06 17:30 车站监控要请厂家恢复"
VAGUE = "你们公司不行，请给个说法。"


def a_new_mail(box: Sandbox) -> Act:
    mail = letter(CUSTOMER, box.address, "投诉", "今天上午9点客运总站检票员态度恶劣，我要投诉。")
    return lambda: box.email(mail)


def mails_handed_over_at_once(box: Sandbox) -> Act:
    """Of two new customers and a handler, none about what another is about: one that fails comes again after the others."""
    complain(box)
    mails = (
        letter("second@qq.com", box.address, "投诉", "今天上午9点客运总站检票员态度恶劣，我要投诉。"),
        reply(last(box, HANDLER), ANSWER, sender=HANDLER),
        letter("third@qq.com", box.address, "投诉公交", "今天上午8点3路公交车在火车站不停，司机态度差。"),
    )
    return lambda: acts.at_once(box, mails)


def a_forged_mail(box: Sandbox) -> Act:
    mail = letter(CUSTOMER, box.address, "投诉", "今天上午9点客运总站检票员态度恶劣，我要投诉。")
    return lambda: box.email(mail, verdicts={"dmarc": "FAIL", "spf": "FAIL", "dkim": "FAIL"})


def a_mail_too_many(box: Sandbox) -> Act:
    """A first message beyond what its sender may open in a day: it goes to their newest complaint."""
    for _ in range(POLICY.complaints_by_one_a_day):
        complain(box)
    mail = letter(CUSTOMER, box.address, "投诉", "今天上午9点客运总站检票员态度恶劣，我要投诉。")
    return lambda: box.email(mail)


def a_forged_mail_too_many(box: Sandbox) -> Act:
    """It may not join what the true customer has open: it waits in the holding pen."""
    for _ in range(POLICY.complaints_by_one_a_day):
        complain(box)
    mail = letter(CUSTOMER, box.address, "投诉", "今天上午9点客运总站检票员态度恶劣，我要投诉。")
    return lambda: box.email(mail, verdicts={"dmarc": "FAIL"})


def a_text_from_far_away(box: Sandbox) -> Act:
    return lambda: box.sms("+252612345678", RUDE_TEXT)


def a_test_mail(box: Sandbox) -> Act:
    """The operator's, from us to us (`redress doctor --round-trip`)."""
    token = mint(round_trip.token_for(box.address, box.now + timedelta(hours=1)), app.container().keys)
    address = box.address.replace("@", f"+{token}@")
    mail = letter(box.address, address, round_trip.MESSAGE, "test")
    return lambda: box.email(mail, recipients=address)


def a_block(box: Sandbox) -> Act:
    mail = letter(box.desk, box.address, "屏蔽", "#屏蔽 sales@spam.example 群发广告")
    return lambda: box.email(mail)


def reports_turned_off(box: Sandbox) -> Act:
    mail = letter(box.desk, box.address, "退订", "#退订")
    return lambda: box.email(mail)


def reports_turned_off_by_a_link(box: Sandbox) -> Act:
    token = Token("reports", "", person_digest(box.desk), (box.now + timedelta(days=1)).replace(microsecond=0))
    link = f"/u/{mint(token, app.container().keys)}"
    return lambda: posted(box, link, {"List-Unsubscribe": "One-Click"})


def a_blocked_senders_mail(box: Sandbox) -> Act:
    a_block(box)()
    mail = letter("sales@spam.example", box.address, "优惠", "本公司代开发票，价格优惠。")
    return lambda: box.email(mail)


def contact_put_on_record(box: Sandbox) -> Act:
    """Told to the customer's other complaint, too."""
    complain(box)
    number = complain(box, VAGUE)["number"]
    mail = letter(box.desk, box.address, "记录", f"#{number}\n#不合理联系 同一事项来信四十余封\n复核日期：2026-06-01")
    return lambda: box.email(mail)


def a_customers_reply(box: Sandbox) -> Act:
    complain(box)
    mail = reply(last(box, CUSTOMER), "补充：检票员工号0312。", sender=CUSTOMER)
    return lambda: box.email(mail)


def an_assignment(box: Sandbox) -> Act:
    complain(box, VAGUE)
    mail = reply(last(box, box.desk), "#转办 公交公司 请核实", sender=box.desk)
    return lambda: box.email(mail)


def leave_told_beside_a_case(box: Sandbox) -> Act:
    """In plain words: the case keeps them, and the absence is noted as by its command."""
    complain(box)
    mail = reply(last(box, HANDLER), "监控在调了。我下周一到周三请假", sender=HANDLER)
    return lambda: box.email(mail)


def a_text_from_a_number_that_signed_a_mail(box: Sandbox) -> Act:
    """Nobody has proved the number: it opens a complaint of its own, and the desk reads where it may belong."""
    complain(box, f"{RUDE}\n\n王芳\n13505350001")
    box.wind(minutes=2)
    return lambda: box.sms("+8613505350001", "补充一下我邮件里说的，检票员工号0312")


def an_answer(box: Sandbox) -> Act:
    complain(box)
    mail = reply(last(box, HANDLER), ANSWER, sender=HANDLER)
    return lambda: box.email(mail)


def an_answer_with_a_file(box: Sandbox) -> Act:
    complain(box)
    mail = reply(last(box, HANDLER), ANSWER, sender=HANDLER, attachments=[("凭证.pdf", "application/pdf", b"%PDF-1.4")])
    return lambda: box.email(mail)


def an_order_on_two_complaints_at_once(box: Sandbox) -> Act:
    first, second = complain(box)["number"], complain(box, sender="second@qq.com")["number"]
    text = (
        f"#{first}\n#备注 已联系司机\n#{second}\n{ANSWER}\n#登记\n姓名：孙先生\n电话：13900001111\n内容：大巴晚点两小时"
    )
    mail = reply(last(box, HANDLER), text, sender=HANDLER)
    return lambda: box.email(mail)


def a_merger(box: Sandbox) -> Act:
    first, second = complain(box)["number"], complain(box)["number"]
    mail = reply(last(box, box.desk), f"#{first}\n#合并 {second}", sender=box.desk)
    return lambda: box.email(mail)


def a_split(box: Sandbox) -> Act:
    complain(box, VAGUE)
    mail = reply(last(box, box.desk), "#拆分 另：大巴空调也坏了，一路闷热。", sender=box.desk)
    return lambda: box.email(mail)


def somebody_named_for_whom_a_mail_waits(box: Sandbox) -> Act:
    """The mail is taken back; whoever dies in between takes it back, or finds it taken back, again."""
    complain(box)
    says(box, HANDLER, ANSWER)
    mail = reply(last(box, CUSTOMER), "检票的那个人叫郭平，态度恶劣，我投诉他。", sender=CUSTOMER)
    return lambda: box.email(mail)


def a_file_opened(box: Sandbox) -> Act:
    """Whoever sees that it did not work follows the link again."""
    sign = [("照片.jpg", "image/jpeg", b"\xff\xd8photo")]
    box.email(compose(CUSTOMER, box.address, "投诉", "今天上午9点客运总站检票员态度恶劣，我要投诉。", attachments=sign))
    link = next(word for word in last(box, HANDLER).text.split() if "/f/" in word)

    def act() -> None:
        shown = box.get(link)
        if shown.status >= 500:
            shown = box.get(link)
        assert (shown.status, "/9hwaG90bw==" in shown.text) == (200, True)

    return act


def a_closing(box: Sandbox) -> Act:
    complain(box)
    says(box, HANDLER, ANSWER)
    box.wind(to="2026-03-04T09:00+08:00")
    mail = reply(last(box, box.desk), "#回访\n是否联系上：是\n满意度：4", sender=box.desk)
    return lambda: box.email(mail)


def a_held_order_confirmed(box: Sandbox) -> Act:
    complain(box)
    box.email(reply(last(box, HANDLER), ANSWER, sender=HANDLER), verdicts={"dmarc": "GRAY"})
    link = next(word for word in last(box, HANDLER).text.split() if "/k/" in word)
    return lambda: posted(box, link, {"confirm": "yes"})


def a_held_order_confirmed_twice(box: Sandbox) -> Act:
    return _twice(box, a_held_order_confirmed(box))


def _twice(box: Sandbox, act: Act) -> Act:
    """Whatever becomes of the first time, it comes a second time."""

    def both() -> None:
        with suppress(Killed):
            act()
        box._settle()
        act()

    return both


def an_unreadable_mail(box: Sandbox) -> Act:
    mail = b"From: someone@example.net\r\nTo: " + box.address.encode() + b"\r\nSubject: hello\r\n\r\n"
    return lambda: box.email(mail)


def a_parked_mail_taken_in(box: Sandbox) -> Act:
    box.email(letter("noreply@forms.example", box.address, "投诉", "今天上午9点客运总站检票员态度恶劣。"))
    mail = reply(last(box, box.desk, "来件"), f"#受理 {CUSTOMER}", sender=box.desk)
    return lambda: box.email(mail)


def a_parked_mail_added(box: Sandbox) -> Act:
    number = complain(box)["number"]
    box.email(letter("noreply@forms.example", box.address, "补充", "检票员工号0312。"))
    mail = reply(last(box, box.desk, "来件"), f"#转给 {number}", sender=box.desk)
    return lambda: box.email(mail)


def a_parked_mail_dropped(box: Sandbox) -> Act:
    box.email(letter("noreply@shop.example", box.address, "优惠", "本公司代开发票，价格优惠。"))
    mail = reply(last(box, box.desk, "来件"), "#垃圾", sender=box.desk)
    return lambda: box.email(mail)


def a_list_of_what_is_late(box: Sandbox) -> Act:
    complain(box)
    box.wind(to="2026-03-05T09:00+08:00")
    mail = compose(HEAD, box.address, "清单", "#清单")
    return lambda: box.email(mail)


def figures_asked_for(box: Sandbox) -> Act:
    """With a workbook."""
    complain(box)
    box.wind(to="2026-03-05T09:00+08:00")
    mail = compose(HEAD, box.address, "数据", "#数据 本月")
    return lambda: box.email(mail)


def a_query_of_what_is_late(box: Sandbox) -> Act:
    complain(box)
    box.wind(to="2026-03-05T09:00+08:00")
    mail = compose(HEAD, box.address, "查询", "#查询 超时")
    return lambda: box.email(mail)


def the_page_of_where_things_stand(box: Sandbox) -> Act:
    """Whoever sees that it did not work follows the link again."""
    complain(box)
    box.wind(to="2026-03-05T09:00+08:00")
    box.email(compose(HEAD, box.address, "清单", "#清单"))
    link = next(word for word in last(box, HEAD).text.split() if "/o/" in word)

    def act() -> None:
        shown = box.get(link)
        if shown.status >= 500:
            shown = box.get(link)
        assert "LC20260302-0001" in shown.text

    return act


def a_parked_mail_taken_in_twice(box: Sandbox) -> Act:
    """The same order, by two mails."""
    return _twice(box, a_parked_mail_taken_in(box))


def a_parked_mail_added_twice(box: Sandbox) -> Act:
    return _twice(box, a_parked_mail_added(box))


def a_parked_mail_dropped_twice(box: Sandbox) -> Act:
    return _twice(box, a_parked_mail_dropped(box))


def a_new_text(box: Sandbox) -> Act:
    return lambda: box.sms(PHONE, RUDE_TEXT)


def a_further_text(box: Sandbox) -> Act:
    box.sms(PHONE, RUDE_TEXT)
    return lambda: box.sms(PHONE, "补充：工号0312")


def a_survey_answered_by_text(box: Sandbox) -> Act:
    box.sms(PHONE, RUDE_TEXT)
    says(box, HANDLER, ANSWER)
    return lambda: box.sms(PHONE, "1 态度依旧")


def a_text_whose_share_of_the_day_is_used_up(box: Sandbox) -> Act:
    """It is counted in the one share that has room."""
    _use_up(box, text_shares(POLICY)[1:])
    return lambda: box.sms(PHONE, RUDE_TEXT)


def a_text_after_the_days_last(box: Sandbox) -> Act:
    """No share has room: the desk is asked to call."""
    _use_up(box, text_shares(POLICY))
    return lambda: box.sms(PHONE, RUDE_TEXT)


def _use_up(box: Sandbox, shares: tuple[int, ...]) -> None:
    day, last = box.now.date().isoformat(), len(text_shares(POLICY)) - 1
    for back, cap in enumerate(reversed(shares)):
        used = AcknowledgementCap(sender=f"texts:{last - back}", day=day, cap=cap, number=cap)
        app.container().pipeline.tables.commit(Commit(acknowledgement=used))


def an_opt_out(box: Sandbox) -> Act:
    box.sms(PHONE, RUDE_TEXT)
    return lambda: box.sms(PHONE, "退订")


def a_satisfied_customer(box: Sandbox) -> Act:
    return _survey(box, "4")


def a_dissatisfied_customer(box: Sandbox) -> Act:
    return _survey(box, "1")


def _survey(box: Sandbox, score: str) -> Act:
    complain(box)
    says(box, HANDLER, ANSWER)
    link = survey_link(last(box, CUSTOMER))
    return lambda: posted(box, link, {"score": score, "words": "话没说完"})


def posted(box: Sandbox, link: str, form: dict[str, str]) -> None:
    """Whoever sees that it did not work presses the button again."""
    if box.post(link, form).status >= 500:
        box.post(link, form)


def a_form_filled_in(box: Sandbox) -> Act:
    return lambda: written(box, "/new", {"words": RUDE_TEXT, "reach": PHONE})


def a_form_filled_in_that_asks_for_a_mail(box: Sandbox) -> Act:
    return lambda: written(box, "/new", {"words": RUDE_TEXT, "reach": CUSTOMER})


def a_form_too_many(box: Sandbox) -> Act:
    """Beyond the codes that one number gets in a day."""
    for each in range(2):
        fills_in(box, PHONE, f"{RUDE_TEXT}{each}")
    return lambda: written(box, "/new", {"words": RUDE_TEXT, "reach": PHONE})


def a_code_typed(box: Sandbox) -> Act:
    page = fills_in(box, PHONE, RUDE_TEXT)
    code = code_in(box.texts[-1].text)
    return lambda: posted(box, page, {"code": code})


def a_code_typed_twice(box: Sandbox) -> Act:
    return _twice(box, a_code_typed(box))


def a_wrong_code_typed(box: Sandbox) -> Act:
    page = fills_in(box, PHONE, RUDE_TEXT)
    wrong = "111111" if code_in(box.texts[-1].text) != "111111" else "222222"
    return lambda: posted(box, page, {"code": wrong})


def words_and_a_photograph_added_on_the_page(box: Sandbox) -> Act:
    complain(box)
    page = next(word for word in last(box, CUSTOMER).text.split() if "/c/" in word)
    photo = [("照片.jpg", "image/jpeg", b"\xff\xd8\xffphoto")]
    return lambda: written(box, page, {"words": "补充：工号0312"}, photo)


def written(box: Sandbox, page: str, form: dict[str, str], files: Sequence[File] = ()) -> None:
    """Whoever sees an error, or whose browser gets no answer at all, presses the button again."""
    with suppress(Killed):
        if box.post(page, form, files=files).status < 500:
            return
    box._settle()
    box.post(page, form, files=files)


def a_delivery(box: Sandbox) -> Act:
    return _report(box, "Delivery")


def a_bounce(box: Sandbox) -> Act:
    return _report(box, "Bounce")


def a_mark_as_spam(box: Sandbox) -> Act:
    return _report(box, "Complaint")


def _report(box: Sandbox, kind: str) -> Act:
    complain(box)
    mail = last(box, CUSTOMER)
    return lambda: box.report(mail, kind)


def due_deadlines(box: Sandbox) -> Act:
    complain(box)
    complain(box, sender="second@qq.com")
    return lambda: box.wind(to="2026-03-03T09:00+08:00")


def copies_for_information(box: Sandbox) -> Act:
    """What an answer leaves to the next minute's sweep."""
    complain(box)
    says(box, HANDLER, ANSWER)
    return lambda: box.wind(minutes=1)


def a_new_process(box: Sandbox) -> Act:
    """What the first tick of a process puts together: keys, dates of reports."""
    complain(box)

    def tick() -> None:
        app.container.cache_clear()
        app.clockwork.cache_clear()
        box.tick()

    return tick


def the_months_report(box: Sandbox) -> Act:
    complain(box)
    box.wind(to="2026-04-03T08:59+08:00")
    return lambda: box.wind(minutes=1)


def an_approval(box: Sandbox) -> Act:
    number = complain(box, "豆腐发霉了")["number"]
    box.wind(minutes=1)
    says(box, box.desk, "#填报\n具体事实和理由：开袋发现\n是否查证属实：是\n顾客联系方式：13900001111", about=number)
    mail = reply(last(box, APPROVER, number), "#同意", sender=APPROVER)
    return lambda: box.email(mail)


def a_request_for_more_time(box: Sandbox) -> Act:
    complain(box)
    mail = reply(last(box, HANDLER), MORE_TIME, sender=HANDLER)
    return lambda: box.email(mail)


def more_time_granted(box: Sandbox) -> Act:
    return _decided(box, "#同意")


def more_time_refused(box: Sandbox) -> Act:
    return _decided(box, "#退回 客户等得太久了，请先答复")


def _decided(box: Sandbox, word: str) -> Act:
    complain(box)
    says(box, HANDLER, MORE_TIME)
    mail = reply(last(box, HEAD, "请您决定"), word, sender=HEAD)
    return lambda: box.email(mail)


def escalations_in_one_list(box: Sandbox) -> Act:
    """The hour's sixth is kept for the list, and the list is sent."""
    for each in range(6):
        if each == 5:
            box.wind(minutes=30)
        complain(box, "理赔金额算少了，保单号6688。", sender=f"customer{each}@qq.com")
    box.wind(to="2026-03-02T11:29+08:00")
    return lambda: box.wind(to="2026-03-02T12:04+08:00")


def the_directory_asked_for(box: Sandbox) -> Act:
    mail = compose(DESK_HEAD, box.address, "名录", "#名录")
    return lambda: box.email(mail)


def the_words_asked_for(box: Sandbox) -> Act:
    mail = compose(DESK_HEAD, box.address, "文案", "#文案")
    return lambda: box.email(mail)


def a_directory_sent_back(box: Sandbox) -> Act:
    return _sent_back(box, "#名录", changed_directory())


def words_sent_back(box: Sandbox) -> Act:
    return _sent_back(box, "#文案", changed_words())


def _sent_back(box: Sandbox, order: str, sheet: tuple[str, str, bytes]) -> Act:
    mail = compose(DESK_HEAD, box.address, order, order, attachments=[sheet])

    def act() -> None:
        look_again()
        box.email(mail)

    return act


def a_directory_confirmed(box: Sandbox) -> Act:
    return _confirmed(box, a_directory_sent_back(box))


def words_confirmed(box: Sandbox) -> Act:
    return _confirmed(box, words_sent_back(box))


def _confirmed(box: Sandbox, sent_back: Act) -> Act:
    sent_back()
    link = next(word for word in last(box, DESK_HEAD).text.split() if "/k/" in word)

    def act() -> None:
        look_again()
        posted(box, link, {"confirm": "yes"})

    return act


def a_directory_confirmed_twice(box: Sandbox) -> Act:
    return _twice(box, a_directory_confirmed(box))


def words_confirmed_twice(box: Sandbox) -> Act:
    return _twice(box, words_confirmed(box))


# What a flow is called, the policy it runs under, its beginning.
FLOWS: dict[str, tuple[str, Flow]] = {
    flow.__name__: (policy, flow)
    for policy, flows in {
        "liaocheng-transport": (
            a_new_mail, mails_handed_over_at_once, a_forged_mail, a_mail_too_many, a_forged_mail_too_many, a_text_from_far_away, a_test_mail, a_block, reports_turned_off, reports_turned_off_by_a_link, a_blocked_senders_mail, contact_put_on_record, a_customers_reply, leave_told_beside_a_case, a_text_from_a_number_that_signed_a_mail, an_unreadable_mail, a_parked_mail_taken_in, a_parked_mail_added, a_parked_mail_dropped, a_list_of_what_is_late, a_query_of_what_is_late, figures_asked_for, the_page_of_where_things_stand, an_assignment, an_answer, an_answer_with_a_file, somebody_named_for_whom_a_mail_waits, a_file_opened, a_closing, a_merger, a_split,
            an_order_on_two_complaints_at_once, a_held_order_confirmed, a_new_text, a_further_text, a_text_whose_share_of_the_day_is_used_up, a_text_after_the_days_last,
            a_survey_answered_by_text, an_opt_out, a_satisfied_customer, a_dissatisfied_customer, a_form_filled_in, a_form_filled_in_that_asks_for_a_mail, a_form_too_many, a_code_typed, a_code_typed_twice, a_wrong_code_typed, words_and_a_photograph_added_on_the_page, a_delivery, a_bounce,
            a_held_order_confirmed_twice, a_parked_mail_taken_in_twice, a_parked_mail_added_twice, a_parked_mail_dropped_twice, *OPERATORS,
            a_mark_as_spam, due_deadlines, copies_for_information, a_request_for_more_time, more_time_granted, more_time_refused,
        ),
        "published": (the_directory_asked_for, a_directory_sent_back, a_directory_confirmed, a_directory_confirmed_twice, a_directory_imported, the_words_asked_for, words_sent_back, words_confirmed, words_confirmed_twice, words_imported),
        "food-abc": (an_approval,),
        "insurance-branch": (escalations_in_one_list,),
        "monthly": (the_months_report, a_new_process),
    }.items()
    for flow in flows
}  # fmt: skip
