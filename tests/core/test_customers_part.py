"""Which words under an order the customer may read, and which a policy asks about before they leave."""

import pytest

from chalicelib.core.policy_reading.shared_lists import SHARED
from chalicelib.core.written.customers_part import Part, customers_part, private_account, private_number
from chalicelib.core.written.words import affirms

LETTER = "路灯已于今早修复，给您添麻烦了。"
INSIDE = [
    "陈建\n市政科 副主任\n手机：13712345678",
    "陈建 13712345678",
    "——\n便民服务中心\n电话|0635-5556667",
    "林小姐\n客服專員\n信箱：lin@unit.example",
    "Guo Ping\nStation Manager\nLiaocheng Transport Group\nM: +86 138 0013 8000",
    "Li Na\nCustomer Relations and Complaints (North)\nGreat Northern Water Company\nTel: 0635 8888888\nli.na@unit.example",
    "Ann Lee\nHead of Repairs\nM: +44 7700 900123\nann@unit.example",
    "Ann Lee\nFinance Controller | Harbour & Dale\nT: 01632 960206 M: 07700 900206\nThis email and any attachments are confidential.",
    "本邮件仅供收件人使用，如误收请删除。",
    "系统邮件，请勿直接回复本邮件。",
    "本郵件及附件含有機密資訊，\n非收件人請勿使用。",
    "This message is intended for the addressee only\nand may contain privileged material.",
    "【内部资料】班组考核扣三分",
    "仅供内部掌握：电工是临时外聘",
    "內部備註：已罰款",
    "勿外传：同一盏灯第三次坏",
    "不要告诉客户：备件没钱买",
    "Internal only: third failure this year",
    "Confidential – crew was drunk",
    "小赵：记得回头补台账",
    "@孙师傅 明天再去看一眼",
    "李国强，麻烦你跟一下",
    "你看这样回复行吗？",
    "請領導審閱",
    "这个客户太难缠，先这样",
    "fyi, he calls every week",
    "Hi team, close it after this",
    "Please review before it goes out",
    "发自我的iPhone",
    "郭平\n站长\n手机 13800138000\n微信同号",
    "郭平\n客运总站 站长\n0635-8888888\n2026年3月2日",
]


@pytest.mark.parametrize("inside", INSIDE)
def test_what_is_for_colleagues_stays_inside_wherever_it_stands_at_the_end(inside: str):
    assert customers_part(f"{LETTER}\n\n{inside}", ("李国强",)) == Part(LETTER, inside)


@pytest.mark.parametrize(
    "words",
    ["麻烦您把收据拍照，直接回复本邮件即可。", "检测报告见本邮件附件，请查收。", "如仍漏水，回覆本郵件告訴我們。"],
)
def test_what_a_customer_does_with_the_letter_they_read_is_no_disclaimer(words: str):
    assert customers_part(words) == Part(words)


@pytest.mark.parametrize(
    "words",
    [
        "一、更换了灯头\n二、检查了线路\n联系电话：0635-5556667",
        "您的个人信息我们会严格保密。",
        "请您把票面照片发给我们审核，谢谢。",
        "您看周三上午上门可以吗？",
        "The driver has apologised\nWe will call you again tomorrow\nTel: 0635 8888888",
        "我们会在 3 日内答复。\n谢谢！",
        "Thank you for telling us.\nWe repair it on Monday",
        "您好，路灯已修好。\n祝您生活愉快。",
        "李先生：路灯已修好。",
        "Hello, the lamp is repaired.\nThanks",
        "尊敬的李先生：",
        "Your data stay confidential with us.",
        "第一段。\n\n第二段，\n\n- 甲\n- 乙",
        "2026-03-20",
        "师傅上门的日子是：\n2026/3/20",
        "We will come on\n20/03/2026 - 22/03/2026",
    ],
)
def test_what_is_written_to_the_customer_goes_out_word_for_word(words: str):
    assert customers_part(words, ("李国强",)) == Part(words)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", "Kind regards\nDev Patel\nProperty Services"),
        ("", "Best regards,\nThe repairs office"),
        ("", "此致\n敬礼\n王芳\n客服部"),
        ("", "此致敬礼！\n客服部\n2026年3月2日"),
        ("", "此致\n\n敬禮\n\n王芳"),
        ("", "谢谢\n王芳"),
        ("", "Thanks,\nDev"),
        ("Dear Tom,", "Yours sincerely\nDev Patel"),
        ("Dear Mr Brown", ""),
        ("Hi Tom,", ""),
        ("Hello!", ""),
        ("尊敬的李先生：", ""),
        ("尊敬的李女士，您好！", "顺祝商祺"),
        ("李先生您好：", ""),
        ("您好！", ""),
        ("李先生：", ""),
    ],
)
def test_a_salutation_and_a_sign_off_are_left_to_the_letter_that_has_its_own(above: str, below: str):
    written = "\n\n".join(filter(None, (above, LETTER, below)))
    around = "\n".join(line for line in f"{above}\n{below}".splitlines() if line)
    assert customers_part(written) == Part(LETTER, around=around)


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("可打我手机 137-1234-5678 找我", "137-1234-5678"),
        ("請撥 +86 13712345678", "+86 13712345678"),
        ("请拨打服务热线 0635-5556667", ""),
        ("我们已按您留的 13912345678 回电", ""),
        ("单号 20260302137123456789", ""),
    ],
)
def test_a_private_mobile_is_noticed_and_no_other_number(words: str, number: str):
    assert private_number(words, ("+8613912345678",)) == number


SAID = {
    "scolding": [
        "您这样就是无理取闹", "你們這種刁民我見多了", "是您自己没看站牌", "有完没完", "您想讹我们吧", "别再来烦我们了", "您爱投诉就去投诉", "沒素質的人才這樣", "您也太计较了", "说了多少遍了",
        "it is your own fault", "Calm down first.", "You are lying to us", "stop wasting our time", "that is ridiculous",
    ],
    "blaming": [
        "都怪前台", "這是司機的錯", "那是别的部门的事", "新来的不懂规矩", "领导不批我也没办法", "同事忘了登记", "不是我们部门管的", "售后那帮人拖的", "是她的错", "怪司机太慢",
        "my colleague messed up", "The driver is to blame", "that's not my job", "not our department", "the new guy did it",
    ],
    "gifts": [
        "送您一百块钱", "給您現金慰問", "免费送您两张票", "微信转您 60", "一点心意请收下", "下次免费坐车", "送您50元话费", "赠送三个月会员", "已备好慰问品", "拿张购物卡给您",
        "we'll pay you something", "a travel voucher", "Two free tickets are on us", "a gift card for you", "50 in cash",
    ],
    "refunds": [
        "退您票款", "把錢退給您", "我们赔您一件", "补您差价", "全额退", "费用我们报销", "這次費用減免", "承担您的打车费", "医药费由我们出", "补偿您的损失",
        "we will refund it", "You'll be reimbursed", "compensation is on its way", "the fee is waived", "we cover the cost",
    ],
}  # fmt: skip


@pytest.mark.parametrize(("of", "words"), [(name, words) for name, many in SAID.items() for words in many])
def test_a_shared_list_knows_the_kind_however_it_is_said(of: str, words: str):
    assert any(affirms(words, word) for word in SHARED[of])


@pytest.mark.parametrize(
    "words",
    [
        "责任在我方，向您诚恳道歉。", "已加强员工培训，司机停岗学习。", "不予赔偿，请您谅解。", "我们不会给您补偿。", "这不是您自己的问题。", "前台已重新排班。", "请问您哪天乘车？",
        "票价35元，可在窗口查询。", "It is not your fault.", "We cannot refund a used ticket.", "We are sorry and have trained the driver.", "This was our mistake.",
    ],
)  # fmt: skip
def test_plain_and_honest_words_are_not_asked_about(words: str):
    assert [word for many in SHARED.values() for word in many if affirms(words, word)] == []


@pytest.mark.parametrize(
    "words",
    [
        "加我微信guoping0312", "请加一下我的微信，把票发给我", "您可以加我QQ 123456789", "V信：guoping0312 联系我", "我的微信号是gp88888", "add me on WeChat: guoping0312", "加他LINE：ping0312", "有事說一聲，我的微信同號",
        "you can reach me on WhatsApp any time", "my personal WeChat is gp_0312",
    ],
)  # fmt: skip
def test_somebodys_own_account_is_seen(words: str):
    assert private_account(words)


@pytest.mark.parametrize(
    "words",
    [
        "请关注我们的微信公众号查询结果", "您反映检票员加您微信，我们正在核实", "我们已加您的微信，照片收到", "退款已退回您的微信零钱", "请在微信小程序里查看", "客服微信：ltjy96596", "The refund went to your WeChat wallet", "online payment", "请加我们的企业微信",
        "3路线：line 3 resumes today", "您发来的QQ邮件收到",
    ],
)  # fmt: skip
def test_what_only_speaks_of_such_programs_names_nobodys_account(words: str):
    assert private_account(words) == ""


@pytest.mark.parametrize(
    ("written", "read", "inside"),
    [
        ("已查实，检票员态度确有问题。小王你把监控也发我一份", "已查实，检票员态度确有问题。", "小王你把监控也发我一份"),
        ("已处理！董成伟请你跟进一下。谢谢您的理解", "已处理！谢谢您的理解", "董成伟请你跟进一下。"),
        ("We refund it tomorrow. Lena, please file this.", "We refund it tomorrow. Lena, please file this.", ""),
        ("小李把您的票补好了，请放心。", "小李把您的票补好了，请放心。", ""),
        ("老王你好，票已补好", "老王你好，票已补好", ""),
        ("您的票我们补一张～\n—— 来自 Outlook for Android", "您的票我们补一张～", "—— 来自 Outlook for Android"),
        ("We refund it tomorrow.\nGet Outlook for iOS", "We refund it tomorrow.", "Get Outlook for iOS"),
    ],
)  # fmt: skip
def test_a_call_to_a_colleague_within_a_line_and_what_a_device_adds_stay_inside(written: str, read: str, inside: str):
    assert customers_part(written, ("董成伟",)) == Part(words=read, inside=inside)
