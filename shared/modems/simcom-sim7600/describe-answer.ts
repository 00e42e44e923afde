import { answerDescriber, bad, good, type Described } from '../../at/line-words.ts'
import { text } from '../../text/local-text.ts'

const named = answerDescriber({
  '+CMQTTRXTOPIC': ([, length]) => text(`the topic follows, ${length} bytes`, `随后是主题，${length} 字节`),
  '+CMQTTRXPAYLOAD': ([, length]) => text(`the content follows, ${length} bytes`, `随后是内容，${length} 字节`),
  '+CMQTTACCQ': ([id, clientId, kind]) => (clientId === undefined || /^\d+$/.test(clientId) ? undefined : text(`MQTT client ${id}: “${clientId}”, ${kind === '1' ? 'TLS' : 'TCP'}`, `MQTT 客户端 ${id}：“${clientId}”，${kind === '1' ? 'TLS' : 'TCP'}`)),
  '+CMQTTCONNECT': ([id, address]) => (address?.includes('://') ? text(`MQTT client ${id} is connected to ${address}`, `MQTT 客户端 ${id} 已连到 ${address}`) : undefined),
  '+CMQTTSSLCFG': ([id, context]) => text(`MQTT client ${id} uses TLS context ${context}`, `MQTT 客户端 ${id} 使用 TLS 上下文 ${context}`),
  '+CSSLCFG': (_, rest) => text(`TLS settings: ${rest}`, `TLS 参数：${rest}`),
  '+NETOPEN': ([code]) => (code === '0' || code === '1' ? text('the TCP/IP service is up', 'TCP/IP 服务已启动') : bad(text('the TCP/IP service did not start', 'TCP/IP 服务启动失败'))),
  '+NETCLOSE': ([code]) => (code === '0' ? text('the TCP/IP service is down', 'TCP/IP 服务已停止') : bad(text('the TCP/IP service did not stop', 'TCP/IP 服务停止失败'))),
  '+IPADDR': ([address]) => text(`the address is ${address}`, `IP 地址：${address}`),
  '+IP ERROR': (_, rest) => bad(text(`TCP/IP error: ${rest}`, `TCP/IP 错误：${rest}`)),
  '+CIPMODE': ([n]) => (n?.startsWith('(') ? text('values of transparent mode', '透传模式的取值') : n === '0' ? text('transparent mode off', '透传模式：关') : text('transparent mode on', '透传模式：开')),
  '+CIPOPEN': ([id, code]) => (code === '0' ? text(`socket ${id} is open`, `连接 ${id} 已打开`) : bad(text(`socket ${id} could not be opened (${code})`, `连接 ${id} 打不开（${code}）`))),
  '+CDNSGIP': ([ok, host, address]) => (ok === '1' ? text(`${host} has the address ${address}`, `${host} 的地址：${address}`) : bad(text(`the name could not be looked up (${host})`, `域名解析失败（${host}）`))),
  '+CNTP': ([code]) => (code === '0' ? text('the clock was set', '校时成功') : /^\d+$/.test(code ?? '') ? bad(text('the clock could not be set', '校时失败')) : text(`time server ${code}`, `时间服务器 ${code}`)),
  '+CPSI': ([kind, state, ...rest]) => (kind === 'NO SERVICE' ? text('no service', '无服务') : text(`${kind}, ${state}, operator ${rest[0] ?? '?'}`, `${kind}，${state}，运营商 ${rest[0] ?? '?'}`)),
  '+CNSMOD': (values) => text(`network mode ${values.at(-1)}`, `网络制式 ${values.at(-1)}`),
  '+CICCID': () => text('the SIM’s number (ICCID)', 'SIM 卡 ICCID'),
  '+CPING': ([kind]) => (kind === '1' ? text('the ping was answered', 'Ping 有应答') : kind === '2' ? bad(text('the ping got no answer', 'Ping 无应答')) : text('result of the ping', 'Ping 结果')),
  '+HTTPACTION': ([, status, length]) => (status?.startsWith('2') ? text(`HTTP ${status}, ${length} bytes`, `HTTP ${status}，${length} 字节`) : bad(text(`HTTP failed: ${status}`, `HTTP 失败：${status}`))),
  '+HTTPREAD': ([length]) => text(`${length} bytes follow`, `随后是 ${length} 字节`),
  '+SIMEI': () => text('the IMEI', 'IMEI'),
  '*ATREADY': () => text('the module has started', '模组启动完成'),
})

const whole: Readonly<Record<string, Described>> = {
  'SMS DONE': good(text('short messages are ready', '短信已就绪')),
  'PB DONE': good(text('the phone book is ready: the module has started', '电话本已就绪：模组启动完成')),
  '*ATREADY: 1': good(text('the module has started', '模组启动完成')),
}

/** Lines of SIMCom's own besides the results of MQTT: SIM7500_SIM7600 Series and A76XX Series AT Command Manuals. */
export const describeSimcomAnswer = (line: string): Described | undefined => (Object.hasOwn(whole, line) ? whole[line] : named(line))
