import { among, commandDescriber, type CommandTable } from '../../at/command-words.ts'
import { text } from '../../text/local-text.ts'

/** Schemes of AT+MQTTUSERCFG (ESP-AT user guide, MQTT AT Commands). */
const scheme = among({
  1: text('TCP', 'TCP'),
  2: text('TLS, nothing verified', 'TLS（不校验）'),
  3: text('TLS, server verified', 'TLS（校验服务器）'),
  4: text('TLS with a client certificate', 'TLS（带客户端证书）'),
  5: text('TLS, both verified', 'TLS（双向校验）'),
  6: text('WebSocket', 'WebSocket'),
  7: text('secure WebSocket, nothing verified', 'WSS（不校验）'),
  8: text('secure WebSocket, server verified', 'WSS（校验服务器）'),
  9: text('secure WebSocket with a client certificate', 'WSS（带客户端证书）'),
  10: text('secure WebSocket, both verified', 'WSS（双向校验）'),
})

const long = (en: string, zh: string) => ([, length]: readonly string[]) => text(`takes ${en} of ${length} bytes`, `输入${zh}，${length} 字节`)

/** Espressif's own: ESP-AT user guide, Basic, Wi-Fi, TCP/IP and MQTT AT Commands. */
export const espAtCommands: CommandTable = {
  '+RST': { about: text('a restart', '重启'), run: text('restarts the module', '重启模组') },
  '+RESTORE': { about: text('factory settings', '出厂设置'), run: text('back to factory settings', '恢复出厂设置') },
  '+GMR': { about: text('the firmware version', '固件版本') },
  '+SYSLOG': { about: text('error codes', '错误码'), set: ([n]) => (n === '1' ? text('errors with their code (ERR CODE)', '出错带错误码（ERR CODE）') : text('errors without their code', '出错不带错误码')) },
  '+SYSMFG': { about: text('stored certificates and keys', '存储的证书和密钥'), set: ([operation, space, key, , length]) => (operation === '2' ? text(`writes ${length} bytes into ${space}/${key}`, `向 ${space}/${key} 写入 ${length} 字节`) : operation === '0' ? text(`erases ${[space, key].filter(Boolean).join('/')}`, `擦除 ${[space, key].filter(Boolean).join('/')}`) : text(`reads ${[space, key].filter(Boolean).join('/')}`, `读取 ${[space, key].filter(Boolean).join('/')}`)) },
  '+SYSRAM': { about: text('free memory', '剩余内存') },
  '+SYSTIMESTAMP': { about: text('the module’s clock', '模组时钟') },
  '+UART_CUR': { about: text('the serial settings', '串口参数') },
  '+UART_DEF': { about: text('the stored serial settings', '串口默认参数') },
  '+CWMODE': { about: text('the Wi-Fi mode', 'Wi-Fi 模式'), set: ([mode]) => among({ 0: text('Wi-Fi off', '关闭 Wi-Fi'), 1: text('Wi-Fi as a station', 'Wi-Fi 站点模式'), 2: text('Wi-Fi as an access point', 'Wi-Fi 热点模式'), 3: text('Wi-Fi as station and access point', 'Wi-Fi 站点+热点模式') })(mode) },
  '+CWJAP': { about: text('the Wi-Fi network that is joined', '已连的 Wi-Fi'), set: ([name]) => text(`joins Wi-Fi ${name}`, `连接 Wi-Fi ${name}`) },
  '+CWQAP': { about: text('the Wi-Fi network', 'Wi-Fi'), run: text('leaves the Wi-Fi network', '断开 Wi-Fi') },
  '+CWLAP': { about: text('the Wi-Fi networks in reach', '周围的 Wi-Fi'), set: ([name]) => text(`looks for Wi-Fi ${name}`, `搜索 Wi-Fi ${name}`) },
  '+CWSTATE': { about: text('the state of Wi-Fi', 'Wi-Fi 状态') },
  '+CIFSR': { about: text('the addresses', 'IP 和 MAC 地址') },
  '+CIPSTA': { about: text('the IP address', 'IP 地址') },
  '+CIPSNTPCFG': { about: text('the time server', 'SNTP 服务器'), set: ([on, zone, server]) => (on === '0' ? text('no time server', '关闭 SNTP') : text(`time zone ${zone}, time server ${server ?? 'as built in'}`, `时区 ${zone}，时间服务器 ${server ?? '默认'}`)) },
  '+CIPSNTPTIME': { about: text('the time', '时间') },
  '+CIPDOMAIN': { about: text('a name’s address', '域名解析'), set: ([host]) => text(`looks up the address of ${host}`, `解析域名 ${host}`) },
  '+CIPDNS': { about: text('the name servers', 'DNS 服务器') },
  '+PING': { about: text('a ping', 'Ping'), set: ([host]) => text(`pings ${host}`, `Ping ${host}`) },
  '+MQTTUSERCFG': {
    about: text('the MQTT login', 'MQTT 登录参数'),
    set: ([, kind, clientId, user]) => text(`sets the login: ${scheme(kind)?.en ?? kind}, client ID “${clientId}”, ${user ? `user “${user}”` : 'no user name'}`, `设置登录参数：${scheme(kind)?.zh ?? kind}，Client ID “${clientId}”，${user ? `用户名 “${user}”` : '无用户名'}`),
  },
  '+MQTTLONGCLIENTID': { about: text('the client ID', 'Client ID'), set: long('a client ID', ' Client ID') },
  '+MQTTLONGUSERNAME': { about: text('the user name', '用户名'), set: long('a user name', '用户名') },
  '+MQTTLONGPASSWORD': { about: text('the password', '密码'), set: long('a password', '密码') },
  '+MQTTCLIENTID': { about: text('the client ID', 'Client ID') },
  '+MQTTUSERNAME': { about: text('the user name', '用户名') },
  '+MQTTPASSWORD': { about: text('the password', '密码'), set: () => text('sets the password', '设置密码') },
  '+MQTTCONNCFG': { about: text('keep-alive, session and will', '心跳、会话和遗嘱'), set: ([, keepAlive, keeps]) => text(`keep-alive ${keepAlive === '0' ? 120 : keepAlive} s, ${keeps === '1' ? 'session kept' : 'clean session'}`, `心跳 ${keepAlive === '0' ? 120 : keepAlive} 秒，${keeps === '1' ? '保留会话' : '清除会话'}`) },
  '+MQTTSNI': { about: text('the server’s name in the handshake (SNI)', '握手服务器名（SNI）'), set: ([, name]) => text(`server’s name in the handshake: ${name}`, `握手服务器名（SNI）：${name}`) },
  '+MQTTALPN': { about: text('the protocol in the handshake (ALPN)', '握手协议（ALPN）') },
  '+MQTTCONN': { about: text('the MQTT connection', 'MQTT 连接'), set: ([, host, port]) => text(`connects to ${host}:${port} and logs in`, `连接 ${host}:${port} 并登录`) },
  '+MQTTPUB': { about: text('publishing', '发布'), set: ([, topic, , qos]) => text(`publishes to ${topic}, QoS ${qos}`, `发布到 ${topic}，QoS ${qos}`) },
  '+MQTTPUBRAW': { about: text('publishing', '发布'), set: ([, topic, length, qos]) => text(`publishes ${length} bytes to ${topic}, QoS ${qos}`, `发布 ${length} 字节到 ${topic}，QoS ${qos}`) },
  '+MQTTSUB': { about: text('the subscriptions', '订阅列表'), set: ([, topic, qos]) => text(`subscribes to ${topic}, QoS ${qos}`, `订阅 ${topic}，QoS ${qos}`) },
  '+MQTTUNSUB': { about: text('the subscriptions', '订阅'), set: ([, topic]) => text(`unsubscribes from ${topic}`, `取消订阅 ${topic}`) },
  '+MQTTCLEAN': { about: text('the MQTT connection', 'MQTT 连接'), set: () => text('closes the MQTT connection', '关闭 MQTT 连接') },
}

/** What a command of ESP-AT's own does. */
export const describeEspAtCommand = commandDescriber(espAtCommands)
