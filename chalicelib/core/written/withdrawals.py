"""Whether a customer takes the complaint back: they do so themselves, now, and under no condition."""

from chalicelib.core.expressions import expression
from chalicelib.core.written.mistyped import as_meant
from chalicelib.core.written.words import folded, with_apostrophes

LONGEST = 120  # characters: who writes more tells more, and a person reads it
_TAKEN_BACK = expression(
    r"(?:^|[,，。.!！;；~ ]|我|我们|本人|现在|这次|那|就|还是|决定|申请|要求|要|想|请|麻烦|同意|自愿|帮我|给我)(?:撤诉|撤案|撤单|撤回|撤销|撤消|取消|撤掉|销案|撤)(?:了|掉)?(?:这|那|我|本|对)?(?:个|次|件|的|条|起)*[^。,，!?]{0,6}?(?:投诉|申诉|举报|案子?|案件|单子?)?(?:了|吧|算了|了吧|谢谢|唔该|啦)*(?:$|[,，。.!！ ])"
    r"|(?:不|唔|不想|不再|不要|不用)(?:想|要|再|打算|用|准备)*(?:投诉|追究|计较|举报|告|追)(?:他|她|你们)?(?:了|啦)|(?:投诉|这件?事|这事儿?)(?:就)?(?:算了|作罢|到此为止|不用(?:处理|办|管|查)了)|不用(?:再)?(?:处理|查|办|管)(?:这件?事|我的投诉|投诉)?了"
    r"|把(?:我|我们)?(?:的|那|这)*(?:个|件|条)?(?:投诉|申诉|案子?|单子?)(?:给我)?(?:撤|取消|销|关)(?:了|掉|销|案|回|诉)*(?:吧|算了|好了|谢谢?你?们?)*(?:$|[,，。.!！ ])|(?:这件?事|投诉|案子|单子)(?:可以|就|请|那就)(?:关|结|销|撤)(?:了|掉|案)*(?:吧)?(?:$|[,，。.!！ ])"
    r"|(?:投诉|申诉|举报|案子|单子)(?:我)?(?:就|给我|请|麻烦|先)*(?:撤诉|撤回|撤销|撤消|取消|撤掉|销案|作废|撤)(?:了|掉)?(?:吧|算了|了吧|好了|谢谢|唔该|啦)*(?:$|[,，。.!！ ])"
    r"|(?:不用|不必|不需要|别)(?:再)?(?:退|赔|换|修|来|测|查|管|处理|麻烦)(?:钱|款|人)?了[^。!?]{0,12}(?:是)?我(?:们)?(?:自己|这边)?(?:搞|弄|看|算|记|想|误)(?:错|会)|我(?:们)?(?:自己|这边)?(?:搞|弄|看|算|记|想|误)(?:错|会)了?[^。!?]{0,12}(?:不用|不必|不需要|别)(?:再)?(?:退|赔|换|修|来|测|查|管|处理|麻烦)(?:钱|款|人)?了"
    r"|\b(?:false alarm|my (?:own )?(?:mistake|fault)|i (?:got|had) it wrong|i was (?:mistaken|wrong))\b[^?]{0,40}?\b(?:no need|no refund|nothing (?:is )?needed|ignore|forget|never ?mind|don't bother)\b|\b(?:no need|no refund needed|nothing (?:is )?needed|please ignore|never ?mind)\b[^?]{0,40}?\b(?:false alarm|my (?:own )?(?:mistake|fault)|i (?:got|had) it wrong|i was (?:mistaken|wrong))\b"
    r"|\b(?:you (?:can|may) |please |feel free to |i'd like (?:you )?to |i would like (?:you )?to |just )(?:now )?(?:close|cancel|withdraw|drop) (?:it|this|that|(?:my|the|this) (?:complaint|case|ticket))\b(?! (?:to|off|until|if|[a-z]+ed\b|noise|road|door|line|route))|\b(?:this|the|my) (?:case|complaint|ticket) (?:can|may|could) (?:now )?be (?:closed|dropped|cancelled|withdrawn)\b|\b(?:scrap|forget|never mind|call off) (?:about )?(?:my|the|this) (?:complaint|case)\b"
    r"|\b(?:cancel|withdraw|drop|retract|take back|close) (?:my|the|this|our) (?:complaint|case|claim|ticket)\b|\b(?:i|we) (?:would like to |want to |wish to |'d like to |hereby )?(?:withdraw|retract)(?: (?:it|this))?\b|\bplease (?:withdraw|cancel|retract) (?:it|this)\b|^cancel this\b|\bno longer (?:wish|want|need) to (?:complain|pursue|go on|carry on|continue)\b|\b(?:no need|you needn't|you don't need|there's no need) to (?:carry on|continue|proceed|go on|pursue|go ahead|investigate|take (?:it|this) (?:any )?further|do anything (?:else|more|further))\b|\b(?:let's|i'll|i will|we'll|we can|we) leave it (?:there|at that)\b|\bchanged my mind about (?:the|my|this) (?:complaint|case)\b|\b(?:i am|i'm|we are|we're) (?:dropping|withdrawing|cancelling|canceling) (?:it|this|my|the|our)\b|\b(?:please )?(?:ignore|disregard) my (?:complaint|earlier|previous|first)"
)
# Not withdrawn: refused, asked of them by others, on a condition, told of earlier, or something else that is cancelled.
_NOT = expression(
    r"\?|(?:别想|休想|不许|不准|不要|不能|不得|不可以|谁让|凭什么)[^。,，!?]{0,8}(?:撤|取消|关|销|结)|(?:不|没有?|未|不会|绝不|休想|别想|凭什么|为什么|为啥|谁|拒绝)(?:想|要|会|能|肯|让我|说|同意|打算|可能)*(?:撤|取消|销案)|(?:逼|让|叫|要求|劝|求|威胁|说服|引导|催|骗)(?:着|了)?我[^。,，!?]{0,6}(?:撤|取消|销案)|(?:如果|要是|只要|除非|假如|等)[^。!?]{0,20}|(?:才|再|就)(?:会|能|可以|考虑)?(?:撤|销案|取消)|能不能不|考虑|(?:取消|撤销|撤|退)(?:了)?(?:我的?)?(?:订单|订票|车票|票|班次|保单|合同|预约|会员|处罚|职|他|她|换)"
    r"|\b(?:if|unless|until|once|when|will not|won't|never|don't(?! need to)|do not(?! need to)|not going to|asked me|told me|want(?:s|ed)? me|made me|pressur\w+|forc\w+)\b|\b(?:cancel|cancelled|withdraw|close) (?:my|the) (?:order|ticket|booking|policy|contract|account|membership|money)\b|\bcannot?\b"
)


def takes_it_back(text: str) -> bool:
    """Whether these words withdraw what was complained of."""
    said = with_apostrophes(as_meant(folded(text)))
    return 0 < len(said) <= LONGEST and _TAKEN_BACK.search(said) is not None and _NOT.search(said) is None
