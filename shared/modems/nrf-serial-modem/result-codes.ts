import { text } from '../../text/local-text.ts'
import { connackMeanings, type Meaning } from '../common/connack-meanings.ts'

const again = text('Connect again from AT#XMQTTCFG.', '从 AT#XMQTTCFG 起重新连接。')

/** Positive results of event 0: the CONNACK's return code, as Zephyr's MQTT library hands it on (mqtt_rx.c). Nordic's page only tells of negative ones. */
export const refusals = connackMeanings(
  text('The Serial Modem speaks 3.1.1 and cannot be told otherwise: the server must accept it.', 'Serial Modem 固定使用 3.1.1，无法更改，服务器必须支持。'),
)

/** What the server or the network did to a connection that stood. */
const closed: Meaning = {
  stage: 'mqtt',
  what: text('The server closed the connection.', '服务器关闭了连接。'),
  next: text(
    'Possible: a second client with the same client ID, no right to the topic (AWS closes then), a login that the server does not answer but ends. Connect again from AT#XMQTTCFG.',
    '可能：同一 Client ID 在别处登录、主题没有权限（AWS 会直接断开）、服务器不回应答就断开登录。从 AT#XMQTTCFG 起重连。',
  ),
}

/** Negative results: Zephyr's errno, whose numbers are newlib's. */
export const errnoMeanings: Readonly<Record<string, Meaning>> = {
  '5': { stage: 'mqtt', what: text('The connection failed (I/O error).', '连接出错（I/O 错误）。'), next: again },
  '11': { stage: 'mqtt', what: text('The module was busy with the connection.', '连接正忙，请求没有完成。'), next: text('Wait some seconds and try again.', '等几秒再试。') },
  '12': { stage: 'mqtt', what: text('A packet does not fit into the module’s MQTT buffer.', '报文超出模组的 MQTT 缓冲区。'), next: text('Shorten topic or login, or build the firmware with a larger CONFIG_SM_MQTTC_MESSAGE_BUFFER_LEN.', '缩短主题或登录参数，或把 CONFIG_SM_MQTTC_MESSAGE_BUFFER_LEN 改大后重新编译。') },
  '22': { stage: 'mqtt', what: text('The server’s answer was not understood.', '服务器的应答无法识别。'), next: text('Is it an MQTT server, and the right port: TLS or not?', '确认是 MQTT 服务器，且端口（TLS 或非 TLS）对应。') },
  '71': { stage: 'mqtt', what: text('The server’s answer was no MQTT.', '服务器的应答不是 MQTT。'), next: text('Is it an MQTT server, and the right port: TLS or not?', '确认是 MQTT 服务器，且端口（TLS 或非 TLS）对应。') },
  '104': closed,
  '113': {
    stage: 'mqtt',
    what: text('The module gave the connection up.', '模组放弃了这个连接。'),
    next: text('The server did not answer the login or the pings in time, or the network went: check signal and port, then connect again from AT#XMQTTCFG.', '服务器没有及时应答登录或心跳，或网络中断：检查信号和端口，从 AT#XMQTTCFG 起重连。'),
  },
  '115': { stage: 'data', what: text('The network is down.', '网络已断开。'), next: text('Check AT+CEREG? and AT+CGPADDR=0, then connect again.', '检查 AT+CEREG? 和 AT+CGPADDR=0，再重新连接。') },
  '116': { stage: 'mqtt', what: text('The server did not answer in time.', '服务器没有及时应答。'), next: text('Check signal, address and port, then try again.', '检查信号、地址和端口后再试。') },
  '118': { stage: 'net', what: text('The server cannot be reached.', '服务器不可达。'), next: text('An IoT SIM may reach listed hosts only: ask its supplier.', '物联网卡可能是定向卡，只能访问白名单地址，请联系卡商。') },
  '126': { stage: 'mqtt', what: text('The server did not answer the pings.', '服务器没有应答心跳。'), next: again },
  '128': closed,
}

/** +CME ERROR of AT%CMNG. */
export const storageErrors: Readonly<Record<string, Meaning>> = {
  '513': { stage: 'tls', what: text('There is nothing in this security tag.', '这个安全标签里没有内容。'), next: text('Write the certificate first.', '请先写入证书。') },
  '514': { stage: 'tls', what: text('The module does not allow access to this credential.', '模组不允许访问这个证书。'), next: text('Tags of other applications may be protected: take another security tag.', '其他应用的标签可能有保护，请换一个安全标签。') },
  '515': { stage: 'tls', what: text('The module’s memory for certificates is full.', '模组的证书存储已满。'), next: text('AT%CMNG=1 lists what is there; delete with AT%CMNG=3,<tag>,<type>.', '用 AT%CMNG=1 查看，用 AT%CMNG=3,<标签>,<类型> 删除不用的。') },
  '518': { stage: 'tls', what: text('Certificates cannot be written while the radio is on.', '射频打开时不能写证书。'), next: text('Send AT+CFUN=4 first.', '先发 AT+CFUN=4。') },
  '519': { stage: 'tls', what: text('This security tag holds one already.', '这个安全标签里已经有证书。'), next: text('Delete it with AT%CMNG=3,<tag>,<type> and write again.', '用 AT%CMNG=3,<标签>,<类型> 删除后重写。') },
  '527': { stage: 'tls', what: text('The module cannot read this certificate or key.', '模组无法识别这个证书或密钥。'), next: text('Is it whole, PEM, and a key without a password?', '确认文件完整、是 PEM 格式、密钥没有加密。') },
  '528': { stage: 'modem', what: text('The supply voltage is too low to write.', '供电电压过低，不允许写入。'), next: text('Check the supply; a power-off warning is active (%XPOFWARN).', '检查供电；掉电告警（%XPOFWARN）已触发。') },
}
