import { text } from '../../text/local-text.ts'
import { ask, confirms, known, look, possible, rulesOut, type Check, type FieldFailure } from './field-failure.ts'
import { secureOpenFailed, serverChecked } from './signs.ts'
import { awsGuide, ec20Article, eg800k, espMqtt, quectelFile, quectelMqtt, quectelSsl, simcomAws, simcomWildcard } from './sources.ts'

const clock: Check = ask({ quectel: 'AT+CCLK?', simcom: 'AT+CCLK?', luat: 'AT+CCLK?', lierda: 'AT+CCLK?', nrf: 'AT+CCLK?', esp: 'AT+CIPSNTPTIME?' }, 'The modem’s clock', '模组时间', [
  confirms('"(?:70|80|00|04)/|19(?:70|80)', 'Not set: certificates look not yet valid.', '没有校时：证书会被判为未生效。'),
  rulesOut('"(?:20)?(?:2[4-9]|[3-9]\\d)/|20[2-9]\\d', 'Set.', '已校时。'),
])
const files: Check = ask({ quectel: 'AT+QFLST="*"', simcom: 'AT+CCERTLIST' }, 'Which files are stored, and their size', '存了哪些文件、多大')
const sni: Check = ask({ quectel: 'AT+QSSLCFG="sni",{ctx}', simcom: 'AT+CSSLCFG?' }, 'Whether the server’s name is sent (SNI)', '是否带服务器名（SNI）', [
  confirms('"sni",\\d,0$', 'It is off.', '没有带。'),
  rulesOut('"sni",\\d,1$', 'It is on.', '已带。'),
])
const fromHere = look('Try the same server and CA from this PC: the wizard’s button says what does not fit.', '用电脑以同一 CA 试连：向导里的按钮会指出哪里不符。')

export const tlsFailures: readonly FieldFailure[] = [
  {
    id: 'tls.aws',
    stage: 'tls',
    clouds: ['aws'],
    symptom: text('AWS IoT: the connection does not open (566, 26 or 32)', 'AWS IoT：连接打不开（566、26 或 32）'),
    when: [{ clouds: ['aws'], line: secureOpenFailed }, { clouds: ['aws'], line: '^\\+CMQTTCONNECT: \\d+,26$' }, { line: secureOpenFailed, answers: 'amazonaws\\.com' }],
    causes: [
      known(`${awsGuide}, transport security: connections without SNI are refused`, 'The server’s name is not sent (SNI).', '握手没有带服务器名（SNI）。'),
      known(`${simcomAws}, test 3: authmode left at 0`, 'Mutual authentication is off: AWS wants a client certificate (authmode 2, seclevel 2).', '没开双向认证：AWS 需要客户端证书（authmode 2、seclevel 2）。'),
      known(`${awsGuide}, X.509 client certificates`, 'The client certificate is not activated, or its key is another’s.', '客户端证书没有激活，或与私钥不配对。'),
      possible('another CA than Amazon Root CA 1, or a host without -ats: this PC’s try with the same CA tells.', 'CA 不是 Amazon Root CA 1，或域名不带 -ats：用电脑以同一 CA 试连就知道。'),
      possible('the clock is not set while dates are checked (ignorelocaltime 0).', '校验有效期（ignorelocaltime 0）但没有校时。'),
    ],
    checks: [fromHere, sni, clock, files, look('AWS console: is the certificate active, with a policy attached?', 'AWS 控制台：证书是否为 Active 且绑定了策略？')],
    fix: text('Quectel: AT+QSSLCFG="sni",<ctx>,1 and "seclevel",<ctx>,2; SIMCom: enableSNI 1 and authmode 2; Amazon Root CA 1; activate the certificate.', '移远：AT+QSSLCFG="sni",<ctx>,1、"seclevel",<ctx>,2；SIMCom：enableSNI 1、authmode 2；CA 用 Amazon Root CA 1；激活证书。'),
  },
  {
    id: 'tls.verify',
    stage: 'tls',
    symptom: text('TLS fails as soon as the server is checked (seclevel or authmode 1, 2)', '校验服务器（seclevel、authmode 为 1 或 2）就失败，为 0 能连'),
    when: [
      { line: secureOpenFailed, before: [serverChecked] },
      { line: '^\\+CMQTTCONNECT: \\d+,(?:32|34)$' },
      { line: '^CONNECT FAIL$', answers: '^AT\\+SSLMIPSTART' },
      { code: '^tls\\.(?:handshake|ca|certificate)' },
      { line: '^\\+QMTOPEN: \\d+,5$', before: ['[Ss][Ss][Ll]",\\d+,1'] },
    ],
    causes: [
      known(`${eg800k}, p5-ssl-test-results.md: seclevel 1 without a CA gives 566`, 'The CA file is missing, or its name differs from the one set.', 'CA 文件没传，或文件名与设置的不一致。'),
      known(`${eg800k}, p5-ssl-test-results.md: sni 0 gives 566, sni 1 connects`, 'The server’s name is not sent (SNI): a shared address then shows another’s certificate.', '没带服务器名（SNI）：共用地址的服务器会给出别人的证书。'),
      known(`${eg800k}, p5-ssl-test-results.md: untrusted, wrong host, expired`, 'Another root than the one that signed, another host name, or an expired certificate.', '不是签发它的根证书、域名不符，或证书已过期。'),
      known(`${quectelFile}, AT+QFUPL: size and checksum`, 'The file was changed on its way: line ends converted, or cut off.', '传文件时内容变了：换行被转换或被截断。'),
      possible('the clock is not set: with ignorelocaltime 1 it connects.', '没有校时：ignorelocaltime 设 1 就能连。'),
    ],
    checks: [fromHere, files, sni, clock],
    fix: text('Upload the CA again in raw bytes and compare size and checksum; set SNI; set the clock, or ignorelocaltime 1 to try.', '以原始字节重新上传 CA，核对大小和校验；打开 SNI；校时，或先用 ignorelocaltime 1 排查。'),
  },
  {
    id: 'tls.one-code',
    stage: 'tls',
    families: ['quectel'],
    symptom: text('The same TLS code (566, or +QMTOPEN: …,5) whatever is changed', '不管怎么改，TLS 都报同一个码（566 或 +QMTOPEN: …,5）'),
    when: [{ families: ['quectel'], line: '^\\+(?:QSSLOPEN: \\d+,566|QMTOPEN: \\d+,5)$', before: [serverChecked], times: 2 }],
    causes: [
      known(`${eg800k}, p5-ssl-test-results.md`, 'The module has one code for no CA, wrong host, SNI, expired, self-signed and refused TCP alike.', '没有 CA、域名不符、SNI、过期、自签、TCP 被拒，模组都报同一个码。'),
    ],
    checks: [look('Bisect: seclevel 0? Then sni 1? Then ignorelocaltime 1? Then another CA?', '逐项排除：seclevel 0 能连吗？再试 sni 1、ignorelocaltime 1，最后换 CA。'), fromHere, sni, clock, files],
    fix: text('Change one thing at a time, in this order: seclevel 0, sni 1, ignorelocaltime 1, CA. The one that helps is the cause.', '一次只改一项，顺序为 seclevel 0、sni 1、ignorelocaltime 1、换 CA；改到哪项能连，原因就在哪项。'),
  },
  {
    id: 'tls.slow-handshake',
    stage: 'tls',
    symptom: text('TLS fails only on a weak link or NB-IoT, after 20 to 60 s', '只在弱信号或 NB-IoT 下 TLS 失败，要等 20～60 秒'),
    when: [
      { line: secureOpenFailed, before: ['^\\+CSQ: ?\\d,', serverChecked] },
      { line: secureOpenFailed, before: [serverChecked, '^\\+CSQ: ?\\d,'] },
    ],
    causes: [
      possible('the handshake takes longer than negotiatetime: chains of three certificates are 4 KB. With 300 s it succeeds.', '握手时间超过 negotiatetime：三级证书链约 4 KB。改成 300 秒能成功。'),
      possible('packets are lost on the weak link: at a better place it works.', '弱信号丢包：换到信号好的地方就正常。'),
    ],
    checks: [ask('AT+CSQ', 'The signal', '信号强度', [confirms('^\\+CSQ: ?(?:99|\\d),', 'Weak.', '很弱。'), rulesOut('^\\+CSQ: ?(?:1[5-9]|2\\d|3[01]),', 'Good enough.', '够用。')]), ask({ quectel: 'AT+QSSLCFG="negotiatetime",{ctx}', simcom: 'AT+CSSLCFG?' }, 'The time limit of the handshake', '握手超时设置')],
    fix: text('negotiatetime 120 to 300; a server with a short chain or ECC; a better antenna.', 'negotiatetime 设 120～300；服务器用短证书链或 ECC；改善天线。'),
  },
  {
    id: 'tls.wildcard',
    stage: 'tls',
    families: ['simcom'],
    symptom: text('+CMQTTCONNECT: 0,32 at public brokers', '连公共服务器时 +CMQTTCONNECT: 0,32'),
    when: [
      { families: ['simcom'], line: '^\\+CMQTTCONNECT: \\d+,32$', before: ['SIM7022|2110B07'] },
      { families: ['simcom'], line: '^\\+CMQTTCONNECT: \\d+,32$', answers: 'emqx\\.io|hivemq\\.com|mosquitto\\.org' },
    ],
    causes: [
      known(simcomWildcard, 'SIM7022 firmware 2110B07 refuses wildcard certificates (*.emqx.io) after 22 s; certificates with the exact name connect.', 'SIM7022 固件 2110B07 不接受通配符证书（*.emqx.io），约 22 秒后失败；域名完全一致的证书能连。'),
      possible('the server does not speak the module’s TLS version: sslversion 4 (all) helps.', '服务器不支持模组的 TLS 版本：sslversion 设 4（全部）能连。'),
      possible('the clock is not set: ignorelocaltime 1 helps.', '没有校时：ignorelocaltime 设 1 能连。'),
    ],
    checks: [ask({ simcom: 'AT+CGMR' }, 'The firmware', '固件版本', [confirms('2110B07', 'This firmware refuses wildcards.', '这个固件不接受通配符证书。')]), clock, fromHere],
    fix: text('A host whose certificate has its exact name, or newer firmware.', '换证书域名完全一致的服务器，或升级固件。'),
  },
  {
    id: 'tls.no-certificate',
    stage: 'tls',
    families: ['simcom'],
    symptom: text('+CMQTTCONNECT: 0,33: no certificate set', '+CMQTTCONNECT: 0,33：没有配置证书'),
    when: [{ line: '^\\+CMQTTCONNECT: \\d+,33$' }],
    causes: [
      possible('the file’s name in AT+CSSLCFG differs from the one in AT+CCERTLIST.', 'AT+CSSLCFG 里的文件名与 AT+CCERTLIST 不一致。'),
      possible('the SSL context is not tied to the client: AT+CMQTTSSLCFG=0,0 is missing in the log.', 'SSL 上下文没绑定到客户端：日志里没有 AT+CMQTTSSLCFG=0,0。'),
      possible('authmode wants a file that is not there: 2 wants three.', 'authmode 要求的文件不全：2 需要三个文件。'),
    ],
    checks: [ask({ simcom: 'AT+CCERTLIST' }, 'Which files are stored', '存了哪些文件'), ask({ simcom: 'AT+CSSLCFG?' }, 'Which are set', '设置了哪些文件')],
    fix: text('Make the names agree, set all files that authmode wants, AT+CMQTTSSLCFG=0,0, connect again.', '让文件名一致、补齐 authmode 需要的文件，发 AT+CMQTTSSLCFG=0,0，再连接。'),
  },
  {
    id: 'tls.expiry-ignored',
    stage: 'tls',
    symptom: text('The server is checked, yet an expired certificate connects', '已开启校验，过期证书却还能连上'),
    when: [
      { line: '^\\+QSSLCFG: ?"ignorelocaltime",\\d,1$' },
      { line: '^\\+(?:QMTOPEN|QSSLOPEN): \\d+,0$', before: [serverChecked], unless: '"ignorelocaltime",\\d,0', weak: true },
    ],
    causes: [known(`${eg800k}; ${quectelSsl}, AT+QSSLCFG="ignorelocaltime"`, 'ignorelocaltime is 1 from the factory: dates are not checked.', 'ignorelocaltime 出厂为 1：不检查有效期。')],
    checks: [ask({ quectel: 'AT+QSSLCFG="ignorelocaltime",{ctx}', simcom: 'AT+CSSLCFG?' }, 'Whether dates are ignored', '是否忽略有效期', [confirms('"ignorelocaltime",\\d,1$', 'They are ignored.', '忽略。'), rulesOut('"ignorelocaltime",\\d,0$', 'They are checked.', '会检查。')]), clock],
    fix: text('Set the clock (NTP), then AT+QSSLCFG="ignorelocaltime",<ctx>,0. A matter of security.', '先 NTP 校时，再 AT+QSSLCFG="ignorelocaltime",<ctx>,0。这关系到安全。'),
  },
  {
    id: 'tls.clock',
    stage: 'tls',
    symptom: text('The modem’s clock stands at 1970, 1980 or 2000', '模组时间停在 1970、1980 或 2000 年'),
    when: [
      { line: '^\\+CCLK: ?"(?:70|80|00|04)/' },
      { line: '^\\+CIPSNTPTIME:.*\\b19(?:70|80)\\b' },
      { code: '^tls\\.clock$' },
      { line: '^\\+CCLK: ?"\\d{4}/', weak: true },
    ],
    causes: [
      possible('this network sends no time (NITZ), or the module was reset and keeps none: NTP sets it.', '网络没有下发时间（NITZ），或复位后时间丢失：用 NTP 能校准。'),
      possible('automatic time is off: AT+CTZU? shows 0.', '自动校时没开：AT+CTZU? 为 0。'),
      possible('the host misreads a four-digit year (SIM7022 prints "2026/…"): the module’s time is right.', '主机程序读错了四位年份（SIM7022 输出 "2026/…"）：模组时间其实是对的。'),
    ],
    checks: [clock, ask('AT+CTZU?', 'Whether network time is taken', '是否自动取网络时间', [confirms('^\\+CTZU: ?0', 'It is not.', '没开。')])],
    fix: text('Quectel AT+QNTP=1,"ntp.aliyun.com",123; SIMCom AT+CNTP="ntp.aliyun.com",32 and AT+CNTP; ESP AT+CIPSNTPCFG=1,8,"ntp1.aliyun.com"; AT+CTZU=1 for later.', '移远 AT+QNTP=1,"ntp.aliyun.com",123；SIMCom AT+CNTP="ntp.aliyun.com",32 再 AT+CNTP；ESP AT+CIPSNTPCFG=1,8,"ntp1.aliyun.com"；以后用 AT+CTZU=1。'),
  },
  {
    id: 'tls.file-exists',
    stage: 'tls',
    families: ['quectel'],
    symptom: text('AT+QFUPL answers +CME ERROR: 407', 'AT+QFUPL 回 +CME ERROR: 407'),
    when: [{ line: '^\\+CME ERROR: 407$', answers: '^AT\\+QFUPL=' }, { line: '^\\+CME ERROR: 407$' }, { code: '^tls\\.file\\.407$' }],
    causes: [known(`${quectelFile}, error 407`, 'A file of this name is there from an earlier run.', '已有同名文件，是之前传的。')],
    checks: [ask({ quectel: 'AT+QFLST="*"' }, 'Which files are stored', '存了哪些文件')],
    fix: text('AT+QFDEL="<name>", then upload again. The wizard does so by itself.', '先 AT+QFDEL="<文件名>"，再上传；向导会自动处理。'),
  },
  {
    id: 'tls.upload',
    stage: 'tls',
    families: ['quectel'],
    symptom: text('AT+QFUPL hangs after CONNECT, or stores another size than sent', 'AT+QFUPL 卡在 CONNECT，或存下的大小不对'),
    when: [
      { line: '^CONNECT$', answers: '^AT\\+QFUPL=', lacks: '^\\+QFUPL:' },
      { code: '^tls\\.file-damaged$' },
      { line: '^\\+CME ERROR: (?:421|423)$' },
      { code: '^tls\\.file\\.(?:421|423)$' },
    ],
    causes: [
      known(`${quectelFile}, AT+QFUPL: <file_size> is in bytes; Amazon Root CA 1 has 1188 bytes with LF and 1208 with CR LF`, 'The size was counted in characters, or with other line ends than those sent.', '大小按字符数算，或与实际发送的换行不一致（LF 与 CRLF）。'),
      possible('the terminal converts LF to CR LF while sending: send the file as binary.', '串口工具发送时把 LF 转成了 CRLF：用二进制方式发文件。'),
      possible('an editor put a BOM in front: the file is 3 bytes longer than its text.', '编辑器加了 BOM：文件比文本多 3 个字节。'),
      possible('bytes are lost at this baud rate without flow control: at 115200 in small pieces it works.', '无流控丢字节：用 115200、分小块发就正常。'),
    ],
    checks: [ask({ quectel: 'AT+QFLST="*"' }, 'The stored size', '已存大小'), look('Compare +QFUPL’s size and checksum with the file’s: the wizard does.', '把 +QFUPL 的大小和校验与原文件对比：向导会自动核对。')],
    fix: text('Send raw bytes, announce exactly their number; when it hangs, wait for its time limit and delete the file.', '发原始字节，长度精确；卡住时等它超时，再删文件重传。'),
  },
  {
    id: 'tls.lost-file',
    stage: 'tls',
    families: ['quectel'],
    symptom: text('After a reboot the CA is gone, or TLS fails where it worked', '重启后 CA 丢失，或原来能连的 TLS 连不上'),
    when: [
      { line: secureOpenFailed, before: ['RAM:', '^(?:RDY|POWERED DOWN|NORMAL POWER DOWN|APP RDY)$'] },
      { line: '^\\+CME ERROR: 405$' },
      { line: '^AT\\+QFUPL="RAM:', weak: true },
    ],
    causes: [
      known(`${ec20Article}: the CA goes to “RAM:cacert.pem”`, 'The file was stored in RAM, which a reboot empties.', '文件存在 RAM: 里，重启就没了。'),
      known(`${quectelSsl}, AT+QSSLCFG; ${quectelMqtt}, AT+QMTCFG: settings are not saved`, 'QSSLCFG and QMTCFG settings are lost at a reboot.', 'QSSLCFG、QMTCFG 的设置重启后失效。'),
    ],
    checks: [ask({ quectel: 'AT+QFLST="*"' }, 'What is stored in UFS', 'UFS 里存了什么'), ask({ quectel: 'AT+QFLST="RAM:*"' }, 'What is in RAM', 'RAM 里有什么')],
    fix: text('Store the CA in UFS (a name without RAM:), and send all settings again at every boot.', 'CA 存到 UFS（文件名不带 RAM:），每次开机都重发全部设置。'),
  },
  {
    id: 'tls.esp',
    stage: 'tls',
    families: ['esp'],
    symptom: text('ESP-AT: TLS fails (0x6052, or the state stays at 3)', 'ESP-AT：TLS 失败（0x6052，或状态停在 3）'),
    when: [
      { line: '^ERR CODE:0x0*6052$' },
      { code: '^esp\\.6052$' },
      { families: ['esp'], line: '^ERROR$', answers: '^AT\\+MQTTCONN=', before: ['^AT\\+MQTTUSERCFG=0,(?:[2-5]|[7-9]|10),'] },
      { line: '^\\+MQTTCONN:0,3,', before: ['^AT\\+MQTTUSERCFG=0,(?:[2-5]|[7-9]|10),'] },
    ],
    causes: [
      possible('the time is not set, which schemes 3, 5, 8 and 10 need: AT+CIPSNTPTIME? shows 1970.', '没有对时，方案 3、5、8、10 需要：AT+CIPSNTPTIME? 显示 1970。'),
      possible('another CA is in the module: scheme 2 (no check) connects.', '模组里的 CA 不对：用方案 2（不校验）能连。'),
      known(`${espMqtt}, error 0x6052`, '0x6052: the host name does not fit the certificate, or was not set (AT+MQTTSNI).', '0x6052：域名与证书不符，或没有设置（AT+MQTTSNI）。'),
    ],
    checks: [clock, ask({ esp: 'AT+MQTTCONN?' }, 'The state: 3 is disconnected', '状态：3 为已断开', [confirms('^\\+MQTTCONN:0,3', 'Not connected.', '没连上。'), rulesOut('^\\+MQTTCONN:0,[456]', 'Connected.', '已连接。')]), fromHere],
    fix: text('AT+CIPSNTPCFG=1,8,"ntp1.aliyun.com" before connecting; the right CA by AT+SYSMFG; AT+MQTTSNI=0,"<host>".', '连接前 AT+CIPSNTPCFG=1,8,"ntp1.aliyun.com"；用 AT+SYSMFG 写对 CA；AT+MQTTSNI=0,"<域名>"。'),
  },
]
