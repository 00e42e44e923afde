import { text } from '../../text/local-text.ts'
import { ask, confirms, known, look, possible, rulesOut, type Check, type FieldFailure } from './field-failure.ts'
import { message, publishCommand, published, subscribed } from './signs.ts'
import { airm2mFaq, espMqtt, lierdaArticle, quectelMqtt } from './sources.ts'

const state: Check = ask({ quectel: 'AT+QMTCONN?', lierda: 'AT+LMQTTCONN?', luat: 'AT+MQTTSTATU', simcom: 'AT+CMQTTCONNECT?', esp: 'AT+MQTTCONN?' }, 'Whether the login still stands', '登录是否还在', [
  rulesOut('^\\+(?:QMTCONN: \\d+,3|LMQTTCONN: \\d+,3|MQTTSTATU ?: ?1|MQTTCONN:\\d,[456],.*)$', 'It stands.', '还在。'),
  confirms('^\\+(?:QMTCONN: \\d+,[124]|LMQTTCONN: \\d+,[124]|MQTTSTATU ?: ?[02]|MQTTCONN:\\d,[0-3].*)$', 'It is gone.', '已断开。'),
])

/** Messages out and in. */
export const publishFailures: readonly FieldFailure[] = [
  {
    id: 'publish.stuck',
    stage: 'mqtt',
    symptom: text('Publishing hangs after the prompt >', '发布时卡在提示符 > 之后'),
    when: [
      { line: '^>', answers: publishCommand, lacks: '^(?:OK|ERROR|\\+)' },
      { line: '^>', answers: '^AT\\+CMQTT(?:TOPIC|PAYLOAD)=', lacks: '^(?:OK|ERROR|\\+)' },
      { code: '^modem\\.no-prompt$' },
    ],
    causes: [
      known(`${quectelMqtt}, AT+QMTPUBEX: <length> in bytes; ${lierdaArticle}: msglen`, 'Fewer bytes came than announced: 中 counts three in UTF-8, a CR is counted but not sent.', '实际字节比声明的少：一个汉字 UTF-8 占三字节，或把回车算进长度却没发。'),
      known(`${quectelMqtt}, AT+QMTPUB: input ends with Ctrl+Z`, 'AT+QMTPUB without a length waits for Ctrl+Z (0x1A).', '不带长度的 AT+QMTPUB 要以 Ctrl+Z（0x1A）结束。'),
      possible('the prompt itself did not come: the connection is gone (state below).', '提示符根本没出来：连接已断（查下面的状态）。'),
    ],
    checks: [look('Count the message’s bytes in UTF-8 and compare with the command’s length.', '按 UTF-8 数消息字节数，与指令里的长度对比。'), state],
    fix: text('Send the missing bytes, or ESC (0x1B), or wait for the prompt’s time limit. Then compute the length in bytes.', '补发缺少的字节，或发 ESC（0x1B），或等提示符超时；以后按字节算长度。'),
  },
  {
    id: 'publish.refused',
    stage: 'mqtt',
    symptom: text('Publishing answers ERROR at once', '发布立即回 ERROR'),
    when: [
      { line: '^(?:ERROR|\\+CME ERROR: .*)$', answers: '^AT\\+QMTPUBEX=\\d+,\\d+,\\d,\\d,"[^"]*","' },
      { line: '^(?:ERROR|\\+CME ERROR: .*)$', answers: '^AT\\+(?:QMTPUB|QMTPUBEX|LMQTTPUB)=\\d+,(?:0,[12]|[1-9]\\d*,0),' },
      { line: '^(?:ERROR|\\+CME ERROR: (?:3|50|767|765).*)$', answers: publishCommand },
    ],
    causes: [
      known(`${quectelMqtt}, AT+QMTPUBEX: the last parameter is <length>`, 'The message stands in AT+QMTPUBEX where its length belongs; it goes after the prompt.', '把消息写在 AT+QMTPUBEX 的长度位置上；消息要在提示符之后发。'),
      known(`${quectelMqtt}, AT+QMTPUB: <msgid> is 0 only with QoS 0`, 'The message identifier must be 0 with QoS 0 and not 0 with QoS 1 or 2.', 'QoS 0 时消息 ID 必须为 0，QoS 1、2 时不能为 0。'),
      possible('the topic is longer than the module takes, or the connection is gone.', '主题超过模组上限，或连接已断。'),
    ],
    checks: [state],
    fix: text('AT+QMTPUBEX=0,<id>,<qos>,0,"<topic>",<bytes>, then the message after >. QoS 0 with identifier 0.', 'AT+QMTPUBEX=0,<ID>,<QoS>,0,"<主题>",<字节数>，出现 > 再发消息；QoS 0 时 ID 填 0。'),
  },
  {
    id: 'publish.cut-at-quote',
    stage: 'mqtt',
    symptom: text('The message arrives cut off at its first quotation mark', '消息到平台后从第一个引号处被截断'),
    when: [{ line: '^AT\\+(?:MPUB="[^"]*",\\d,\\d,|MQTTPUB=\\d,"[^"]*",|QMTPUB=\\d+,\\d+,\\d,\\d,"[^"]*",)"[^"\\\\]*"[^,\\s]', from: 'host' }],
    causes: [
      known(`${airm2mFaq}, 4: \\22 stands for "`, 'An inline message has quotation marks that are not escaped: the parameter ends at the first.', '内联消息里的引号没有转义：参数在第一个引号处就结束了。'),
      known(`${espMqtt}, AT+MQTTPUB: quotes and commas are escaped`, 'ESP-AT: \\" and \\, inside AT+MQTTPUB.', 'ESP-AT：AT+MQTTPUB 里要写 \\" 和 \\,。'),
    ],
    checks: [look('Does the platform show just the text before the first "?', '平台上是否只有第一个 " 之前的内容？')],
    fix: text('Publish at the prompt (AT+MPUBEX, AT+MQTTPUBRAW, AT+QMTPUBEX), or escape: AirM2M \\22, ESP \\", BC26 single quotes.', '改用提示符方式（AT+MPUBEX、AT+MQTTPUBRAW、AT+QMTPUBEX），或转义：合宙 \\22、ESP \\"、BC26 用单引号。'),
  },
  {
    id: 'publish.burst',
    stage: 'mqtt',
    symptom: text('+QMTPUB: 0,N,1,1 and then +QMTSTAT: 0,6 or 8: the link goes after a burst', '+QMTPUB: 0,N,1,1 之后 +QMTSTAT: 0,6 或 8：连发后掉线'),
    when: [
      { line: '^\\+QMTSTAT: \\d+,[68]$', before: ['^\\+QMTPUB(?:EX)?: \\d+,\\d+,1'] },
      { line: '^\\+QMTSTAT: \\d+,[68]$' },
      { line: '^\\+LMQTTPUB: \\d+,\\d+,1,\\d+$' },
    ],
    causes: [
      known('Public firmware for a rail wagon tracker on GitHub (Quectel, QoS 1 alarms): +QMTPUB: 0,N,1,1 followed by +QMTSTAT: 0,8, mended by gaps of 250 ms', 'QoS 1 messages were sent faster than they are acknowledged; the module sends them again and gives up.', 'QoS 1 发得比确认快，模组重发后放弃并断开。'),
      known(`${quectelMqtt}, AT+QMTPUB: at most five messages without acknowledgement`, 'More than five messages wait for their acknowledgement.', '未确认的消息超过五条。'),
      possible('the link is weak: no PUBACK comes through, with +CSQ below 10.', '链路弱：收不到 PUBACK，+CSQ 低于 10。'),
    ],
    checks: [state, ask('AT+CSQ', 'The signal', '信号强度', [confirms('^\\+CSQ: ?(?:99|\\d),', 'Weak.', '很弱。'), rulesOut('^\\+CSQ: ?(?:1[5-9]|2\\d|3[01]),', 'Good enough.', '够用。')])],
    fix: text('Wait for each result before the next message, at least 250 ms apart; after a loss connect again and send anew.', '等上一条结果再发下一条，间隔至少 250 毫秒；掉线后重连再补发。'),
  },
  {
    id: 'publish.not-sent',
    stage: 'mqtt',
    symptom: text('The packet was not sent (+QMTPUB: 0,N,2)', '报文没发出去（+QMTPUB: 0,N,2）'),
    when: [
      { line: '^(?:\\+QMTPUB(?:EX)?: \\d+,\\d+,2|\\+QMTSUB: \\d+,\\d+,2|\\+LMQTTPUB: \\d+,\\d+,2|\\+CMQTTPUB: \\d+,(?:11|16)|\\+MQTTPUB:FAIL)(?:,\\d+)?$' },
      { code: '^mqtt\\.(?:publish-not-sent|publish-failed|subscribe-not-sent)$' },
    ],
    causes: [
      possible('the link to the broker is gone and the module has not said so yet: the state below tells.', '到服务器的链路已断，模组还没上报：查下面的状态。'),
      possible('the module was asked while it still sent the message before.', '上一条还没发完就发下一条。'),
    ],
    checks: [state, ask('AT+CGPADDR', 'Whether the data connection stands', '数据连接是否还在', [confirms('^\\+CGPADDR: ?1(?:$|,"?0\\.0\\.0\\.0)', 'It does not.', '已经没有了。')])],
    fix: text('Close, open, log in, subscribe, and send the message again.', '关闭、重新打开、登录、订阅，再重发。'),
  },
  {
    id: 'publish.nothing-shown',
    stage: 'cloud',
    symptom: text('Publishing succeeds, but the platform shows nothing', '发布成功，平台上却看不到数据'),
    when: [{ line: published, weak: true }],
    causes: [
      possible('the topic has another product or device name, or a letter in the wrong case: compare it with the console’s list.', '主题里的产品或设备名不对、大小写有误：与控制台的主题列表逐字对照。'),
      possible('a custom topic has no right to publish: the console’s list shows it.', '自定义主题没有发布权限：看控制台。'),
      possible('the JSON does not fit the thing model (identifier, type), or the product takes raw data: the device log names it (6207, 6300).', 'JSON 与物模型不符（标识符、类型），或产品是透传格式：设备日志会写（6207、6300）。'),
      possible('QoS 0 on a connection that was just lost: with QoS 1 there is no acknowledgement.', 'QoS 0 发到刚断开的连接上：改 QoS 1 就收不到确认。'),
    ],
    checks: [look('The cloud’s device log (日志服务) for this device and minute.', '看云平台该设备这一分钟的日志。'), look('Subscribe the …_reply topic: the answer carries a code.', '订阅 …_reply 主题：应答里有返回码。'), state],
    fix: text('Correct topic and payload as the log says.', '按日志提示改主题和内容。'),
  },
  {
    id: 'subscribe.refused',
    stage: 'cloud',
    symptom: text('The subscription is refused (128; CMQTTSUB 6)', '订阅被拒（128；CMQTTSUB 为 6）'),
    when: [
      { line: '^(?:\\+QMTSUB: \\d+,\\d+,\\d,128|\\+CMQTTSUB: \\d+,6|\\+LMQTTSUBUNSUB: \\d+,\\d+,(?:1|\\d,128)(?:,\\d+)?)$' },
      { line: '^ERROR$', answers: '^AT\\+(?:MSUB|MQTTSUB)=' },
      { code: '^mqtt\\.subscribe-refused$' },
    ],
    causes: [
      possible('the topic is not permitted for this login: another product’s or device’s name stands in it, or a blank.', '该账号没有此主题权限：主题里是别的产品或设备名，或混入空格。'),
      possible('QoS 2, which most clouds refuse: with QoS 1 it is granted.', '用了 QoS 2，多数云平台不支持：改成 QoS 1 就行。'),
      possible('too many subscriptions, or a wildcard that is not allowed.', '订阅数超限，或不允许通配符。'),
    ],
    checks: [look('Compare the topic with the console’s list, letter by letter.', '与控制台的主题列表逐字对照。'), state],
    fix: text('A topic that the console offers for this device, with QoS 0 or 1.', '用控制台为该设备列出的主题，QoS 0 或 1。'),
  },
  {
    id: 'subscribe.no-downlink',
    stage: 'cloud',
    symptom: text('Subscribed, but no message comes down', '订阅成功，却收不到下发'),
    when: [
      { line: '^(?:\\+MSUB: ?\\d|\\+QMTRECV: \\d+,[0-3]|\\+LMQTTURC: RECV,\\d+,\\d+)$', lacks: message, never: '^AT\\+(?:MQTTMSGGET|QMTRECV|LMQTTREAD)' },
      { line: subscribed, lacks: message, weak: true },
    ],
    causes: [
      possible('messages are cached and never read: only their number is reported (recv/mode 1, MQTTMSGSET=1, cache 1).', '消息被缓存但没去读：只上报序号（recv/mode 为 1、MQTTMSGSET=1、cache 为 1）。'),
      possible('the topic has a blank or a wrong name: a message published to exactly this topic from this PC comes down.', '主题有空格或名字错：用电脑向完全相同的主题发布能收到。'),
      possible('the subscription went with a reconnect (clean session): it must follow every login.', '重连后订阅丢失（clean session）：每次登录都要重新订阅。'),
      possible('it was sent as a broadcast or RRPC, which has topics of its own.', '平台用的是广播或 RRPC，有单独的主题。'),
    ],
    checks: [
      ask({ quectel: 'AT+QMTRECV=0', luat: 'AT+MQTTMSGGET', lierda: 'AT+LMQTTREAD=0' }, 'Reads what is cached', '读取缓存的消息', [confirms('^\\+(?:QMTRECV: \\d+,\\d+,\\d*,?"|MSUB: ?"|LMQTTREAD:)', 'A message was waiting.', '有消息在缓存里。')]),
      look('Publish to the same topic from the MQTT panel.', '在 MQTT 面板向同一主题发布。'),
      state,
    ],
    fix: text('Report at once: AT+QMTCFG="recv/mode",0,0,1, AT+MQTTMSGSET=0, AT+LMQTTCFG="cache",0,0; subscribe after each login.', '改为直接上报：AT+QMTCFG="recv/mode",0,0,1、AT+MQTTMSGSET=0、AT+LMQTTCFG="cache",0,0；每次登录后重新订阅。'),
  },
  {
    id: 'subscribe.downlink-cut',
    stage: 'mqtt',
    symptom: text('A message from the cloud is cut, or mixed with other lines', '下发内容被截断，或与其他行混在一起'),
    when: [{ line: '^\\+(?:QMTRECV: \\d+,\\d+,|MSUB: ?"?[^"\\d]|MQTTSUBRECV:\\d,|LMQTTURC: RECV,).*\\{[^}]*$', weak: true }],
    causes: [
      possible('the payload has line ends, and the host reads lines: the rest comes in the next ones.', '内容里有换行而主机按行读：剩下的在后面几行。'),
      possible('another URC came in between: the length in the line tells what belongs to it.', '中间插进了别的 URC：按行里的长度取内容。'),
      possible('the host’s line buffer is too small: messages of 4100 bytes must fit.', '主机行缓冲太小：要放得下 4100 字节。'),
    ],
    checks: [ask({ quectel: 'AT+QMTCFG="recv/mode",0' }, 'Whether lengths are printed', '是否输出长度', [confirms('"recv/mode",(?:0,)?\\d,0$', 'They are not.', '不输出。'), rulesOut('"recv/mode",(?:0,)?\\d,1$', 'They are.', '已输出。')])],
    fix: text('Have lengths printed (AT+QMTCFG="recv/mode",0,0,1) and read so many bytes instead of a line; a buffer of 4100 bytes or more.', '打开长度输出（AT+QMTCFG="recv/mode",0,0,1），按长度而不是按行读取；缓冲不小于 4100 字节。'),
  },
  {
    id: 'subscribe.cache-overwritten',
    stage: 'mqtt',
    symptom: text('Cached messages are lost', '缓存的消息丢失'),
    when: [{ line: '^\\+MQTTMSGGET: ?3,VALID$' }, { line: '^\\+QMTRECV: \\d+,4$' }, { line: '^\\+LMQTTURC: STATS,\\d+,13$' }],
    causes: [
      known(`${airm2mFaq}, 6: four messages of 4 KB`, 'AirM2M keeps four messages; the next overwrites the oldest.', '合宙只缓存四条，新的覆盖最旧的。'),
      known(`${quectelMqtt}, AT+QMTRECV: <recv_id> 0 to 4`, 'Quectel keeps five messages a client.', '移远每个客户端缓存五条。'),
    ],
    checks: [ask({ luat: 'AT+MQTTMSGGET?', quectel: 'AT+QMTRECV?' }, 'How many wait', '还有几条未读', [confirms('3,VALID|(?:,1){5}', 'All places are taken.', '已经存满。')])],
    fix: text('Read at every URC, or have messages reported at once (AT+MQTTMSGSET=0, "recv/mode",0,0).', '收到 URC 立即读取，或改为直接上报（AT+MQTTMSGSET=0、"recv/mode",0,0）。'),
  },
]
