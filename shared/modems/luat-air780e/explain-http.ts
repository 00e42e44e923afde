import type { Failure } from '../../contract/failure.ts'
import { text, type Text } from '../../text/local-text.ts'

type Words = { readonly stage: Failure['stage']; readonly earliest?: Failure['stage']; readonly what: Text; readonly next: Text }

/** Statuses that are the module's own, not a server's (Air780EP AT manual, chapter 14). */
const ownStatuses: Readonly<Record<string, Words>> = {
  '600': {
    stage: 'cloud',
    what: text('What the server sent is not HTTP (600).', '服务器返回的不是 HTTP（600）。'),
    next: text('Check address and port, and http:// against https://.', '检查地址和端口，以及 http:// 与 https:// 是否用对。'),
  },
  '601': {
    stage: 'net',
    earliest: 'data',
    what: text('The network failed during the request (601).', '请求时网络出错（601）。'),
    next: text('Check signal, APN and AT+SAPBR=2,1 (must show an address), and that the server runs.', '检查信号、APN，AT+SAPBR=2,1 要有地址，并确认服务器在运行。'),
  },
  '602': {
    stage: 'modem',
    what: text('The answer does not fit into the modem’s memory (602).', '应答太大，模组内存放不下（602）。'),
    next: text('Check the address: a login’s answer has a few hundred bytes.', '检查地址：鉴权应答只有几百字节。'),
  },
  '603': {
    stage: 'net',
    what: text('The server’s name does not resolve (603).', '服务器域名解析失败（603）。'),
    next: text('Check the spelling; a “directed” SIM may have no DNS. Firmware without TLS says so of https:// too.', '核对拼写；定向卡可能没有 DNS。不支持 TLS 的固件访问 https:// 也会报这个。'),
  },
  '604': {
    stage: 'modem',
    what: text('The modem’s network stack is busy (604).', '模组协议栈忙（604）。'),
    next: text('Send AT+HTTPTERM, wait a few seconds, and run again from AT+HTTPINIT.', '发 AT+HTTPTERM，等几秒，再从 AT+HTTPINIT 开始。'),
  },
  '605': {
    stage: 'tls',
    what: text('The TLS handshake failed (605).', 'TLS 握手失败（605）。'),
    next: text('The server’s TLS version or certificate does not suit the modem: read its firmware with AT+CGMR, or use http:// for a trial.', '服务器的 TLS 版本或证书与模组不匹配：用 AT+CGMR 查固件，测试时可先用 http://。'),
  },
}

/** `+HTTPACTION: <method>,<status>,<length>` that is no success. */
export function explainHttp(line: string): Failure | undefined {
  const match = /^\+HTTPACTION: \d,(\d{3}),(\d+)$/.exec(line)
  const [, status = '', length] = match ?? []
  if (status === '' || (status === '200' && length !== '0')) return undefined
  const known = ownStatuses[status === '606' ? '605' : status]
  if (known) return { code: `http.${status}`, ...known, evidence: line }
  return {
    code: `http.${status}`,
    stage: 'cloud',
    what: text(`The server answered with HTTP status ${status}.`, `服务器返回 HTTP 状态码 ${status}。`),
    next: text('Check the address and the region in it; 404 is a wrong path, 5xx the server’s own trouble.', '检查地址和其中的地域；404 是路径错，5xx 是服务器自身问题。'),
    evidence: line,
  }
}
