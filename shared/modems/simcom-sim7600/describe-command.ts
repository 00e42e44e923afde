import { among, commandDescriber, keyed, type CommandTable } from '../../at/command-words.ts'
import { text } from '../../text/local-text.ts'

/** AT+CSSLCFG: A76XX Series AT Command Manual, 19 SSL. */
const tlsKeys = {
  sslversion: text('the TLS version (3: 1.2, 4: any)', 'TLS 版本（3：1.2，4：全部）'),
  authmode: text('what is verified (0: nothing, 1: the server, 2: both)', '校验方式（0：不校验，1：校验服务器，2：双向）'),
  cacert: text('the CA file', 'CA 证书文件'),
  clientcert: text('the client certificate’s file', '客户端证书文件'),
  clientkey: text('the client key’s file', '客户端私钥文件'),
  ignorelocaltime: text('whether the certificate’s dates are left unchecked (1: unchecked)', '是否忽略证书有效期（1：忽略）'),
  negotiatetime: text('how long the handshake may take, in seconds', '握手超时（秒）'),
  enablesni: text('the server’s name in the handshake (SNI)', '握手带服务器名（SNI）'),
  ciphersuites: text('the cipher suites', '加密套件'),
}

const mqttKeys = {
  version: text('the MQTT version (3: 3.1, 4: 3.1.1)', 'MQTT 版本（3：3.1，4：3.1.1）'),
  optimeout: text('how long an answer is waited for', '等待应答的时间'),
  checkutf8: text('whether texts must be UTF-8', '是否检查 UTF-8'),
  argtopic: text('the form of topic and payload in commands', '主题和内容的写法'),
}

const bytesOf = (en: string, zh: string) => ([id, length]: readonly string[]) => text(`client ${id}: takes ${en} of ${length} bytes`, `客户端 ${id}：输入${zh}，${length} 字节`)

/** SIMCom's own: A76XX Series AT Command Manual, 18 and 19; SIM7500_SIM7600 Series AT Command Manual. */
export const simcomCommands: CommandTable = {
  '+CMQTTSTART': { about: text('the MQTT service', 'MQTT 服务'), run: text('starts the MQTT service', '启动 MQTT 服务') },
  '+CMQTTSTOP': { about: text('the MQTT service', 'MQTT 服务'), run: text('stops the MQTT service', '停止 MQTT 服务') },
  '+CMQTTACCQ': {
    about: text('the MQTT clients', 'MQTT 客户端'),
    set: ([id, clientId, kind]) => text(`takes MQTT client ${id} with client ID “${clientId}”, ${kind === '1' ? 'TLS' : 'TCP'}`, `申请 MQTT 客户端 ${id}，Client ID “${clientId}”，${kind === '1' ? 'TLS' : 'TCP'}`),
  },
  '+CMQTTREL': { about: text('an MQTT client', 'MQTT 客户端'), set: ([id]) => text(`gives MQTT client ${id} back`, `释放 MQTT 客户端 ${id}`) },
  '+CMQTTSSLCFG': { about: text('the TLS context of MQTT', 'MQTT 的 TLS 上下文'), set: ([id, context]) => text(`MQTT client ${id} uses TLS context ${context}`, `MQTT 客户端 ${id} 使用 TLS 上下文 ${context}`) },
  '+CMQTTWILLTOPIC': { about: text('the will’s topic', '遗嘱主题'), set: bytesOf('the will’s topic', '遗嘱主题') },
  '+CMQTTWILLMSG': { about: text('the will', '遗嘱'), set: bytesOf('the will', '遗嘱内容') },
  '+CMQTTCONNECT': {
    about: text('the MQTT connection', 'MQTT 连接'),
    set: ([id, address, keepAlive, , user]) =>
      text(`connects MQTT client ${id} to ${address}, keep-alive ${keepAlive} s${user === undefined ? '' : `, user “${user}”`}`, `MQTT 客户端 ${id} 连接 ${address}，心跳 ${keepAlive} 秒${user === undefined ? '' : `，用户名 “${user}”`}`),
  },
  '+CMQTTDISC': { about: text('the MQTT connection', 'MQTT 连接'), set: ([id]) => text(`disconnects MQTT client ${id}`, `断开 MQTT 客户端 ${id}`) },
  '+CMQTTTOPIC': { about: text('the topic to publish to', '发布主题'), set: bytesOf('the topic to publish to', '发布主题') },
  '+CMQTTPAYLOAD': { about: text('the message to publish', '发布内容'), set: bytesOf('the message to publish', '发布内容') },
  '+CMQTTPUB': { about: text('publishing', '发布'), set: ([id, qos]) => text(`client ${id}: publishes, QoS ${qos}`, `客户端 ${id}：发布，QoS ${qos}`) },
  '+CMQTTSUBTOPIC': { about: text('the topic to subscribe to', '订阅主题'), set: bytesOf('the topic to subscribe to', '订阅主题') },
  '+CMQTTSUB': { about: text('subscribing', '订阅'), set: ([id, length, qos]) => (qos === undefined ? text(`client ${id}: subscribes`, `客户端 ${id}：订阅`) : text(`client ${id}: subscribes to a topic of ${length} bytes, QoS ${qos}`, `客户端 ${id}：订阅主题，${length} 字节，QoS ${qos}`)) },
  '+CMQTTUNSUBTOPIC': { about: text('the topic to unsubscribe from', '取消订阅的主题'), set: bytesOf('the topic to unsubscribe from', '取消订阅的主题') },
  '+CMQTTUNSUB': { about: text('unsubscribing', '取消订阅'), set: ([id]) => text(`client ${id}: unsubscribes`, `客户端 ${id}：取消订阅`) },
  '+CMQTTCFG': { about: text('MQTT settings', 'MQTT 参数'), set: keyed(mqttKeys) },
  '+CSSLCFG': { about: text('TLS settings', 'TLS 参数'), set: keyed(tlsKeys) },
  '+CCERTDOWN': { about: text('a certificate', '证书'), set: ([name, length]) => text(`stores ${name}, ${length} bytes`, `存入 ${name}，${length} 字节`) },
  '+CCERTLIST': { about: text('the stored certificates', '已存的证书') },
  '+CCERTDELE': { about: text('a certificate', '证书'), set: ([name]) => text(`deletes ${name}`, `删除 ${name}`) },
  '+NETOPEN': { about: text('the TCP/IP service', 'TCP/IP 服务'), run: text('starts the TCP/IP service', '启动 TCP/IP 服务') },
  '+NETCLOSE': { about: text('the TCP/IP service', 'TCP/IP 服务'), run: text('stops the TCP/IP service', '停止 TCP/IP 服务') },
  '+IPADDR': { about: text('the IP address', 'IP 地址') },
  '+CIPMODE': { about: text('transparent mode', '透传模式') },
  '+CIPOPEN': { about: text('TCP connections', 'TCP 连接'), set: ([id, kind, host, port]) => text(`opens ${kind} socket ${id} to ${host}:${port}`, `打开 ${kind} 连接 ${id} 到 ${host}:${port}`) },
  '+CIPCLOSE': { about: text('a TCP connection', 'TCP 连接'), set: ([id]) => text(`closes socket ${id}`, `关闭连接 ${id}`) },
  '+CDNSGIP': { about: text('a name’s address', '域名解析'), set: ([host]) => text(`looks up the address of ${host}`, `解析域名 ${host}`) },
  '+CDNSCFG': { about: text('the name servers', 'DNS 服务器') },
  '+CPING': { about: text('a ping', 'Ping'), set: ([host]) => text(`pings ${host}`, `Ping ${host}`) },
  '+CNTP': { about: text('the time server', 'NTP 服务器'), run: text('sets the clock from the time server', 'NTP 校时') },
  '+CPSI': { about: text('the serving cell', '当前小区信息') },
  '+CNSMOD': { about: text('the network in use', '当前网络制式') },
  '+CICCID': { about: text('the SIM’s number (ICCID)', 'SIM 卡 ICCID') },
  '+SIMCOMATI': { about: text('what the module is', '模组信息') },
  '+CSUB': { about: text('the firmware’s sub-version', '固件子版本') },
  '+CRESET': { about: text('a restart', '重启'), run: text('restarts the module', '重启模组') },
  '+CPOF': { about: text('power down', '关机'), run: text('powers the module down', '关机') },
  '+IPREX': { about: text('the baud rate, kept over a restart', '波特率（掉电保存）') },
  '+UIMHOTSWAPON': { about: text('SIM hot swap', 'SIM 热插拔') },
  '+HTTPINIT': { about: text('HTTP', 'HTTP'), run: text('starts HTTP', '启动 HTTP') },
  '+HTTPTERM': { about: text('HTTP', 'HTTP'), run: text('ends HTTP', '结束 HTTP') },
  '+HTTPPARA': { about: text('HTTP settings', 'HTTP 参数'), set: keyed({ url: text('the HTTP address', 'HTTP 地址'), content: text('the HTTP content type', 'HTTP 内容类型'), userdata: text('an HTTP header', 'HTTP 头'), sslcfg: text('the TLS context of HTTP', 'HTTP 的 TLS 上下文') }, 1) },
  '+HTTPDATA': { about: text('the HTTP body', 'HTTP 请求体'), set: ([length]) => text(`takes an HTTP body of ${length} bytes`, `输入 HTTP 请求体，${length} 字节`) },
  '+HTTPACTION': { about: text('the HTTP request', 'HTTP 请求'), set: ([method]) => among({ 0: text('HTTP GET', 'HTTP GET'), 1: text('HTTP POST', 'HTTP POST'), 2: text('HTTP HEAD', 'HTTP HEAD') })(method) },
  '+HTTPREAD': { about: text('the HTTP answer', 'HTTP 应答'), set: () => text('reads the HTTP answer', '读取 HTTP 应答') },
  '+HTTPHEAD': { about: text('the HTTP headers', 'HTTP 头'), run: text('reads the HTTP headers', '读取 HTTP 头') },
}

/** What a command of SIMCom's own does. */
export const describeSimcomCommand = commandDescriber(simcomCommands)
