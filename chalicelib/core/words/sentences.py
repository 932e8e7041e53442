"""Short sentences that a decision says: what changed, why something was refused. Longer wording lives in templates/.

A decision carries their codes (`core.complaint.saying`); here they become words, for one reader.
"""

from collections.abc import Mapping

from chalicelib.core.words.of_sheets import OF_SHEETS
from chalicelib.core.words.of_words import OF_WORDS
from chalicelib.core.words.to_plain_words import TO_PLAIN_WORDS
from chalicelib.core.written.languages import table

_OF_ORDERS: Mapping[str, Mapping[str, str]] = table("""zh-CN | zh-TW | en
many_times: 共 {times} 次，首次 {since} | 共 {times} 次，首次 {since} | {times} times, the first on {since}
noted: 已记入处理记录 | 已記入處理紀錄 | added to the record
sooner_limit: {clock}，最迟 {due} | {clock}，最遲 {due} | {clock}, by {due}
not_sent: 这封回信已转告{desk}，没有发给客户；要答复客户，请在第一行写上 #{command} 再发一次 | 這封回信已轉告{desk}，沒有發給客戶；要答覆客戶，請在第一行寫上 #{command} 再發一次 | your mail was passed to {desk} and not to the customer; to answer the customer write #{command} in the first line
unit_says: 责任单位回复如下；应当按投诉办理的，请回复：#{command} 投诉 | 權責單位回覆如下；應當按投訴辦理的，請回覆：#{command} 投訴 | the unit answers as below; if it is a complaint, reply: #{command} complaint
extension_wanted: {who}申请把“{clock}”的时限延至 {due} | {who}申請把「{clock}」的時限延至 {due} | {who} asks for more time for "{clock}", until {due}
earlier_wanted: {who}申请把“{clock}”的时限提前到 {due} | {who}申請把「{clock}」的時限提前到 {due} | {who} asks to bring "{clock}" forward to {due}
extension_forwarded: 把“{clock}”延至 {due} 的申请已送{who}决定；在决定以前，原时限不变 | 把「{clock}」延至 {due} 的申請已送{who}決定；在決定以前，原時限不變 | {who} was asked for more time for "{clock}", until {due}; until they agree the time limit stands
earlier_forwarded: 把“{clock}”提前到 {due} 的申请已送{who}决定；在决定以前，原时限不变 | 把「{clock}」提前到 {due} 的申請已送{who}決定；在決定以前，原時限不變 | {who} was asked to bring "{clock}" forward to {due}; until they agree the time limit stands
extension_refused: 没有同意延期，已告知{who} | 沒有同意延期，已告知{who} | refused; {who} was told
extension_overtaken: 申请的时间 {due} 已经过去，没有执行：请用 #{command} 写明新的时间，或用 #{other} 退回 | 申請的時間 {due} 已經過去，沒有執行：請用 #{command} 寫明新的時間，或用 #{other} 退回 | not carried out, for the time asked for, {due}, has passed: give a new one with #{command}, or refuse with #{other}
words_stand: 您写的话已留着，补齐所缺栏目后会一并发给客户：“{text}”；不要发的，请用 #{command} 重写 | 您寫的話已留著，補齊所缺欄位後會一併發給客戶：「{text}」；不要發的，請用 #{command} 重寫 | your words are kept and go to the customer with the lines that lack: "{text}"; to change them, write #{command} anew
lines_kept: 已记下：{fields} | 已記下：{fields} | kept: {fields}
kept_answer_goes: 所缺的栏目已补齐，{who}先前写的答复随之提交 | 所缺的欄位已補齊，{who}先前寫的答覆隨之提交 | the lacking lines have come, and the answer that {who} wrote before is handed in with them
answer_waits_for_form: 答复已经收好，现在等{who}在“{task}”里填写“{fields}”，填好后随即提交，不用再发 | 答覆已經收好，現在等{who}在「{task}」裡填寫「{fields}」，填好後隨即提交，不用再發 | your answer is kept and waits for {who} to fill in {fields} under "{task}"; it is handed in then, and you need not send it again
answer_waits_for_form_until: 答复已经收好，现在等{who}在“{task}”里填写“{fields}”（最迟 {due}），填好后随即提交，不用再发 | 答覆已經收好，現在等{who}在「{task}」裡填寫「{fields}」（最遲 {due}），填好後隨即提交，不用再發 | your answer is kept and waits for {who} to fill in {fields} under "{task}", by {due}; it is handed in then, and you need not send it again
answer_still_waits: {who}先前写的答复还没有发出，还差下面这些 | {who}先前寫的答覆還沒有發出，還差下面這些 | the answer that {who} wrote before still waits for what follows
channel_unread: 渠道“{name}”没有看懂，已按“{new}”登记；可用 #{command} 更正为：{choices} | 管道「{name}」沒有看懂，已按「{new}」登記；可用 #{command} 更正為：{choices} | the channel "{name}" was not understood and is entered as "{new}"; #{command} puts it right, as one of {choices}
words_left_out: 先前被退回的话没有发给客户：“{text}”；要发的，请改好后写在 #{command} 后面 | 先前被退回的話沒有發給客戶：「{text}」；要發的，請改好後寫在 #{command} 後面 | your words that were refused did not go to the customer: "{text}"; if they are to, put them another way after #{command}
reason_read: 客户会读到这个原因：{text} | 客戶會讀到這個原因：{text} | the customer reads this reason: {text}
not_extendable: 按规定，本件现在没有可以延期的时限 | 依規定，本件現在沒有可以延期的時限 | no time limit of this complaint may be extended now
same_time: “{clock}”的时限本来就是 {due} | 「{clock}」的時限本來就是 {due} | "{clock}" ends on {due} as it is
extension_too_late: “{clock}”已于 {due} 到期，只能在到期前申请延期 | 「{clock}」已於 {due} 到期，只能在到期前申請延期 | "{clock}" ended on {due}; more time can only be asked for before that
because_words: 客户提到“{word}” | 客戶提到「{word}」 | the customer writes of "{word}"
because_field: {field}：{value} | {field}：{value} | {field}: {value}
because_named: {what} | {what} | {what}
because_count: “{field}”相同的投诉有 {count} 件 | 「{field}」相同的投訴有 {count} 件 | {count} complaints have the same {field}
because_persons: “{field}”相同的投诉来自 {count} 位客户 | 「{field}」相同的投訴來自 {count} 位客戶 | {count} customers complain with the same {field}
because_earlier: 这位客户以前投诉过 | 這位客戶以前投訴過 | this customer has complained before
because_late: 这位客户以前的投诉没有按时答复 | 這位客戶以前的投訴沒有按時答覆 | an earlier complaint of this customer was answered late
because_unsatisfied: 这位客户对以前的答复不满意 | 這位客戶對以前的答覆不滿意 | an earlier answer was not to this customer's liking
because_late_or_unsatisfied: 这位客户以前的投诉没有按时答复，或者答复没有让客户满意 | 這位客戶以前的投訴沒有按時答覆，或者答覆沒有讓客戶滿意 | an earlier complaint of this customer was answered late, or not to their liking
extension_waits: 先前申请的“{other}”延期还没有决定，请等决定以后再申请“{clock}” | 先前申請的「{other}」延期還沒有決定，請等決定以後再申請「{clock}」 | more time for {other} was asked for and is not decided yet: ask for {clock} after that
extension_too_often: “{clock}”最多延期 {times} 次，已经用完 | 「{clock}」最多延期 {times} 次，已經用完 | "{clock}" may not be extended again (at most {times}, all granted)
extension_too_long: “{clock}”最晚可以延至 {due}，请写明不晚于它的时间 | 「{clock}」最晚可以延至 {due}，請寫明不晚於它的時間 | "{clock}" may be extended to {due} at the latest: ask for a time up to then
extension_reason: 延期须写明原因：写在 #{command} 的时间后面 | 延期須寫明原因：寫在 #{command} 的時間後面 | more time needs a reason: write it behind the time of #{command}
extension_reason_told: 延期须写明原因，客户会看到：写在 #{command} 的时间后面 | 延期須寫明原因，客戶會看到：寫在 #{command} 的時間後面 | more time needs a reason, which the customer is told: write it behind the time of #{command}
form_without_command: 看到您填了表（{fields}），但没有命令，只作备注记录。请在第一行写上 #{command} 再发一次 | 看到您填了表（{fields}），但沒有指令，只作備註。請在第一行寫上 #{command} 再發一次 | you filled in a form ({fields}) without a command, so it is a note only. Write #{command} in the first line and send it again
assign_needed: 还没有责任单位，请用 #{command} 指定 | 還沒有權責單位，請用 #{command} 指定 | nobody is responsible yet: use #{command}
passed_on: 已作为“{kind}”转交 {to} | 已作為「{kind}」轉交 {to} | passed on to {to} as "{kind}"
tell_them: 请告诉客户：编号 {number}，最迟 {due} 答复 | 請告訴客戶：編號 {number}，最遲 {due} 答覆 | tell the customer: number {number}, answer by {due}
ask_them: 请向客户问清：{fields} | 請向客戶問清：{fields} | ask the customer: {fields}
may_close: 已满足按“未接通”结案的条件 | 已滿足按「未接通」結案的條件 | it may be closed as "not reached"
customer_told: 理由已告知客户 | 理由已告知客戶 | the customer was told the reason
call_asked: 客户只能用电话联系，已请{desk}致电转告 | 客戶只能用電話聯絡，已請{desk}致電轉告 | the customer can only be telephoned; {desk} was asked to call
no_way: 客户没有可用的联系方式，没能告知 | 客戶沒有可用的聯絡方式，沒能告知 | there is no working way to reach the customer, who was not told
settled: 已记为当场办结 | 已記為當場辦結 | recorded as settled at first contact
not_yours_to_settle: “当场答复”只能由{who}填写，本件按投诉流程办理 | 「當場答覆」只能由{who}填寫，本件按投訴流程辦理 | only {who} may settle on the spot; this one goes the complaint's usual way
merged_away: 本件已并入 {number}，在那一件里一并办理、一并答复，本件您不用再办 | 本件已併入 {number}，在那一件裡一併辦理、一併答覆，本件您不用再辦 | this was merged into {number} and is handled and answered there; nothing is left to do here
promised_and_kept: {promise}（{day} 承诺，{kept} 已兑现） | {promise}（{day} 承諾，{kept} 已兌現） | {promise} (promised on {day}, kept on {kept})
promised_and_open: {promise}（{day} 承诺，尚未兑现，由{who}办理） | {promise}（{day} 承諾，尚未兌現，由{who}辦理） | {promise} (promised on {day}, not kept yet, with {who})
promise_moved: 这项承诺原在 {number}，该件已并入本件，仍由您兑现，请在本件中填报 | 這項承諾原在 {number}，該件已併入本件，仍由您兌現，請在本件中填報 | promised in {number}, which was merged into this one: it is still yours to keep, and reported here
withdrawal_heard: 您要撤回的话我们看到了，会与您确认；确认以后就此结案，没有确认以前照常办理。 | 您要撤回的話我們看到了，會與您確認；確認以後就此結案，沒有確認以前照常辦理。 | We have read that you want to withdraw it and will check this with you. Once you have confirmed, it ends there; until then we carry on as before.
comes_by: 答复里写明的“{what}”定在 {day}，现在还没有到期，经办人已经看到您的话。到了那一天还没有的，请直接告诉我们。 | 答覆裡寫明的「{what}」訂在 {day}，現在還沒有到期，承辦人已經看到您的話。到了那一天還沒有的，請直接告訴我們。 | What our answer says of "{what}" is due on {day}, which is still to come, and whoever sees to it has read your message. If it has not come by then, please tell us.
asked_of_them: “{fields}”由{who}在“{task}”里填写，还没有填好 | 「{fields}」由{who}在「{task}」裡填寫，還沒有填好 | {who} is asked for {fields} in “{task}” and has not filled it in yet
asked_of_another: 重新办理以后，“{task}”已改请{to}填报，您不用再填 | 重新辦理以後，「{task}」已改請{to}填報，您不用再填 | since this was reopened, {to} is asked for "{task}"; you need not fill it in any more
handed_on: 本件已转由{to}办理，您不用再办 | 本件已轉由{to}辦理，您不用再辦 | {to} handles this now; nothing is left for you to do
whom_before: 客户的话里提到{who}，看不出是不是投诉此人；在您答复以前，本件不转给任何人办理，此人也看不到本件。是被投诉人的，请回复：#{command} 姓名；不是的，请回复：#{command} 不是姓名；都不是的，请回复：#{command} 无 | 客戶的話裡提到{who}，看不出是不是投訴此人；在您回覆以前，本件不轉給任何人辦理，此人也看不到本件。是被投訴人的，請回覆：#{command} 姓名；不是的，請回覆：#{command} 不是姓名；都不是的，請回覆：#{command} 無 | the customer names {who}, and it is not plain whether the complaint is about them; until you say so nobody is given it, and they see nothing of it. If it is about them reply: #{command} NAME; if not: #{command} not NAME; if about none of them: #{command} nobody
whom_kept_out: 客户的话里提到{who}，看不出是不是投诉此人；在您答复以前，此人不参与本件、也看不到本件。是被投诉人的，请回复：#{command} 姓名；不是的，请回复：#{command} 不是姓名 | 客戶的話裡提到{who}，看不出是不是投訴此人；在您回覆以前，此人不參與本件、也看不到本件。是被投訴人的，請回覆：#{command} 姓名；不是的，請回覆：#{command} 不是姓名 | the customer names {who}, and it is not plain whether the complaint is about them; until you say so they have no part in it and see nothing of it. If it is about them reply: #{command} NAME; if not: #{command} not NAME
whom_meanwhile: 客户后来的来信提到{who}，看不出是不是投诉此人；在您答复以前，本件仍由此人办理，但看不到客户新说的话。是被投诉人的，请回复：#{command} 姓名，本件即改由他人办理；不是的，请回复：#{command} 不是姓名，新说的话随即转给此人 | 客戶後來的來信提到{who}，看不出是不是投訴此人；在您回覆以前，本件仍由此人辦理，但看不到客戶新說的話。是被投訴人的，請回覆：#{command} 姓名，本件即改由他人辦理；不是的，請回覆：#{command} 不是姓名，新說的話隨即轉給此人 | the customer has named {who} since, and it is not plain whether they complain of them; until you say so they go on with it, without reading what the customer has just added. If they do reply: #{command} NAME, and somebody else handles it; if not: #{command} not NAME, and they are given the words
about_said: 已认定本件投诉{who}，此人不再参与、也不再看到本件 | 已認定本件投訴{who}，此人不再參與、也不再看到本件 | this is about {who}, who has no part in it any more and sees nothing more of it
not_about_said: 已认定本件不是投诉{who} | 已認定本件不是投訴{who} | this is not about {who}
about_nobody: 已认定本件不是投诉某个人 | 已認定本件不是投訴某個人 | this is about no one person
not_about_back: 已认定本件不是投诉此人，按原来的分工由{to}办理 | 已認定本件不是投訴此人，依原來的分工由{to}辦理 | the complaint is not about them after all; {to} handles it as usual
own_complaint_left: 本件是原承办人自己投诉的，已改由{to}办理 | 本件是原承辦人自己投訴的，已改由{to}辦理 | the former handler is the one who complains; {to} handles it now
complained_of_left: 本件涉及原承办人，已改由{to}办理 | 本件涉及原承辦人，已改由{to}辦理 | the complaint is about the former handler; {to} handles it now
left_office: 原承办人已不在通讯录，改由{to}办理 | 原承辦人已不在通訊錄，改由{to}辦理 | the former handler has left; {to} handles it now
accepted: 已受理：{kind} | 已受理：{kind} | accepted: {kind}
answer_withdrawn: 此前待审批或待补正的答复不再发给客户，由接办的人重新提交 | 先前待審批或待補正的答覆不再發給客戶，由接辦的人重新提交 | the answer that was still waiting does not go to the customer any more; whoever has it now gives theirs
transferred: 已转办：{to} | 已轉辦：{to} | handed to {to}
transfer_waits: 已记下转办：{to}；前面的手续办完后才转出 | 已記下轉辦：{to}；前面的手續辦完後才轉出 | to be handed to {to}, once what stands before it is done
answered_later: 处理结果将于 {due} 发给客户 | 處理結果將於 {due} 發給客戶 | the customer gets the outcome on {due}
told_later: 将于 {due} 告知客户 | 將於 {due} 告知客戶 | the customer is told on {due}
asked_later: 将于 {due} 询问客户 | 將於 {due} 詢問客戶 | the customer is asked on {due}
customer_told_later: 理由将于 {due} 告知客户 | 理由將於 {due} 告知客戶 | the customer is told the reason on {due}
invalid_later: 已判定不成立，解释将于 {due} 发给客户 | 已判定不成立，解釋將於 {due} 發給客戶 | judged not valid; the explanation goes to the customer on {due}
handed_back: 已退回{desk}重新指派 | 已退回{desk}重新指派 | handed back to {desk}
assisting: 已请协办：{to}，责任人不变 | 已請協辦：{to}，承辦人不變 | {to} was asked to help; the handler stays
contacted: 已记录与客户的联系，时间 {at} | 已記錄與客戶的聯絡，時間 {at} | contact with the customer recorded, on {at}
attempted: 已记录第 {count} 次联系未果，时间 {at} | 已記錄第 {count} 次聯絡未果，時間 {at} | attempt {count} without success recorded, on {at}
told: 已告知客户 | 已告知客戶 | the customer was told
asked: 已询问客户 | 已詢問客戶 | the customer was asked
proposed: 处理结果已收到 | 處理結果已收到 | outcome received
answered: 处理结果已答复客户 | 處理結果已答覆客戶 | the customer was given the outcome
await_approval: 已送审批：{who} | 已送審批：{who} | sent for approval: {who}
extended: “{clock}”的时限已延至 {due} | 「{clock}」的時限已延至 {due} | "{clock}" extended to {due}
moved_forward: “{clock}”的时限已提前到 {due} | 「{clock}」的時限已提前到 {due} | "{clock}" brought forward to {due}
judged_invalid: 已判定不成立 | 已判定不成立 | judged not valid
invalid: 已判定不成立，解释已发客户 | 已判定不成立，解釋已發客戶 | judged not valid; the explanation went to the customer
decided_yes: 按您写的“{text}”，已同意：{what} | 依您寫的「{text}」，已同意：{what} | by your "{text}" you have agreed to: {what}
decided_no: 按您写的“{text}”，没有同意：{what} | 依您寫的「{text}」，沒有同意：{what} | by your "{text}" you have refused: {what}
undo_until: 要收回，请在 {due} 前回复：#{command} | 要收回，請在 {due} 前回覆：#{command} | to take it back, reply #{command} by {due}
still_leaves: 这封回信没有收回答复，答复将于 {due} 发给客户；要收回，请在这以前回复：#{command} | 這封回信沒有收回答覆，答覆將於 {due} 發給客戶；要收回，請在這以前回覆：#{command} | your mail has not stopped the answer, which goes to the customer on {due}; to take it back, reply #{command} before that
answer_replaced: 先前还没有发出的答复已收回，不再发给客户 | 先前還沒有發出的答覆已收回，不再發給客戶 | the answer before, which had not left yet, was taken back and does not go to the customer
undo_by: 要改变，请回复 #{command}，后面写明内容 | 要改變，請回覆 #{command}，後面寫明內容 | to change it, reply #{command} with what you want
decided_by_other: 原请您决定的“{what}”，已由{who}决定，您不用再回复 | 原請您決定的「{what}」，已由{who}決定，您不用再回覆 | {who} has decided on "{what}", which you were asked about; you need not answer any more
help_needless: 本件已经答复客户或办完，原请您做的“{task}”不用再做了 | 本件已經答覆客戶或辦完，原請您做的「{task}」不用再做了 | the customer has been answered, or the matter is over: "{task}", which you were asked for, is not needed any more
contact_waits: 已记下这次联系（时间 {at}）；补齐下面所缺的，才算完成联系 | 已記下這次聯絡（時間 {at}）；補齊下面所缺的，才算完成聯絡 | this contact ({at}) is noted; it counts once what is missing below is filled in
approval_needless: 原请您决定的“{what}”，现在不用您决定了 | 原請您決定的「{what}」，現在不用您決定了 | "{what}", which you were asked about, need not be decided by you any more
approver_asks: {who}还没有决定“{what}”，先提出下面的话；请直接回复本邮件，您的回复会转给{who}，由其决定；要重写的，重新提交即可 | {who}還沒有決定「{what}」，先提出下面的話；請直接回覆本郵件，您的回覆會轉給{who}，由其決定；要重寫的，重新提交即可 | {who} has not decided on "{what}" yet and writes as below; please reply to this email: your reply goes to {who}, who then decides. If you would rather change it, hand it in anew
approver_adds: {who}同意，并写道 | {who}同意，並寫道 | {who} agreed and added
leader_says: {who}批示如下，请落实，并回复办理情况；您的回复会转给{who}，直接写几句话即可 | {who}批示如下，請落實，並回覆辦理情形；您的回覆會轉給{who}，直接寫幾句話即可 | {who} instructs you as below. Do so and reply with what was done, in a few plain words, which {who} gets
leader_told: {who}批示如下，已交承办人落实 | {who}批示如下，已交承辦人辦理 | {who} has instructed the handler as below
instructed: 您的批示已转给{who}，请其在 {due} 前落实并回复；到时没有回复会催办，办理情况会告诉您 | 您的批示已轉給{who}，請其在 {due} 前辦理並回覆；屆時沒有回覆會催辦，辦理情形會告訴您 | your instruction went to {who}, who is to carry it out and report by {due}, and is chased if they do not; you will hear what came of it
instruction_undo: 要收回这个批示，请回复：撤回批示 | 要收回這個批示，請回覆：撤回批示 | to take the instruction back, reply: take back my instruction
instruction_taken_back: 批示已收回，已告知{who} | 批示已收回，已告知{who} | the instruction was taken back and {who} was told
instruction_void: {who}收回了这个批示，您不用再落实：“{text}” | {who}收回了這個批示，您不用再辦理：「{text}」 | {who} has taken this instruction back, so nothing is left to do about it: "{text}"
instruction_came_to: 您的批示“{text}”，{who}回复办理情况如下 | 您的批示「{text}」，{who}回覆辦理情形如下 | on your instruction "{text}" {who} reports as below
instruction_reported: 办理情况已告诉{who} | 辦理情形已告訴{who} | {who} was told what came of the instruction
approved: 已同意 | 已同意 | approved
returned_to: 已退回{who} | 已退回{who} | sent back to {who}
returned: 已退回承办人 | 已退回承辦人 | sent back to the handler
corrected: 已更正{field}：{old} → {new} | 已更正{field}：{old} → {new} | {field} put right: {old} → {new}
already_so: {field}本来就是{new}，没有变动 | {field}本來就是{new}，沒有變動 | {field} is {new} already; nothing changed
limit_moved: 期限随之重新计算：{clock} {old} → {due} | 期限隨之重新計算：{clock} {old} → {due} | the time limit follows: {clock} {old} → {due}
route_stays: 责任单位没有随之改变，仍是{to}；按规则应为{other}的，请用 #{command} {other} | 權責單位沒有隨之改變，仍是{to}；依規則應為{other}的，請用 #{command} {other} | who handles it does not change with that: it stays with {to}; the rules would send it to {other} (#{command} {other})
graded: 已定级：{severity} | 已定級：{severity} | severity set: {severity}
visited: 回访已记录，时间 {at} | 回訪已記錄，時間 {at} | follow-up call recorded, on {at}
receipt_confirmed: 已确认收到 | 已確認收到 | receipt confirmed
filled: 已填报：{task} | 已填報：{task} | form filled: {task}
merged: {number} 已并入本件 | {number} 已併入本件 | {number} was merged into this one
parted: 已把客户 {at} 的来信另立一件，按当时收到的时间计时；编号由系统告知客户 | 已把客戶 {at} 的來信另立一件，按當時收到的時間計時；編號由系統告知客戶 | the message of {at} is a complaint of its own now, as of when it came; the customer is told its number
split: 已另立一件 | 已另立一件 | a separate complaint was opened
closed: 已结案 | 已結案 | closed
reopened_as_promised: 客户不满意：已按答复中告知客户的办法重新办理，现由{who}办理 | 客戶不滿意：已依答覆中告知客戶的方式重新辦理，現由{who}辦理 | the customer is not satisfied: reopened as the answer promised, and now in the hands of {who}
reopened: 已重新办理 | 已重新辦理 | reopened
taken_for_complaint: 已按{kind}办理，客户会收到受理通知 | 已依{kind}辦理，客戶會收到受理通知 | handled as {kind} from now on; the customer gets an acknowledgement
undone: 已撤回 | 已撤回 | taken back
registered: 已登记：{number}，接收时间 {at} | 已登記：{number}，接收時間 {at} | registered: {number}, received on {at}
period_unread: 看不懂统计期“{text}”：可写 #{command} 本周、上月、2026-02、2月1日至2月15日 | 看不懂統計期「{text}」：可寫 #{command} 本週、上月、2026-02、2月1日至2月15日 | the period "{text}" was not understood: write #{command} this week, last month, 2026-02, 1 February to 15 February
figures_told: 已记下 {month} 的 {count} 项数据 | 已記下 {month} 的 {count} 項數據 | {count} figures of {month} noted
absent: 请假已登记：{start} 至 {end}，代理人 {deputy} | 請假已登記：{start} 至 {end}，代理人 {deputy} | absence noted: {start} to {end}, deputy {deputy}
absent_alone: 请假已登记：{start} 至 {end}，没有写代理人，由上级负责人代办 | 請假已登記：{start} 至 {end}，沒有寫代理人，由上級負責人代辦 | absence noted: {start} to {end}; no deputy is named, so your superior stands in
back: 销假已登记：{day} 起由您本人办理 | 銷假已登記：{day} 起由您本人辦理 | you are back from {day} on
not_absent: 没有登记过您的请假 | 沒有登記過您的請假 | no absence of yours is known
unknown_deputy: 请写明一位代理人；没有找到：{name}。可选：{choices} | 請寫明一位代理人；沒有找到：{name}。可選：{choices} | name one deputy; not found: {name}. There are: {choices}
name_the_case: 请写明是哪一件：在 #{command} 前另起一行写 # 和编号 | 請寫明是哪一件：在 #{command} 前另起一行寫 # 和編號 | say which complaint: put a line with # and its number before #{command}
name_the_case_first: 没有写明是哪一件，您的话没有办理：请回复该件的邮件，或在最上面写编号再发一次 | 沒有寫明是哪一件，您的話沒有辦理：請回覆該件的郵件，或在最上面寫編號再發一次 | your words were not acted on, for they do not say which complaint they are about: reply to a mail about it, or send them again with its number above them
write_the_command: 您的话没有照办：请写 #{command}，要说明的写在后面，再发一次 | 您的話沒有照辦：請寫 #{command}，要說明的寫在後面，再發一次 | your words were not acted on: write #{command}, with what it needs behind it, and send it again
work_or_complaint: 看不出说的是哪一件，还是要投诉，您的话没有办理，也没有登记：是在办案件的，请回复该件的邮件，或在最上面写编号再发一次；要投诉的，请以“我要投诉”开头再发一次 | 看不出說的是哪一件，還是要投訴，您的話沒有辦理，也沒有登記：是在辦案件的，請回覆該件的郵件，或在最上面寫編號再發一次；要投訴的，請以「我要投訴」開頭再發一次 | your words were neither acted on nor registered, for they may be about a case in hand or a complaint: if about a case, reply to a mail about it, or send them again with its number above them; if you wish to complain, send them again and begin with "I want to complain"
register_the_caller: 像是别人来电、来访投诉，还没有登记，投诉人不会得到回音：请核对并补全下面的 #{command} 表，复制到回信最上面发回；您本人要投诉的，请以“我要投诉”开头再发一次 | 像是別人來電、來訪投訴，還沒有登記，投訴人不會得到回音：請核對並補全下面的 #{command} 表，複製到回信最上面寄回；您本人要投訴的，請以「我要投訴」開頭再寄一次 | somebody else seems to have called or come to complain; nothing is registered yet and they hear nothing: check and complete the #{command} form below, and send it back above everything else; if the complaint is your own, send it again and begin with "I want to complain"
your_cases: 您名下还有事要办的案件：{cases} | 您名下還有事要辦的案件：{cases} | the cases on which something is open with you: {cases}
no_cases: 您名下现在没有还要办的案件 | 您名下現在沒有還要辦的案件 | nothing is open with you now
read: 已收到，没有需要执行的内容 | 已收到，沒有需要執行的內容 | received; there was nothing to carry out
now_with: 本件现在由{who}办理 | 本件現在由{who}辦理 | {who} handles this complaint now
held_shortened: 来信很长：命令会完整执行，其余文字只记下开头，全文存有原件 | 來信很長：指令會完整執行，其餘文字只記下開頭，全文存有原件 | your mail is very long: its commands are carried out in full, of its other words only the beginning is noted; the original is kept
dealt_with_before: 这封邮件此前已经处理过，哪些命令已执行请看该件的经过 | 這封郵件先前已經處理過，哪些指令已執行請看該件的經過 | this mail has been dealt with before; which of its commands were carried out stands in the case's history
pasted_order: #{command} 写在引用、转发或粘贴的内容里，没有执行；如果是您的意思，请写在粘贴内容的上面，另起一行，顶格以 # 开头 | #{command} 寫在引用、轉寄或貼上的內容裡，沒有執行；如果是您的意思，請寫在貼上內容的上面，另起一行，從行首以 # 開頭 | #{command} stands in words that you quote, pass on or pasted and was not carried out; if you mean it, write it above them, on a line of its own that begins with #
orders_unread: 来信超过 {count} 字，后面的没有读取：写在后面的命令没有执行，命令的内容也只记到那里；请把没有读到的另发一封 | 來信超過 {count} 字，後面的沒有讀取：寫在後面的指令沒有執行，指令的內容也只記到那裡；請把沒有讀到的另寄一封 | your mail has more than {count} characters, and what stands behind them was not read: no order there was carried out, and the words of an order were taken up to there only; send what was not read in another mail
unknown_command: 不认识的命令：{word} | 不認識的指令：{word} | unknown command: {word}
not_entitled: 您在本件中的身份不能使用 #{command} | 您在本件中的身份不能使用 #{command} | your role on this complaint does not allow #{command}
ask_the_desk_for_it: 认为应当这样办的，请回复 #{command} 写明理由，由{desk}决定 | 認為應當這樣辦的，請回覆 #{command} 寫明理由，由{desk}決定 | if you think it should be so, reply #{command} with the reasons: {desk} decides
reserved: 按规定，#{command} 只能由{who}使用 | 依規定，#{command} 只能由{who}使用 | the procedure leaves #{command} to {who}
settling_reserved: 转交责任单位以前，只有{who}可以当场答复，#{command} 没有执行 | 轉交權責單位以前，只有{who}可以當場答覆，#{command} 沒有執行 | before a unit has it only {who} may settle it on the spot: #{command} was not carried out
wrong_status: 本件{status}，不能使用 #{command} | 本件{status}，不能使用 #{command} | #{command} is not possible, for this case is {status}
changed_by_reopening: 要改变已经作出的答复，先由{desk}或上级用 #{command} 重新办理 | 要改變已經作出的答覆，先由{desk}或上級用 #{command} 重新辦理 | to change the answer that was given, {desk} or a superior begins again with #{command}
missing_fields: 缺少：{fields} | 缺少：{fields} | missing: {fields}
missing_none: 缺少：{fields}（只写“无”不算填写） | 缺少：{fields}（只寫「無」不算填寫） | missing: {fields} ("none" is no answer there)
missing_any: 以下至少填写一项：{fields} | 以下至少填寫一項：{fields} | fill at least one of: {fields}
forbidden: {reason}，“{field}”一栏请留空 | {reason}，「{field}」一欄請留空 | "{field}" is to be left empty: {reason}
no_reason: 制度不允许 | 制度不允許 | the procedure does not allow it
suspicious: 答复中出现“{word}”。如果没有给予，请在“{field}”一栏写“无”后重新提交 | 答覆中出現「{word}」。如果沒有給予，請在「{field}」一欄寫「無」後重新提交 | the answer says "{word}". If none was given, write "no" under "{field}" and send it again
suspicious_or_given: 答复中出现“{word}”。没有给予的，在“{field}”一栏写“无”，给予了的，在这一栏如实写明，然后重新提交 | 答覆中出現「{word}」。沒有給予的，在「{field}」一欄寫「無」，給予了的，在這一欄如實寫明，然後重新提交 | the answer says "{word}". If none was given, write "no" under "{field}", else what was given, and send it again
sounds_wrong: “{word}”：{reason}。这些话没有发给客户，请改后再发；确实要这样发的，加一行“确认发送：是”再发一次 | 「{word}」：{reason}。這些話沒有發給客戶，請改後再發；確實要這樣發的，加一行「確認發送：是」再發一次 | "{word}": {reason} These words were not sent to the customer. Put them another way; if they are to go as they are, add the line "Send anyway: yes" and send it again
private_number: “{number}”像是个人手机号。这些话没有发给客户，请改留单位电话；确实要告诉客户的，加一行“确认发送：是”再发一次 | 「{number}」像是個人手機號碼。這些話沒有發給客戶，請改留單位電話；確實要告訴客戶的，加一行「確認發送：是」再發一次 | "{number}" looks like a private mobile number. These words were not sent to the customer: give the office's number, or, if it is to be told, add the line "Send anyway: yes" and send it again
private_account: “{text}”像是个人的微信、QQ等账号。这些话没有发给客户，请改留单位的联系方式；确实要告诉客户的，加一行“确认发送：是”再发一次 | 「{text}」像是個人的 LINE、微信等帳號。這些話沒有發給客戶，請改留單位的聯絡方式；確實要告訴客戶的，加一行「確認發送：是」再發一次 | "{text}" looks like a private WeChat, QQ or similar account. These words were not sent to the customer: give the office's contact, or, if it is to be told, add the line "Send anyway: yes" and send it again
sounds_wrong_on_the_spot: “当场答复”里的“{word}”：{reason}。没有记为答复，本件按投诉流程办理，请不要重复登记 | 「當場答覆」裡的「{word}」：{reason}。沒有記為答覆，本件按投訴流程辦理，請不要重複登記 | "{word}" under "Settled": {reason} It was not taken as the answer; the complaint goes its usual way, do not register it again
greets_another: “{text}”称呼的不是本件的客户（{number}，{name}），没有发给客户，也没有保留。写给别件客户的，请在那件的邮件里回复，或者在上面写一行 # 加那件的编号；没有写错的，加一行“确认发送：是”再发一次 | 「{text}」稱呼的不是本件的客戶（{number}，{name}），沒有發給客戶，也沒有保留。寫給別件客戶的，請在那件的郵件裡回覆，或者在上面寫一行 # 加那件的編號；沒有寫錯的，加一行「確認發送：是」再發一次 | "{text}" greets somebody else than the customer of this complaint ({number}, {name}): nothing was sent and nothing kept. If it is for another customer, reply to the mail of that case, or put a line with # and its number above; if it is right, add the line "Send anyway: yes" and send it again
private_number_on_the_spot: “当场答复”里的“{number}”像是个人手机号。没有记为答复，本件按投诉流程办理，请不要重复登记 | 「當場答覆」裡的「{number}」像是個人手機號碼。沒有記為答覆，本件按投訴流程辦理，請不要重複登記 | "{number}" under "Settled" looks like a private mobile number. It was not taken as the answer; the complaint goes its usual way, do not register it again
private_account_on_the_spot: “当场答复”里的“{text}”像是个人的微信、QQ等账号。没有记为答复，本件按投诉流程办理，请不要重复登记 | 「當場答覆」裡的「{text}」像是個人的 LINE、微信等帳號。沒有記為答覆，本件按投訴流程辦理，請不要重複登記 | "{text}" under "Settled" looks like a private WeChat, QQ or similar account. It was not taken as the answer; the complaint goes its usual way, do not register it again
left_out_around: 给客户的信自带称呼和落款，您写的这些没有再写进去：{text} | 給客戶的信自帶稱呼和署名，您寫的這些沒有再寫進去：{text} | the letter greets the customer and is signed by itself, so this was left out of it: {text}
kept_inside: 以下内容没有发给客户，只留在处理记录里：{text} | 以下內容沒有發給客戶，只留在處理紀錄裡：{text} | this was not sent to the customer and stays in the record alone: {text}
empty_letter: 没有写给客户看的内容：请写在 #{command} 后面，或填写：{fields} | 沒有寫給客戶看的內容：請寫在 #{command} 後面，或填寫：{fields} | nothing is there for the customer to read: write it after #{command}, or fill in: {fields}
letter_cut: 客户只能收短信，一条放不下：只发出前 {count} 字，要紧的话请写在前面 | 客戶只能收簡訊，一則放不下：只發出前 {count} 字，要緊的話請寫在前面 | the customer gets text messages only, and one has no room for all: the first {count} characters go, so put what matters first
nothing_settled: “当场答复”没有写内容，本件按投诉流程办理 | 「當場答覆」沒有寫內容，本件按投訴流程辦理 | nothing was written under “Settled”; the complaint goes its usual way
files_go: 随答复发给客户的附件：{files} | 隨答覆寄給客戶的附件：{files} | files that go to the customer with the answer: {files}
file_missing: 您写了有附件，这封信里却没有，客户也收不到；要寄给客户，请附上文件再发一次 | 您寫了有附件，這封信裡卻沒有，客戶也收不到；要寄給客戶，請附上檔案再寄一次 | you wrote of an attachment, but none came with your email and the customer gets none; to send it, attach the file and send the answer again
file_inside: 没有发给客户，只作内部材料（{field}）：{files} | 沒有寄給客戶，只作內部資料（{field}）：{files} | kept inside ({field}) and not sent to the customer: {files}
file_of_this_type: 这种文件不能发给客户，附件没有随答复发出：{files}。请换成 PDF 或图片 | 這種檔案不能寄給客戶，附件沒有隨答覆寄出：{files}。請改成 PDF 或圖片 | files of this type cannot be sent, so the answer goes without: {files}. Make it a PDF or a picture
file_too_large: 附件太大（合计最多 {most}），没有随答复发出：{files} | 附件太大（合計最多 {most}），沒有隨答覆寄出：{files} | too large ({most} in all at most), so the answer goes without: {files}
file_without_mail: 客户没有可用的电子邮箱，附件没有随答复发出：{files} | 客戶沒有可用的電子郵件，附件沒有隨答覆寄出：{files} | the customer cannot be reached by mail, so the answer goes without: {files}
file_of_several: 一封邮件办理多件时，附件不发给客户：{files}。请逐件回复 | 一封郵件辦理多件時，附件不寄給客戶：{files}。請逐件回覆 | a mail about several complaints sends no files to customers: {files}. Answer each by itself
another_language: 客户语言：{language}。您写给客户的话是另一种文字，系统不翻译，客户读到的就是原文；请看是否改写后再发一次 | 客戶語言：{language}。您寫給客戶的話是另一種文字，系統不翻譯，客戶讀到的就是原文；請看是否改寫後再發一次 | the customer writes in {language}. What you wrote to them is in another language and reaches them untranslated: consider writing it again
customer_reads: 客户读到的答复：{text} | 客戶讀到的答覆：{text} | what the customer reads: {text}
words_needed: #{command} 后面需要写明内容 | #{command} 後面需要寫明內容 | #{command} needs words after it
gate_says: {reason} | {reason} | {reason}
finding_needed: 请先写明已查明的情况再转办：另起一行填写“{fields}”，或写在 #{command} 和部门后面 | 請先寫明已查明的情況再轉辦：另起一行填寫「{fields}」，或寫在 #{command} 和部門後面 | say what has been found before handing on: fill in "{fields}" on a line of its own, or write it behind #{command} and the department
no_finding: 请先写明已查明的情况再转办 | 請先寫明已查明的情況再轉辦 | say what has been found before handing on
unknown_department: 没有这个部门或人员：{name}。可选：{choices} | 沒有這個部門或人員：{name}。可選：{choices} | no such department or person: {name}. There are: {choices}
unknown_kind: 没有这个性质或类别：{name}。可选：{choices} | 沒有這個性質或類別：{name}。可選：{choices} | no such kind or category: {name}. There are: {choices}
unknown_value: “{field}”没有更正：没有“{name}”。可选：{choices} | 「{field}」沒有更正：沒有「{name}」。可選：{choices} | "{field}" was not put right: there is no "{name}". There are: {choices}
not_corrected: “{fields}”没有更正：按规定由{who}用 #{command} 更正 | 「{fields}」沒有更正：依規定由{who}用 #{command} 更正 | "{fields}" was not put right: that is for {who}, by #{command}
correct_what: 请在 #{command} 下面写明要更正的：{fields} | 請在 #{command} 下面寫明要更正的：{fields} | write below #{command} what is to be put right: {fields}
received_too_late: 接收时间没有更正：{due} 已有处理记录，不能晚于这个时间 | 接收時間沒有更正：{due} 已有處理紀錄，不能晚於這個時間 | the time of receipt was not put right: by {due} something had been done, and it cannot be later
reopen_for_kind: “性质”没有更正：本件已结案，要改为{kind}办理请用 #{command} {kind} | 「性質」沒有更正：本件已結案，要改為{kind}辦理請用 #{command} {kind} | the kind was not put right: this was passed on and is closed; #{command} {kind} has it handled as such
line_no_choice: “{field}”没有记下：没有“{name}”这一项。可选：{choices} | 「{field}」沒有記下：沒有「{name}」這一項。可選：{choices} | "{field}" was not kept: there is no "{name}". There are: {choices}
line_left_open: “{field}”没有记下：“{name}”既不是“是”也不是“否”，查清以后请写“是”或“否” | 「{field}」沒有記下：「{name}」既不是「是」也不是「否」，查清以後請寫「是」或「否」 | "{field}" was not kept: "{name}" is neither yes nor no; write one of them once it is known
line_no_number: “{field}”没有记下：“{name}”看不出是多少，请用数字写 | 「{field}」沒有記下：「{name}」看不出是多少，請用數字寫 | "{field}" was not kept: "{name}" is no number; write it in figures
line_no_date: “{field}”没有记下：“{name}”看不出是哪一天，请写成 2026-03-06 这样 | 「{field}」沒有記下：「{name}」看不出是哪一天，請寫成 2026-03-06 這樣 | "{field}" was not kept: "{name}" is no day; write it like 2026-03-06
unknown_severity: 没有这个级别：{name}。可选：{choices} | 沒有這個級別：{name}。可選：{choices} | no such severity: {name}. There are: {choices}
unknown_number: 没有找到编号 {number} | 沒有找到編號 {number} | no complaint has the number {number}
bad_time: 看不懂时间：{text}。请写成 2026-03-06 17:30，或 下周一下午5点 | 看不懂時間：{text}。請寫成 2026-03-06 17:30，或 下週一下午5點 | not a time: {text}. Write it like 2026-03-06 17:30, or next Monday 5 pm
bad_time_of: 看不懂时间：{text}。“{line}”一栏没有记下，请写明日期和几点，例如 2026-03-06 17:30、昨天下午3点 | 看不懂時間：{text}。「{line}」一欄沒有記下，請寫明日期和幾點，例如 2026-03-06 17:30、昨天下午3點 | not a time: {text}. Nothing was recorded; under “{line}” write day and hour, such as 2026-03-06 17:30 or yesterday 3 pm
bad_days: 看不懂时间：{text}。“{line}”没有登记，请写明从哪天到哪天，例如 3月5日至7日、明天起三天 | 看不懂時間：{text}。「{line}」沒有登記，請寫明從哪天到哪天，例如 3月5日至7日、明天起三天 | not a time: {text}. Nothing was noted; for “{line}” write the first day and the last, such as 5 March to 7 March or next Mon–Wed
leave_told_by: 您的请假没有登记，没有人代办：请在回信第一行写“#{command} {line}”，再发一次；日期或代理人不对的请改好 | 您的請假沒有登記，沒有人代辦：請在回信第一行寫「#{command} {line}」，再寄一次；日期或代理人不對的請改好 | your absence was not noted, and nobody stands in for you: reply with "#{command} {line}" on the first line, with the right days and deputy if these are not
leave_taken_back_by: 请假是按您信里的话登记的；不对或者要取消，请回复 #{command} | 請假是依您信裡的話登記的；不對或者要取消，請回覆 #{command} | your absence was noted from your own words; if that is not right, reply with #{command}
leave_untold: 您的请假没有登记，没有人代办：请在回信第一行写 #{command}，后面写起止日期和代理人，再发一次 | 您的請假沒有登記，沒有人代辦：請在回信第一行寫 #{command}，後面寫起訖日期和代理人，再寄一次 | your absence was not noted, and nobody stands in for you: reply with #{command} on the first line, and behind it the first and last day and who stands in
absence_over: 没有登记：这段时间到 {end} 已经过去 | 沒有登記：這段時間到 {end} 已經過去 | nothing was noted: these days ended on {end}
time_over: {due} 已经过去，请写明以后的时间 | {due} 已經過去，請寫明以後的時間 | {due} has passed: name a time to come
before_received: “{text}”早于本件的接收时间 {due}，没有记下：请写明这以后的时间 | 「{text}」早於本件的接收時間 {due}，沒有記下：請寫明這以後的時間 | “{text}” lies before {due}, when the complaint came in, and was not recorded: give a time after that
not_yet: “{text}”还没有到，只能记录已经进行的联系 | 「{text}」還沒有到，只能記錄已經進行的聯絡 | “{text}” lies in the future: only what has happened can be recorded
time_in_future: 接收时间不能晚于现在 | 接收時間不能晚於現在 | the time of receipt cannot lie in the future
not_yours_to_approve: 现在没有等您审批的事项 | 現在沒有等您審批的事項 | nothing waits for your approval
already_there: 本件已由{name}办理 | 本件已由{name}辦理 | {name} handles it already
empty_command: #{command} 后面没有内容，请写明或填表 | #{command} 後面沒有內容，請寫明或填表 | #{command} came without words or form
not_answered: 还没有答复客户，不能记录回访 | 還沒有答覆客戶，不能記錄回訪 | the customer has no answer yet: there is nothing to ask about
already_open: 本件正在办理，不用重开 | 本件正在辦理，不用重開 | it is open already
already_merged: {number} 已经并入本件 | {number} 已經併入本件 | {number} was merged into this one already
cannot_merge: {number} 已结案或已并案，不能并入 | {number} 已結案或已併案，不能併入 | {number} is closed or merged already and cannot be merged
time_too_old: 接收时间早于 {days} 天前，请核对 | 接收時間早於 {days} 天前，請核對 | the time of receipt lies more than {days} days back: check it
own_outcome: 不能审批自己提交的结果 | 不能審批自己提交的結果 | nobody approves their own outcome
whom_unsaid: 还不知道本件是不是投诉{who}：请先回复 #{command} 姓名，或 #{command} 不是姓名 | 還不知道本件是不是投訴{who}：請先回覆 #{command} 姓名，或 #{command} 不是姓名 | it is not known yet whether this is about {who}: first reply #{command} NAME, or #{command} not NAME
whom_unknown: 通讯录里没有“{name}”：请在 #{command} 后面写被投诉人的姓名、工号或邮箱，或部门名称 | 通訊錄裡沒有「{name}」：請在 #{command} 後面寫被投訴人的姓名、員工編號或信箱，或部門名稱 | the directory has no "{name}": write name, number or address of the person behind #{command}, or the name of the unit
no_task: 现在没有需要填报的表 | 現在沒有需要填報的表 | no form is being asked for
nothing_to_undo: 没有可撤回的内容 | 沒有可撤回的內容 | there is nothing to take back
unreached_rule: 未接通结案须在至少两天内有三次联系未果的记录（现有 {count} 次） | 未接通結案須在至少兩天內有三次聯絡未果的紀錄（現有 {count} 次） | closing as unreached needs three failed attempts on two days (there are {count})
not_visited: 尚未回访，请写明结案理由 | 尚未回訪，請寫明結案理由 | there was no follow-up call yet: give the reason for closing
script_acknowledgement: 您反映的事情我们已经收到，编号 {number}，最迟 {due} 答复您。 | 您反映的事情我們已經收到，編號 {number}，最遲 {due} 答覆您。 | we have your complaint under number {number} and answer by {due}.
script_danger: 您的话我们看到了，已经通知值班人员。如果有人处在危险中，请先离开，马上拨打急救或报警电话。 | 您的話我們看到了，已經通知值班人員。如果有人處在危險中，請先離開，馬上撥打急救或報警電話。 | we have read your words and told the person on duty; if anybody is in danger, leave first and call the emergency services now.
danger.self_harm: 有轻生或伤害自己的话 | 有輕生或傷害自己的話 | speaks of self-harm
danger.emergency: 有人身安全方面的紧急情况 | 有人身安全方面的緊急情況 | tells of an emergency
danger.threat: 有威胁他人安全的话 | 有威脅他人安全的話 | threatens others
danger.threatened: 说自己或家人受到威胁、侵害 | 說自己或家人受到威脅、侵害 | tells of threats or violence against them
unreached_below: 发给{who}的邮件被退回，没有送到 | 發給{who}的郵件被退回，沒有送到 | mail to {who} comes back and was not delivered
conduct_until: 复核日期 {due} | 複核日期 {due} | review on {due}
conduct_recorded: 已记录不合理联系，{due} 复核；新的事项照常办理 | 已記錄不合理聯繫，{due} 複核；新的事項照常辦理 | unreasonable contact recorded, to be reviewed on {due}; new matters are handled as ever
conduct_ended: 已解除不合理联系记录 | 已解除不合理聯繫紀錄 | the record of unreasonable contact has ended
conduct_over: 此前就您的来信往来作出的安排已经解除，您的来信照常办理。 | 先前就您的來信往來所作的安排已經解除，您的來信照常辦理。 | The arrangement that we made about your contact with us has ended. What you write is handled as usual.
conduct_on_record: {who}记录了这位客户的不合理联系，理由如下 | {who}記錄了這位客戶的不合理聯繫，理由如下 | {who} has put this customer's contact on record as unreasonable, for the reason below
conduct_off_record: {who}解除了这位客户的不合理联系记录 | {who}解除了這位客戶的不合理聯繫紀錄 | {who} has ended the record of this customer's unreasonable contact
conduct_elsewhere: 这位客户的不合理联系记录在 {number}，请在该件上变更或解除 | 這位客戶的不合理聯繫紀錄在 {number}，請在該件上變更或解除 | what is on record of this customer's contact stands on {number}: change or end it there
conduct_of_nobody: 客户没有留下邮箱或电话，认不出其以后的来信，没有记录 | 客戶沒有留下信箱或電話，認不出其以後的來信，沒有記錄 | the customer has left neither address nor phone, so nothing was recorded: they could not be known again
no_conduct: 这位客户没有不合理联系记录 | 這位客戶沒有不合理聯繫紀錄 | nothing is on record of this customer's contact
bad_review: 复核日期应在明天和 {end} 之间 | 複核日期應在明天和 {end} 之間 | the review must be between tomorrow and {end}
script_conduct: 已经最终答复的事项，您再来信我们会阅读并存档，不再逐一答复；新的事项照常办理。理由和复核日期见下面的案件情况，请一并说明。 | 已經最終答覆的事項，您再來信我們會閱讀並存檔，不再逐一答覆；新的事項照常辦理。理由和複核日期見下面的案件情況，請一併說明。 | what you write about matters that were answered finally is read and filed, and not answered each time; new matters are handled as ever. (Say why and until when, as the case below has it.)
blocked: 已屏蔽 {address}，至 {due} 自动解除；其间来信保存、不回复，写 #{command} 可以查看 | 已封鎖 {address}，至 {due} 自動解除；期間來信保存、不回覆，寫 #{command} 可以查看 | {address} is blocked until {due}, when that ends by itself; what they write meanwhile is kept and not answered; #{command} alone shows how much
reports_off: 已停发仅供了解的报告；待办清单、任务、催办和逾期报告照发；回复 #{command} 可恢复 | 已停發僅供了解的報告；待辦清單、任務、催辦和逾期報告照發；回覆 #{command} 可恢復 | no more reports that are only to be read; your list, tasks, chases and escalations go on; #{command} brings the reports back
reports_on: 重新向您发送报告；不想再收可回复 #{command} | 重新向您發送報告；不想再收可回覆 #{command} | you get the reports again; #{command} ends them
unblocked: 已解除屏蔽 {address}，其来信照常办理 | 已解除封鎖 {address}，其來信照常辦理 | {address} is no longer blocked and is heard as anybody
blocked_line: {address}：屏蔽至 {due}，近七天来信 {count} 封，已保存、未回复；原因：{reason} | {address}：封鎖至 {due}，近七天來信 {count} 封，已保存、未回覆；原因：{reason} | {address}: blocked until {due}; {count} messages in seven days, kept and not answered; reason: {reason}
blocked_line_over: {address}：屏蔽已于 {due} 解除，近七天其间来信 {count} 封，已保存、未回复；原因：{reason} | {address}：封鎖已於 {due} 解除，近七天期間來信 {count} 封，已保存、未回覆；原因：{reason} | {address}: the block ended on {due}; {count} messages in seven days were kept and not answered; reason: {reason}
nobody_blocked: 现在没有屏蔽的发件人 | 現在沒有封鎖的寄件者 | nobody is blocked now
not_blocked: {address} 现在没有被屏蔽 | {address} 現在沒有被封鎖 | {address} is not blocked
address_needed: 请在 #{command} 后面写明邮箱或手机号 | 請在 #{command} 後面寫明信箱或手機號碼 | write the mail address or telephone number behind #{command}
block_of_staff: {address} 是同事的地址，不能屏蔽 | {address} 是同事的地址，不能封鎖 | {address} is a colleague's and cannot be blocked
block_of_authority: {address} 像是主管部门或政府机关的地址，不能屏蔽 | {address} 像是主管機關的地址，不能封鎖 | {address} looks like a public authority's and cannot be blocked
block_of_customer: {address} 有未结的投诉，不能屏蔽；来信过多的，可在该件上用不合理联系记录 | {address} 有未結的投訴，不能封鎖；來信過多的，可在該件上用不合理聯繫紀錄 | {address} has a complaint in hand and cannot be blocked; contact that is too much can be put on record there
bad_block_end: 屏蔽的结束日期应在今天和 {end} 之间 | 封鎖的結束日期應在今天和 {end} 之間 | a block must end between today and {end}
parked_added: 来件 {reference} 已转入 {number} | 來件 {reference} 已轉入 {number} | message {reference} is added to complaint {number}
parked_dropped: 来件 {reference} 已标为垃圾，原件仍保存；改主意的话，90 天内仍可用 #{take_in} {reference}；今后不想再收到这个发件人的，用 #{block} | 來件 {reference} 已標為垃圾，原件仍保存；改變主意的話，90 天內仍可用 #{take_in} {reference}；今後不想再收到這個寄件者的，用 #{block} | message {reference} is marked as junk; the original is kept, and for 90 days #{take_in} {reference} still takes it in; to keep its sender out, use #{block}
parked_unnamed: 没看出 #{command} 说的是哪封来件，请直接回复该来件的通知，或在命令后面写上来件号（M- 开头） | 沒看出 #{command} 說的是哪封來件，請直接回覆該來件的通知，或在指令後面寫上來件號（M- 開頭） | #{command} does not say which message: please answer its notice, or write its reference (M-…) behind the command
parked_unknown: 没有来件 {reference}，或者已经超过 90 天 | 沒有來件 {reference}，或者已經超過 90 天 | there is no message {reference}, or it is older than 90 days
parked_over: 来件 {reference} 此前已经归到 {number} | 來件 {reference} 先前已經歸到 {number} | message {reference} has been dealt with before, in complaint {number}
parked_whom: 不知道来件 {reference} 回复谁，请再写 #{command}，后面加客户的邮箱或手机号；客户没留联系方式的写 #{command} 匿名 | 不知道來件 {reference} 回覆誰，請再寫 #{command}，後面加客戶的信箱或手機號碼；客戶沒留聯絡方式的寫 #{command} 匿名 | nobody knows whom to answer for message {reference}: please write #{command} with the customer's mail address or telephone number behind it, or #{command} anonymous if they left none
parked_needs_number: 请在 #{command} 后面写明投诉编号 | 請在 #{command} 後面寫明投訴編號 | write the complaint's number behind #{command}
below_unreached: 发给{who}的逾期报告没有送到，对方没有看到，现直接报告您 | 發給{who}的逾期報告沒有送到，對方沒有看到，現直接報告您 | the escalation to {who} came back unread, so it comes to you
script_noted: 您反映的事情我们已经收到并转交，编号 {number}。 | 您反映的事情我們已經收到並轉交，編號 {number}。 | we have passed your matter on under number {number}.
script_holding: 没能按原定时间答复您，非常抱歉。我们还在办理，最迟 {due} 再给您回话。 | 沒能按原定時間答覆您，非常抱歉。我們還在辦理，最遲 {due} 再給您回話。 | we are sorry to be late with our answer. We call you again by {due}.
script_sooner: 好消息：您反映的事项会提前答复，最迟 {due} 给您回话。 | 好消息：您反映的事項會提前答覆，最遲 {due} 給您回話。 | good news: you will have our answer earlier. We call you by {due}.
script_reopened: 您反映的事项我们已经重新办理，最迟 {due} 答复您。 | 您反映的事項我們已經重新辦理，最遲 {due} 答覆您。 | your matter is looked at again; we answer by {due}.
script_final: 很抱歉没有让您满意。上次的答复是我们的最终答复，您仍可以向有关部门反映。 | 很抱歉沒有讓您滿意。上次的答覆是我們的最終答覆，您仍可以向有關部門反映。 | we are sorry that you are not satisfied; that was our last answer, and you may still turn to the authorities.
merged_customer: 您反映的事项已与编号 {number} 的事项合并办理，请以该编号查询，有了结果会告诉您。 | 您反映的事項已與編號 {number} 的事項合併辦理，請以該編號查詢，有了結果會告訴您。 | Your case is now being handled together with case {number}. We will tell you the outcome.
merged_until: 您反映的事项已与编号 {number} 的事项合并办理，请以该编号查询，最迟 {due} 给您答复。 | 您反映的事項已與編號 {number} 的事項合併辦理，請以該編號查詢，最遲 {due} 給您答覆。 | Your matter is now handled together with number {number}; you will hear from us by {due}.
report_sent: 本件的专题报告已发给您 | 本件的專題報告已寄給您 | the report on this complaint was sent to you
promise_undated: 答复里承诺了“{promise}”，请在“{field}”写明哪天兑现 | 答覆裡承諾了「{promise}」，請在「{field}」寫明哪天兌現 | the answer promises "{promise}": say in "{field}" by which day
promise_past: “{field}”写的是 {due}，已经过去，请写明以后的日期 | 「{field}」寫的是 {due}，已經過去，請寫明以後的日期 | "{field}" says {due}, which has passed: give a day to come
promise_too_late: “{field}”写的是 {due}，超过了规定的最迟时间 {latest}，请写明更早的日期 | 「{field}」寫的是 {due}，超過了規定的最遲時間 {latest}，請寫明更早的日期 | "{field}" says {due}, but {latest} is the latest that may be promised: give an earlier day
promise_of_nobody: “{field}”写的“{who}”不在名录里，请写同事姓名或部门 | 「{field}」寫的「{who}」不在名錄裡，請寫同事姓名或部門 | "{field}" says "{who}", who is not in the directory: name a colleague or a department
promise_stays: 已记录尚未兑现；“{task}”（{promise}）仍由您办理，系统继续催办 | 已記錄尚未兌現；「{task}」（{promise}）仍由您辦理，系統繼續催辦 | recorded as not kept yet; "{task}" ({promise}) stays yours and is chased
like_case: {number}（{closed} 结案）原因：{cause}；处理：{remedy} | {number}（{closed} 結案）原因：{cause}；處理：{remedy} | {number} (closed {closed}): cause: {cause}; what was done: {remedy}
like_case_solved: {number}（{closed} 结案）处理：{remedy} | {number}（{closed} 結案）處理：{remedy} | {number} (closed {closed}): what was done: {remedy}
until: 至 {due} | 至 {due} | until {due}
names: {names} | {names} | {names}
help: {commands} | {commands} | {commands}
later: 稍后 | 稍後 | a later time
""")
SENTENCES: Mapping[str, Mapping[str, str]] = {**_OF_ORDERS, **TO_PLAIN_WORDS, **OF_SHEETS, **OF_WORDS}
