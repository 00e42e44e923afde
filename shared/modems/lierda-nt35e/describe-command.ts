import { commandDescriber, keyed, type CommandTable } from '../../at/command-words.ts'
import { text } from '../../text/local-text.ts'

/** AT+LMQTTCFG: Lierda's AT manual as cited in constants.ts. */
const keys = {
  version: text('the MQTT version (4: 3.1.1)', 'MQTT 版本（4：3.1.1）'),
  session: text('clean session (1: clean)', '清除会话（1：清除）'),
  keepalive: text('the keep-alive in seconds', '心跳间隔（秒）'),
  timeout: text('how long an answer is waited for, tries, notice', '等待应答的秒数、重发次数、是否上报'),
  will: text('the will', '遗嘱'),
  cloud: text('the cloud (2: Alibaba) and the form of data (1: JSON)', '云平台（2：阿里云）和数据格式（1：JSON）'),
  aliauth: text('Alibaba Cloud’s device triple, which the modem signs with', '阿里云三元组（由模组算签名）'),
  cache: text('how messages are handed over (0: at once, 1: cached)', '下发消息的上报方式（0：直接，1：缓存）'),
  'recv/mode': text('the form of received messages, with length', '下发消息格式、是否带长度'),
  'send/mode': text('the form of what is published', '上报数据格式'),
  dataformat: text('the form of data', '数据格式'),
  urc: text('whether the result of publishing is reported (1: yes)', '是否上报发布结果（1：上报）'),
  raimode: text('release assistance', '快速释放 RAI'),
  sslenable: text('TLS (1: on)', 'TLS（1：打开）'),
  pdpcid: text('the data context that MQTT uses', 'MQTT 使用的上下文'),
}

export const lierdaCommands: CommandTable = {
  '+LMQTTCFG': { about: text('MQTT settings', 'MQTT 参数'), set: keyed(keys) },
  '+LMQTTOPEN': {
    about: text('the open MQTT connections', '已打开的 MQTT 连接'),
    set: ([id, host, port]) => text(`opens MQTT client ${id} to ${host}:${port}`, `打开 MQTT 客户端 ${id}，连接 ${host}:${port}`),
  },
  '+LMQTTCONN': {
    about: text('the state of MQTT (3: connected)', 'MQTT 状态（3：已连接）'),
    set: ([id, clientId, user]) =>
      user === undefined
        ? text(`logs MQTT client ${id} in as “${clientId}”, without user name`, `MQTT 客户端 ${id} 登录，Client ID “${clientId}”，无用户名`)
        : text(`logs MQTT client ${id} in as “${clientId}”, user “${user}”`, `MQTT 客户端 ${id} 登录，Client ID “${clientId}”，用户名 “${user}”`),
  },
  '+LMQTTSUBUNSUB': {
    about: text('subscriptions', '订阅'),
    set: ([, which, , topic, qos]) => (which === '1' ? text(`unsubscribes from ${topic}`, `取消订阅 ${topic}`) : text(`subscribes to ${topic}, QoS ${qos}`, `订阅 ${topic}，QoS ${qos}`)),
  },
  '+LMQTTPUB': { about: text('publishing', '发布'), set: ([, , qos, , topic, length]) => text(`publishes ${length} bytes to ${topic}, QoS ${qos}`, `发布 ${length} 字节到 ${topic}，QoS ${qos}`) },
  '+LMQTTREAD': { about: text('cached messages', '缓存的消息'), set: () => text('reads cached messages', '读取缓存的消息') },
  '+LMQTTDISC': { about: text('the MQTT login', 'MQTT 登录'), set: ([id]) => text(`logs MQTT client ${id} out`, `MQTT 客户端 ${id} 断开登录`) },
  '+LMQTTCLOSE': { about: text('the MQTT connection', 'MQTT 连接'), set: ([id]) => text(`closes MQTT client ${id}`, `关闭 MQTT 客户端 ${id}`) },
  '+LGMR': { about: text('Lierda’s firmware version', 'Lierda 固件版本') },
  '+LCCID': { about: text('the SIM’s number (ICCID)', 'SIM 卡 ICCID') },
  '+LUIMSLOT': { about: text('the SIM slot', 'SIM 卡槽') },
  '+LUIMDUAL': { about: text('the two SIM slots', '双卡设置') },
  '+LCELL': { about: text('the cells', '小区信息') },
  '+LHTTPURL': { about: text('the HTTP address', 'HTTP 地址'), set: ([length]) => text(`takes an HTTP address of ${length} bytes`, `输入 HTTP 地址，${length} 字节`) },
  '+LHTTPGET': { about: text('HTTP GET', 'HTTP GET'), set: () => text('HTTP GET', 'HTTP GET') },
  '+LHTTPPOST': { about: text('HTTP POST', 'HTTP POST'), set: ([length]) => text(`HTTP POST of ${length} bytes`, `HTTP POST，${length} 字节`) },
  '+LHTTPREAD': { about: text('the HTTP answer', 'HTTP 应答'), set: () => text('reads the HTTP answer', '读取 HTTP 应答') },
  '+LHTTPCFG': { about: text('HTTP settings', 'HTTP 参数') },
  '+LHTTPSTOP': { about: text('HTTP', 'HTTP'), run: text('ends HTTP', '结束 HTTP') },
}

/** What a command of Lierda's own does. */
export const describeLierdaCommand = commandDescriber(lierdaCommands)
