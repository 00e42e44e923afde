import { text } from '../../text/local-text.ts'
import type { Step } from '../../wizard/step.ts'
import { cellularDoc, functionTime, mqttDoc, quick } from './constants.ts'

/** From the first AT to the MQTT client that the firmware may lack. */
export const moduleSteps: readonly Step[] = [
  {
    id: 'at',
    stage: 'modem',
    title: text('Is the modem there?', '模组是否应答'),
    why: text(
      'An OK proves port, baud rate and power. The older Serial LTE Modem wants CR LF behind every line and does not answer to CR.',
      '有 OK 就说明串口、波特率、供电都正常。老固件 Serial LTE Modem 每行要以 CR LF 结尾，只发 CR 不会应答。',
    ),
    source: 'V.250, 5.2.4',
    send: 'AT',
    secrets: [],
    expect: { timeoutMs: quick },
    risk: 'reads',
  },
  {
    id: 'error-codes',
    stage: 'modem',
    title: text('Errors with their code', '打开错误码'),
    why: text('Otherwise a refused command says ERROR and nothing else. There are numbers only, no words.', '否则指令出错只回 ERROR。只有数字码，没有文字说明。'),
    source: `${cellularDoc}, +CMEE`,
    send: 'AT+CMEE=1',
    secrets: [],
    expect: { timeoutMs: quick },
    risk: 'volatile',
  },
  {
    id: 'client',
    stage: 'modem',
    title: text('Has it an MQTT client?', '固件是否带 MQTT'),
    why: text('Whatever else runs on an nRF91 answers AT as well; #XMQTTCFG is the Serial Modem’s.', 'nRF91 上的其他固件也会应答 AT，只有 Serial Modem 才有 #XMQTTCFG。'),
    source: `${mqttDoc}, #XMQTTCFG`,
    send: 'AT#XMQTTCFG=?',
    secrets: [],
    expect: { timeoutMs: quick, line: { prefix: '#XMQTTCFG:', accept: '^#XMQTTCFG: ' } },
    risk: 'reads',
  },
]

/** The module starts with its radio off. AT+CSQ and AT+CREG are not there: it is LTE alone, and its default connection comes with the registration. */
export const networkSteps: readonly Step[] = [
  {
    id: 'radio-on',
    stage: 'radio',
    title: text('Radio on', '打开射频'),
    why: text('After power-on the Serial Modem waits to be told.', '上电后 Serial Modem 不会自动入网，要发指令打开。'),
    source: `${cellularDoc}, +CFUN`,
    send: 'AT+CFUN=1',
    secrets: [],
    expect: { timeoutMs: functionTime },
    risk: 'volatile',
  },
  {
    id: 'sim',
    stage: 'sim',
    title: text('SIM card', 'SIM 卡状态'),
    why: text('READY means that the card is in and wants no PIN.', 'READY 表示卡已识别且不需要 PIN。'),
    source: `3GPP 27.007, 8.3; ${cellularDoc}, +CPIN`,
    send: 'AT+CPIN?',
    secrets: [],
    expect: {
      timeoutMs: quick,
      // Nordic's example has the state in quotation marks.
      line: { prefix: '+CPIN:', accept: '^\\+CPIN: "?READY"?$' },
      poll: { everyMs: 2_000, forMs: 20_000, while: '^\\+CME ERROR: 14$' },
    },
    risk: 'reads',
  },
  {
    id: 'signal',
    stage: 'radio',
    title: text('Signal', '信号质量'),
    why: text('The last number is the reference signal: below 26 (-115 dBm) TLS often fails by time-out.', '最后一个数是 RSRP：低于 26（-115 dBm）时 TLS 常会超时失败。'),
    source: '3GPP 27.007, 8.69',
    send: 'AT+CESQ',
    secrets: [],
    expect: {
      timeoutMs: quick,
      line: { prefix: '+CESQ:', accept: '^\\+CESQ: \\d+,\\d+,\\d+,\\d+,\\d+,(?!255)\\d+$' },
      // 255 until a cell is found, which takes a while after the radio was switched on.
      poll: { everyMs: 2_000, forMs: 60_000, while: '^\\+CESQ: .*,255$' },
    },
    capture: [{ name: 'signal', label: text('Signal', '信号'), pattern: '^\\+CESQ: \\d+,\\d+,\\d+,\\d+,\\d+,(\\d+)$', decode: 'rsrp' }],
    risk: 'reads',
  },
  {
    id: 'registration',
    stage: 'radio',
    title: text('Registered on the network', '网络注册'),
    why: text('Only 1 (home) and 5 (roaming) can carry data. The first search may take minutes.', '只有 1（归属）和 5（漫游）可以上网。首次搜网可能要几分钟。'),
    source: `3GPP 27.007, 10.1.22; ${cellularDoc}, +CEREG`,
    send: 'AT+CEREG?',
    secrets: [],
    expect: {
      timeoutMs: quick,
      line: { prefix: '+CEREG:', accept: '^\\+CEREG: \\d,[15](,|$)' },
      poll: { everyMs: 2_000, forMs: 180_000, while: '^\\+CEREG: \\d,[024](,|$)' },
    },
    capture: [{ name: 'registration', label: text('Network', '网络'), pattern: '^\\+CEREG: \\d,(\\d)', decode: 'registration' }],
    risk: 'reads',
  },
  {
    id: 'address',
    stage: 'data',
    title: text('IP address', 'IP 地址'),
    why: text('Context 0 is the connection that MQTT uses.', 'MQTT 使用的是上下文 0。'),
    source: `3GPP 27.007, 10.1.14; ${mqttDoc}, #XMQTTCON`,
    send: 'AT+CGPADDR=0',
    secrets: [],
    expect: {
      timeoutMs: quick,
      line: { prefix: '+CGPADDR:', accept: '^\\+CGPADDR: 0,"?(?![0.:]+(["\\s,]|$))[0-9A-Fa-f]+[.:]' },
      poll: { everyMs: 2_000, forMs: 10_000, while: '^\\+CGPADDR: 0(,"?[0.:]*"?)*$' },
    },
    capture: [{ name: 'address', label: text('Address', '地址'), pattern: '^\\+CGPADDR: 0,"?((?![0.:]+(?:["\\s,]|$))[0-9A-Fa-f.:]+)' }],
    risk: 'reads',
  },
]
