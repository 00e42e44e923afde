import { among, commandDescriber, keyed, type CommandTable } from '../../at/command-words.ts'
import { text } from '../../text/local-text.ts'

/** AT+SSLCFG: Air780EP AT manual, chapter 16. */
const tlsKeys = {
  sslversion: text('the TLS version (3: 1.2, 4: any)', 'TLS 版本（3：1.2，4：全部）'),
  ciphersuite: text('the cipher suites', '加密套件'),
  cacert: text('the CA file', 'CA 证书文件'),
  clientcert: text('the client certificate’s file', '客户端证书文件'),
  clientkey: text('the client key’s file', '客户端私钥文件'),
  seclevel: text('what is verified (0: nothing, 1: the server, 2: both)', '校验等级（0：不校验，1：校验服务器，2：双向）'),
  hostname: text('the server’s name in the handshake (SNI)', '握手带服务器名（SNI）'),
  ignorelocaltime: text('whether the certificate’s dates are left unchecked (1: unchecked)', '是否忽略证书有效期（1：忽略）'),
  negotiatetime: text('how long the handshake may take, in seconds', '握手超时（秒）'),
  negotiatetimeout: text('how long the handshake may take, in seconds', '握手超时（秒）'),
}

const httpKeys = {
  cid: text('the bearer of HTTP', 'HTTP 使用的承载'),
  url: text('the HTTP address', 'HTTP 地址'),
  user_defined: text('an HTTP header', 'HTTP 头'),
  content: text('the HTTP content type', 'HTTP 内容类型'),
  timeout: text('the HTTP time limit', 'HTTP 超时'),
  ua: text('the HTTP user agent', 'HTTP User-Agent'),
}

const bearer = (action: string | undefined, id: string | undefined, rest: readonly string[]) => {
  if (action === '3') return text(`bearer ${id}: ${rest.join(' ')}`, `承载 ${id}：${rest.join(' ')}`)
  return among({ 0: text(`closes bearer ${id}`, `关闭承载 ${id}`), 1: text(`opens bearer ${id}`, `打开承载 ${id}`), 2: text(`asks for the state of bearer ${id}`, `查询承载 ${id} 的状态`), 4: text(`asks for the settings of bearer ${id}`, `查询承载 ${id} 的参数`) })(action)
}

const connects = (tls: boolean) => ([host, port]: readonly string[]) =>
  tls ? text(`connects to ${host}:${port} by TLS`, `用 TLS 连接 ${host}:${port}`) : text(`connects to ${host}:${port} by TCP`, `用 TCP 连接 ${host}:${port}`)

/** AirM2M's own: Air780EP AT manual and openLuat's MQTT and MQTTS guide; the TCP and HTTP commands are those of SIM800. */
export const luatCommands: CommandTable = {
  '+MCONFIG': {
    about: text('the MQTT login', 'MQTT 登录参数'),
    set: ([clientId, user]) =>
      user === undefined || user === ''
        ? text(`sets the login: client ID “${clientId}”, no user name`, `设置登录参数：Client ID “${clientId}”，无用户名`)
        : text(`sets the login: client ID “${clientId}”, user “${user}”`, `设置登录参数：Client ID “${clientId}”，用户名 “${user}”`),
  },
  '+MIPSTART': { about: text('the connection to the broker', '到服务器的连接'), set: connects(false) },
  '+SSLMIPSTART': { about: text('the connection to the broker', '到服务器的连接'), set: connects(true) },
  '+MCONNECT': {
    about: text('the MQTT login', 'MQTT 登录'),
    set: ([clean, keepAlive]) => text(`logs in: ${clean === '1' ? 'clean session' : 'session kept'}, keep-alive ${keepAlive} s`, `登录：${clean === '1' ? '清除会话' : '保留会话'}，心跳 ${keepAlive} 秒`),
  },
  '+MPUB': { about: text('publishing', '发布'), set: ([topic, qos]) => text(`publishes to ${topic}, QoS ${qos}`, `发布到 ${topic}，QoS ${qos}`) },
  '+MPUBEX': { about: text('publishing', '发布'), set: ([topic, qos, , length]) => text(`publishes ${length} bytes to ${topic}, QoS ${qos}`, `发布 ${length} 字节到 ${topic}，QoS ${qos}`) },
  '+MSUB': { about: text('subscriptions', '订阅'), set: ([topic, qos]) => text(`subscribes to ${topic}, QoS ${qos}`, `订阅 ${topic}，QoS ${qos}`) },
  '+MUNSUB': { about: text('subscriptions', '订阅'), set: ([topic]) => text(`unsubscribes from ${topic}`, `取消订阅 ${topic}`) },
  '+MQTTMSGSET': { about: text('how messages are handed over', '下发消息的上报方式'), set: ([mode]) => among({ 0: text('messages are printed as they come', '消息直接上报'), 1: text('messages are cached: AT+MQTTMSGGET reads them', '消息先缓存，用 AT+MQTTMSGGET 读取') })(mode) },
  '+MQTTMSGGET': { about: text('which cached messages there are', '缓存里有哪些消息'), run: text('reads cached messages', '读取缓存的消息') },
  '+MQTTMODE': { about: text('the form of payloads', '数据格式'), set: ([mode]) => among({ 0: text('payloads as text', '数据用文本'), 1: text('payloads in hex', '数据用十六进制') })(mode) },
  '+MQTTSTATU': { about: text('the state of MQTT', 'MQTT 状态'), run: text('asks for the state of MQTT', '查询 MQTT 状态') },
  '+MDISCONNECT': { about: text('the MQTT login', 'MQTT 登录'), run: text('logs out', '断开 MQTT') },
  '+MIPCLOSE': { about: text('the connection', '连接'), run: text('closes the connection', '关闭连接') },
  '+SSLCFG': { about: text('TLS settings', 'TLS 参数'), set: keyed(tlsKeys) },
  '+FSCREATE': { about: text('a file', '文件'), set: ([name]) => text(`makes file ${name}`, `创建文件 ${name}`) },
  '+FSWRITE': { about: text('a file', '文件'), set: ([name, , length]) => text(`writes ${length} bytes into file ${name}`, `向文件 ${name} 写入 ${length} 字节`) },
  '+FSREAD': { about: text('a file', '文件'), set: ([name]) => text(`reads file ${name}`, `读取文件 ${name}`) },
  '+FSDEL': { about: text('a file', '文件'), set: ([name]) => text(`deletes file ${name}`, `删除文件 ${name}`) },
  '+FSFLSIZE': { about: text('a file’s size', '文件大小'), set: ([name]) => text(`asks for the size of file ${name}`, `查询文件 ${name} 的大小`) },
  '+FSLS': { about: text('the stored files', '文件列表') },
  '+FSMEM': { about: text('the space for files', '文件空间') },
  '+CSTT': { about: text('the APN', 'APN'), run: text('starts the data task with the APN from the network', '启动任务，APN 由网络分配'), set: ([apn]) => text(`starts the data task with APN “${apn}”`, `启动任务，APN “${apn}”`) },
  '+CIICR': { about: text('the data connection', '数据连接'), run: text('brings the data connection up', '激活数据连接') },
  '+CIFSR': { about: text('the IP address', 'IP 地址') },
  '+CIPSTATUS': { about: text('the state of TCP/IP', 'TCP/IP 状态') },
  '+CIPSHUT': { about: text('the data connection', '数据连接'), run: text('takes the data connection down', '关闭数据连接') },
  '+CIPMUX': { about: text('several connections at a time', '多路连接') },
  '+CIPSTART': { about: text('a TCP connection', 'TCP 连接'), set: ([kind, host, port]) => text(`opens a ${kind} connection to ${host}:${port}`, `打开到 ${host}:${port} 的 ${kind} 连接`) },
  '+CIPSEND': { about: text('sending', '发送'), set: ([length]) => text(`sends ${length} bytes`, `发送 ${length} 字节`) },
  '+CIPCLOSE': { about: text('the TCP connection', 'TCP 连接'), run: text('closes the TCP connection', '关闭 TCP 连接') },
  '+CDNSGIP': { about: text('a name’s address', '域名解析'), set: ([host]) => text(`looks up the address of ${host}`, `解析域名 ${host}`) },
  '+CDNSCFG': { about: text('the name servers', 'DNS 服务器') },
  '+CNTP': { about: text('the time server', 'NTP 服务器'), run: text('sets the clock from the time server', 'NTP 校时') },
  '+SAPBR': { about: text('the bearer', '承载'), set: ([action, id, ...rest]) => bearer(action, id, rest) },
  '+HTTPINIT': { about: text('HTTP', 'HTTP'), run: text('starts HTTP', '启动 HTTP') },
  '+HTTPTERM': { about: text('HTTP', 'HTTP'), run: text('ends HTTP', '结束 HTTP') },
  '+HTTPPARA': { about: text('HTTP settings', 'HTTP 参数'), set: keyed(httpKeys, 1) },
  '+HTTPSSL': { about: text('HTTPS', 'HTTPS'), set: ([n]) => (n === '1' ? text('HTTPS on', '打开 HTTPS') : text('HTTPS off', '关闭 HTTPS')) },
  '+HTTPDATA': { about: text('the HTTP body', 'HTTP 请求体'), set: ([length]) => text(`takes an HTTP body of ${length} bytes`, `输入 HTTP 请求体，${length} 字节`) },
  '+HTTPACTION': { about: text('the HTTP request', 'HTTP 请求'), set: ([method]) => among({ 0: text('HTTP GET', 'HTTP GET'), 1: text('HTTP POST', 'HTTP POST'), 2: text('HTTP HEAD', 'HTTP HEAD') })(method) },
  '+HTTPREAD': { about: text('the HTTP answer', 'HTTP 应答'), run: text('reads the HTTP answer', '读取 HTTP 应答'), set: () => text('reads the HTTP answer', '读取 HTTP 应答') },
  '+RESET': { about: text('a restart', '重启'), run: text('restarts the module', '重启模组') },
  '+CPOWD': { about: text('power down', '关机'), set: () => text('powers the module down', '关机') },
}

/** What a command of AirM2M's own does. */
export const describeLuatCommand = commandDescriber(luatCommands)
