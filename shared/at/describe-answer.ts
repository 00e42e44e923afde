import { text, type Text } from '../text/local-text.ts'
import { cclkOf, clockMoment } from './cclk-line.ts'
import { describeCsq } from './csq.ts'
import { describeRegistrationLine, technology } from './describe-registration.ts'
import { among } from './command-words.ts'
import { rsrpToDbm } from './rsrp.ts'
import { answerDescriber, bad, good, type Described, type Reading } from './line-words.ts'

const isNoAddress = (address: string): boolean => /^[0.:]*$/.test(address)

function addresses(values: readonly string[]): Described {
  const [cid, ...all] = values
  const set = all.filter((address) => !isNoAddress(address))
  return set.length > 0 ? good(text(`context ${cid} has the address ${set.join(', ')}`, `上下文 ${cid} 的 IP 地址：${set.join('、')}`)) : good(text(`context ${cid} has no address`, `上下文 ${cid} 没有 IP 地址`))
}

/** 27.007, 8.69, each as its step's lower bound: RSRQ in steps of 0.5 dB, 1 for −19.5; RXLEV in steps of 1 dB, 1 for −110; 255 and 99 stand for unknown. */
function quality([rxlev, , , , rsrq, rsrp]: readonly string[]): Text {
  const known: string[] = []
  const dbm = rsrpToDbm(Number(rsrp))
  if (dbm !== undefined) known.push(`RSRP ${dbm} dBm`)
  if (rsrq !== undefined && rsrq !== '255') known.push(`RSRQ ${-20 + Number(rsrq) / 2} dB`)
  if (known.length === 0 && rxlev !== undefined && rxlev !== '99') known.push(`RXLEV ${-111 + Number(rxlev)} dBm`)
  return known.length > 0 ? text(known.join(', '), known.join('，')) : text('no signal measured', '测不到信号')
}

function pin(_: readonly string[], rest: string): Described {
  if (rest === 'READY') return good(text('SIM ready', 'SIM 卡就绪'))
  return bad(text(`SIM not ready: ${rest}`, `SIM 卡未就绪：${rest}`))
}

function events(_: readonly string[], rest: string): Described | undefined {
  const context = /ACT (\d+)/.exec(rest)?.[1] ?? ''
  if (/^NW (?:PDN )?DEACT/.test(rest)) return bad(text(`the network took context ${context} away`, `网络侧断开了上下文 ${context}`))
  if (rest.startsWith('NW DETACH')) return bad(text('the network detached the modem', '网络侧使模组去附着'))
  if (/^ME (?:PDN )?DEACT/.test(rest)) return good(text(`the modem closed context ${context}`, `模组断开了上下文 ${context}`))
  if (rest.startsWith('ME DETACH')) return good(text('the modem detached itself', '模组已去附着'))
  if (/^(?:ME|NW) (?:PDN )?ACT/.test(rest)) return good(text(`context ${context} is up`, `上下文 ${context} 已激活`))
  return /^(?:ME|NW) /.test(rest) ? good(text(`packet service: ${rest}`, `分组域事件：${rest}`)) : undefined
}

const registration =
  (name: string): Reading =>
  (values, rest) =>
    describeRegistrationLine(`${name}: ${rest}`, values)

/** Answers and URCs of 27.007 and 27.005 that any modem prints. */
const table: Readonly<Record<string, Reading>> = {
  '+CSQ': ([rssi = '']) => {
    const words = describeCsq(rssi)
    return words && (rssi === '99' ? bad(words) : words)
  },
  '+CESQ': quality,
  '+CREG': registration('+CREG'),
  '+CGREG': registration('+CGREG'),
  '+CEREG': registration('+CEREG'),
  '+C5GREG': registration('+C5GREG'),
  '+CPIN': pin,
  '+CFUN': ([fun, ...rest]) =>
    rest.length > 0
      ? undefined
      : among({ 0: text('radio and SIM off (minimum functionality)', '射频和 SIM 已关（最小功能）'), 1: text('radio on (full functionality)', '射频已开（全功能）'), 4: text('flight mode', '飞行模式') })(fun),
  '+CGATT': ([state]) => (state === '1' ? text('attached to packet service', '已附着分组域') : state === '0' ? bad(text('not attached to packet service', '未附着分组域')) : undefined),
  '+CGACT': ([cid, state]) => (state === '1' ? text(`context ${cid} is active`, `上下文 ${cid} 已激活`) : text(`context ${cid} is not active`, `上下文 ${cid} 未激活`)),
  '+CGDCONT': ([cid, type, apn]) => text(`context ${cid}: ${type}, APN “${apn ?? ''}”`, `上下文 ${cid}：${type}，APN “${apn ?? ''}”`),
  '+CGPADDR': addresses,
  '+CGCONTRDP': ([cid, , apn, address]) => text(`context ${cid}: APN “${apn ?? ''}”${address ? `, address ${address}` : ''}`, `上下文 ${cid}：APN “${apn ?? ''}”${address ? `，地址 ${address}` : ''}`),
  '+CGAUTH': ([cid]) => text(`login of context ${cid} to its APN`, `上下文 ${cid} 的 APN 鉴权`),
  '+COPS': ([mode, , name, act], rest) => {
    if (rest.startsWith('(')) return text('the operators in reach', '周围的运营商')
    if (name === undefined || name === '') return text('no operator', '没有选到运营商')
    const kind = technology(act)
    const how = mode === '0' ? text('automatic', '自动选网') : text('by hand', '手动选网')
    return text(`operator ${name}${kind === undefined ? '' : `, ${kind}`}, ${how.en}`, `运营商 ${name}${kind === undefined ? '' : `，${kind}`}，${how.zh}`)
  },
  '+CEER': (_, rest) => text(`reason of the last refusal: ${rest}`, `上次失败的原因：${rest}`),
  '+CCLK': (_, rest) => {
    const line = `+CCLK: ${rest}`
    if (clockMoment(line) === undefined) return text('the clock is not set', '时钟没有校准')
    return text(`the clock says 20${cclkOf(line)?.replace(',', ' ')}`, `时钟：20${cclkOf(line)?.replace(',', ' ')}`)
  },
  '+CTZU': ([n]) => (n === '0' ? text('clock set by the network: off', '网络自动校时：关') : text('clock set by the network: on', '网络自动校时：开')),
  '+CMEE': ([n]) => among({ 0: text('errors without a reason', '出错只回 ERROR'), 1: text('errors with a number', '出错带数字错误码'), 2: text('errors in words', '出错带文字说明') })(n),
  '+CGMI': () => text('the maker', '厂家'),
  '+CGMM': () => text('the model', '型号'),
  '+CGMR': () => text('the firmware version', '固件版本'),
  '+CGSN': () => text('the IMEI', 'IMEI'),
  '+GSN': () => text('the IMEI', 'IMEI'),
  '+GMR': () => text('the firmware version', '固件版本'),
  '+CIMI': () => text('the IMSI', 'IMSI'),
  '+CCID': () => text('the SIM’s number (ICCID)', 'SIM 卡 ICCID'),
  '+ICCID': () => text('the SIM’s number (ICCID)', 'SIM 卡 ICCID'),
  '+CNUM': () => text('the SIM’s telephone number', '本机号码'),
  '+CSCS': ([name]) => text(`character set ${name}`, `字符集 ${name}`),
  '+IPR': ([rate]) => (rate === '0' ? text('baud rate found automatically', '波特率自适应') : text(`baud rate ${rate}`, `波特率 ${rate}`)),
  '+IFC': () => text('flow control', '流控'),
  '+ICF': () => text('the character format', '字符格式'),
  '+CPAS': ([n]) => among({ 0: text('ready', '就绪'), 3: text('ringing', '来电'), 4: text('in a call', '通话中') })(n),
  '+CBC': () => text('the supply voltage', '供电电压'),
  '+CPSMS': ([n]) => (n === '0' ? text('power saving (PSM) off', 'PSM 省电：关') : text('power saving (PSM) on', 'PSM 省电：开')),
  '+CEDRXS': () => text('power saving (eDRX)', 'eDRX 省电设置'),
  '+CSCON': (values) => (values.at(-1) === '1' ? text('radio connected', '无线已连接') : text('radio idle', '无线空闲')),
  '+CGEV': events,
  '+CGEREP': () => text('reports of packet events', '分组域事件上报设置'),
  '+CTZV': () => text('the network tells the time zone', '网络下发时区'),
  '+CTZE': () => text('the network tells time and zone', '网络下发时间和时区'),
  '+CTZDST': () => text('the network tells summer time', '网络下发夏令时'),
  '+NITZ': () => text('the network tells the time', '网络下发时间'),
  '+CMTI': () => text('a short message came', '收到短信'),
  '+CMT': () => text('a short message came', '收到短信'),
  '+CDS': () => text('a short message was delivered', '短信送达报告'),
  '+CMGS': () => text('short message sent', '短信已发送'),
  '+CMGF': ([n]) => (n === '1' ? text('short messages as text', '短信文本模式') : text('short messages as PDU', '短信 PDU 模式')),
  '+CMGL': () => text('a short message', '短信'),
  '+CMGR': () => text('a short message', '短信'),
  '+CPMS': () => text('storage of short messages', '短信存储'),
  '+CSCA': () => text('the message centre’s number', '短信中心号码'),
  '+CRING': () => text('a call comes in', '来电'),
  '+CUSD': () => text('USSD', 'USSD'),
}

/** What an answer or URC means that 27.007 or 27.005 defines. */
export const describeCommonAnswer = answerDescriber(table)
