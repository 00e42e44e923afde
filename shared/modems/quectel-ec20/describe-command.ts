import { among, commandDescriber, keyed, type CommandTable } from '../../at/command-words.ts'
import { text, type Text } from '../../text/local-text.ts'

const about = text

/** AT+QMTCFG: MQTT application notes of EC2x, BG95/BG96, EC800M, BC26. */
const mqttKeys: Readonly<Record<string, Text>> = {
  version: about('the MQTT version (3: 3.1, 4: 3.1.1)', 'MQTT 版本（3：3.1，4：3.1.1）'),
  pdpcid: about('the data context that MQTT uses', 'MQTT 使用的上下文'),
  ssl: about('TLS (on or off, context)', 'TLS（开关、上下文）'),
  keepalive: about('the keep-alive in seconds', '心跳间隔（秒）'),
  session: about('clean session (1: clean)', '清除会话（1：清除）'),
  timeout: about('how long an answer is waited for, tries, notice', '等待应答的秒数、重发次数、是否上报'),
  will: about('the will', '遗嘱'),
  willex: about('the will', '遗嘱'),
  'recv/mode': about('how messages are handed over (0: in the URC, 1: cached), with length', '下发消息的上报方式（0：URC 直接带，1：缓存）、是否带长度'),
  aliauth: about('Alibaba Cloud’s device triple, which the modem signs with', '阿里云三元组（由模组算签名）'),
  hwauth: about('Huawei Cloud’s device', '华为云设备信息'),
  hwprodid: about('Huawei Cloud’s product', '华为云产品信息'),
  onenet: about('OneNET’s device', 'OneNET 设备信息'),
  qmtping: about('the time between pings', 'PING 间隔'),
  'send/mode': about('the form of what is published (0: text, 1: hex)', '上报数据格式（0：文本，1：十六进制）'),
  dataformat: about('the form of data', '数据格式'),
  'edit/timeout': about('how long the prompt waits', '提示符超时'),
  'view/mode': about('whether data is echoed at the prompt', '提示符后是否回显'),
}

/** AT+QSSLCFG: SSL application notes of EC2x and EC200. */
const tlsKeys: Readonly<Record<string, Text>> = {
  sslversion: about('the TLS version (3: 1.2, 4: any)', 'TLS 版本（3：1.2，4：全部）'),
  ciphersuite: about('the cipher suites (0xFFFF: all)', '加密套件（0xFFFF：全部）'),
  cacert: about('the CA file', 'CA 证书文件'),
  clientcert: about('the client certificate’s file', '客户端证书文件'),
  clientkey: about('the client key’s file', '客户端私钥文件'),
  seclevel: about('what is verified (0: nothing, 1: the server, 2: both)', '校验等级（0：不校验，1：校验服务器，2：双向）'),
  ignorelocaltime: about('whether the certificate’s dates are left unchecked (1: unchecked)', '是否忽略证书有效期（1：忽略）'),
  negotiatetime: about('how long the handshake may take, in seconds', '握手超时（秒）'),
  negotiatetimeout: about('how long the handshake may take, in seconds', '握手超时（秒）'),
  sni: about('the server’s name in the handshake (SNI)', '握手带服务器名（SNI）'),
  session: about('session resumption', '会话复用'),
  closetimemode: about('how a connection is closed', '关闭方式'),
  ignoreinvalidcertsign: about('whether a wrong signature is let pass', '是否忽略证书签名错误'),
  ignorecertitem: about('which parts of the certificate are left unchecked', '忽略的证书项'),
  psk: about('the pre-shared key', '预共享密钥'),
  dtls: about('DTLS', 'DTLS'),
}

const client = (values: readonly string[]): string => values[0] ?? ''

export const quectelCommands: CommandTable = {
  '+QMTCFG': { about: about('MQTT settings', 'MQTT 参数'), set: keyed(mqttKeys) },
  '+QMTOPEN': {
    about: about('the open MQTT connections', '已打开的 MQTT 连接'),
    set: ([id, host, port]) => text(`opens MQTT client ${id} to ${host}:${port}`, `打开 MQTT 客户端 ${id}，连接 ${host}:${port}`),
  },
  '+QMTCLOSE': { about: about('the MQTT connection', 'MQTT 连接'), set: (values) => text(`closes MQTT client ${client(values)}`, `关闭 MQTT 客户端 ${client(values)}`) },
  '+QMTCONN': {
    about: about('the state of MQTT (3: connected)', 'MQTT 状态（3：已连接）'),
    set: ([id, clientId, user]) =>
      user === undefined
        ? text(`logs MQTT client ${id} in as “${clientId}”, without user name`, `MQTT 客户端 ${id} 登录，Client ID “${clientId}”，无用户名`)
        : text(`logs MQTT client ${id} in as “${clientId}”, user “${user}”`, `MQTT 客户端 ${id} 登录，Client ID “${clientId}”，用户名 “${user}”`),
  },
  '+QMTDISC': { about: about('the MQTT login', 'MQTT 登录'), set: (values) => text(`logs MQTT client ${client(values)} out`, `MQTT 客户端 ${client(values)} 断开登录`) },
  '+QMTSUB': { about: about('subscriptions', '订阅'), set: ([, , topic, qos]) => text(`subscribes to ${topic}, QoS ${qos}`, `订阅 ${topic}，QoS ${qos}`) },
  '+QMTUNS': { about: about('subscriptions', '订阅'), set: ([, , topic]) => text(`unsubscribes from ${topic}`, `取消订阅 ${topic}`) },
  '+QMTPUB': {
    about: about('publishing', '发布'),
    set: ([, , qos, , topic, rest]) => text(`publishes to ${topic}, QoS ${qos}${rest === undefined ? ': text follows the prompt, Ctrl-Z ends it' : ''}`, `发布到 ${topic}，QoS ${qos}${rest === undefined ? '：提示符后输入内容，Ctrl-Z 结束' : ''}`),
  },
  '+QMTPUBEX': {
    about: about('publishing', '发布'),
    set: ([, , qos, , topic, length]) => text(`publishes ${length} bytes to ${topic}, QoS ${qos}`, `发布 ${length} 字节到 ${topic}，QoS ${qos}`),
  },
  '+QMTRECV': { about: about('cached messages', '缓存的消息'), set: () => text('reads cached messages', '读取缓存的消息') },
  '+QSSLCFG': { about: about('TLS settings', 'TLS 参数'), set: keyed(tlsKeys) },
  '+QSSLOPEN': { about: about('TLS connections', 'TLS 连接'), set: ([, , id, host, port]) => text(`opens TLS socket ${id} to ${host}:${port}`, `打开 TLS 连接 ${id} 到 ${host}:${port}`) },
  '+QSSLCLOSE': { about: about('a TLS connection', 'TLS 连接'), set: ([id]) => text(`closes TLS socket ${id}`, `关闭 TLS 连接 ${id}`) },
  '+QSSLSTATE': { about: about('the state of TLS connections', 'TLS 连接状态') },
  '+QSSLSEND': { about: about('sending over TLS', 'TLS 发送'), set: ([id, length]) => text(`sends ${length ?? 'data'} bytes on TLS socket ${id}`, `经 TLS 连接 ${id} 发送 ${length ?? ''} 字节`) },
  '+QSSLRECV': { about: about('receiving over TLS', 'TLS 接收'), set: ([id, length]) => text(`reads up to ${length} bytes from TLS socket ${id}`, `从 TLS 连接 ${id} 读取最多 ${length} 字节`) },
  '+QFUPL': { about: about('uploading a file', '上传文件'), set: ([name, size]) => text(`uploads ${size} bytes as ${name}`, `上传文件 ${name}，${size} 字节`) },
  '+QFLST': { about: about('the stored files', '文件列表'), set: ([name]) => text(`lists files: ${name}`, `列出文件：${name}`) },
  '+QFDEL': { about: about('a file', '文件'), set: ([name]) => text(`deletes file ${name}`, `删除文件 ${name}`) },
  '+QFLDS': { about: about('space for files', '文件空间'), set: ([name]) => text(`asks for the space in ${name}`, `查询 ${name} 空间`) },
  '+QFDWL': { about: about('a file', '文件'), set: ([name]) => text(`reads file ${name}`, `读取文件 ${name}`) },
  '+QIACT': { about: about('the active data contexts', '已激活的上下文'), set: ([cid]) => text(`activates data context ${cid}`, `激活上下文 ${cid}`) },
  '+QIDEACT': { about: about('a data context', '上下文'), set: ([cid]) => text(`deactivates data context ${cid}`, `去激活上下文 ${cid}`) },
  '+QICSGP': { about: about('a data context (APN)', '上下文（APN）'), set: ([cid, , apn]) => (apn === undefined ? text(`asks for context ${cid}`, `查询上下文 ${cid}`) : text(`context ${cid}: APN “${apn}”`, `上下文 ${cid}：APN “${apn}”`)) },
  '+QIDNSCFG': { about: about('the name servers', 'DNS 服务器') },
  '+QIDNSGIP': { about: about('a name’s address', '域名解析'), set: ([, host]) => text(`looks up the address of ${host}`, `解析域名 ${host}`) },
  '+QIGETERROR': { about: about('the last TCP/IP error', '上一次 TCP/IP 错误') },
  '+QIOPEN': { about: about('TCP connections', 'TCP 连接'), set: ([, id, kind, host, port]) => text(`opens ${kind} socket ${id} to ${host}:${port}`, `打开 ${kind} 连接 ${id} 到 ${host}:${port}`) },
  '+QICLOSE': { about: about('a TCP connection', 'TCP 连接'), set: ([id]) => text(`closes socket ${id}`, `关闭连接 ${id}`) },
  '+QISTATE': { about: about('the state of TCP connections', 'TCP 连接状态') },
  '+QPING': { about: about('a ping', 'Ping'), set: ([, host]) => text(`pings ${host}`, `Ping ${host}`) },
  '+QNTP': { about: about('the clock from a time server', 'NTP 校时'), set: ([, host]) => text(`sets the clock from ${host}`, `用 ${host} 校时`) },
  '+QLTS': { about: about('the network’s time', '网络时间') },
  '+QNWINFO': { about: about('the network and band in use', '当前网络制式和频段') },
  '+QCSQ': { about: about('the signal in detail', '信号详情') },
  '+QENG': { about: about('the serving and neighbour cells', '服务小区和邻区') },
  '+QSPN': { about: about('the operator’s name', '运营商名称') },
  '+QCCID': { about: about('the SIM’s number (ICCID)', 'SIM 卡 ICCID') },
  '+QSIMSTAT': { about: about('whether a SIM is inserted', 'SIM 卡是否插入') },
  '+QSIMDET': { about: about('the SIM detection pin', 'SIM 卡检测脚') },
  '+QINISTAT': { about: about('how far the SIM has started', 'SIM 卡初始化状态') },
  '+QDSIM': { about: about('the SIM slot', 'SIM 卡槽') },
  '+QGDCNT': { about: about('bytes sent and received', '收发流量') },
  '+QURCCFG': { about: about('the port that URCs go to', 'URC 上报口'), set: ([, port]) => (port === undefined ? text('asks for the port that URCs go to', '查询 URC 上报口') : text(`URCs go to ${port}`, `URC 上报到 ${port}`)) },
  '+QCFG': { about: about('module settings', '模组配置') },
  '+QPOWD': { about: about('power down', '关机'), run: text('powers the module down', '关机'), set: () => text('powers the module down', '关机') },
  '+QRST': { about: about('a restart', '重启'), run: text('restarts the module', '重启模组'), set: () => text('restarts the module', '重启模组') },
  '+QSCLK': { about: about('sleep', '休眠'), set: ([n]) => among({ 0: text('sleep off', '关闭休眠'), 1: text('sleep on: the port may not answer', '打开休眠：串口可能无应答') })(n) },
  '+SM': { about: about('sleep', '休眠'), set: ([n]) => among({ lock: text('keeps the module awake', '禁止休眠'), unlock: text('lets the module sleep', '允许休眠') })(n?.toLowerCase()) },
  '+QHTTPURL': { about: about('the HTTP address', 'HTTP 地址'), set: ([length]) => text(`takes an HTTP address of ${length} bytes`, `输入 HTTP 地址，${length} 字节`) },
  '+QHTTPGET': { about: about('HTTP GET', 'HTTP GET'), run: text('HTTP GET', 'HTTP GET'), set: () => text('HTTP GET', 'HTTP GET') },
  '+QHTTPPOST': { about: about('HTTP POST', 'HTTP POST'), set: ([length]) => text(`HTTP POST of ${length} bytes`, `HTTP POST，${length} 字节`) },
  '+QHTTPREAD': { about: about('the HTTP answer', 'HTTP 应答'), set: () => text('reads the HTTP answer', '读取 HTTP 应答') },
  '+QHTTPCFG': { about: about('HTTP settings', 'HTTP 参数') },
  '+QGMR': { about: about('the firmware version', '固件版本') },
}

/** What a command of Quectel's own does (AT+QMT*, AT+QSSL*, AT+QF*, AT+QI*). */
export const describeQuectelCommand = commandDescriber(quectelCommands)
