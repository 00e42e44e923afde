import { answerDescriber, bad, good, type Described } from '../../at/line-words.ts'
import { text } from '../../text/local-text.ts'

const named = answerDescriber({
  '+MSUB': ([topic, length]) => (length === undefined ? undefined : text(`message on ${topic}, ${length.replace(' byte', '')} bytes`, `收到消息，主题 ${topic}，${length.replace(' byte', '')} 字节`)),
  '+SAPBR': ([cid, state, address]) => (state === '1' ? text(`bearer ${cid} is open, address ${address}`, `承载 ${cid} 已打开，地址 ${address}`) : text(`bearer ${cid} is closed`, `承载 ${cid} 已关闭`)),
  '+HTTPACTION': ([, status, length]) => (status?.startsWith('2') ? text(`HTTP ${status}, ${length} bytes`, `HTTP ${status}，${length} 字节`) : undefined),
  '+HTTPREAD': ([length]) => text(`${length} bytes follow`, `随后是 ${length} 字节`),
  '+CDNSGIP': ([ok, host, address]) => (ok === '1' ? text(`${host} has the address ${address}`, `${host} 的地址：${address}`) : bad(text(`the name could not be looked up (${host})`, `域名解析失败（${host}）`))),
  '+FSFLSIZE': ([size]) => text(`${size} bytes`, `${size} 字节`),
  '+FSMEM': (_, rest) => text(`space for files: ${rest}`, `文件空间：${rest}`),
  '+FSLS': (_, rest) => text(`file ${rest}`, `文件 ${rest}`),
  '+SSLCFG': ([key, , ...values]) => text(`${key} is set to ${values.join(', ')}`, `${key} 当前为 ${values.join(', ')}`),
  '+CSTT': ([apn]) => text(`APN “${apn}”`, `APN “${apn}”`),
  '+CNTP': ([code]) => (code === '1' || code === '0' ? text('the clock was set', '校时成功') : bad(text('the clock could not be set', '校时失败'))),
  '+CIPMUX': ([n]) => (n === '0' ? text('one connection at a time', '单路连接') : text('several connections at a time', '多路连接')),
  '^MODE': () => text('the module is on a network (system mode)', '已驻网（系统模式）'),
})

/** Answers of AT+CIPSTATUS (SIM800 TCP/IP application note). */
const states: Readonly<Record<string, Described>> = {
  'IP INITIAL': good(text('TCP/IP: nothing started', 'TCP/IP：未启动')),
  'IP START': good(text('TCP/IP: task started', 'TCP/IP：任务已启动')),
  'IP CONFIG': good(text('TCP/IP: bringing data up', 'TCP/IP：正在激活')),
  'IP GPRSACT': good(text('TCP/IP: data is up', 'TCP/IP：数据已激活')),
  'IP STATUS': good(text('TCP/IP: has an address', 'TCP/IP：已获取 IP')),
  'CONNECT OK': good(text('TCP/IP: connected', 'TCP/IP：已连接')),
  'TCP CLOSED': good(text('TCP/IP: connection closed', 'TCP/IP：连接已关闭')),
  'PDP DEACT': bad(text('TCP/IP: data is gone', 'TCP/IP：数据连接已断')),
}

/** Lines of AirM2M's own besides the results of MQTT: Air780EP AT manual, openLuat guides; boot lines as recorded. */
export function describeLuatAnswer(line: string): Described | undefined {
  const state = /^STATE: (.+)$/.exec(line)?.[1]
  if (state !== undefined) return Object.hasOwn(states, state) ? states[state] : undefined
  if (line.startsWith('+E_UTRAN Service')) return good(text('LTE service', '已有 LTE 服务'))
  if (line.startsWith("^boot.rom'v'!")) return good(text('the module starts (boot ROM)', '模组启动（Boot ROM）'))
  if (line.startsWith('+PDP: DEACT')) return bad(text('the network took the data connection away', '网络侧断开了数据连接'))
  return named(line)
}
