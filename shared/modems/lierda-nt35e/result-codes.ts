import { text } from '../../text/local-text.ts'
import { connackMeanings, type Meaning } from '../common/connack-meanings.ts'

const again = text('Run the plan again: the settings went with the connection.', '请重新运行：配置已随连接失效。')

/** `+LMQTTOPEN: <id>,-1,<extend>` (AT manual, AT+LMQTTOPEN). */
export const openResults: Readonly<Record<string, Meaning>> = {
  '1': {
    stage: 'net',
    what: text('A parameter of AT+LMQTTOPEN is wrong.', 'AT+LMQTTOPEN 的参数不对。'),
    next: text('Host only, without mqtt://, in quotes, at most 100 bytes; the port as a bare number.', '只填主机名、不带 mqtt://、加双引号、不超过 100 字节；端口是不带引号的数字。'),
  },
  '2': {
    stage: 'net',
    what: text('The MQTT connection is still open from before.', 'MQTT 连接标识被占用，上次的连接还没关闭。'),
    next: text('Send AT+LMQTTCLOSE=0, then run the plan again: closing takes the settings away.', '先发 AT+LMQTTCLOSE=0，再重新运行：关闭后之前的配置会失效。'),
  },
  '3': {
    stage: 'data',
    what: text('The modem could not activate its data connection (PDP).', '模组激活数据连接（PDP）失败。'),
    next: text('Check the APN (AT+CGDCONT?), the address (AT+CGPADDR) and the SIM’s data plan.', '检查 APN（AT+CGDCONT?）、IP 地址（AT+CGPADDR）和流量套餐。'),
  },
  '4': {
    stage: 'net',
    what: text('The modem could not resolve the broker’s name.', '模组解析不了服务器域名。'),
    next: text('Check the spelling: names copied from web pages are often mangled. A “directed” SIM may have no DNS: try the broker’s IP address.', '先核对拼写，网页上复制的域名常被改坏；定向卡可能没有 DNS，可试直接填 IP。'),
  },
  '5': {
    stage: 'net',
    what: text('The connection to the broker could not be made, or the network went away meanwhile.', '连不上服务器，或建链过程中网络断开。'),
    next: text('Check address and port (plain MQTT is usually 1883) and that the server runs; trying the same address from this PC tells more. A “directed” IoT SIM reaches only listed hosts.', '检查地址和端口（明文一般是 1883）、服务器是否在运行；可用电脑试同一地址。定向物联网卡只能访问白名单地址。'),
  },
}

/** CONNACK return codes, in `+LMQTTCONN: <id>,<result>,<ret_code>` and `+LMQTTURC: STATS,<id>,15,<ret_code>`. */
export const connackCodes = connackMeanings(
  text('Set MQTT 3.1.1 with AT+LMQTTCFG="version",0,4 before AT+LMQTTOPEN.', '在 AT+LMQTTOPEN 之前发 AT+LMQTTCFG="version",0,4 切到 MQTT 3.1.1。'),
)

const lost = (what: Meaning['what'], next: Meaning['next'] = again): Meaning => ({ stage: 'mqtt', what, next })

/** `+LMQTTURC: STATS,<id>,<stats>[,<extend>]` (AT manual). 0 is a link in order; all others go with the link. 15 has the CONNACK code behind it. */
export const linkStates: Readonly<Record<string, Meaning>> = {
  '1': lost(
    text('The broker closed or reset the connection.', '服务器关闭或重置了连接。'),
    text('Usual causes: a second client with the same client ID, a login refused without an answer, no permission on the topic. Then run the plan again.', '常见原因：另一个客户端用了同一个 Client ID、登录被直接断开、主题没有权限。处理后重新运行。'),
  ),
  '2': {
    stage: 'net',
    what: text('The modem cannot read the broker’s address.', '模组解析不了服务器地址的格式。'),
    next: text('Host only: without mqtt://, port or path.', '只填主机名，不带 mqtt://、端口和路径。'),
  },
  '3': { stage: 'net', what: text('The broker’s name does not resolve.', '服务器域名解析失败。'), next: text('Check the spelling, or use the broker’s IP address.', '核对拼写，或直接填 IP。') },
  '4': lost(
    text('What the server sent is not MQTT.', '服务器返回的不是 MQTT 协议。'),
    text('Check that the port speaks MQTT without TLS (not HTTP or WebSocket).', '确认端口是不带 TLS 的 MQTT（不是 HTTP/WebSocket）。'),
  ),
  '7': lost(text('The server answered with an HTTP error.', '服务器返回了 HTTP 错误。'), text('The port is one for HTTP or WebSocket: take the MQTT port.', '这是 HTTP/WebSocket 的端口，请换成 MQTT 端口。')),
  '8': { stage: 'radio', what: text('The connection timed out.', '连接超时。'), next: text('Check signal (AT+CSQ), address and port, then run the plan again.', '检查信号（AT+CSQ）、地址和端口，再重新运行。') },
  '9': lost(text('The connection failed.', '连接出错。'), text('Check signal (AT+CSQ) and that the server runs, then run the plan again.', '检查信号（AT+CSQ）和服务器，再重新运行。')),
  '10': lost(text('The connection failed for good.', '连接发生致命错误。'), text('Restart the modem with AT+CFUN=1,1, then run the plan again.', '用 AT+CFUN=1,1 重启模组，再重新运行。')),
  '11': lost(text('The connection was closed.', '连接已关闭。')),
  '12': lost(text('A packet was cut off on its way.', '报文不完整，还需要更多数据。')),
  '13': lost(
    text('The modem’s receive buffer overflowed: a message is lost.', '模组接收缓存溢出，有消息丢失。'),
    text('Have messages reported at once (AT+LMQTTCFG="cache",0,0), or read them sooner with AT+LMQTTREAD=0.', '改为直接上报（AT+LMQTTCFG="cache",0,0），或及时用 AT+LMQTTREAD=0 读走。'),
  ),
  '14': {
    stage: 'tls',
    what: text('The TLS handshake failed.', 'SSL 握手失败。'),
    next: text('Does the port speak TLS, and does SSL context 0 hold the right certificates? Try without TLS on port 1883 first.', '确认端口是否为 TLS、SSL 上下文 0 里的证书是否正确；可先用 1883 明文验证。'),
  },
}
