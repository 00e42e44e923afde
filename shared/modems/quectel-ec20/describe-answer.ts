import { among } from '../../at/command-words.ts'
import { answerDescriber, bad, type Reading } from '../../at/line-words.ts'
import { text } from '../../text/local-text.ts'
import { tcpError } from './tcp-errors.ts'

const setting: Reading = ([key, ...values]) => text(`${key} is set to ${values.join(', ')}`, `${key} 当前为 ${values.join(', ')}`)

const socketOpened: Reading = ([id, code]) => {
  if (code === '0') return text(`socket ${id} is open`, `连接 ${id} 已打开`)
  const reason = tcpError(code)
  return bad(text(`socket ${id} could not be opened: ${reason?.en ?? `code ${code}`}`, `连接 ${id} 打不开：${reason?.zh ?? `错误码 ${code}`}`))
}

const dns = (values: readonly string[]) => {
  const [, first, count] = values
  if (values.length === 2) return text(`the name’s address is ${first}`, `域名对应的地址：${first}`)
  return first === '0' ? text(`name found, addresses: ${count}`, `域名解析成功，地址数 ${count}`) : bad(text(`the name could not be looked up (${first})`, `域名解析失败（${first}）`))
}

const socketUrc: Reading = ([what, id, length, ...rest]) => {
  if (what === 'recv') return text(`data came in on socket ${id}`, `连接 ${id} 收到数据`)
  if (what === 'closed') return text(`socket ${id} was closed by the server`, `连接 ${id} 被服务器关闭`)
  if (what === 'dnsgip') return dns([what, id, length, ...rest].filter((value) => value !== undefined))
  return undefined
}

/** Lines of Quectel's own besides the results of MQTT: AT manuals of EC2x and BG95, and the TCP/IP, SSL and FILE application notes. */
export const describeQuectelAnswer = answerDescriber({
  '+QMTCFG': setting,
  '+QMTOPEN': ([id, host, port]) => (port === undefined ? undefined : text(`MQTT client ${id} is open to ${host}:${port}`, `MQTT 客户端 ${id} 已连到 ${host}:${port}`)),
  '+QMTRECV': ([id, , topic]) => (topic === undefined ? text('a message waits: AT+QMTRECV fetches it', '有消息在缓存里，用 AT+QMTRECV 读取') : text(`message on ${topic} (client ${id})`, `收到消息，主题 ${topic}（客户端 ${id}）`)),
  '+QMTPING': () => bad(text('the keep-alive ping failed', '心跳失败')),
  '+QMTUNS': ([, , result]) => (result === '0' ? text('unsubscribed', '已取消订阅') : result === '1' ? text('sent again, no answer yet', '未收到应答，正在重发') : bad(text('unsubscribing failed', '取消订阅失败'))),
  '+QMTDISC': () => bad(text('logging out failed', '断开 MQTT 失败')),
  '+QMTCLOSE': () => bad(text('closing failed', '关闭连接失败')),
  '+QSSLCFG': setting,
  '+QSSLOPEN': socketOpened,
  '+QIOPEN': socketOpened,
  '+QSSLSTATE': ([id, , host, port, , state]) => text(`TLS socket ${id} to ${host}:${port}, state ${state} (2: connected)`, `TLS 连接 ${id}：${host}:${port}，状态 ${state}（2：已连接）`),
  '+QISTATE': ([id, kind, host, port, , state]) => text(`${kind} socket ${id} to ${host}:${port}, state ${state} (2: connected)`, `${kind} 连接 ${id}：${host}:${port}，状态 ${state}（2：已连接）`),
  '+QSSLRECV': ([length]) => (length === '0' ? text('nothing more to read', '没有更多数据') : text(`${length} bytes follow`, `随后是 ${length} 字节`)),
  '+QIRD': ([length]) => (length === '0' ? text('nothing more to read', '没有更多数据') : text(`${length} bytes follow`, `随后是 ${length} 字节`)),
  '+QSSLURC': socketUrc,
  '+QIURC': socketUrc,
  '+QFUPL': ([bytes]) => text(`${bytes} bytes stored`, `已写入 ${bytes} 字节`),
  '+QFLST': ([name, size]) => text(`file ${name}, ${size} bytes`, `文件 ${name}，${size} 字节`),
  '+QFLDS': ([free, all]) => text(`${free} of ${all} bytes free`, `剩余 ${free} / 共 ${all} 字节`),
  '+QFDWL': ([bytes]) => text(`${bytes} bytes read`, `已读取 ${bytes} 字节`),
  '+QIACT': ([cid, state, , address]) => (state === '1' ? text(`context ${cid} is active, address ${address}`, `上下文 ${cid} 已激活，地址 ${address}`) : text(`context ${cid} is not active`, `上下文 ${cid} 未激活`)),
  '+QICSGP': ([, apn]) => text(`APN “${apn}”`, `APN “${apn}”`),
  '+QIDNSCFG': ([, ...servers]) => text(`name servers ${servers.join(', ')}`, `DNS 服务器 ${servers.join('、')}`),
  '+QIGETERROR': ([code, words]) => {
    if (code === '0') return text('the last operation succeeded', '上一次操作成功')
    const reason = tcpError(code)
    return bad(text(`last TCP/IP error: ${reason?.en ?? words ?? code}`, `上一次 TCP/IP 错误：${reason?.zh ?? words ?? code}`))
  },
  '+QPING': ([code]) => (code === '0' ? text('the ping was answered', 'Ping 有应答') : bad(text(`the ping failed: ${tcpError(code)?.en ?? code}`, `Ping 失败：${tcpError(code)?.zh ?? code}`))),
  '+QNTP': ([code]) => (code === '0' ? text('the clock was set', '校时成功') : bad(text('the clock could not be set', '校时失败'))),
  '+QLTS': ([time]) => text(`network time ${time}`, `网络时间 ${time}`),
  '+QNWINFO': ([kind, operator, band, channel]) => (operator === undefined ? text('no network', '没有网络') : text(`${kind}, operator ${operator}, ${band}, channel ${channel}`, `${kind}，运营商 ${operator}，${band}，频点 ${channel}`)),
  '+QCSQ': ([kind, rssi, rsrp, sinr, rsrq]) =>
    kind === 'NOSERVICE'
      ? text('no service', '无服务')
      : rsrp === undefined
        ? text(`${kind}, ${rssi} dBm`, `${kind}，${rssi} dBm`)
        : text(`${kind}: RSSI ${rssi} dBm, RSRP ${rsrp} dBm, SINR ${sinr}, RSRQ ${rsrq} dB`, `${kind}：RSSI ${rssi} dBm，RSRP ${rsrp} dBm，SINR ${sinr}，RSRQ ${rsrq} dB`),
  '+QENG': ([what]) => (what === 'servingcell' ? text('the serving cell', '服务小区') : text('a neighbour cell', '邻区')),
  '+QSPN': ([name]) => text(`operator ${name}`, `运营商 ${name}`),
  '+QCCID': () => text('the SIM’s number (ICCID)', 'SIM 卡 ICCID'),
  // The second figure: 0 removed, 1 inserted, 2 unknown (EC2x AT manual, AT+QSIMSTAT).
  '+QSIMSTAT': ([, state]) => among3(state),
  '+QUSIM': ([state]) => (state === '1' ? text('the SIM is a USIM', 'USIM 卡已识别') : text('the SIM is a plain SIM', 'SIM 卡已识别')),
  '+QINISTAT': ([state]) => text(`SIM start: ${state} of 7`, `SIM 初始化状态 ${state}（7 为完成）`),
  '+QIND': ([what]) =>
    ({ 'SMS DONE': text('short messages are ready', '短信已就绪'), 'PB DONE': text('the phone book is ready: the module has started', '电话本已就绪：模组启动完成') })[what ?? ''] ?? text(`report: ${what}`, `上报：${what}`),
  '+QGDCNT': ([sent, received]) => text(`${sent} bytes sent, ${received} received`, `已发送 ${sent} 字节，已接收 ${received} 字节`),
  '+QURCCFG': ([, port]) => text(`URCs go to ${port}`, `URC 上报到 ${port}`),
  '+QCFG': setting,
  '+QSCLK': ([n]) => (n === '0' ? text('sleep off', '休眠：关') : text('sleep on', '休眠：开')),
})

const among3 = (state: string | undefined) =>
  state === '0' ? bad(text('no SIM inserted', '没有插 SIM 卡')) : among({ 1: text('a SIM is inserted', 'SIM 卡已插入'), 2: text('whether a SIM is inserted is unknown', 'SIM 卡状态未知') })(state)
