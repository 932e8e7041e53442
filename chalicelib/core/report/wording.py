"""The words of reports and registers in each language."""

from chalicelib.core.report.schedule import Period
from chalicelib.core.words.local_dates import month_name
from chalicelib.core.written.languages import in_words, language_or_first, table

WORDS = table("""zh-CN | zh-TW | en
overview: 总体情况 | 總體情況 | Overview
by_kind: 按性质 | 按性質 | By kind
by_category: 按类别 | 按類別 | By category
by_channel: 按渠道 | 按管道 | By channel
by_severity: 按级别 | 按級別 | By severity
time_limits: 各环节时限 | 各環節時限 | Time limits
units: 各单位考核 | 各單位考核 | Appraisal of units
unit_limits: 各单位按时率 | 各單位按時率 | Units' limits kept
others_limits: 其他岗位按时率 | 其他職位按時率 | Others' limits kept
whose: 责任岗位 | 權責職位 | Whose
all_limits: 合计 | 合計 | All of them
late: 超时事项 | 逾時事項 | Late cases
actions: 上期整改落实情况 | 上期改善落實情況 | Corrective actions of the period before
special: 单件投诉专题报告 | 單件投訴專題報告 | Report on one complaint
answers: 各次答复 | 各次答覆 | Answers
findings: 调查与措施 | 調查與措施 | Findings and measures
who_did_what: 办理分工 | 辦理分工 | Who did what
severity: 级别 | 級別 | Severity
content: 投诉内容 | 投訴內容 | Complaint
of_round: 第{round}轮 {said} | 第{round}輪 {said} | round {round}: {said}
rounds: 办理轮次 | 辦理輪次 | Round
really_solved: 是否真正解决 | 是否真正解決 | Really solved
granted: 同意 | 同意 | agreed
refused: 退回 | 退回 | returned
promises: 承诺台账 | 承諾登記簿 | Register of promises
promised: 承诺内容 | 承諾內容 | Promised
promiser: 兑现人 | 兌現人 | To be kept by
kept: 已兑现 | 已兌現 | Kept
promise_open: 待兑现 | 待兌現 | To be kept
promise_late: 逾期未兑现 | 逾期未兌現 | Late
no_promises: 没有对客户的承诺。 | 沒有對客戶的承諾。 | Nothing was promised to a customer.
cases: 事项明细 | 事項明細 | Cases
since_told: 以前各期的补报与更正 | 以前各期的補報與更正 | Entered late or corrected in earlier periods
since_told_note: 上一次报告发出以后有以下变化，已发出的报告不再改动，“上期”一栏按现在的数据统计。 | 上一次報告發出以後有以下變化，已發出的報告不再更動，「上期」一欄按現在的資料統計。 | This has changed since the report before went out. What was sent stays as it was; "period before" counts what is known now.
nothing_since_told: 上一次报告发出以后，以前各期没有补报或更正。 | 上一次報告發出以後，以前各期沒有補報或更正。 | Nothing was entered late or corrected since the report before went out.
placed: 计入时间 | 計入時間 | Counted at
was: 原报 | 原報 | Was
is: 现为 | 現為 | Is
late_entry: 补报 | 補報 | entered late
merged_since: 已并入其他事项 | 已併入其他事項 | merged into another
counted_no_more: 不再计入 | 不再計入 | counted no more
measure_word: 指标 | 指標 | Figure
this_period: 本期 | 本期 | This period
last_period: 上期 | 上期 | Period before
change: 变化 | 變化 | Change
share: 占比 | 佔比 | Share
received_all: 接收总件数 | 接收總件數 | Received
received_all.closed: 结案总件数 | 結案總件數 | Closed, of all kinds
complaints: 受理投诉件数 | 受理投訴件數 | Complaints received
complaints.closed: 结案投诉件数 | 結案投訴件數 | Complaints closed
response_rate: 答复率 | 答覆率 | Answered
withdrawn: 未答复即结案（撤诉等） | 未答覆即結案（撤訴等） | Closed without an answer
settlement_rate: 结案率 | 結案率 | Closed
on_time_rate: 按时率 | 按時率 | In time
limits_rate: 时限达成率 | 時限達成率 | Limits kept
satisfaction_rate: 满意率 | 滿意率 | Satisfied
earlier_rate: 此前各轮满意率 | 此前各輪滿意率 | Satisfied with earlier rounds
survey_rate: 评价率 | 評價率 | Surveys answered
lasting_rate: 真正解决率 | 真正解決率 | Really solved
upheld_rate: 属实率 | 屬實率 | Found valid
reopened_since: 结案后又重新办理 | 結案後又重新辦理 | Reopened since
reopened: 重新办理 | 重新辦理 | Reopened
escalated: 升级件数 | 升級件數 | Escalated
escalated_top: 其中升级至领导 | 其中升級至主管 | of these to the director
still_open: 未结案 | 未結案 | Still open
lead.count.received: 本期受理投诉 {now} 件，上期 {before} 件 | 本期受理投訴 {now} 件，上期 {before} 件 | Complaints received: {now}, against {before} in the period before
lead.count.closed: 本期结案投诉 {now} 件，上期 {before} 件 | 本期結案投訴 {now} 件，上期 {before} 件 | Complaints closed: {now}, against {before} in the period before
lead.compared: {called} {now}，上期 {before} | {called} {now}，上期 {before} | {called}: {now}, against {before}
lead.alone: {called} {now} | {called} {now} | {called}: {now}
lead.stop: 。 | 。 | .
lead.bad.late: 超过时限 {count} 件 | 超過時限 {count} 件 | {count} missed a deadline
lead.bad.unsatisfied: 客户不满意 {count} 件 | 客戶不滿意 {count} 件 | {count} left the customer dissatisfied
lead.bad.escalated_top: 升级至领导 {count} 件 | 升級至主管 {count} 件 | {count} went up to the director
lead.bad.nothing: 没有超过时限的投诉，也没有客户表示不满意。 | 沒有超過時限的投訴，也沒有客戶表示不滿意。 | No deadline was missed, and no customer said that they were dissatisfied.
lead.late_now: 目前仍有 {count} 件超时未办，请尽快办理：{who}。 | 目前仍有 {count} 件逾時未辦，請儘快辦理：{who}。 | {count} still overdue, to be dealt with now: {who}.
lead.who: {who} {count} 件 | {who} {count} 件 | {who} ({count})
lead.more: 另有 {count} 个单位或个人 | 另有 {count} 個單位或個人 | {count} more
lead.none_late_now: 目前未办结 {count} 件，都没有超时。 | 目前未辦結 {count} 件，都沒有逾時。 | Open now: {count}, none of them late.
lead.nothing_before: {called} 0，上期 {before}。 | {called} 0，上期 {before}。 | {called}: 0, against {before} in the period before.
lead.cases: 本期 {now} 件，上期 {before} 件。 | 本期 {now} 件，上期 {before} 件。 | {now} in this period, against {before} in the period before.
lead.actions: 上期留下整改措施 {count} 项，已落实 {done} 项。 | 上期留下改善措施 {count} 項，已落實 {done} 項。 | Corrective actions left by the period before: {count}, carried out: {done}.
charts: 图表 | 圖表 | Charts
on_sheet: 见工作表“{sheet}”。 | 見工作表「{sheet}」。 | See the sheet "{sheet}".
quiet: 从{since}起有 {count} 期没有内容，未单独发出。 | 從{since}起有 {count} 期沒有內容，未單獨發出。 | Not sent, as there was nothing to tell: {count} from {since} on.
quiet_note: 没有内容的报告不单独发出。 | 沒有內容的報告不單獨發出。 | Reports that have nothing to tell are not sent.
unclassified: 未分类 | 未分類 | not classified
unassigned: 未指派 | 未指派 | not assigned
unit: 单位 | 單位 | Unit
item: 项目 | 項目 | Item
count: 受理件数 | 受理件數 | Received
count.closed: 结案件数 | 結案件數 | Closed
clock: 环节 | 環節 | Step
in_time: 按时 | 按時 | In time
overdue: 超时 | 逾時 | Late
lost: 超时（改判前） | 逾時（改判前） | Late (judged anew since)
lost_limits: 改判前已超时的时限 | 改判前已逾時的時限 | Limits missed before the case was judged anew
lost_note: 这些时限在改判（性质、类别、级别、是否属实）前已经超过，改判后不再适用，不计入各率。 | 這些時限在改判（性質、類別、級別、是否屬實）前已經超過，改判後不再適用，不計入各率。 | These were missed before kind, category, severity or validity were judged anew, and no longer apply: they are in no rate.
left_late: 转出前已超时的时限 | 轉出前已逾時的時限 | Limits missed before the case was handed on
left_late_note: 这些时限在事项由该单位办理时已经超过，之后转给其他单位，不计入该单位的率；接手单位的期限从接手时起算。 | 這些時限在事項由該單位辦理時已經超過，之後轉給其他單位，不計入該單位的率；接手單位的期限從接手時起算。 | These were over while that unit had the case, which another has been given since: they are not in that unit's rates. Whoever got it has the whole time from then.
has_it_now: 现办理单位 | 現辦理單位 | Has it now
found_valid: 属实 | 屬實 | found valid
found_invalid: 不属实 | 不屬實 | found not valid
judged_now: 现判定 | 現判定 | Judged now
limit: {clock}（时限） | {clock}（時限） | {clock} (limit)
number: 编号 | 編號 | Number
due: 期限 | 期限 | Due
met: 完成 | 完成 | Met
not_met: 未完成 | 未完成 | not yet
action: 整改措施 | 改善措施 | Corrective action
proof: 落实情况 | 落實情況 | How
carried_out: 是否落实 | 是否落實 | Carried out
yes: 已落实 | 已落實 | carried out
no: 未落实 | 未落實 | not carried out
unanswered: 未填报 | 未填報 | not reported
category: 类别 | 類別 | Category
outcome: 处理结果 | 處理結果 | Outcome
satisfaction: 满意程度 | 滿意程度 | Satisfaction
status: 状态 | 狀態 | Status
received: 接收时间 | 接收時間 | Received
subject: 事由 | 事由 | Subject
customer: 客户 | 客戶 | Customer
task: 待办 | 待辦 | To do
history: 办理经过 | 辦理經過 | History
when: 时间 | 時間 | When
what: 事项 | 事項 | What
by: 经办 | 經辦 | By
said: 内容 | 內容 | Text
head: 负责人 | 負責人 | Head
checked: 检查结果 | 檢查結果 | Findings
code_link: 监督码链接 | 監督碼連結 | Link of the code
word: 词语 | 詞語 | Word
overdue_now: 已超时 | 已逾時 | Overdue
overdue_by: 已超时 {by} | 已逾時 {by} | Overdue by {by}
due_today: 今日到期 | 今日到期 | Due today
visits: 待回访 | 待回訪 | Follow-up calls
span.day: {count} 天 | {count} 天 | {count} days
span.hour: {count} 小时 | {count} 小時 | {count} hours
span.minute: {count} 分钟 | {count} 分鐘 | {count} minutes
state: 投诉情况 | 投訴情況 | Where things stand
state.late: 超时 {by}：{clock}（{who}，期限 {due}） | 逾時 {by}：{clock}（{who}，期限 {due}） | overdue by {by}: {clock} ({who}, was due {due})
state.more_late: 另有 {count} 项超时 | 另有 {count} 項逾時 | {count} more overdue
state.next: 下一步：{what}（{who}，{due} 前） | 下一步：{what}（{who}，{due} 前） | next: {what} ({who}, by {due})
state.next_undated: 下一步：{what}（{who}） | 下一步：{what}（{who}） | next: {what} ({who})
state.age: 收到已 {by} | 收到已 {by} | received {by} ago
state.receipt: 未确认收到：{who}（{by}前请其确认） | 未確認收到：{who}（{by}前請其確認） | not confirmed by {who}, asked {by} ago
state.parked: {reference}，{at} 收到，尚未处理 | {reference}，{at} 收到，尚未處理 | {reference}, received {at}, not dealt with yet
late_below: 已超时（您所管范围内） | 已逾時（您所管範圍內） | Overdue in your departments
late_anywhere: 已超时（全部单位） | 已逾時（全部單位） | Overdue in all units
open_anywhere: 其他未办结（全部单位） | 其他未辦結（全部單位） | Otherwise open in all units
open_below: 其他未办结（您所管范围内） | 其他未辦結（您所管範圍內） | Otherwise open in your departments
parked_mail: 待查看的来件 | 待檢視的來件 | Messages to look at
unconfirmed: 未确认收到的通知 | 未確認收到的通知 | Notices not confirmed
late_now: 目前超时 | 目前逾時 | Late now
open_now: 目前未办结 | 目前未辦結 | Open now
open_by_age: 未办结：按单位和时长 | 未辦結：按單位和時長 | Open, by unit and age
in_time_by_week: 按时答复：按收到的周 | 按時答覆：按收到的週 | Answered in time, by week of receipt
age.3: 3 天内 | 3 天內 | up to 3 days
age.7: 4–7 天 | 4–7 天 | 4–7 days
age.30: 8–30 天 | 8–30 天 | 8–30 days
age.more: 超过 30 天 | 超過 30 天 | over 30 days
other_open: 其他在办 | 其他在辦 | Other open cases
total: 合计 | 合計 | Total
restricted: （限制查阅） | （限制查閱） | (restricted)
figure: 数值 | 數值 | Figure
rows_left_here: 这里列出前 {shown} 行，共 {all} 行。 | 這裡列出前 {shown} 行，共 {all} 行。 | The first {shown} of {all} lines.
rows_left: 这里列出 {shown} 行，共 {all} 行，全部见所附表格。 | 這裡列出 {shown} 行，共 {all} 行，全部見所附表格。 | {shown} of {all} lines; all of them are in the attached workbook.
list_left: …… 另有 {left} 件未列出，办理后回复 #清单 可看到后面的 | …… 另有 {left} 件未列出，辦理後回覆 #清單 可看到後面的 | … {left} more are not listed; once some are done, answer #list to see them
found_left: …… 另有 {left} 件符合，请多写几个关键词 | …… 另有 {left} 件符合，請多寫幾個關鍵詞 | … {left} more match; please add words
section: 部分 | 部分 | Section
row: 行 | 列 | Row
column: 列 | 欄 | Column
behind: 所含编号 | 所含編號 | Cases counted
of: 占其中 | 佔其中 | Out of
basis: 资料范围 | 資料範圍 | Basis
points: {value} 个百分点 | {value} 個百分點 | {value} points
zero: 本期未接到投诉，特此零报告。 | 本期未接到投訴，特此零報告。 | No complaint was received in this period.
zero_closed: 本期没有结案的投诉，特此零报告。 | 本期沒有結案的投訴，特此零報告。 | No complaint was closed in this period.
no_items: 本期没有任何来件。 | 本期沒有任何來件。 | Nothing at all was received in this period.
as_of_closed: 按结案时间统计，数据截至 {at}。已并入其他事项的不重复计数。 | 按結案時間統計，資料截至 {at}。已併入其他事項的不重複計數。 | Counted by time of closing, as of {at}. Merged cases are counted once.
as_of: 按接收时间统计，数据截至 {at}。已并入其他事项的不重复计数。 | 按接收時間統計，資料截至 {at}。已併入其他事項的不重複計數。 | Counted by time of receipt, as of {at}. Merged cases are counted once.
draft_note: 草稿：请核对。性质、类别、渠道、接收时间有差错的，由{desk}或主管在发出前用 #更正 更正，已结案的也可以。 | 草稿：請核對。性質、類別、管道、接收時間有差錯的，由{desk}或主管在發出前用 #更正 更正，已結案的也可以。 | Draft: please check. Wrong kinds, categories, channels and times of receipt are put right by {desk} or a superior with #correct before it goes out, of closed cases too.
without_restricted: 限制查阅的事项，只有参与办理的人看得到，本报告不列、不计。 | 限制查閱的事項，只有參與辦理的人看得到，本報告不列、不計。 | Restricted matters are seen by those alone who deal with them: this report neither shows nor counts them.
rules_changed: 本期内制度有变更：{count} 件仍按原制度办理、计时，其余按现行制度，比较各率时请注意：{numbers}。 | 本期內制度有變更：{count} 件仍按原制度辦理、計時，其餘按現行制度，比較各率時請注意：{numbers}。 | The procedure was changed: {count} are still handled and timed by the earlier one, all others by the present one. Keep that in mind with rates: {numbers}.
unfinished: 统计期尚未结束。 | 統計期尚未結束。 | The period has not ended yet.
rates: 每亿投诉量 | 每億投訴量 | Complaints per 100 million
per_base: 每亿件数 | 每億件數 | Per 100 million
not_told: 未提供（请回复 #数据） | 未提供（請回覆 #数据） | not told (reply with #figures)
draft: （草稿） | （草稿） |  (draft)
none_late: 没有超时事项。 | 沒有逾時事項。 | No case was late.
place: 名次 | 名次 | Place
ranked_by: 按{rate}排名；并列的名次相同，尚无可计数据的不排名。 | 按{rate}排名；並列的名次相同，尚無可計資料的不排名。 | Ranked by: {rate}. Equals share a place; who has nothing to be measured by has none.
no_actions: 上期没有需要落实的整改措施。 | 上期沒有需要落實的改善措施。 | The period before left no corrective action to carry out.
sample_note: 从 {pool} 件中随机抽取 {size} 件，随机数种子“{seed}”，用同一种子可重现。 | 從 {pool} 件中隨機抽取 {size} 件，隨機數種子「{seed}」，用同一種子可重現。 | {size} of {pool} drawn at random, seed "{seed}"; the same seed draws the same.
sample_empty: 本期没有可抽查的事项。 | 本期沒有可抽查的事項。 | There was nothing to draw from in this period.
nothing_to_do: 今天没有待办事项。 | 今天沒有待辦事項。 | Nothing to do today.
no_cases: 本期没有这样的事项。 | 本期沒有這樣的事項。 | There was no such case in this period.
no_words: 没有反复出现的词语。 | 沒有反覆出現的詞語。 | No word recurred.
means.received_all: 统计期内的全部事项，不论性质；已并入其他事项的只计一次 | 統計期內的全部事項，不論性質；已併入其他事項的只計一次 | everything of the period, of whatever kind; what was merged counts once
means.complaints: 其中按投诉程序办理的 | 其中按投訴程序辦理的 | those of them that are handled as complaints
means.response_rate: 客户已收到答复的投诉（不属实的说明也算答复，退信不算）÷ 全部投诉，未答复即结案的不计 | 客戶已收到答覆的投訴（不屬實的說明也算答覆，退信不算）÷ 全部投訴，未答覆即結案的不計 | complaints whose customer has had an answer (an explanation that it is not valid is one, a letter that came back is none), of all but those closed without an answer
means.withdrawn: 从未答复即已结案的投诉：客户撤诉，或说明原因后终止 | 從未答覆即已結案的投訴：客戶撤訴，或說明原因後終止 | complaints closed though no answer was ever given: the customer withdrew it, or it was ended with a reason
means.settlement_rate: 现已结案的投诉 ÷ 全部投诉 | 現已結案的投訴 ÷ 全部投訴 | complaints that are closed now, of all
means.on_time_rate: 按时答复数 ÷ 应答复数（已答复或已过期限的），一件投诉每办一轮计一次；期限前未答复即结案的不计 | 按時答覆數 ÷ 應答覆數（已答覆或已過期限的），一件投訴每辦一輪計一次；期限前未答覆即結案的不計 | answers given by their limit, of those given or overdue; a complaint counts once for each round, and not where it was closed without an answer before the limit
means.limits_rate: 按时完成的时限数 ÷ 已完成或已过期的时限数，一件投诉有几个时限就计几次；到期未做的，结案或重新办理之后仍算超时，直到做完；重新办理时随之完成的（如接收、转交）不再计 | 按時完成的時限數 ÷ 已完成或已過期的時限數，一件投訴有幾個時限就計幾次；到期未做的，結案或重新辦理之後仍算逾時，直到做完；重新辦理時隨之完成的（如接收、轉交）不再計 | limits kept, of those met or past; a complaint counts once for each of its limits. What was not done is late until it is, also after the closing and in a further round; what a reopening itself brings about, as receipt and referral, is not counted again
means.satisfaction_rate: 满意、非常满意 ÷ 已评价，只计最后一轮答复；重新办理中的尚无评价 | 滿意、非常滿意 ÷ 已評價，只計最後一輪答覆；重新辦理中的尚無評價 | customers satisfied or very satisfied with the last round's answer, of those who said; a case that is being handled again has no satisfaction yet
means.earlier_rate: 对此前各轮答复满意、非常满意 ÷ 已评价，每轮计一次 | 對此前各輪答覆滿意、非常滿意 ÷ 已評價，每輪計一次 | customers satisfied or very satisfied with the answers of earlier rounds, of those who said, once for each round
means.reopened: 办理一轮以上的投诉 | 辦理一輪以上的投訴 | complaints handled in more than one round
means.reopened_since: 结案后又重新办理的结案次数 | 結案後又重新辦理的結案次數 | closings after which the complaint was taken up again
means.survey_rate: 客户已对最后一轮答复作出评价的投诉 ÷ 最后一轮已答复的投诉 | 客戶已對最後一輪答覆作出評價的投訴 ÷ 最後一輪已答覆的投訴 | complaints whose customer has said how satisfied they are with the last round's answer, of those that have one
means.lasting_rate: 数周后客户确认真正解决的 ÷ 数周后作了回答的 | 數週後客戶確認真正解決的 ÷ 數週後作了回答的 | customers for whom it was really solved, of those who said so weeks later
means.upheld_rate: 认定属实 ÷ 已作认定 | 認定屬實 ÷ 已作認定 | complaints found valid, of those judged
means.escalated: 因超时或重新办理已升级到上级负责人的投诉 | 因逾時或重新辦理已升級到上級負責人的投訴 | complaints that climbed to a superior, because something was late or in a further round
means.escalated_top: 已升级到分管领导的 | 已升級到分管主管的 | of these, those that climbed to the director
means.still_open: 尚未结案的投诉 | 尚未結案的投訴 | complaints that are not closed
means.units.on_time_rate: 只看该单位自己：按时提交而后等待审批的算按时；中途接手的，期限从接手时起算 | 只看該單位自己：按時提交而後等待核准的算按時；中途接手的，期限從接手時起算 | what it gave in time and an approver then kept is in time, and a unit that got the case later has the whole time from then
means.units.limits_rate: 只计该单位经办人、单位、协办人和其主管负责的；{desk}、审批人和其他岗位负责的时限在各自名下；中途接手的，期限从接手时起算，接手前已超时办完的不计 | 只計該單位經辦人、單位、協辦人和其主管負責的；{desk}、核准人和其他職位負責的時限在各自名下；中途接手的，期限從接手時起算，接手前已逾期辦完的不計 | only those that the unit's handler, the unit, assistants and its supervisor keep; those of {desk}, approvers and other roles stand under their own names; a unit that got the case later has the whole time from then, and no part in what was met too late before
means.units.escalated: 只计该单位自己超时的 | 只計該單位自己逾時的 | only those of which the unit itself kept a limit badly
summary: 投诉统计报告 | 投訴統計報告 | Complaint report
appraisal: 投诉考核 | 投訴考核 | Appraisal
ledger: 顾客投诉台账 | 顧客投訴登記簿 | Register of complaints
sample: 抽查样本 | 抽查樣本 | Spot check
words: 热点词语 | 熱點詞語 | Recurring words
list: 今日工作清单 | 今日工作清單 | Morning list
ledger.number: 编号 | 編號 | Number
ledger.received: 接收时间 | 接收時間 | Received
ledger.registered: 登记时间 | 登記時間 | Registered
ledger.channel: 渠道 | 管道 | Channel
ledger.kind: 性质 | 性質 | Kind
ledger.name: 投诉人姓名 | 投訴人姓名 | Complainant
ledger.contact: 联系方式 | 聯絡方式 | Contact
ledger.content: 投诉内容 | 投訴內容 | Complaint
ledger.category: 投诉类别 | 投訴類別 | Category
ledger.severity: 级别 | 級別 | Severity
ledger.valid: 是否属实 | 是否屬實 | Found valid
ledger.unit: 责任单位 | 權責單位 | Unit
ledger.department: 主管部门 | 主管部門 | Department
ledger.handler: 经办人 | 經辦人 | Handler
ledger.handling: 处置过程 | 處置過程 | Handling
ledger.outcome: 处置结果 | 處置結果 | Result
ledger.answered: 答复时间 | 答覆時間 | Answered
ledger.visited: 回访时间 | 回訪時間 | Follow-up call
ledger.closed: 结案时间 | 結案時間 | Closed
ledger.satisfaction: 顾客满意程度 | 顧客滿意程度 | Satisfaction
ledger.score: 满意度分值 | 滿意度分值 | Score (1–4)
ledger.words: 顾客意见 | 顧客意見 | Customer's words
ledger.rounds: 办理次数 | 辦理次數 | Rounds
ledger.level: 升级级别 | 升級級別 | Escalation
ledger.status: 状态 | 狀態 | Status
""")


def word(name: str, language: str) -> str:
    """A word of reports."""
    return in_words(WORDS[name], language) or ""


def measure(name: str, placed_by: str, language: str) -> str:
    """What a figure is called, in a report whose complaints are placed into their period by that moment."""
    own = f"{name}.{placed_by}"
    name = own if own in WORDS else name.rpartition(".")[2]  # a unit's figure is called as that of all
    return word(name, language)


def period_name(period: Period, language: str) -> str:
    """The period in words: 2026年2月, February 2026, 2026年第1季度, 2026年上半年, 2026年第7周."""
    written = language_or_first(language)
    year, _, part = period.label.partition("-")
    if not part:
        return written.year.format(year=year)
    if pattern := {"Q": written.quarter, "W": written.week}.get(part[0]):
        return pattern.format(year=year, number=int(part[1:]))
    if part[0] == "H":
        return written.halves[int(part[1:]) - 1].format(year=year)
    month, _, day = part.partition("-")
    values = {"year": year, "month": month_name(int(month), written)}
    return written.day.format(**values, day=int(day)) if day else written.month.format(**values)
