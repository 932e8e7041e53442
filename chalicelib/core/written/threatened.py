"""Whether words tell that the writer, or somebody of theirs, is threatened, followed, held or touched by others: retaliation too.

What is only a step that an office takes (a fine, a cancelled order, the police being called) or a tone of voice is none. Told of earlier
days, it is one all the same: who did it may come back.
"""

from chalicelib.core.expressions import expression

_OURS = r"(?:我们?|俺们?|咱们?)的?(?:全?家人?|老婆|老公|爱人|妻子|丈夫|孩子|儿子|女儿|小孩|父母|爸妈?|妈妈?|父亲|母亲|老人|同事|朋友)?"
_STEP = r"(?:取消|罚|报警|起诉|告我|走法律|法律|扣|拉黑|黑名单|停[^在]|不给|不退|不赔|不让(?!我活)|涨|收费|加钱|下车|赶|退[票会保货房]|开除|辞退|解约|拒|注销|冻结|封号|曝光|投诉|差评|作废|失效|违约|征信)"
_WITH_A_STEP = expression(rf"(?:拿|用|以)[^。,!?]{{0,8}}{_STEP}[^。,!?]{{0,4}}(?:威胁|要挟|恐吓)")
_IN_CHINESE = expression(
    rf"(?:威胁|恐吓|恫吓|威吓|要挟|扬言)(?:了|过|着|说|要)*{_OURS}(?![^。!?;]{{0,12}}{_STEP})|被[^。,!?]{{0,10}}(?:威胁|恐吓|恫吓)(?![^。!?;]{{0,12}}{_STEP})|人身(?:威胁|攻击了我)|(?:打击)?报复(?:了|过)?{_OURS}"
    rf"|(?:找|叫|搵|带|派)(?:了|几个|些|人|的)*人?(?:来|去|上门)?(?:打|揍|弄|搞|收拾|修理|教训|砍|整)(?:死|残|了)?{_OURS}|(?:要|会|就|敢|说)[^。,!?]{{0,6}}(?:打|揍|弄|收拾|修理|整)(?:死|残){_OURS}|(?:打断|打折|砍断|卸了?|剁了?)我(?:们)?的?[^。,!?]{{0,3}}(?:腿|手|胳膊)"
    rf"|(?:让|叫|给|要)我(?:们)?(?:家)?(?:好看|吃不了兜着走|没好日子|不得好死|小心点)|(?:要|说|会|来)弄(?:死)?{_OURS}(?:$|[,。!?])|(?:堵|围|守|蹲)(?:在|着|住)?(?:了)?我(?:们)?(?:的)?(?:家|单位|公司|小区|店|学校)[^。,!?]{{0,4}}|(?:把|将)我(?:们)?[^。,!?]{{0,6}}(?:关|扣|锁|困|堵|围)(?:在|住|起来|着)|不(?:让|许|准|放)我(?:们)?(?:出去|出门|离开|走(?!程序|流程|正常|绿色|通道))"
    rf"|(?:跟踪|尾随)(?:了|着|我|到)+|被[^。,!?]{{0,6}}(?:跟踪|尾随)|(?:他|她|他们|对方|司机|员工|经理|业务员|检票员|保安)[^。,!?]{{0,10}}知道(?:我|俺)(?:们)?(?:的)?(?:家|住|孩子|小孩|儿子|女儿|老婆)[^。,!?]{{0,4}}(?:在|住|上)?哪|(?:找|跑|追|闹)(?:到|上)我(?:们)?(?:家|单位|门)[^。,!?]{{0,6}}(?:闹|骂|打|砸|威胁|恐吓|门)"
    rf"|(?:猥亵|性侵|强[奸暴]|非礼|性骚扰)(?:了|过|我|孩子|女儿|她|小孩|学生)|被[^。,!?]{{0,8}}(?:猥亵|性侵|强奸|非礼|性骚扰)|摸(?:了|过|到)*(?:{_OURS}|孩子|女儿|她|小孩)(?:的)?(?:大?腿|胸|屁股|下身|下面|身体|身上|私处|隐私)|(?:脱|掀|扒)(?:了)?(?:{_OURS}|女儿|她|孩子)的?(?:衣服|裤子|裙子)"
)
_THEIRS = r"(?:me|us|my (?:wife|husband|son|daughter|child|children|kids?|family|mother|father|parents))"
_IN_ENGLISH = expression(
    rf"\bthreaten(?:s|ed|ing)? {_THEIRS}\b(?! with (?:a |the |an )?(?:\w+ )?(?:fine|fee|charge|penalty|lawsuit|court|cancellation|legal))(?!,? (?:to|that|saying|he|she|they)[^.!?]{{0,20}}\b(?:cancel|fine|sue|charge|police|refuse|court|close|block))|\bthreaten(?:s|ed|ing)? to (?:hurt|beat|hit|punch|find|harm|come (?:to|round|over)|rape|slap)\b|\b(?:was|were|been|being|am|feel) threatened (?:by|on|at|in)\b"
    rf"|\b(?:he|she|they|somebody|someone|driver|agent|manager|clerk|staff|your \w+)\b[^.!?]{{0,40}}\b(?:will|would|going to|gonna|wants? to|said|says|'ll)\b[^.!?]{{0,24}}\b(?:hurt|beat|harm|punch|come (?:for|after)|get back at|come and find|make) {_THEIRS}\b(?! (?:wait|pay|feel|a |an |the |sign|leave|come|go|an? \w+))|\b(?:would|will|'ll|going to) find {_THEIRS}\b(?! (?:a|an|the|another)\b)"
    rf"|\b(?:stalk|follow)(?:s|ed|ing) {_THEIRS} (?:home|around|to my|everywhere)\b|\bstalk(?:s|ed|ing) {_THEIRS}\b|\boutside my (?:house|door|home|flat)\b[^.!?]{{0,30}}\b(?:threat|shout|wait|won't|refus|afraid|scared)|\b(?:won't|will not|refus\w+ to|not) let(?:ting)? (?:me|us) (?:out|leave)\b(?! (?:a|the|my) (?:review|comment|message))|\b(?:retaliat\w+|revenge) (?:against|on) (?:me|us|my)\b"
    rf"|\b(?:molest|grop|rap|assault)(?:ed|ing) {_THEIRS}\b|\b(?:sexually (?:harass|assault)\w*|touch(?:ed|ing)) {_THEIRS} (?:\w+ )?(?:inappropriately|leg|thigh|breasts?|bottom|chest)\b|\btouch(?:ed|ing) my (?:leg|thigh|breasts?|bottom|chest)\b"
)


def is_threatened(said: str) -> bool:
    """Whether folded words tell of it."""
    return bool(_IN_CHINESE.search(_WITH_A_STEP.sub(" ", said)) or _IN_ENGLISH.search(said))
