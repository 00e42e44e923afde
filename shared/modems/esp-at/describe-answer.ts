import { among } from '../../at/command-words.ts'
import { answerDescriber, good, type Described } from '../../at/line-words.ts'
import { text } from '../../text/local-text.ts'

const mqttStates = among({
  0: text('MQTT not set up', 'MQTT 未初始化'),
  1: text('MQTT: login set', 'MQTT：已设登录参数'),
  2: text('MQTT: connection set', 'MQTT：已设连接参数'),
  3: text('MQTT: disconnected', 'MQTT：未连接'),
  4: text('MQTT: connected', 'MQTT：已连接'),
  5: text('MQTT: connected, nothing subscribed', 'MQTT：已连接，无订阅'),
  6: text('MQTT: connected, with subscriptions', 'MQTT：已连接，有订阅'),
})

const named = answerDescriber({
  '+MQTTSUBRECV': ([, topic, length]) => text(`message on ${topic}, ${length} bytes`, `收到消息，主题 ${topic}，${length} 字节`),
  '+MQTTCONN': ([, state]) => mqttStates(state),
  '+MQTTUSERCFG': () => text('the login that is set', '当前登录参数'),
  '+MQTTCONNCFG': () => text('keep-alive, session and will that are set', '当前心跳、会话和遗嘱'),
  '+MQTTSUB': ([, , topic]) => text(`subscribed to ${topic}`, `已订阅 ${topic}`),
  '+CIPSNTPTIME': (_, rest) => (/ 19(?:70|80)$/.test(rest) ? text('the clock is not set', '时钟没有校准') : text(`the time is ${rest}`, `时间：${rest}`)),
  '+CIPSNTPCFG': () => text('the time server that is set', '当前时间服务器'),
  '+CIFSR': ([what, address]) => text(`${what} ${address}`, `${what} ${address}`),
  '+CIPSTA': (_, rest) => text(`address: ${rest}`, `地址：${rest}`),
  '+CWJAP': ([name]) => text(`joined to ${name}`, `已连 ${name}`),
  '+CWMODE': ([mode]) => text(`Wi-Fi mode ${mode}`, `Wi-Fi 模式 ${mode}`),
  '+CWLAP': () => text('a Wi-Fi network in reach', '周围的 Wi-Fi'),
  '+CWSTATE': ([state, name]) => text(`Wi-Fi state ${state}${name ? `, ${name}` : ''} (2: joined, has an address)`, `Wi-Fi 状态 ${state}${name ? `，${name}` : ''}（2：已连且有 IP）`),
  '+CIPDOMAIN': ([address]) => text(`the name’s address is ${address}`, `域名对应的地址：${address}`),
  '+SYSMFG': ([space]) => text(`stored in ${space}`, `存储区 ${space}`),
})

/** What GMR prints, and what the boot ROM of an ESP32 or ESP8266 prints before it hands over. */
const forms: readonly { readonly pattern: RegExp; readonly described: Described }[] = [
  { pattern: /^(?:AT|SDK|Bin) version:/, described: good(text('the firmware version', '固件版本')) },
  { pattern: /^compile time/, described: good(text('when the firmware was built', '固件编译时间')) },
  { pattern: /^(?:ets |rst:|configsip:|clk_drv:|mode:|load:|entry |ESP-ROM:|Build:|SPIWP:|csum|chksum|I \(\d+\) )/, described: good(text('the module starts (boot ROM)', '模组启动（Boot ROM）')) },
  { pattern: /^ready$/, described: good(text('the module has started', '模组启动完成')) },
  { pattern: /^\+TIME_UPDATED/, described: good(text('the clock was set', '时钟已校准')) },
  { pattern: /^busy [ps]\.\.\./, described: { words: text('busy with the command before: this one is lost', '上一条指令还没执行完，这条被丢弃'), isFailure: true } },
  { pattern: /^(?:Recv \d+ bytes|SEND OK)$/, described: good(text('data taken', '数据已接收')) },
]

/** Lines of ESP-AT besides the results of MQTT (ESP-AT user guide). */
export const describeEspAtAnswer = (line: string): Described | undefined => named(line) ?? forms.find(({ pattern }) => pattern.test(line))?.described
