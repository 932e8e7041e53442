"""What receipts answer to plain words: that they decide nothing, order nothing or come too late, and what to write instead."""

from collections.abc import Mapping

from chalicelib.core.written.languages import table

TO_PLAIN_WORDS: Mapping[str, Mapping[str, str]] = table("""zh-CN | zh-TW | en
only_noted: 这封回信没有命令，没有发给客户，“{task}”仍在等您办理：请在第一行写上 #{command} 再发一次 | 這封回信沒有指令，沒有發給客戶，「{task}」仍在等您辦理：請在第一行寫上 #{command} 再發一次 | your mail gave no command, so the customer was told nothing and “{task}” still waits for you: write #{command} in the first line
under_its_command: 没有发给客户，也没有照办：要算数，请在第一行写上 #{command} 再发一次；“{task}”仍在等您办理 | 沒有發給客戶，也沒有照辦：要算數，請在第一行寫上 #{command} 再寄一次；「{task}」仍在等您辦理 | the customer was told nothing and nothing was carried out: for it to count, write #{command} in the first line and send it again; “{task}” still waits for you
still_yours: 没有发给客户；“{task}”仍在等您办理，时限不变，办完后用 #{command} 写明 | 沒有發給客戶；「{task}」仍在等您辦理，時限不變，辦完後用 #{command} 寫明 | the customer was told nothing; “{task}” still waits for you and its time limit stands: once it is done, say so with #{command}
words_read: “{task}”已办，不再催办 | 「{task}」已辦，不再催辦 | "{task}" is done and chased no more
decision_stands: 决定已经生效，不能用回信收回 | 決定已經生效，不能用回信收回 | this stands and cannot be taken back by mail
refusal_stands: 改好后会再送您决定，不用收回 | 改好後會再送您決定，不用收回 | there is nothing to take back: you are asked again once it has been changed
undecided: 没有作出决定：您写的“{text}”带有条件或疑问，“{what}”仍在等您。同意请回复 #{yes}，不同意请回复 #{no} 和理由 | 沒有作出決定：您寫的「{text}」帶有條件或疑問，「{what}」仍在等您。同意請回覆 #{yes}，不同意請回覆 #{no} 和理由 | nothing was decided: "{text}" holds a condition or a question, and "{what}" still waits for you. Reply #{yes} to agree, or #{no} with the reason
another_time: 没有作出决定：“{text}”写的时间不是申请的 {due}，“{what}”仍在等您。同意申请的时间请回复 #{yes}，改为别的时间请回复 #{other} 和时间，不同意请回复 #{no} 和理由 | 沒有作出決定：「{text}」寫的時間不是申請的 {due}，「{what}」仍在等您。同意申請的時間請回覆 #{yes}，改為別的時間請回覆 #{other} 和時間，不同意請回覆 #{no} 和理由 | nothing was decided: "{text}" names another time than {due}, which was asked for; "{what}" still waits for you. Reply #{yes} for the time asked for, #{other} with another time, or #{no} with a reason
no_decision: 没有作出决定：“{text}”已记入处理记录，“{what}”仍在等您。同意请回复 #{yes}，不同意请回复 #{no} 和理由 | 沒有作出決定：「{text}」已記入處理紀錄，「{what}」仍在等您。同意請回覆 #{yes}，不同意請回覆 #{no} 和理由 | nothing was decided: "{text}" is in the record, and "{what}" still waits for you. Reply #{yes} to agree, or #{no} with the reason
refused_without_reason: “{text}”没有执行：不同意要写明理由，“{what}”仍在等您。请回复 #{no} 和理由；同意请回复 #{yes} | 「{text}」沒有執行：不同意要寫明理由，「{what}」仍在等您。請回覆 #{no} 和理由；同意請回覆 #{yes} | "{text}" was not carried out, for a refusal needs its reason, and "{what}" still waits for you. Reply #{no} with the reason, or #{yes} to agree
which_one: 没有作出决定：现在有几件事等您（{what}），不知道“{text}”说的是哪一件。请写明，例如：#{yes} {first} | 沒有作出決定：現在有幾件事等您（{what}），不知道「{text}」說的是哪一件。請寫明，例如：#{yes} {first} | nothing was decided: several things wait for you ({what}), and "{text}" does not say which. Name it, such as: #{yes} {first}
nothing_asked: 现在没有等您决定的事项，您的话没有转给别人；要批示，请写明要办什么 | 現在沒有等您決定的事項，您的話沒有轉給別人；要批示，請寫明要辦什麼 | nothing waits for your decision, and your words went to nobody; to instruct, say what is to be done
not_asked_for: 没有作出决定：没有人申请延期，“{text}”没有执行；现在等您决定的是“{what}”。同意请回复 #{yes}，不同意请回复 #{no} 和理由 | 沒有作出決定：沒有人申請延期，「{text}」沒有執行；現在等您決定的是「{what}」。同意請回覆 #{yes}，不同意請回覆 #{no} 和理由 | nothing decided: nobody has asked for more time, so "{text}" was not carried out; what waits for you is "{what}". Reply #{yes}, or #{no} and why
speaks_of: 您的话没有照办，也没有发给客户，只记入处理记录；要照办，请回复这一行：#{command} {words} | 您的話沒有照辦，也沒有發給客戶，只記入處理紀錄；要照辦，請回覆這一行：#{command} {words} | your words were not carried out and went to no customer, they are only in the record; to have it done, reply with this line: #{command} {words}
speaks_of_bare: 您的话没有照办，也没有发给客户，只记入处理记录；要照办，请回复：#{command} | 您的話沒有照辦，也沒有發給客戶，只記入處理紀錄；要照辦，請回覆：#{command} | your words were not carried out and went to no customer, they are only in the record; to have it done, reply: #{command}
speaks_of_kind: 您的话没有照办，也没有发给客户，只记入处理记录；要改性质，请回复 #{command} 和其中一项（{choices}），例如：#{command} {first} | 您的話沒有照辦，也沒有發給客戶，只記入處理紀錄；要改性質，請回覆 #{command} 和其中一項（{choices}），例如：#{command} {first} | your words were not carried out and went to no customer, they are only in the record; to change the kind, reply #{command} and one of these ({choices}), such as: #{command} {first}
no_other_kind: 您的话没有照办，也没有发给客户，只记入处理记录；没有别的性质可改，仍按“{kind}”办理 | 您的話沒有照辦，也沒有發給客戶，只記入處理紀錄；沒有別的性質可改，仍依「{kind}」辦理 | your words were not carried out and went to no customer, they are only in the record; there is no other kind to change to, so it stays a {kind}
speaks_of_more: 您的话没有照办，也没有发给客户，只记入处理记录；要照办，请回复 #{command}，后面写明内容 | 您的話沒有照辦，也沒有發給客戶，只記入處理紀錄；要照辦，請回覆 #{command}，後面寫明內容 | your words were not carried out and went to no customer, they are only in the record; to have it done, reply #{command} and write behind it what is needed
speaks_of_reasoned: 您的话没有照办，也没有发给客户，只记入处理记录；要照办，请回复这一行，后面再写明原因：#{command} {words} | 您的話沒有照辦，也沒有發給客戶，只記入處理紀錄；要照辦，請回覆這一行，後面再寫明原因：#{command} {words} | your words were not carried out and went to no customer, they are only in the record; to have it done, reply with this line and the reason behind it: #{command} {words}
reopen_first: 本件已经答复：要 #{command}，请先回复 #{again} 和理由，重新办理后再发 | 本件已經答覆：要 #{command}，請先回覆 #{again} 和理由，重新辦理後再發 | this has been answered: to use #{command}, first reply #{again} with the reason, then send it again
remark_passed_on: 您同时写的话已转给{who}，供其知悉，不要求回复 | 您同時寫的話已轉給{who}，供其知悉，不要求回覆 | what you wrote besides went to {who} for their information; no reply is asked for
words_wait: “{task}”仍在等您，客户还没有听到回音：要答复客户，请回复 #{tell} 和内容；要重新办理，请回复 #{reopen} 和理由；看过不用回的，请回复 #{note} 和理由 | 「{task}」仍在等您，客戶還沒有得到回音：要答覆客戶，請回覆 #{tell} 和內容；要重新辦理，請回覆 #{reopen} 和理由；看過不用回的，請回覆 #{note} 和理由 | "{task}" still waits for you and the customer has heard nothing: to answer them, reply #{tell} and the words; to begin anew, #{reopen} and why; if it needs no answer, #{note} and why
words_promised: “{task}”仍在等您，已告诉客户最迟何时听到回音：要答复客户，请回复 #{tell} 和内容；要重新办理，请回复 #{reopen} 和理由 | 「{task}」仍在等您，已告訴客戶最遲何時得到回音：要答覆客戶，請回覆 #{tell} 和內容；要重新辦理，請回覆 #{reopen} 和理由 | "{task}" still waits for you and the customer was told by when they hear: to answer them, reply #{tell} and the words; to begin anew, #{reopen} and why
too_late: 不能撤回了：答复已于 {due} 发给客户 | 不能撤回了：答覆已於 {due} 發給客戶 | too late to take back: the answer went to the customer on {due}
consent_stands: 来不及收回：您已于 {at} 同意“{what}”，已经照办 | 來不及收回：您已於 {at} 同意「{what}」，已經照辦 | too late to take back: you agreed to "{what}" on {at}, and it has been carried out
consent_taken_back: 已收回您对“{what}”的同意，没有照办，仍在等您决定。同意请回复 #{yes}，不同意请回复 #{no} 和理由 | 已收回您對「{what}」的同意，沒有照辦，仍在等您決定。同意請回覆 #{yes}，不同意請回覆 #{no} 和理由 | your consent to "{what}" was taken back and nothing was carried out; it waits for your decision. Reply #{yes}, or #{no} and why
ask_whom: 要改变，请找{who} | 要改變，請找{who} | to change it, turn to {who}
""")
