import { text } from '../../text/local-text.ts'
import { ask, confirms, known, look, possible, rulesOut, type FieldFailure } from './field-failure.ts'
import { cme } from './signs.ts'
import { eg800k, quectelMqtt } from './sources.ts'

const apn = ask('AT+CGDCONT?', 'Which APN is set', '设置了哪个 APN', [confirms('^\\+CGDCONT: ?1,"[^"]*",""', 'None: the network chooses, or refuses.', '没有设置：由网络决定，或被拒绝。')])
const address = ask('AT+CGPADDR', 'Whether there is an address', '是否有 IP 地址', [
  rulesOut('^\\+CGPADDR: ?\\d+,"?(?!0\\.0\\.0\\.0)\\d', 'There is one.', '有 IP。'),
  confirms('^\\+CGPADDR: ?\\d+(?:$|,"?0\\.0\\.0\\.0)', 'None: the context is not active.', '没有 IP：上下文没激活。'),
])
const reason = ask('AT+CEER', 'The network’s reason', '网络给出的原因')

export const dataFailures: readonly FieldFailure[] = [
  {
    id: 'data.no-packet-service',
    stage: 'data',
    symptom: text('Registered for calls, but no packet service (CGATT 0, or CEREG 0/4 beside CREG 1)', '能注册但没有数据业务（CGATT 为 0，或 CREG 为 1 而 CEREG 为 0/4）'),
    when: [
      { line: '^\\+CGATT: ?0$' },
      { line: '^\\+CEREG: \\d,[04](?:,|$)', before: ['^\\+CREG: \\d,[15](?:,|$)'] },
      { code: '^data\\.not-attached$' },
    ],
    causes: [
      possible('the contract has no data: the operator’s platform shows the plan.', '套餐没开数据业务：到运营商平台看。'),
      possible('the network rejects the APN while attaching (LTE attaches with the APN of context 1): it works after the right APN and AT+CFUN=0, AT+CFUN=1.', '附着时 APN 被拒（LTE 用 1 号上下文的 APN 附着）：改对 APN 并 AT+CFUN=0、AT+CFUN=1 后正常。'),
      possible('it was detached by hand: AT+CGATT=1 answers OK.', '被手动去附着了：发 AT+CGATT=1 能成功。'),
    ],
    checks: [ask('AT+CGATT?', 'Whether it is attached', '是否附着', [confirms('^\\+CGATT: ?0', 'Not attached.', '没有附着。'), rulesOut('^\\+CGATT: ?1', 'Attached.', '已附着。')]), apn, reason],
    fix: text('Set the APN in context 1, AT+CFUN=0, AT+CFUN=1, then AT+CGATT=1 (up to 140 s).', '把 APN 写进 1 号上下文，AT+CFUN=0、AT+CFUN=1，再发 AT+CGATT=1（最长 140 秒）。'),
  },
  {
    id: 'data.no-bearer',
    stage: 'data',
    symptom: text('The data connection cannot be activated', '数据连接（PDP）激活失败'),
    when: [
      { line: '^(?:\\+QMTOPEN: \\d+,3|\\+LMQTTOPEN: \\d+,-1,3|\\+QI(?:OPEN|GETERROR): ?(?:\\d+,)?561.*|\\+CMQTTCONNECT: \\d+,(?:4|7|9))$' },
      { line: '^(?:ERROR|\\+CME ERROR: (?!(?:3|1[0-4]|50|53|100|127|129|133|148|149)$).*)$', answers: '^AT\\+(?:QIACT=|SAPBR=1,|CIICR|NETOPEN$|CGACT=1)' },
    ],
    causes: [
      possible('wrong APN, or one that wants user name and password: another card’s APN works.', 'APN 不对，或专网 APN 需要用户名密码：换张卡及其 APN 就正常。'),
      possible('the card has no data left: the operator’s platform shows it.', '流量用尽：到运营商平台查。'),
      possible('IPv4 and IPv6 do not fit: AT+CGDCONT=1,"IPV4V6",… helps.', 'IP 类型不匹配：改成 AT+CGDCONT=1,"IPV4V6",… 就正常。'),
      possible('too many contexts are active, or the stack has degraded: it works after a power cycle.', '激活的上下文太多，或协议栈异常：断电重启后正常。'),
    ],
    checks: [apn, address, reason],
    fix: text('Set APN, user and password (AT+QICSGP or AT+CGAUTH); AT+QIDEACT=1 and AT+QIACT=1; else power-cycle.', '设好 APN 和用户名密码（AT+QICSGP 或 AT+CGAUTH）；AT+QIDEACT=1 再 AT+QIACT=1；仍不行断电重启。'),
  },
  {
    id: 'data.apn-refused',
    stage: 'data',
    symptom: text('+CME ERROR: 127, 129, 133, 148 or 149 while activating', '激活时回 +CME ERROR: 127、129、133、148、149'),
    when: [...cme('127|129|133|148|149'), { line: '^\\+CME ERROR: (?:127|129|133|148|149)$', answers: '^AT\\+(?:CGACT|CGATT|QIACT|NETOPEN|CIICR|SAPBR)' }],
    causes: [
      possible('127: this APN is unknown to the network; 133: the card is not subscribed to it. The operator names the right one.', '127：网络不认识这个 APN；133：卡没开通它。向运营商确认正确的 APN。'),
      possible('129 or 149: user name or password of the APN is wrong. Without them the code changes.', '129、149：APN 的用户名或密码不对。去掉后错误码会变。'),
      possible('148: no reason given; arrears and a bound IMEI look so too. The platform shows the card’s state.', '148：网络没给原因，欠费、机卡绑定也会这样。到平台看卡状态。'),
    ],
    checks: [apn, reason],
    fix: text('Set the right APN: AT+CGDCONT=1,"IP","<apn>", with AT+CGAUTH=1,1,"<user>","<password>" for a private one; then AT+CFUN=0, AT+CFUN=1.', '设置正确的 APN：AT+CGDCONT=1,"IP","<apn>"，专网再加 AT+CGAUTH=1,1,"<用户>","<密码>"；然后 AT+CFUN=0、AT+CFUN=1。'),
  },
  {
    id: 'data.no-address',
    stage: 'data',
    symptom: text('The IP address is 0.0.0.0', 'IP 地址是 0.0.0.0'),
    when: [{ line: '^\\+CGPADDR: ?1(?:,"?0\\.0\\.0\\.0"?(?:,.*)?)?$' }, { line: '^STATE: IP (?:INITIAL|START|CONFIG|GPRSACT)' }, { code: '^data\\.no-address$' }],
    causes: [
      possible('the context is defined but not active: AT+CGACT? shows 1,0.', '上下文定义了但没激活：AT+CGACT? 显示 1,0。'),
      possible('on LTE the APN was changed after attaching: the new one holds only after attaching anew.', 'LTE 附着之后才改的 APN：要重新附着才生效。'),
    ],
    checks: [address, ask('AT+CGACT?', 'Which contexts are active', '哪些上下文已激活', [confirms('^\\+CGACT: ?1,0', 'Not active.', '没激活。'), rulesOut('^\\+CGACT: ?1,1', 'Active.', '已激活。')]), apn],
    fix: text('AT+CGACT=1,1 (Quectel AT+QIACT=1, SIMCom AT+NETOPEN); after another APN AT+CFUN=0, AT+CFUN=1.', 'AT+CGACT=1,1（移远 AT+QIACT=1，SIMCom AT+NETOPEN）；改过 APN 则 AT+CFUN=0、AT+CFUN=1。'),
  },
  {
    id: 'data.bearer-lost',
    stage: 'data',
    symptom: text('The network takes the data connection away (pdpdeact, NW PDN DEACT, CMQTTNONET)', '网络侧断开数据连接（pdpdeact、NW PDN DEACT、CMQTTNONET）'),
    when: [
      { line: '^(?:\\+QIURC: ?"pdpdeact",\\d+|\\+CGEV: ?NW (?:PDN |)DEACT.*|\\+CMQTTNONET|\\+CIPEVENT: ?NETWORK CLOSED UNEXPECTEDLY|\\+PDP: ?DEACT|\\+CMQTTCONNLOST: \\d+,3)$' },
      { code: '^data\\.(?:deactivated|lost)$' },
    ],
    causes: [
      known(`${quectelMqtt}, +QIURC: "pdpdeact"; 3GPP TS 27.007, +CGEV`, 'The network has released the bearer: every socket on it is gone.', '网络释放了承载，上面所有连接都断了。'),
      possible('idle for too long: with a keep-alive of 60 to 120 s it stops.', '空闲太久：心跳改成 60～120 秒后不再出现。'),
      possible('arrears, or used-up data: it cannot be activated again.', '欠费或流量用尽：之后再也激活不了。'),
      possible('a change of cell in motion, or a weak one: AT+CSQ is below 10 then.', '移动中切换小区或信号弱：这时 AT+CSQ 低于 10。'),
    ],
    checks: [address, ask('AT+CSQ', 'The signal', '信号强度', [confirms('^\\+CSQ: ?(?:99|\\d),', 'Weak or none.', '很弱或没有。')])],
    fix: text('Begin anew: close the client, activate the context, open, log in, subscribe.', '整套重来：关闭客户端、激活上下文、打开连接、登录、重新订阅。'),
  },
  {
    id: 'data.stack-degraded',
    stage: 'data',
    families: ['quectel'],
    symptom: text('Every connection fails with 552, or AT+QIACT=1 with ERROR, although the address is there', '有 IP，但所有连接都报 552，或 AT+QIACT=1 回 ERROR'),
    when: [
      { families: ['quectel'], line: '^\\+Q(?:SSLOPEN|IOPEN): ?\\d+,552$' },
      { families: ['quectel'], line: '^\\+QIGETERROR: ?552' },
      { families: ['quectel'], line: '^ERROR$', answers: '^AT\\+QIACT=1', before: ['^\\+CGPADDR: ?1,"?[1-9]'] },
    ],
    causes: [
      known(eg800k, 'After about 20 TLS sessions the EG800K’s data stack answers 552 to everything, until it is restarted.', 'EG800K 连续约 20 次 TLS 会话后，数据协议栈对什么都回 552，重启才恢复。'),
      possible('552 also means a wrong parameter: then it comes at the first try after power-on.', '552 也可能真是参数错：那样刚上电第一次就会报。'),
    ],
    checks: [
      ask({ quectel: 'AT+QIACT?' }, 'Whether the context is active', '上下文是否激活', [rulesOut('^\\+QIACT: ?1,0', 'It is not active: that is another failure.', '没激活：是另一个问题。')]),
      look('Does the same command work right after a power cycle?', '断电重启后第一次执行同一指令是否正常？'),
    ],
    fix: text('AT+CFUN=1,1 or a power cycle; in the product keep the connection open and reconnect seldom, with a back-off.', '用 AT+CFUN=1,1 或断电重启；产品里保持长连接，重连要有退避，不要频繁。'),
  },
]
