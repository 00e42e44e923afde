import { text } from '../../text/local-text.ts'
import { ask, confirms, known, look, possible, rulesOut, type Check, type FieldFailure } from './field-failure.ts'
import { airm2mAlibaba, airm2mAt, alibabaConnect, bg96Notes, lierdaArticle, quectelMqtt, simcomMqtt } from './sources.ts'

const lookUp: Check = ask(
  { quectel: 'AT+QIDNSGIP=1,"{host}"', simcom: 'AT+CDNSGIP="{host}"', luat: 'AT+CDNSGIP="{host}"', esp: 'AT+CIPDOMAIN="{host}"', nrf: 'AT#XGETADDRINFO="{host}"' },
  'Whether the modem can resolve the name',
  '模组能否解析该域名',
  [
    rulesOut('(?:"dnsgip",|CDNSGIP: ?1,|CIPDOMAIN:|XGETADDRINFO:).*\\d+\\.\\d+\\.\\d+\\.\\d+', 'It resolves.', '能解析。'),
    confirms('(?:"dnsgip",56\\d|CDNSGIP: ?0,|DNS Fail|ERROR$)', 'It does not.', '解析不了。'),
  ],
  { timeoutMs: 60_000 },
)

const fromHere = look('Try the same host and port from this PC: the wizard’s button does so.', '用电脑试同一地址和端口：向导里有按钮。')

const noTls = '[Ss][Ss][Ll]",\\d+,1'

/** Between the data connection and the handshake: names, TCP, and HTTP on the way to a login. */
export const netFailures: readonly FieldFailure[] = [
  {
    id: 'net.dns',
    stage: 'net',
    symptom: text('The server’s name does not resolve', '服务器域名解析失败'),
    when: [
      { line: '^(?:\\+QMTOPEN: \\d+,4|\\+LMQTTOPEN: \\d+,-1,4|\\+CMQTTCONNECT: \\d+,25|\\+LMQTTURC: STATS,\\d+,3|\\+Q(?:I|SSL)OPEN: \\d+,565|\\+QIGETERROR: ?565.*|\\+QIURC: ?"dnsgip",56\\d|\\+CDNSGIP: ?0.*|DNS Fail)$' },
      { code: '^net\\.(?:dns|name)' },
    ],
    causes: [
      known(`${lierdaArticle}: its host stands there as “iot-as-mqtt点吸烟 -shanghai…”`, 'The name is misspelt: web pages mangle copied host names, put blanks or characters into them.', '域名写错：网页复制的域名常被改坏，混入空格或汉字。'),
      known(`${quectelMqtt}, AT+QMTOPEN, result 4; ${simcomMqtt}, error 25`, 'The network’s DNS server does not know the name or does not answer.', '网络的 DNS 不认识这个域名，或没有应答。'),
      possible('a private or directed APN has no DNS: by IP address it connects.', '专网或定向 APN 没有 DNS：直接填 IP 能连上。'),
      possible('the context has IPv6 only: AT+CGPADDR shows no IPv4.', '上下文只有 IPv6：AT+CGPADDR 里没有 IPv4。'),
    ],
    checks: [lookUp, ask('AT+CGPADDR', 'Whether there is an IPv4 address', '是否有 IPv4 地址'), ask({ quectel: 'AT+QIDNSCFG=1', simcom: 'AT+CDNSCFG?', luat: 'AT+CDNSCFG?' }, 'Which DNS servers are used', '使用的 DNS 服务器')],
    fix: text('Correct the name. Set DNS servers: Quectel AT+QIDNSCFG=1,"223.5.5.5","8.8.8.8", AirM2M AT+CDNSCFG="223.5.5.5". Or take the IP address.', '改正域名。设置 DNS：移远 AT+QIDNSCFG=1,"223.5.5.5","8.8.8.8"，合宙 AT+CDNSCFG="223.5.5.5"；或直接填 IP。'),
  },
  {
    id: 'net.tcp',
    stage: 'net',
    symptom: text('The connection to the server is refused or gets no answer', 'TCP 连接被拒绝或无应答'),
    when: [
      { line: '^(?:\\+QMTOPEN: \\d+,-1|\\+LMQTTOPEN: \\d+,-1,5|\\+LMQTTURC: STATS,\\d+,(?:8|9)|\\+CMQTTCONNECT: \\d+,3|CONNECT FAIL)$' },
      { line: '^\\+QMTOPEN: \\d+,5$', unless: noTls },
      { line: '^\\+QMTOPEN: \\d+,5$' },
      { line: '^\\+QIOPEN: \\d+,(?:566|569)$' },
      { code: '^(?:net\\.tcp|mqtt\\.open-failed|mqtt\\.connect$)' },
      { line: '^\\+CIPSTART:.*FAIL|^#XMQTTEVT: 0,-(?:111|113|116)$' },
    ],
    causes: [
      known(`${quectelMqtt}, AT+QMTOPEN, result 5; ${bg96Notes}: +QIOPEN: 1,566`, 'TCP is refused or filtered: wrong port, or the server is down.', 'TCP 被拒或被过滤：端口不对，或服务器没开。'),
      known(`${simcomMqtt}, error 3`, 'SIMCom says 3 for a socket that cannot connect.', 'SIMCom 报 3，表示 socket 连接失败。'),
      possible('a directed IoT SIM reaches only listed hosts: this PC connects, and the module to a listed host too.', '定向物联网卡只能访问白名单：电脑能连，模组连白名单内的地址也能连。'),
      possible('a TLS port opened as TCP, or TCP as TLS: 1883 is plain as a rule, 8883 TLS.', 'TLS 端口当 TCP 开，或反过来：通常 1883 明文、8883 TLS。'),
    ],
    checks: [fromHere, lookUp, ask('AT+CGPADDR', 'Whether the data connection stands', '数据连接是否还在', [confirms('^\\+CGPADDR: ?1(?:$|,"?0\\.0\\.0\\.0)', 'It does not.', '已经没有了。')])],
    fix: text('Correct host and port; ask the operator to list the host; take the port that fits TLS or TCP.', '改正地址和端口；请运营商把地址加进白名单；按 TLS/TCP 选对端口。'),
  },
  {
    id: 'net.alibaba-plain-tcp',
    stage: 'net',
    clouds: ['alibaba-iot'],
    symptom: text('Alibaba Cloud: plain TCP on port 1883 is refused by a new instance', '阿里云：新实例的 1883 明文 TCP 连不上'),
    when: [
      { clouds: ['alibaba-iot'], line: '^(?:\\+QMTOPEN: \\d+,(?:5|-1)|\\+LMQTTOPEN: \\d+,-1,5|CONNECT FAIL|\\+CMQTTCONNECT: \\d+,(?:3|26))$', answers: '\\.mqtt\\.iothub\\.aliyuncs\\.com[":]+,?"?1883' },
    ],
    causes: [
      known(`${alibabaConnect}, 2026: connections over TCP are off by default for new instances`, 'The instance takes TLS only: plain TCP is off by default.', '该实例只允许 TLS：默认关闭明文 TCP。'),
      possible('the instance’s id in the host is another’s: the console shows the right host.', '域名里的实例 ID 不是自己的：以控制台显示的接入域名为准。'),
    ],
    checks: [fromHere, look('Console: is TCP access on for the instance?', '控制台里该实例是否开启了 TCP 接入？')],
    fix: text('Connect with TLS (port 1883 or 8883, securemode=2), or switch TCP on in the console.', '改用 TLS（端口 1883 或 8883，securemode=2），或在控制台开启 TCP 接入。'),
  },
  {
    id: 'http.length',
    stage: 'net',
    symptom: text('HTTPDATA: status 601, a refused signature, or the modem stays at DOWNLOAD', 'HTTPDATA 后报 601、签名错误，或卡在 DOWNLOAD'),
    when: [
      { line: '^DOWNLOAD$', lacks: '^(?:OK|ERROR|\\+CME ERROR.*)$' },
      { line: '^\\+HTTPACTION: ?1,601,', before: ['^AT\\+HTTPDATA='] },
      { line: 'sign (?:check fail|error|invalid)', before: ['^AT\\+HTTPDATA='] },
    ],
    causes: [
      known(`${airm2mAt}, AT+HTTPDATA; ${airm2mAlibaba}, lengths 112 and 120`, 'The announced length is not the number of bytes sent: a CR LF was added, or characters counted for bytes.', '声明的长度与实际字节数不一致：多发了回车换行，或按字符数而不是字节数计算。'),
      possible('the bytes came after the time window (20000 ms in the examples): DOWNLOAD and the data stand far apart in the log.', '超过了接收时限（示例为 20000 毫秒）：日志里 DOWNLOAD 和数据隔得很久。'),
      possible('the bearer is down: AT+SAPBR=2,1 shows 0.0.0.0.', '承载断了：AT+SAPBR=2,1 显示 0.0.0.0。'),
    ],
    checks: [look('Count the body’s bytes: the calculator shows them; 中 counts three.', '数一下正文字节数：计算器会显示；一个汉字算三个字节。'), ask({ luat: 'AT+SAPBR=2,1' }, 'Whether the bearer has an address', '承载是否有 IP', [confirms('"0\\.0\\.0\\.0"', 'It has none.', '没有。')])],
    fix: text('Compute the length in bytes and send exactly so many, without CR LF.', '按字节计算长度，数据不多不少，后面不带回车换行。'),
  },
  {
    id: 'http.content-type',
    stage: 'net',
    clouds: ['alibaba-iot'],
    symptom: text('HTTP 400 or 415 from Alibaba Cloud’s authentication', '阿里云 HTTP 认证返回 400 或 415'),
    when: [{ line: '^\\+HTTPACTION: ?1,4(?:00|15),' }, { clouds: ['alibaba-iot'], line: '^\\+HTTPACTION: ?1,4(?:00|15),' }],
    causes: [
      known(`${airm2mAlibaba}: AT+HTTPPARA="USER_DEFINED","Content-Type: application/x-www-form-urlencoded"`, 'The header is written wrongly: a blank must follow the colon, and the body is a form.', '请求头写法不对：冒号后要有空格，正文是表单格式。'),
      possible('the URL stands in other quotes, or a parameter is missing in the body: the answer’s text names it.', 'URL 的引号不对，或正文缺参数：应答内容里会写。'),
    ],
    checks: [ask({ luat: 'AT+HTTPREAD' }, 'The server’s answer in words', '服务器返回的内容')],
    fix: text('AT+HTTPPARA="USER_DEFINED","Content-Type: application/x-www-form-urlencoded", then the request again.', '发 AT+HTTPPARA="USER_DEFINED","Content-Type: application/x-www-form-urlencoded" 后重新请求。'),
  },
  {
    id: 'http.module-status',
    stage: 'net',
    families: ['luat'],
    symptom: text('HTTPACTION status 603, 604 or 605', 'HTTPACTION 返回 603、604、605'),
    when: [{ line: '^\\+HTTPACTION: ?\\d,60[3-6],' , answers: '^AT\\+HTTPACTION' }, { line: '^\\+HTTPACTION: ?\\d,60[3-6],' }, { code: '^http\\.60[3-6]$' }],
    causes: [
      possible('603: the name does not resolve; the check below tells. Old firmware without TLS says so of https:// too.', '603：域名解析失败，用下面的指令确认；不支持 TLS 的老固件访问 https:// 也报这个。'),
      possible('604: the stack is busy with a request before: after AT+HTTPTERM it goes.', '604：协议栈还在处理上一个请求：AT+HTTPTERM 之后正常。'),
      possible('605 or 606: the TLS handshake failed: http:// works.', '605、606：TLS 握手失败：换成 http:// 能通。'),
    ],
    checks: [lookUp, ask({ luat: 'AT+SAPBR=2,1' }, 'Whether the bearer has an address', '承载是否有 IP', [confirms('"0\\.0\\.0\\.0"', 'It has none.', '没有。')]), ask('AT+CGMR', 'The firmware version', '固件版本')],
    fix: text('Mend DNS and bearer; AT+HTTPTERM, AT+HTTPINIT and again; update firmware that lacks TLS.', '先解决 DNS 和承载；AT+HTTPTERM、AT+HTTPINIT 后重来；不支持 TLS 的固件请升级。'),
  },
]
