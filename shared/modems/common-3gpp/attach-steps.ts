import { text } from '../../text/local-text.ts'
import type { Step } from '../../wizard/step.ts'

export type AttachManner = {
  /** Which report tells of a network that carries data: an LTE-only module may leave CREG at 0 for ever. */
  readonly registration: 'CREG' | 'CEREG'
  /** The family's AT manual, for the sources beside 3GPP's. */
  readonly manual: string
  /** ms for commands that only read a value. */
  readonly quick: number
  /** ms for AT+CPIN? and AT+CGATT. */
  readonly simTime: number
  readonly attachTime: number
}

/** 27.007's subclauses of AT+CREG and AT+CEREG. */
const registrationClause = { CREG: '7.2', CEREG: '10.1.22' } as const

/** The network check that every 3GPP modem starts with, from the first AT to an IP address. */
export const attachSteps = ({ registration, manual, quick, simTime, attachTime }: AttachManner): readonly Step[] => [
  {
    id: 'at',
    stage: 'modem',
    title: text('Is the modem there?', '模组是否应答'),
    why: text('The shortest command there is: an OK proves port, baud rate and power.', '最短的指令：有 OK 就说明串口、波特率、供电都正常。'),
    source: 'V.250, 5.2.4',
    send: 'AT',
    secrets: [],
    expect: { timeoutMs: quick },
    risk: 'reads',
  },
  {
    id: 'sim',
    stage: 'sim',
    title: text('SIM card', 'SIM 卡状态'),
    why: text('READY means that the card is in and wants no PIN.', 'READY 表示卡已识别且不需要 PIN。'),
    source: `3GPP 27.007, 8.3; ${manual}, AT+CPIN`,
    send: 'AT+CPIN?',
    secrets: [],
    expect: {
      timeoutMs: simTime,
      line: { prefix: '+CPIN:', accept: '^\\+CPIN: READY$' },
      // A card needs some seconds after power-on: 14 is "SIM busy".
      poll: { everyMs: 2_000, forMs: 20_000, while: '^\\+CME ERROR: (14|SIM busy)$|^\\+CPIN: NOT READY$' },
    },
    risk: 'reads',
  },
  {
    id: 'signal',
    stage: 'radio',
    title: text('Signal', '信号质量'),
    why: text('Below about 10 (-93 dBm) TLS often fails by time-out.', '低于 10（-93 dBm）时 TLS 常会超时失败。'),
    source: '3GPP 27.007, 8.5',
    send: 'AT+CSQ',
    secrets: [],
    expect: {
      timeoutMs: quick,
      line: { prefix: '+CSQ:', accept: '^\\+CSQ: ([0-9]|[12][0-9]|3[01]),' },
      // 99 right after power-on only means that nothing was measured yet.
      poll: { everyMs: 2_000, forMs: 10_000, while: '^\\+CSQ: 99,' },
    },
    capture: [{ name: 'signal', label: text('Signal', '信号'), pattern: '^\\+CSQ: (\\d+,\\d+)', decode: 'csq' }],
    risk: 'reads',
  },
  {
    id: 'registration',
    stage: 'radio',
    title: text('Registered on the network', '网络注册'),
    why: text('Only 1 (home) and 5 (roaming) can carry data.', '只有 1（归属）和 5（漫游）可以上网。'),
    source: `3GPP 27.007, ${registrationClause[registration]}`,
    send: `AT+${registration}?`,
    secrets: [],
    expect: {
      timeoutMs: quick,
      line: { prefix: `+${registration}:`, accept: `^\\+${registration}: \\d,[15](,|$)` },
      poll: { everyMs: 2_000, forMs: 90_000, while: `^\\+${registration}: \\d,[024](,|$)` },
    },
    capture: [{ name: 'registration', label: text('Network', '网络'), pattern: `^\\+${registration}: \\d,(\\d)`, decode: 'registration' }],
    risk: 'reads',
  },
  {
    id: 'attach',
    stage: 'data',
    title: text('Attach to packet service', '附着分组域'),
    why: text('Without packet service there is no IP address.', '没有附着分组域就拿不到 IP 地址。'),
    source: '3GPP 27.007, 10.1.9',
    send: 'AT+CGATT=1',
    secrets: [],
    expect: { timeoutMs: attachTime },
    risk: 'volatile',
  },
  {
    id: 'attached',
    stage: 'data',
    title: text('Attached?', '确认附着状态'),
    why: text('Reads back what the network granted.', '读回网络实际给的状态。'),
    source: '3GPP 27.007, 10.1.9',
    send: 'AT+CGATT?',
    secrets: [],
    expect: { timeoutMs: attachTime, line: { prefix: '+CGATT:', accept: '^\\+CGATT: 1$' } },
    risk: 'reads',
  },
  {
    id: 'address',
    stage: 'data',
    title: text('IP address', 'IP 地址'),
    why: text('An address other than 0.0.0.0 shows that the data connection is up.', '地址不是 0.0.0.0 说明数据连接已建立。'),
    // Contexts that are not up print zeros, an IPv6 address among them as sixteen: 2,0.0.0.0,0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0 (SIM7600CE).
    source: '3GPP 27.007, 10.1.14',
    send: 'AT+CGPADDR',
    secrets: [],
    expect: {
      timeoutMs: quick,
      line: { prefix: '+CGPADDR:', accept: '^\\+CGPADDR: \\d+,"?(?![0.:]+(["\\s,]|$))[0-9A-Fa-f]+[.:]' },
      poll: { everyMs: 2_000, forMs: 10_000, while: '^\\+CGPADDR: \\d+(,"?[0.:]*"?)*$' },
    },
    capture: [
      {
        name: 'address',
        label: text('Address', '地址'),
        pattern: '^\\+CGPADDR: \\d+,"?((?![0.:]+(?:["\\s,]|$))[0-9A-Fa-f.:]+)',
      },
    ],
    risk: 'reads',
  },
]
