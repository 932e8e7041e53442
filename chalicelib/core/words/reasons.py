"""Why something was done or left, and what a message seems to be, in each language; labels know them as their own."""

from chalicelib.core.written.languages import table

REASONS: dict[str, dict[str, str]] = table("""zh-CN | zh-TW | en
reason.last_stage: 已是最终答复 | 已是最終答覆 | that was the last answer
reason.not_lasting: 客户说问题没有真正解决 | 客戶說問題沒有真正解決 | the customer says that it was not really solved
reason.dissatisfied: 客户不满意 | 客戶不滿意 | the customer is not satisfied
reason.satisfied: 客户满意 | 客戶滿意 | the customer is satisfied
reason.visited: 已回访 | 已回訪 | followed up
reason.passed_on: 已转交 | 已轉交 | passed on
reason.enough_today: 此人今天收到的通知已到上限 | 此人今天收到的通知已達上限 | its writer has had as many acknowledgements today as there may be
reason.automatic: 自动邮件 | 自動郵件 | automatic mail
reason.invalid: 不成立 | 不成立 | not valid
reason.unreadable: 无法读取 | 無法讀取 | could not be read
reason.virus: 带有病毒 | 帶有病毒 | carries a virus
reason.spam: 疑似垃圾邮件 | 疑似垃圾郵件 | taken for spam
reason.no sender: 没有发件人 | 沒有寄件者 | no sender
undelivered.opted_out: 对方已退订短信 | 對方已退訂簡訊 | they opted out of text messages
undelivered.full: 对方的邮箱已满 | 對方的信箱已滿 | their mailbox is full
undelivered.too_large: 邮件太大，对方的邮箱不收 | 郵件太大，對方的信箱不收 | the email was too large for their mailbox
undelivered.no_address: 没有这个地址，可能写错了 | 沒有這個地址，可能寫錯了 | there is no such address; it may be misspelt
undelivered.closed: 对方的邮箱已停用 | 對方的信箱已停用 | their mailbox is closed
undelivered.out_of_reach: 多次尝试仍连不上对方 | 多次嘗試仍連不上對方 | they could not be reached, although it was tried several times
undelivered.turned_away: 对方的邮件系统或运营商拒收 | 對方的郵件系統或電信業者拒收 | their mail system or network turned it away
undelivered.other: 对方没有收到，原因不明 | 對方沒有收到，原因不明 | it did not arrive; nothing says why
seems.virus: 带病毒的邮件 | 帶病毒的郵件 | a mail that carries a virus
seems.junk: 广告或垃圾邮件 | 廣告或垃圾郵件 | an advertisement or junk
seems.bulk: 群发的广告或通讯邮件 | 群發的廣告或電子報 | an advertisement or newsletter sent to many
seems.thanks: 只是道谢的来信 | 只是道謝的來信 | nothing but thanks
seems.passed_on: 网页表单、群组或转发邮箱转来的客户来信 | 網頁表單、群組或轉寄信箱轉來的客戶來信 | a customer's mail that a web form, a group or a forwarding mailbox passed on
seems.automatic: 机器自动发出的邮件，例如休假通知 | 機器自動發出的郵件，例如休假通知 | mail that a machine sent, such as an absence note
seems.bounce: 退信 | 退信 | a bounce
seems.damaged: 损坏的或有意做坏的邮件，请勿直接打开 | 損壞的或有意做壞的郵件，請勿直接開啟 | damaged mail, or mail made to do damage: be careful when you open it
seems.encrypted: 加密的来信，要有密钥的人才能读 | 加密的來信，要有金鑰的人才能讀 | an encrypted letter, for whoever has the key
seems.nameless: 没有写发件人的来信 | 沒有寫寄件者的來信 | a letter without a sender
seems.unreadable: 系统读不出的来信 | 系統讀不出的來信 | a letter that the system cannot read
reason.writer: 看不出是谁写的，请确认回复谁 | 看不出是誰寫的，請確認回覆誰 | it is not clear who wrote it, and so whom to answer
reason.bulk mailing: 群发邮件 | 群發郵件 | a mailing to many
reason.automatic mail: 自动邮件 | 自動郵件 | automatic mail
reason.bounce of an unknown mail: 退信，找不到原邮件 | 退信，找不到原郵件 | bounce of an unknown mail
reason.sender: 不是从您登记的邮箱发出 | 不是從您登記的信箱寄出 | not sent from your registered mailbox
reason.too long: 内容太长，无法等待确认，请分成几封重新发送 | 內容太長，無法等待確認，請分成幾封重新寄送 | too long to wait for a confirmation; please send it again in several mails
reason.dmarc: 发件域名未通过验证 | 寄件網域未通過驗證 | the sender's domain was not verified
reason.number_named: 原来那件的客户在邮件里留了这个号码，还没有确认是本人 | 原來那件的客戶在郵件裡留了這個號碼，還沒有確認是本人 | the customer of the known one gave this number in a mail; nobody has confirmed yet that it is theirs
reason.same_person: 同一客户 | 同一客戶 | the same customer
reason.directory: 该同事已不在通讯录 | 該同事已不在通訊錄 | no longer in the directory
reason.opted_out: 对方已退订短信 | 對方已退訂簡訊 | opted out of text messages
reason.asks what this number is: 询问短信用途 | 詢問簡訊用途 | asks what this number is for
reason.only thanks: 只有致谢的话 | 只有致謝的話 | nothing but thanks
reason.no words: 没有文字内容 | 沒有文字內容 | no words
reason.wrong code: 验证码不对或已过期 | 驗證碼不對或已過期 | wrong or expired code
reason.text of a member of staff: 同事的短信 | 同事的簡訊 | a text from a member of staff
reason.danger.self_harm: 轻生或自伤的话 | 輕生或自傷的話 | words of self-harm
reason.danger.emergency: 紧急情况 | 緊急情況 | an emergency
reason.danger.threat: 威胁他人 | 威脅他人 | a threat to others
reason.danger.threatened: 客户受到威胁或侵害 | 客戶受到威脅或侵害 | the customer is threatened or attacked
head.now: 请立即处理 | 請立即處理 | act now
head.late: 已超时 {span} | 已逾時 {span} | late by {span}
head.just_late: 已到期 | 已到期 | due now
head.left: 还剩 {span}，最迟 {due} | 還剩 {span}，最遲 {due} | {span} left, by {due}
head.by: 最迟 {due} | 最遲 {due} | by {due}
head.day: {count} 天 | {count} 天 | {count} days
head.hour: {count} 小时 | {count} 小時 | {count} hours
head.minute: {count} 分钟 | {count} 分鐘 | {count} minutes
""")
