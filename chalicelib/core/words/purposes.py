"""What each message is for, in a sentence for whoever rewords it: when it goes out, and to whom."""

from chalicelib.core.written.languages import table

PURPOSES: dict[str, dict[str, str]] = table("""zh-CN | zh-TW | en
purpose.organisation: 单位名称：每封信的抬头、落款和发件人都用它 | 單位名稱：每封信的抬頭、落款和寄件人都用它 | the organisation's name: heading, signature and sender of every mail
purpose.sms_name: 短信开头的单位简称，最多 16 个汉字；不写就取单位名称的前一部分 | 簡訊開頭的單位簡稱，最多 16 個漢字；不寫就取單位名稱的前一部分 | a short name before each text, 32 letters at most; without it the first words of the name
purpose.rights: 受理通知里告诉客户有哪些权利的一段话 | 受理通知裡告訴客戶有哪些權利的一段話 | what customers may do, as acknowledgements tell them
purpose.outside_route: 答复和核实说明里告诉客户还可以向哪里反映；不写就没有这句话 | 答覆和核實說明裡告訴客戶還可以向哪裡反映；不寫就沒有這句話 | where else a customer may turn, on answers and explanations; without it nothing is said
purpose.procedure: 公开网页上介绍投诉办法的一段话 | 公開網頁上介紹投訴辦法的一段話 | about the procedure, on the public page
purpose.acknowledgement: 收到投诉后马上发给客户：编号、由谁办理、最迟什么时候答复 | 收到投訴後馬上寄給客戶：編號、由誰辦理、最遲什麼時候答覆 | to the customer at once: number, who handles it, by when they are answered
purpose.noted: 收到建议、咨询、表扬等不用答复的来信后发给客户 | 收到建議、諮詢、表揚等不用答覆的來信後寄給客戶 | to the customer whose suggestion, question or praise is passed on and needs no answer
purpose.danger_received: 客户说有危险时马上发给客户：先打什么电话 | 客戶說有危險時馬上寄給客戶：先打什麼電話 | to a customer who tells of danger: whom to call first
purpose.unreadable: 来信读不出来时请客户重发 | 來信讀不出來時請客戶重寄 | asks the customer to send again what could not be read
purpose.address_code: 核实客户新联系方式的验证码 | 核實客戶新聯絡方式的驗證碼 | the code by which a customer proves a new address
purpose.form_code: 网页提交投诉时核实手机或邮箱的验证码 | 網頁提交投訴時核實手機或信箱的驗證碼 | the code by which a form on the public page is proved
purpose.address_joined: 客户的新联系方式核实后告诉客户 | 客戶的新聯絡方式核實後告訴客戶 | tells the customer that a new address is proved
purpose.hidden: 客户要求不公开姓名时告诉客户已照办 | 客戶要求不公開姓名時告訴客戶已照辦 | tells the customer that their name is kept back
purpose.holding: 到了答应的时间还没有办完，告诉客户进展和新的时间 | 到了答應的時間還沒有辦完，告訴客戶進展和新的時間 | to the customer at the promised time: how it stands, and the next time
purpose.update: 工作人员写给客户的话（告知客户） | 工作人員寫給客戶的話（告知客戶） | what staff write to the customer
purpose.question: 工作人员向客户问的问题（询问客户） | 工作人員向客戶問的問題（詢問客戶） | what staff ask the customer
purpose.reopened: 客户不满意，重新办理时告诉客户 | 客戶不滿意，重新辦理時告訴客戶 | tells the customer that it is looked at again
purpose.final: 没有下一级可以复核时告诉客户 | 沒有下一級可以複核時告訴客戶 | tells the customer that there is no further stage
purpose.conduct: 对不合理的联系作出限制时告诉客户 | 對不合理的聯絡作出限制時告訴客戶 | tells the customer how contact with them is limited, and why
purpose.filed: 受限制期间的来信已存档，告诉客户 | 受限制期間的來信已存檔，告訴客戶 | tells the customer under such a limit that their mail was filed
purpose.outcome: 处理结果的正式答复 | 處理結果的正式答覆 | the answer to the customer
purpose.survey: 请客户评价满意度 | 請客戶評價滿意度 | asks how satisfied the customer is
purpose.later_survey: 办结一段时间后问客户问题是否真正解决 | 辦結一段時間後問客戶問題是否真正解決 | asks weeks later whether it was really solved
purpose.thanks: 客户评价后致谢 | 客戶評價後致謝 | thanks for the customer's verdict
purpose.explanation: 判定无效时向客户说明核实的情况 | 判定無效時向客戶說明核實的情況 | explains why a complaint was found not valid
purpose.danger: 客户说有危险时通知工作人员 | 客戶說有危險時通知工作人員 | tells staff of danger
purpose.to_assign: 规则没有分派的投诉，请受理部门判定并分派 | 規則沒有分派的投訴，請受理部門判定並分派 | asks the desk to judge and assign what no rule has assigned
purpose.assignment: 把投诉交给责任人办理 | 把投訴交給承辦人辦理 | gives a complaint to its handler
purpose.passed_on: 不用答复的来信转给有关部门研究 | 不用答覆的來信轉給有關部門研究 | passes on what needs no answer
purpose.approval: 请领导审批 | 請主管審批 | asks a leader to approve
purpose.refused: 审批没有通过，退回补正 | 審批沒有通過，退回補正 | tells what an approver has sent back
purpose.task: 请人办理制度规定的一项工作 | 請人辦理制度規定的一項工作 | asks somebody for a task of the procedure
purpose.return_visit: 请人回访客户 | 請人回訪客戶 | asks somebody to ask the customer how it was
purpose.call_task: 邮件和短信都到不了客户时，请人打电话 | 郵件和簡訊都到不了客戶時，請人打電話 | asks somebody to call a customer whom nothing else reaches
purpose.assist: 请协办单位协助 | 請協辦單位協助 | asks another unit to assist
purpose.reminder: 到期之前提醒责任人 | 到期之前提醒承辦人 | reminds before a time limit
purpose.chase: 到期以后催办 | 到期以後催辦 | chases after a time limit
purpose.escalation: 逾期以后报告上一级 | 逾時以後報告上一級 | tells the next leader what is late
purpose.together: 同一分钟有几件到期时合成一封 | 同一分鐘有幾件到期時合成一封 | one mail for several time limits of one minute
purpose.condensed: 一小时内逾期报告太多时合成一封 | 一小時內逾時報告太多時合成一封 | one list where an hour brings too many escalations
purpose.information: 知会有关人员 | 知會有關人員 | informs whoever should know
purpose.receipt_request: 请有关人员确认收到 | 請有關人員確認收到 | asks for confirmation of receipt
purpose.customer_added: 客户补充了内容，转给责任人 | 客戶補充了內容，轉給承辦人 | passes on what the customer added
purpose.after_closing: 结案后客户又来信，转给受理部门 | 結案後客戶又來信，轉給受理部門 | passes on what a customer writes after the closing
purpose.linked: 告诉责任人有相关的投诉 | 告訴承辦人有相關的投訴 | tells a handler of a related complaint
purpose.answered_copy: 答复抄送 | 答覆副本 | a copy of the answer
purpose.undeliverable: 发给客户的信没有送到，告诉工作人员 | 寄給客戶的信沒有送到，告訴工作人員 | tells staff that a message did not arrive
purpose.receipt: 回复工作人员的来信：记下了什么，哪些没有照办 | 回覆工作人員的來信：記下了什麼，哪些沒有照辦 | answers a colleague's mail: what was done and what was not
purpose.query: 查询的结果 | 查詢的結果 | what a query found
purpose.figures: 索取的数据 | 索取的數據 | figures that were asked for
purpose.confirm: 无法核实发件人时，请其点链接确认命令 | 無法核實寄件人時，請其點連結確認命令 | asks a colleague to confirm an order that nothing vouches for
purpose.held: 以某人名义发来的信没有执行，告诉本人 | 以某人名義寄來的信沒有執行，告訴本人 | tells a colleague of mail in their name that was held
purpose.parked: 处理不了的来件请受理部门看 | 處理不了的來件請受理部門看 | asks the desk to look at what nobody could place
purpose.blocked: 发件人被屏蔽或解除 | 寄件者被封鎖或解除 | tells of a block
purpose.round_trip: 运维人员的测试邮件 | 維運人員的測試郵件 | the operator's test mail
purpose.directory: 发出人员与单位名录 | 寄出人員與單位名錄 | brings the directory as a sheet
purpose.directory_change: 请确认名录的改动 | 請確認名錄的變動 | asks to confirm a change of the directory
purpose.directory_changed: 名录的改动已经生效 | 名錄的變動已經生效 | tells that the directory has changed
purpose.words: 发出文案表格 | 寄出文案表格 | brings the words as a sheet
purpose.words_change: 请确认文案的改动 | 請確認文案的變動 | asks to confirm a change of the words
purpose.words_changed: 文案的改动已经生效 | 文案的變動已經生效 | tells that the words have changed
purpose.morning_list: 每天的待办清单 | 每天的待辦清單 | the day's list
purpose.special_report: 一件投诉的专题报告 | 一件投訴的專題報告 | the report on one complaint
purpose.report: 定期报告 | 定期報告 | the regular reports
purpose.own: 本单位制度自己增加的一封信 | 本單位制度自己增加的一封信 | a message of the procedure's own
""")
