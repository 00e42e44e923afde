import type { Failure } from '../../contract/failure.ts'
import { text, type Text } from '../../text/local-text.ts'

/** Result codes of TCP/IP and TLS sockets (Quectel TCP/IP application notes, “Summary of Error Codes”). 566 is every failure of a TLS handshake too. */
const tcpErrors: Readonly<Record<string, Text>> = {
  550: text('unknown error', '未知错误'),
  551: text('operation blocked', '操作被阻塞'),
  552: text('invalid parameters', '参数无效'),
  553: text('no memory', '内存不足'),
  554: text('the socket could not be made', '创建 socket 失败'),
  555: text('not supported', '不支持'),
  556: text('the socket could not be bound', 'socket 绑定失败'),
  557: text('listening failed', '监听失败'),
  558: text('writing failed', '写入失败'),
  559: text('reading failed', '读取失败'),
  560: text('accepting failed', '接受连接失败'),
  561: text('the data connection could not be opened', '激活 PDP 失败'),
  562: text('the data connection could not be closed', '去激活 PDP 失败'),
  563: text('the socket is in use', 'socket 已占用'),
  564: text('name lookup busy', 'DNS 忙'),
  565: text('the name could not be looked up', 'DNS 解析失败'),
  566: text('the connection could not be made: TCP, or any failure of TLS', '连接失败：TCP 不通，或 TLS 的任何失败'),
  567: text('the socket is closed', 'socket 已关闭'),
  568: text('busy', '操作忙'),
  569: text('time-out', '超时'),
  570: text('the data connection broke', 'PDP 断开'),
  571: text('sending was called off', '发送取消'),
  572: text('not allowed', '操作不允许'),
  573: text('no APN is set', 'APN 未配置'),
  574: text('the port is in use', '端口占用'),
}

export const tcpError = (code: string | undefined): Text | undefined => (code === undefined ? undefined : tcpErrors[code])

const socketLine = /^\+(QIOPEN|QSSLOPEN): \d+,(\d+)$/

/** A TCP or TLS socket that did not open. The name and the data connection have codes of their own; a handshake has none. */
export function explainSocket(line: string): Failure | undefined {
  const [, command, code = ''] = socketLine.exec(line) ?? []
  const reason = tcpErrors[code]
  if (command === undefined || !reason) return undefined
  const isTls = command === 'QSSLOPEN' && (code === '566' || code === '569')
  return {
    code: `tcp.${code}`,
    stage: isTls ? 'tls' : 'data',
    what: text(`The connection could not be opened: ${reason.en}.`, `连接打不开：${reason.zh}。`),
    next: isTls
      ? text(
          'One code for every failure of TLS: try AT+QSSLCFG="seclevel",1,0, then "sni",1,1, then "ignorelocaltime",1,1, each alone, to find which; AT+QIOPEN to the same host tells whether TCP works.',
          'TLS 的任何失败都是这一个码：逐个试 AT+QSSLCFG="seclevel",1,0、"sni",1,1、"ignorelocaltime",1,1 找出是哪一项；用 AT+QIOPEN 连同一主机看 TCP 通不通。',
        )
      : text('Check address and port and that the server runs; a “directed” IoT SIM reaches only listed hosts. If every host fails, restart with AT+CFUN=1,1.', '检查地址、端口和服务器；定向卡只能访问白名单地址。任何主机都连不上就用 AT+CFUN=1,1 重启。'),
    evidence: line,
  }
}
