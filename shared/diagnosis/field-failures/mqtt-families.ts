import { text } from '../../text/local-text.ts'
import { ask, confirms, known, look, possible, rulesOut, type FieldFailure } from './field-failure.ts'
import { airm2mMqtts, espMqtt, lierdaAt, lierdaDriver, simcomAws, simcomMqtt } from './sources.ts'

const fromHere = look('Try the same login from this PC: the wizard’s button does so.', '用电脑试同一组参数：向导里有按钮。')

/** What only one family's MQTT commands do. */
export const familyFailures: readonly FieldFailure[] = [
  {
    id: 'mqtt.luat-close',
    stage: 'mqtt',
    families: ['luat'],
    symptom: text('AT+MIPCLOSE answers +CME ERROR: 767', 'AT+MIPCLOSE 回 +CME ERROR: 767'),
    when: [{ line: '^\\+CME ERROR: 767$', answers: '^AT\\+(?:MIPCLOSE|MDISCONNECT)' }],
    causes: [known(`${airm2mMqtts}, TCP 被动断开示例`, 'The connection is closed already: nothing is wrong.', '连接本来就已关闭，不是故障。')],
    checks: [ask({ luat: 'AT+MQTTSTATU' }, 'The state: 0 offline', '状态：0 为离线', [confirms('^\\+MQTTSTATU ?: ?0', 'It is closed.', '已关闭。')])],
    fix: text('Go on with AT+MCONFIG.', '忽略，接着发 AT+MCONFIG。'),
  },
  {
    id: 'mqtt.luat-invalid',
    stage: 'mqtt',
    families: ['luat'],
    symptom: text('+CME ERROR: 765 on AT+MCONFIG', 'AT+MCONFIG 回 +CME ERROR: 765'),
    when: [{ line: '^\\+CME ERROR: 765$', answers: '^AT\\+MCONFIG=' }, { line: '^\\+CME ERROR: 765$' }, { code: '^modem\\.invalid-input$' }],
    causes: [
      known('Air780EP AT manual, chapter 16, AT+MCONFIG', 'A comma stands outside quotes: Alibaba Cloud’s client ID has some, so it must be quoted.', '逗号不在引号里：阿里云的 Client ID 带逗号，必须加引号。'),
      possible('user name or password is empty, which some firmware refuses: any text in them is accepted.', '用户名或密码为空，部分固件不接受：随便填一个就能过。'),
      possible('a value is too long: shorten the client ID to see.', '某个值太长：缩短 Client ID 试试。'),
    ],
    checks: [ask('AT+CGMR', 'The firmware version', '固件版本')],
    fix: text('Quote every value; where the broker wants no user, give it a dummy.', '所有值都加双引号；服务器不需要账号时随便填一个。'),
  },
  {
    id: 'mqtt.esp-too-long',
    stage: 'mqtt',
    families: ['esp'],
    symptom: text('ESP-AT refuses the login’s parameters (ERR CODE 0x6008, 0x6016, 0x6019, 0x601C)', 'ESP-AT 拒绝登录参数（ERR CODE 0x6008、0x6016、0x6019、0x601C）'),
    when: [{ line: '^ERR CODE:0x0*(?:6008|6016|6019|601[Cc])$' }, { code: '^esp\\.(?:6008|6016|6019|601c)$' }],
    causes: [
      known(`${espMqtt}, MQTT AT Error Codes; AT+MQTTUSERCFG: user name and password up to 64 bytes`, 'Client ID (0x6016), user name (0x6019) or password (0x601C) is too long for AT+MQTTUSERCFG.', 'Client ID（0x6016）、用户名（0x6019）或密码（0x601C）超过 AT+MQTTUSERCFG 的上限。'),
      known(`${espMqtt}, AT+MQTTUSERCFG, notes on escape characters`, 'A comma or a quotation mark in a value is not escaped: the number of parameters is wrong (0x6008).', '值里的逗号或引号没有转义，参数个数不对（0x6008）。'),
    ],
    checks: [look('Count the bytes of user name and password: more than 64?', '数一下用户名和密码的字节数：是否超过 64？')],
    fix: text('AT+MQTTLONGCLIENTID, AT+MQTTLONGUSERNAME, AT+MQTTLONGPASSWORD for long values; write \\, for a comma and \\" for a quote.', '长的用 AT+MQTTLONGCLIENTID、AT+MQTTLONGUSERNAME、AT+MQTTLONGPASSWORD；逗号写成 \\,，引号写成 \\"。'),
  },
  {
    id: 'mqtt.simcom-start',
    stage: 'mqtt',
    families: ['simcom'],
    symptom: text('AT+CMQTTSTART answers ERROR or +CMQTTSTART: 23', 'AT+CMQTTSTART 回 ERROR 或 +CMQTTSTART: 23'),
    when: [{ line: '^\\+CMQTTSTART: (?:23|[1-9])$' }, { line: '^ERROR$', answers: '^AT\\+CMQTTSTART$' }, { code: '^mqtt\\.(?:service-not-started|result\\.23)$' }],
    causes: [
      known(`${simcomMqtt}, error 23; e-com-net.com/article/1288602367327019008.htm: starting twice gives an error`, 'The service runs already, from an earlier run.', '服务已经启动，是上次留下的。'),
      known(`${simcomMqtt}, error 9`, 'There is no data connection, which the service opens itself.', '没有数据连接，服务需要它。'),
    ],
    checks: [ask({ simcom: 'AT+CGPADDR' }, 'Whether there is an address', '是否有 IP 地址', [rulesOut('^\\+CGPADDR: ?1,"?[1-9]', 'There is one: then it runs already.', '有 IP：那就是已经启动了。'), confirms('^\\+CGPADDR: ?1(?:$|,"?0\\.0)', 'None.', '没有 IP。')])],
    fix: text('AT+CMQTTDISC=0,60, AT+CMQTTREL=0, AT+CMQTTSTOP (errors do not matter), then start; else register and AT+NETOPEN first.', '依次 AT+CMQTTDISC=0,60、AT+CMQTTREL=0、AT+CMQTTSTOP（报错可忽略）再启动；否则先注册、AT+NETOPEN。'),
  },
  {
    id: 'mqtt.simcom-closed',
    stage: 'mqtt',
    families: ['simcom'],
    symptom: text('+CMQTTCONNECT: 0,26: the server closed the connection', '+CMQTTCONNECT: 0,26：服务器断开了连接'),
    when: [{ line: '^\\+CMQTTCONNECT: \\d+,26$' }, { clouds: ['aws'], line: '^\\+CMQTTCONNECT: \\d+,26$', answers: 'amazonaws', unless: '"authmode",\\d,2' }, { code: '^mqtt\\.result\\.26$' }],
    causes: [
      known(`${simcomAws}, test 3 (failed) against test 5 (passed, with authmode 2 and a data connection)`, 'AWS with authmode 0: no client certificate was shown, and the server hung up.', 'AWS 而 authmode 为 0：没有出示客户端证书，被服务器挂断。'),
      known(`${simcomMqtt}, AT+CMQTTACCQ: <server_type> 0 TCP, 1 SSL/TLS`, 'TLS port with server_type 0, or TCP port with 1.', 'TLS 端口却用 server_type 0，或 TCP 端口用了 1。'),
      possible('the login is wrong, and the cloud closes instead of answering. This PC’s try tells.', '登录参数不对，云平台直接断开。用电脑试连就知道。'),
    ],
    checks: [fromHere, ask({ simcom: 'AT+CSSLCFG?' }, 'The TLS settings: the second number is authmode', 'TLS 设置：含 authmode'), ask({ simcom: 'AT+CMQTTACCQ?' }, 'Client and server type', '客户端与服务器类型')],
    fix: text('AT+CMQTTACCQ=0,"<id>",1 for TLS, AT+CSSLCFG="authmode",0,2 with certificate and key for AWS, AT+CMQTTSSLCFG=0,0; then connect.', 'TLS 用 AT+CMQTTACCQ=0,"<id>",1；AWS 再设 AT+CSSLCFG="authmode",0,2 及证书、私钥，AT+CMQTTSSLCFG=0,0；然后连接。'),
  },
  {
    id: 'mqtt.lierda-stale-urc',
    stage: 'mqtt',
    families: ['lierda'],
    symptom: text('Lierda: results of subscribe and publish do not fit their commands', '利尔达：订阅、发布的结果与指令对不上'),
    when: [
      { line: '^\\+LMQTTPUB: ', answers: '^AT\\+LMQTT(?!PUB=)', before: ['^AT\\+LMQTTPUB='] },
      { line: '^\\+LMQTT(?:SUBUNSUB|UNSUNSUB): ', answers: '^AT\\+LMQTT(?!SUBUNSUB=)', before: ['^AT\\+LMQTTSUBUNSUB='] },
    ],
    causes: [known(`${lierdaDriver}: results are paired by message identifier`, 'A late result of an earlier command is taken for this one’s, or message identifiers are used twice.', '把上一条指令迟到的结果当成了这一条的，或消息 ID 重复使用。')],
    checks: [look('Compare the second number of the result with the command’s message identifier.', '对照结果里的第二个数与指令里的消息 ID。')],
    fix: text('Count the message identifier up (1 to 65535) and take only the result that carries it.', '消息 ID 递增（1～65535），只认 ID 相同的结果。'),
  },
  {
    id: 'mqtt.lierda-settings',
    stage: 'mqtt',
    families: ['lierda'],
    symptom: text('Lierda: AT+LMQTTCFG has no effect, or publishing gives no result', '利尔达：AT+LMQTTCFG 不生效，或发布后没有结果上报'),
    when: [
      { line: '^AT\\+LMQTTCFG=', from: 'host', before: ['^\\+LMQTTOPEN: \\d+,0'], unless: '^AT\\+LMQTTCLOSE' },
      { line: '^OK$', answers: '^AT\\+LMQTTPUB=', lacks: '^\\+LMQTTPUB', unless: 'LMQTTCFG="?urc"?,\\d,1' },
      { line: '^AT\\+LMQTTOPEN=', from: 'host', before: ['^AT\\+LMQTTCLOSE'], unless: '^AT\\+LMQTTCFG=' },
      { families: ['lierda'], code: '^modem\\.no-urc$' },
    ],
    causes: [
      known(`${lierdaAt}, AT+LMQTTCFG; ${lierdaDriver}`, 'Settings hold for the next AT+LMQTTOPEN only and are lost with AT+LMQTTCLOSE.', '配置只对下一次 AT+LMQTTOPEN 有效，AT+LMQTTCLOSE 后失效。'),
      known(lierdaDriver, 'Results of publishing come only with AT+LMQTTCFG="urc",0,1.', '要设 AT+LMQTTCFG="urc",0,1，发布结果才会上报。'),
    ],
    checks: [ask({ lierda: 'AT+LMQTTCONN?' }, 'The state: 3 is connected', '状态：3 为已连接', [rulesOut('^\\+LMQTTCONN: \\d+,3', 'Connected: the publish may still have arrived.', '已连接：消息可能已经送达。')])],
    fix: text('Send all AT+LMQTTCFG lines before every AT+LMQTTOPEN, with "urc",0,1 among them.', '每次 AT+LMQTTOPEN 之前重发全部 AT+LMQTTCFG，包括 "urc",0,1。'),
  },
  {
    id: 'mqtt.lierda-stats',
    stage: 'mqtt',
    families: ['lierda'],
    symptom: text('+LMQTTURC: STATS,0,13, 14 or 15', '+LMQTTURC: STATS,0,13、14 或 15'),
    when: [{ families: ['lierda'], line: '^\\+LMQTTURC: STATS,\\d+,1[345](?:,\\d+)?$' }],
    causes: [
      known(`${lierdaAt}, +LMQTTURC: STATS`, '15: the broker refused the login; the number behind it is CONNACK’s code. 14: the TLS handshake failed. 13: the receive buffer overflowed.', '15：登录被拒，后面的数字是 CONNACK 返回码；14：TLS 握手失败；13：接收缓存溢出。'),
    ],
    checks: [ask({ lierda: 'AT+LMQTTCONN?' }, 'The state: 3 is connected', '状态：3 为已连接'), fromHere],
    fix: text('15: check the login. 14: certificates, or a plain port. 13: AT+LMQTTCFG="cache",0,0, or read with AT+LMQTTREAD=0 at once.', '15：校验登录参数；14：检查证书或改用明文端口；13：设 AT+LMQTTCFG="cache",0,0，或及时 AT+LMQTTREAD=0 读走。'),
  },
]
