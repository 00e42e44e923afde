import { text } from '../../text/local-text.ts'
import { connackMeanings, type Meaning } from '../common/connack-meanings.ts'

const again = text('Run the connection again from AT+CMQTTSTART.', '从 AT+CMQTTSTART 起重新连接。')

const connack = connackMeanings(
  text(
    'Set MQTT 3.1.1 after AT+CMQTTACCQ: AT+CMQTTCFG="version",0,4 (A76xx), or AT+CMQTTACCQ=0,"…",0,4 (newer SIM7600), then connect again.',
    '在 AT+CMQTTACCQ 之后设为 MQTT 3.1.1：A76xx 用 AT+CMQTTCFG="version",0,4，新固件 SIM7600 用 AT+CMQTTACCQ=0,"…",0,4，再重新连接。',
  ),
)

const own = (what: [en: string, zh: string], next: [en: string, zh: string] | null = null, stage: Meaning['stage'] = 'mqtt'): Meaning => ({
  stage,
  what: text(...what),
  next: next ? text(...next) : again,
})

const noNetwork: [string, string] = [
  'Check the data connection (AT+CGPADDR) and the APN (AT+CGDCONT?), then run the connection again from AT+CMQTTSTART.',
  '检查数据连接（AT+CGPADDR）和 APN（AT+CGDCONT?），再从 AT+CMQTTSTART 起重新连接。',
]
const clearUp: [string, string] = [
  'Send AT+CMQTTDISC=0,60, AT+CMQTTREL=0 and AT+CMQTTSTOP (errors do not matter), then start again.',
  '依次发 AT+CMQTTDISC=0,60、AT+CMQTTREL=0、AT+CMQTTSTOP（报错可忽略），再重新开始。',
]

/** `<err>` of every +CMQTT… line (A76XX Series AT Command Manual, 18.3.1; 27 to 31 are CONNACK's 1 to 5). */
export const results: Readonly<Record<number, Meaning>> = {
  1: own(['The modem reports a failure without a reason.', '模组报失败，没有给出原因。']),
  2: own(
    ['The modem found bytes that are not UTF-8.', '模组认为内容不是合法的 UTF-8。'],
    ['Check client ID, topic and message; AT+CMQTTCFG="checkUTF8",0,0 switches the check off.', '检查 Client ID、主题和消息；AT+CMQTTCFG="checkUTF8",0,0 可关闭检查。'],
  ),
  3: own(
    ['No TCP connection to the server: refused, or no answer.', '到服务器的 TCP 连接失败：被拒绝或没有应答。'],
    ['Check address and port and that the server runs; trying the same address from this PC tells more. A “directed” IoT SIM reaches only listed hosts.', '检查地址、端口以及服务器是否在运行；可用电脑试同一地址。定向物联网卡只能访问白名单地址。'],
    'net',
  ),
  4: own(['The modem could not make a socket.', '模组创建 socket 失败。'], noNetwork, 'net'),
  5: own(['The modem could not close its socket.', '模组关闭 socket 失败。'], clearUp),
  6: own(['The server answered nothing that the modem could take.', '没有收到服务器的有效应答。'], ['Usually the server has closed the connection: check topic and rights, then connect again.', '通常是服务器已断开：检查主题和权限，再重新连接。']),
  7: own(['The modem could not open its data connection.', '模组打开数据连接失败。'], noNetwork, 'data'),
  8: own(['The modem could not close its data connection.', '模组关闭数据连接失败。'], clearUp, 'data'),
  9: own(['The data connection is not open.', '数据连接没有打开。'], noNetwork, 'data'),
  10: own(['There is no such client index.', '客户端序号不对。'], ['Only 0 and 1 exist.', '只有 0 和 1 两个序号。']),
  11: own(['The client is not connected.', '客户端没有连接。']),
  12: own(
    ['A parameter is wrong.', '参数不对。'],
    ['The address must begin with tcp://, also for TLS; keep-alive 60 to 64800 s; user name and password at most 256 bytes.', '地址必须以 tcp:// 开头（TLS 也一样）；心跳 60～64800 秒；用户名和密码不超过 256 字节。'],
  ),
  13: own(['Not possible now: the client is connected already.', '当前状态不支持此操作：客户端已经连上了。'], clearUp),
  14: own(['The client is busy with something else.', '客户端正忙。'], ['Wait for the result of the command before, then retry.', '等上一条指令的结果出来再试。']),
  15: own(['The modem could not ask for the connection.', '模组发起连接请求失败。'], noNetwork, 'net'),
  16: own(['The packet could not be sent.', '报文没发出去。'], ['The link is gone or the signal too weak: check AT+CSQ, then connect again.', '链路已断或信号太弱：检查 AT+CSQ，再重新连接。']),
  17: own(['The server did not answer in time.', '服务器没有按时应答。'], ['Check the signal (AT+CSQ), and that the port speaks MQTT and not HTTP or WebSocket.', '检查信号（AT+CSQ），并确认端口是 MQTT，不是 HTTP 或 WebSocket。']),
  18: own(['No topic was given.', '没有设置主题。'], ['The topic is forgotten after every publish: send AT+CMQTTTOPIC again.', '每次发布后主题会被清空，请重新发 AT+CMQTTTOPIC。']),
  19: own(['The client is in use from an earlier run.', '客户端还被上次运行占用。'], clearUp),
  20: own(['The client was not acquired.', '还没有申请客户端。'], ['AT+CMQTTACCQ comes first.', '要先发 AT+CMQTTACCQ。']),
  21: own(['A client was not released.', '还有客户端没有释放。'], clearUp),
  22: own(
    ['A length is out of range.', '长度超出范围。'],
    ['Client ID at most 128 bytes (old SIM7600 firmware: 23), topic 1024, message 10240.', 'Client ID 不超过 128 字节（SIM7600 老固件为 23），主题 1024，消息 10240。'],
  ),
  23: own(['The MQTT service runs already.', 'MQTT 服务已经启动。'], clearUp),
  24: own(['A packet could not be made or read.', '报文组装或解析失败。'], ['Check that the port speaks MQTT and not HTTP or WebSocket.', '确认端口是 MQTT，不是 HTTP 或 WebSocket。']),
  25: own(
    ['The modem could not resolve the server’s name.', '模组解析不了服务器域名。'],
    ['Check the spelling, then AT+CDNSGIP="<host>". If the name is right the SIM’s network may have no DNS: take the IP address.', '先核对拼写，再发 AT+CDNSGIP="<域名>"。没错的话可能是卡的网络没有 DNS，改用 IP 地址。'],
    'net',
  ),
  26: own(
    ['The server closed the connection instead of answering the login.', '服务器没有应答登录，直接断开了连接。'],
    ['Usual causes: TLS spoken to a TCP port or the other way round, a login or client certificate that the cloud refuses without a word, a client ID in use. Try the same from this PC.', '常见原因：TLS/TCP 与端口不符、账号或客户端证书被云平台直接拒绝、Client ID 被占用。可用电脑试同一组参数。'],
  ),
  ...Object.fromEntries(Object.entries(connack).map(([code, meaning]) => [26 + Number(code), meaning])),
  32: own(
    ['The TLS handshake failed.', 'TLS 握手失败。'],
    ['Does this CA belong to the server, does the host name match its certificate, is the client certificate active? Set the clock (AT+CCLK?) where dates are checked. Some firmware refuses wildcard certificates: update it.', '检查 CA 是否对应该服务器、域名是否与证书一致、客户端证书是否已激活；校验有效期时先校准时钟（AT+CCLK?）。部分固件不接受通配符证书，请升级。'],
    'tls',
  ),
  33: own(
    ['A certificate that this way of authentication needs is not set.', '缺少此认证方式需要的证书。'],
    ['Compare AT+CCERTLIST with AT+CSSLCFG?, and check AT+CMQTTSSLCFG=0,0.', '对照 AT+CCERTLIST 和 AT+CSSLCFG? 的文件名，并确认 AT+CMQTTSSLCFG=0,0。'],
    'tls',
  ),
  34: own(
    ['The modem could not open a TLS session.', '模组打开 TLS 会话失败。'],
    ['Check the files (AT+CCERTLIST) and settings (AT+CSSLCFG?); if it stays, restart with AT+CRESET.', '检查证书文件（AT+CCERTLIST）和设置（AT+CSSLCFG?）；一直失败就用 AT+CRESET 重启。'],
    'tls',
  ),
  35: own(['The modem could not disconnect from the server.', '与服务器断开失败。'], clearUp),
}

/** `+CMQTTCONNLOST: <client>,<cause>` (18.4.1). */
export const losses: Readonly<Record<number, Meaning>> = {
  1: own(
    ['The server closed the connection.', '服务器关闭了连接。'],
    ['Usual causes: a second client with the same client ID, no right to the topic (AWS closes then), keep-alive too long. Connect again from AT+CMQTTSTART.', '常见原因：另一个客户端用了同一个 Client ID、主题没有权限（AWS 会直接断开）、心跳太长。从 AT+CMQTTSTART 起重连。'],
  ),
  2: own(['The connection was reset.', '连接被重置。']),
  3: own(['The network closed the connection.', '网络侧断开了连接。'], noNetwork, 'data'),
}
