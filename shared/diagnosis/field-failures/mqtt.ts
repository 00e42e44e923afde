import { text } from '../../text/local-text.ts'
import { ask, confirms, known, look, possible, rulesOut, type Check, type FieldFailure } from './field-failure.ts'
import { closing, login, lost, noLogin, refused } from './signs.ts'
import { airm2mBoot, airm2mFaq, alibabaConnect, mqttSpec, quectelMqtt, simcomMqtt, thingsCloud } from './sources.ts'

const state: Check = ask({ quectel: 'AT+QMTCONN?', lierda: 'AT+LMQTTCONN?', luat: 'AT+MQTTSTATU', simcom: 'AT+CMQTTCONNECT?', esp: 'AT+MQTTCONN?', nrf: 'AT#XMQTTCON?' }, 'The client’s state', '客户端状态', [
  rulesOut('^\\+(?:QMTCONN: \\d+,3|LMQTTCONN: \\d+,3|MQTTSTATU ?: ?1|MQTTCONN:\\d,[456],.*)$', 'It is logged in.', '已登录。'),
  confirms('^\\+(?:QMTCONN: \\d+,[124]|LMQTTCONN: \\d+,[124]|MQTTSTATU ?: ?[02]|MQTTCONN:\\d,[0-3].*)$', 'It is not.', '没有登录。'),
])
const recompute = look('Paste the login into Signature, “Check a login”: it says which part is wrong.', '把登录参数贴到“签名”的“校验登录参数”里，会指出哪一项不对。')
const fromHere = look('Try the same login from this PC (the wizard’s button): a code from the broker there is more exact.', '用电脑试同一组参数（向导里的按钮）：服务器给电脑的返回码更准确。')

const clouds = ['alibaba-iot', 'huawei-iotda', 'onenet', 'tencent-iothub', 'aws', 'azure-iothub'] as const
const keepAliveOff = '^AT\\+(?:QMTCFG="keepalive",\\d+,|LMQTTCFG="keepalive",\\d+,|MCONNECT=[01],)(?:\\d|[12]\\d|12\\d[1-9]|1[3-9]\\d\\d|[2-9]\\d{3}|\\d{5})$'
const keepAliveOffSimcom = '^AT\\+CMQTTCONNECT=\\d,"[^"]*",(?:\\d|[12]\\d|12\\d[1-9]|1[3-9]\\d\\d|[2-9]\\d{3}|\\d{5}),'

/** Opening, login and the life of the connection. */
export const mqttFailures: readonly FieldFailure[] = [
  {
    id: 'mqtt.already-open',
    stage: 'mqtt',
    symptom: text('The client is still open from an earlier run (+QMTOPEN: 0,2, ALREADY CONNECT, CMQTT 19, 21)', '客户端还被上次占用（+QMTOPEN: 0,2、ALREADY CONNECT、CMQTT 19、21）'),
    when: [
      { line: '^(?:\\+QMTOPEN: \\d+,2|\\+LMQTTOPEN: \\d+,-1,2|ALREADY CONNECT|\\+CMQTT(?:ACCQ|REL|CONNECT): \\d+,(?:19|21)|\\+CMQTTSTOP: (?:19|21))$' },
      { families: ['esp'], line: '^ERROR$', answers: '^AT\\+MQTTUSERCFG=', unless: '^ERR CODE' },
      { code: '^mqtt\\.(?:open\\.2|already-open|result\\.(?:19|21))$' },
    ],
    causes: [
      known(`${quectelMqtt}, AT+QMTOPEN, result 2; ${simcomMqtt}, errors 19 and 21`, 'An earlier run or another program opened this client and did not close it; the module was not restarted.', '上次运行或别的程序打开后没关，模组也没重启。'),
      known(airm2mBoot, 'AirM2M: AT+MIPSTART while the connection stands answers ALREADY CONNECT; it is of use as it is.', '合宙：连接还在时再发 AT+MIPSTART 会回 ALREADY CONNECT，连接本身可用。'),
    ],
    checks: [state, ask({ quectel: 'AT+QMTOPEN?' }, 'Which server is open', '当前打开的是哪个服务器')],
    fix: text('Close and retry: AT+QMTDISC=0, AT+QMTCLOSE=0; AT+MDISCONNECT, AT+MIPCLOSE; AT+CMQTTDISC=0,60, AT+CMQTTREL=0, AT+CMQTTSTOP; AT+MQTTCLEAN=0. Errors do not matter.', '先关再试：AT+QMTDISC=0、AT+QMTCLOSE=0；AT+MDISCONNECT、AT+MIPCLOSE；AT+CMQTTDISC=0,60、AT+CMQTTREL=0、AT+CMQTTSTOP；AT+MQTTCLEAN=0。报错可忽略。'),
  },
  {
    id: 'mqtt.open-parameter',
    stage: 'mqtt',
    symptom: text('The opening command’s parameter is wrong (+QMTOPEN: 0,1, +LMQTTOPEN: 0,-1,1, CMQTT 12)', '打开连接的参数不对（+QMTOPEN: 0,1、+LMQTTOPEN: 0,-1,1、CMQTT 12）'),
    when: [
      { line: '^(?:\\+QMTOPEN: \\d+,1|\\+LMQTTOPEN: \\d+,-1,1|\\+LMQTTURC: STATS,\\d+,2|\\+CMQTTCONNECT: \\d+,12)$' },
      { line: '^(?:ERROR|\\+CME ERROR: .*)$', answers: '^AT\\+L?Q?MQ?TT?OPEN=\\d,(?:"?(?:mqtt|tcp|ssl)s?://|[^"])' },
      { code: '^mqtt\\.(?:open\\.1|result\\.12)$' },
    ],
    causes: [
      known(`${quectelMqtt}, AT+QMTOPEN: <host_name> up to 100 bytes, <port> an integer`, 'Quotation marks are missing, the host has mqtt:// in front or more than 100 bytes, or the port stands in quotes.', '主机名没加引号、带了 mqtt://、超过 100 字节，或端口加了引号。'),
      known(`${simcomMqtt}, AT+CMQTTCONNECT: <server_addr> begins with tcp://`, 'SIMCom is the opposite: it needs tcp:// in front and the port inside, for TLS too.', 'SIMCom 相反：必须以 tcp:// 开头、端口写在里面，TLS 也一样。'),
    ],
    checks: [look('Compare the line with the manual’s: host alone, in quotes, then the bare port.', '对照手册：只写主机名并加引号，端口不加引号。')],
    fix: text('AT+QMTOPEN=0,"host",1883; SIMCom AT+CMQTTCONNECT=0,"tcp://host:1883",60,1.', 'AT+QMTOPEN=0,"host",1883；SIMCom 用 AT+CMQTTCONNECT=0,"tcp://host:1883",60,1。'),
  },
  {
    id: 'mqtt.login-late',
    stage: 'mqtt',
    symptom: text('The connection opens and is closed some seconds later, before the login', '连接打开几秒后、还没登录就被断开'),
    when: [
      { line: '^\\+QMTSTAT: \\d+,1$', before: ['^\\+QMTOPEN: \\d+,0$'], unless: '^AT\\+QMTCONN=' },
      { line: '^CLOSED$', before: ['^CONNECT OK$'], unless: '^AT\\+MCONNECT=' },
      { line: '^\\+CME ERROR: 767$', answers: '^AT\\+MCONNECT=', before: ['^CLOSED$'] },
      { line: '^\\+LMQTTURC: STATS,\\d+,(?:1|11)$', before: ['^\\+LMQTTOPEN: \\d+,0'], unless: '^AT\\+LMQTTCONN=' },
      { code: '^mqtt\\.(?:login-late|too-late)$' },
    ],
    causes: [
      known(`${thingsCloud}; ${airm2mFaq}, 5`, 'CONNECT came too late: ThingsCloud waits 5 s, others about 10 s. By hand that is too slow.', '登录发晚了：ThingsCloud 只等 5 秒，其他约 10 秒，手动发来不及。'),
    ],
    checks: [look('How many seconds lie between the opening and the loss in the log? 5 or 10 confirms it.', '看日志里打开连接到断开隔了几秒：5 或 10 秒就是它。'), state],
    fix: text('Send the login straight after +QMTOPEN: 0,0 or CONNECT OK, by program: the wizard chains them. Then open again.', '收到 +QMTOPEN: 0,0 或 CONNECT OK 后由程序立刻发登录（向导会连着发）；再重新打开。'),
  },
  {
    id: 'mqtt.no-connack',
    stage: 'mqtt',
    symptom: text('The login gets no CONNACK: +QMTCONN: 0,2, +QMTSTAT: 0,3 or 4, CLOSED', '登录没有 CONNACK：+QMTCONN: 0,2、+QMTSTAT: 0,3 或 4、CLOSED'),
    when: [
      { line: '^(?:\\+QMTCONN: \\d+,2|\\+LMQTTCONN: \\d+,2(?:,6)?|\\+QMTSTAT: \\d+,[34]|\\+CMQTTCONNECT: \\d+,(?:17|24)|#XMQTTEVT: 0,-\\d+)$' },
      { line: '^CLOSED$', answers: '^AT\\+MCONNECT=', unless: login },
      { line: '^\\+QMTSTAT: \\d+,1$', answers: '^AT\\+QMTCONN=', unless: login },
      { code: '^mqtt\\.(?:connect-not-sent|refused|link\\.[34])$' },
    ],
    causes: [
      possible('the login is wrong: Alibaba Cloud, Tencent Cloud and AWS close instead of answering. Checking it tells.', '登录参数不对：阿里云、腾讯云、AWS 会直接断开而不回码。校验一下登录参数就知道。'),
      possible('the port wants TLS, or plain TCP where TLS is spoken: the port’s number tells (1883, 8883).', '端口要求 TLS 而用了明文，或反过来：看端口号（1883、8883）。'),
      possible('the keep-alive is outside what the cloud takes (mostly 30 to 1200 s).', '心跳超出云平台范围（一般 30～1200 秒）。'),
      possible('the link is too weak for CONNECT to come through: AT+CSQ below 10.', '链路太差，CONNECT 没送到：AT+CSQ 低于 10。'),
    ],
    checks: [fromHere, recompute, ask('AT+CSQ', 'The signal', '信号强度', [confirms('^\\+CSQ: ?(?:99|\\d),', 'Weak.', '很弱。'), rulesOut('^\\+CSQ: ?(?:1[5-9]|2\\d|3[01]),', 'Good enough.', '够用。')])],
    fix: text('Compute the login anew, keep-alive 120, the port that fits TLS; then open and log in again.', '重新计算登录参数、心跳设 120、按 TLS 选端口；再打开、登录。'),
  },
  {
    id: 'mqtt.refused-1',
    stage: 'mqtt',
    symptom: text('CONNACK 1: the protocol version is not accepted', '返回码 1：不接受协议版本'),
    when: refused(1),
    causes: [
      possible('the module speaks MQTT 3.1: its version setting shows 3 (SIMCom: the default of old firmware).', '模组用的是 MQTT 3.1：version 为 3（SIMCom 老固件默认如此）。'),
      possible('on BC26 (new firmware) and BC260Y 0 means 3.1 and 1 means 3.1.1: AT+QMTCFG=? shows the range.', 'BC26 新固件、BC260Y 上 0 为 3.1、1 为 3.1.1：AT+QMTCFG=? 看范围。'),
    ],
    checks: [ask({ quectel: 'AT+QMTCFG="version",0' }, 'The version in use: 4 is 3.1.1', '当前版本：4 为 3.1.1', [confirms('"version",(?:0,)?3$', 'It is MQTT 3.1.', '当前为 MQTT 3.1。'), rulesOut('"version",(?:0,)?4$', 'It is MQTT 3.1.1.', '当前为 MQTT 3.1.1。')])],
    fix: text('AT+QMTCFG="version",0,4 (BC26 new, BC260Y: 1); AT+LMQTTCFG="version",0,4; AT+CMQTTACCQ=…,4; then open again.', 'AT+QMTCFG="version",0,4（BC26 新固件、BC260Y 用 1）；AT+LMQTTCFG="version",0,4；AT+CMQTTACCQ=…,4；再重新打开。'),
  },
  {
    id: 'mqtt.refused-2',
    stage: 'mqtt',
    symptom: text('CONNACK 2: the client ID is refused', '返回码 2：Client ID 被拒'),
    when: refused(2),
    causes: [
      possible('the form is wrong: Alibaba Cloud’s needs two |, Huawei’s ends with _0_0_YYYYMMDDHH. Checking it tells.', '格式不对：阿里云要有两个 |，华为云以 _0_0_YYYYMMDDHH 结尾。校验一下就知道。'),
      possible('it is empty, or longer than the broker takes (23 bytes with old ones).', '为空，或超过服务器上限（老服务器 23 字节）。'),
      possible('the module cut it: old SIM7600 firmware keeps 23 bytes. AT+CMQTTACCQ=? shows the limit.', '被模组截断：SIM7600 老固件只留 23 字节，AT+CMQTTACCQ=? 看上限。'),
    ],
    checks: [recompute, ask({ simcom: 'AT+CMQTTACCQ=?' }, 'The longest client ID', 'Client ID 上限'), fromHere],
    fix: text('Print what was sent and compare it with the cloud’s form and limit, character by character.', '打印实际发出的内容，逐字对照云平台的格式和长度。'),
  },
  {
    id: 'mqtt.refused-3',
    stage: 'mqtt',
    symptom: text('CONNACK 3: the server is unavailable', '返回码 3：服务器不可用'),
    when: refused(3),
    causes: [
      possible('the cloud’s instance is stopped or overdue: its console shows the state.', '实例停服或欠费：看控制台状态。'),
      possible('the host is another region’s or instance’s: compare it with the console’s.', '域名是别的地域或实例的：与控制台对照。'),
      possible('the broker is overloaded or starting: it goes away after a minute.', '服务器过载或正在启动：一分钟后恢复。'),
    ],
    checks: [fromHere, look('Console: the instance’s state and its host.', '控制台：实例状态与接入域名。')],
    fix: text('Start or pay for the instance, take its own host, try again after a pause.', '启动或续费实例、用它自己的域名，过一会儿再试。'),
  },
  {
    id: 'mqtt.refused-4',
    stage: 'mqtt',
    symptom: text('CONNACK 4: wrong user name or password', '返回码 4：用户名或密码不对'),
    when: refused(4),
    causes: [
      possible('the secret is another device’s, or was copied with a blank: its length tells (Alibaba Cloud 32 hex, Tencent Cloud 24 base64, OneNET 44).', '密钥不是本设备的，或复制时多了空格：看长度（阿里云 32 位十六进制、腾讯云 24 位 base64、OneNET 44 位）。'),
      possible('the base64 key was not decoded before signing (Tencent Cloud, OneNET, Azure).', '签名前没有对 base64 密钥解码（腾讯云、OneNET、Azure）。'),
      possible('the method’s name does not fit (;hmacsha256, “MD5” against “md5”).', '签名方法名不一致（;hmacsha256、MD5 与 md5）。'),
      possible('the token or expiry lies in the past, or the clock that made it was wrong.', 'Token 或过期时间已过，或生成它的时钟不准。'),
    ],
    checks: [recompute, fromHere],
    fix: text('Compute the login anew from the console’s secret, without blanks.', '用控制台上的密钥重新计算，注意不要带空格。'),
  },
  {
    id: 'mqtt.refused-5',
    stage: 'mqtt',
    symptom: text('CONNACK 5: not authorised', '返回码 5：未授权'),
    when: refused(5),
    causes: [
      possible('the device is disabled or not registered: the console’s list shows it.', '设备被禁用或没注册：看控制台设备列表。'),
      possible('the product in the login is not the device’s: product ID and device name must stand together in the console.', '产品与设备对不上：控制台里产品 ID 与设备名要对应。'),
      possible('an access list, policy or IP list forbids it: another device from the same network is refused too.', '访问控制、策略或 IP 白名单不允许：同网络的其他设备也被拒。'),
    ],
    checks: [fromHere, look('Console: is the device enabled, and in this product?', '控制台：设备是否启用、是否在该产品下？'), recompute],
    fix: text('Enable or create the device; correct the product; extend the list or the policy.', '启用或新建设备；改正产品；放开白名单或策略。'),
  },
  {
    id: 'mqtt.kicked',
    stage: 'mqtt',
    symptom: text('Logged in and thrown out again and again', '反复登录又被踢下线'),
    when: [
      { code: '^mqtt\\.kicked$' },
      { line: lost, before: [login, lost, login] },
      { line: lost, before: [login], unless: closing },
      { code: '^mqtt\\.(?:dropped|closed|link\\.1|link)$' },
    ],
    causes: [
      known(`${mqttSpec}, 3.1.4: a second client with the same ClientId disconnects the first; ${alibabaConnect}`, 'Two clients use the same client ID: another module, the console’s online debugging, MQTTX on the PC.', '两个客户端用了同一个 Client ID：另一块模组、控制台在线调试、电脑上的 MQTTX。'),
      possible('the cloud ends the connection at each publish to a topic without permission: the loss follows a publish.', '向没有权限的主题发布就被断开：每次都是发布之后断。'),
      possible('the link itself is bad: losses come without a rhythm, and with +CSQ below 10.', '链路本身差：断开没有规律，+CSQ 低于 10。'),
    ],
    checks: [look('Stop every other client of this device and watch for a minute.', '停掉该设备的其他客户端，观察一分钟。'), look('The cloud’s device log names a second login.', '云平台的设备日志会写明被重复登录踢下线。'), state],
    fix: text('One client a device: a unique device name for each; reconnect with a back-off.', '一机一号：每台设备用自己的名称；重连要有退避。'),
  },
  {
    id: 'mqtt.keep-alive-loss',
    stage: 'mqtt',
    symptom: text('The connection drops in the rhythm of the keep-alive', '按心跳周期规律掉线'),
    when: [
      { line: '^(?:\\+QMTSTAT: \\d+,2|\\+CMQTTPING: \\d+,[1-9]\\d*|\\+LMQTTURC: STATS,\\d+,8)$', before: [login] },
      { line: '^(?:\\+QMTSTAT: \\d+,2|\\+CMQTTPING: \\d+,[1-9]\\d*)$' },
      { line: lost, before: ['^AT\\+L?Q?MQ?TT?CFG="keepalive",\\d+,0$', login], unless: closing },
      { code: '^mqtt\\.(?:ping-failed|link\\.2)$' },
    ],
    causes: [
      possible('no pings are sent: keep-alive 0 where the cloud demands one. The losses come at 1.5 times its period.', '没有发心跳：云平台要求心跳而设成了 0，掉线间隔为周期的 1.5 倍。'),
      possible('the module sleeps between pings (PSM, eDRX): with AT+CPSMS=0 it stops.', '两次心跳之间模组休眠（PSM、eDRX）：AT+CPSMS=0 后不再掉线。'),
      possible('the operator’s NAT forgets the connection after 2 to 5 min: 60 s instead of 300 helps.', '运营商 NAT 约 2～5 分钟老化：心跳从 300 改成 60 秒就好。'),
    ],
    checks: [ask({ quectel: 'AT+QMTCFG="keepalive",0' }, 'The keep-alive in use', '当前心跳', [confirms('"keepalive",(?:0,)?0$', 'No pings.', '不发心跳。')]), ask('AT+CPSMS?', 'Whether power saving is on', 'PSM 是否打开', [confirms('^\\+CPSMS: ?1', 'It is on.', '已打开。')])],
    fix: text('Keep-alive 60 to 120 s; switch power saving off while testing.', '心跳设 60～120 秒；测试期间关掉省电。'),
  },
  {
    id: 'mqtt.keep-alive-range',
    stage: 'mqtt',
    symptom: text('The login is refused or closed, with a keep-alive below 30 s or above 1200 s', '心跳低于 30 秒或高于 1200 秒时登录被拒、被断开'),
    when: [
      { clouds, line: noLogin, before: [keepAliveOff] },
      { clouds, line: '^CLOSED$', answers: keepAliveOff },
      { clouds, line: noLogin, answers: keepAliveOffSimcom },
      { line: noLogin, before: [keepAliveOff] },
    ],
    causes: [possible('the cloud takes 30 to 1200 s only (Alibaba Cloud, Huawei Cloud, AWS; Tencent Cloud up to 900, OneNET 10 to 1800): with 120 it logs in.', '云平台只接受 30～1200 秒（阿里云、华为云、AWS；腾讯云最大 900，OneNET 10～1800）：改成 120 就能登录。')],
    checks: [ask({ quectel: 'AT+QMTCFG="keepalive",0' }, 'The keep-alive in use', '当前心跳'), fromHere],
    fix: text('Keep-alive 120 to 300 s.', '心跳设 120～300 秒。'),
  },
  {
    id: 'mqtt.late-will',
    stage: 'mqtt',
    symptom: text('The will message appears although the device is back', '设备已经恢复，遗嘱消息却还是发出来了'),
    when: [{ line: login, before: ['"will",\\d+,1|CMQTTWILLMSG=|^AT\\+MCONFIG=(?:[^,]*,){5}', login], weak: true }],
    causes: [known(`${mqttSpec}, 3.1.2.5; ${airm2mFaq}, 2`, 'After a short power loss the broker still holds the old session; when the same client ID logs in, it ends that one and publishes its will.', '短暂掉电后服务器还留着旧会话；同一 Client ID 再登录时结束旧会话，于是发布遗嘱。')],
    checks: [look('Does the will come within the second of the new login?', '遗嘱是否就在重新登录的那一刻出现？')],
    fix: text('Publish “online” (retained, where the cloud has it) on the same topic after every CONNACK.', '每次 CONNACK 后向同一主题发布一条“上线”（云平台支持时带 retain）。'),
  },
]
