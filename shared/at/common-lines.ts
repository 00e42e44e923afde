import { text, type Text } from '../text/local-text.ts'
import { accessTechnology, cid, edrxTechnology, functionality, operatorFormat, operatorMode, operatorName, pdpTypes, reports } from './common-signatures.ts'
import { describeCsq } from './csq.ts'
import { refusalCause } from './describe-registration.ts'
import type { LineForm, LineTable, Parameter } from './parameter.ts'
import { choice, number, offOn, optional, quoted } from './parameter-kit.ts'
import { describeRegistration } from './registration.ts'
import { rsrpGrade, rsrpToDbm } from './rsrp.ts'
import { sectionOf } from './sections.ts'
import { activeTime, edrxCycle, periodicTau } from './timer-bits.ts'

const unmeasured = text('not known or not measured', '未知或测不到')

/** A step of a scale, from its lower bound; the first step has none and the last no upper one. */
const step = (last: number, none: string, lower: (value: number) => number, size: number, unit: string) => (value: string): Text | undefined => {
  if (value === none) return unmeasured
  const index = Number(value)
  if (!Number.isInteger(index) || index < 0 || index > last) return undefined
  const from = lower(index)
  if (index === 0) return text(`below ${from + size} ${unit}`, `低于 ${from + size} ${unit}`)
  return index === last ? text(`${from} ${unit} or more`, `${from} ${unit} 及以上`) : text(`${from} to ${from + size} ${unit}`, `${from}～${from + size} ${unit}`)
}

function rsrp(value: string): Text | undefined {
  const range = step(97, '255', (index) => index - 141, 1, 'dBm')(value)
  const dbm = rsrpToDbm(Number(value))
  if (!range || dbm === undefined) return range
  const grade = rsrpGrade(dbm)
  return text(`${range.en}, ${grade.en}`, `${range.zh}，${grade.zh}`)
}

/** GSM's RXQUAL classes (3GPP 45.008, 8.2.4). */
const bitErrors = ['below 0.2 %', '0.2 to 0.4 %', '0.4 to 0.8 %', '0.8 to 1.6 %', '1.6 to 3.2 %', '3.2 to 6.4 %', '6.4 to 12.8 %', 'above 12.8 %']
const ber = number('ber', 'bit errors (GSM)', '误码率（GSM）', {
  read: (value) => (value === '99' ? unmeasured : bitErrors[Number(value)] === undefined ? undefined : text(bitErrors[Number(value)] ?? '', (bitErrors[Number(value)] ?? '').replace('below', '低于').replace('above', '高于').replace(' to ', '～'))),
})

const hexOf = (value: string): number | undefined => (/^[0-9A-F]{1,9}$/i.test(value) ? Number.parseInt(value, 16) : undefined)
const decimal = (value: string): Text | undefined => {
  const figure = hexOf(value)
  return figure === undefined ? undefined : text(`${figure} in decimal`, `十进制 ${figure}`)
}
/** E-UTRAN cell identity: 20 bits of the base station and 8 of its cell (3GPP 36.300, 8.2). */
const lteCell = (value: string): Text | undefined => {
  const figure = hexOf(value)
  return figure === undefined ? undefined : text(`${figure} in decimal: base station ${figure >>> 8}, cell ${figure & 0xff}`, `十进制 ${figure}：基站 ${figure >>> 8}，小区 ${figure & 0xff}`)
}

const state = number('stat', 'registration', '注册状态', { read: describeRegistration })

function registration(name: string, area: Parameter): LineForm['fields'] {
  return (values, rest) => {
    // A URC begins with its state, an answer with <n>: two bare figures in front.
    const isUrc = !/^\d+,\d+(?:,|$)/.test(rest)
    const behind = isUrc ? values : values.slice(1)
    const act = behind[3]
    const cell = quoted('ci', 'cell', '小区 ID', { read: act === '7' || act === '9' ? lteCell : decimal })
    const more = [
      choice('cause_type', 'kind of cause', '原因类型', { 0: ['EMM, MM or GMM cause of 3GPP', '3GPP 的 MM/GMM/EMM 原因'], 1: ['the maker’s own', '厂家自定义'] }),
      number('reject_cause', 'cause of the refusal', '拒绝原因', { read: refusalCause }),
    ]
    const saving = [quoted('Active-Time', 'awake after contact (T3324)', '活动时间（T3324）', { read: activeTime }), quoted('Periodic-TAU', 'longest sleep (T3412)', '周期 TAU（T3412）', { read: periodicTau }), ...(name === '+CGREG' ? [quoted('GPRS-READY-timer', 'ready timer', 'READY 定时器')] : [])]
    const stays = name === '+CGREG' ? [quoted('rac', 'routing area', '路由区')] : []
    return [...(isUrc ? [] : [choice('n', 'what is reported', '上报内容', reports)]), state, area, cell, accessTechnology, ...stays, ...more, ...saving]
  }
}

const areaCode = quoted('lac', 'location area', '位置区', { read: decimal })
const trackingArea = quoted('tac', 'tracking area', '跟踪区 TAC', { read: decimal })

const address = quoted('PDP_addr', 'IP address', 'IP 地址', { repeats: true, read: (value) => (/^[0.:]*$/.test(value) ? text('none', '没有地址') : undefined) })

/** `(2,"CHINA MOBILE","CMCC","46000",7),…`: each operator whole. */
const operatorsInReach = (rest: string): readonly string[] => [...rest.matchAll(/\(([^()]*)\)/g)].map(([, one = '']) => one)
const operatorStates = ['unknown', 'available', 'current', 'forbidden'] as const
const operatorStatesZh = ['未知', '可用', '当前', '禁止']
const inReach: Parameter = {
  name: 'stat,long,short,number,AcT',
  about: text('operator', '运营商'),
  repeats: true,
  read: (value) => {
    const stat = Number(/^\d/.exec(value)?.[0] ?? Number.NaN)
    const act = accessTechnology.choices?.[/,(\d+)$/.exec(value)?.[1] ?? '']
    const is = operatorStates[stat]
    return is && text(`${is}${act ? `, ${act.en}` : ''}`, `${operatorStatesZh[stat]}${act ? `，${act.zh}` : ''}`)
  },
}

const clockParts = [
  number('date', 'date', '日期', { read: (value) => (/^\d\d\/\d\d\/\d\d$/.test(value) ? text(`20${value.replaceAll('/', '-')}`, `20${value.replaceAll('/', '-')}`) : undefined) }),
  number('time', 'time', '时间'),
  number('zz', 'zone in quarters of an hour', '时区（15 分钟为单位）', { read: (value) => zone(value) }),
]
function zone(value: string): Text | undefined {
  if (!/^[+-]?\d{1,3}$/.test(value)) return undefined
  const hours = Number(value) / 4
  return text(`GMT${hours < 0 ? '' : '+'}${hours} h`, `GMT${hours < 0 ? '' : '+'}${hours} 小时`)
}

const pinStates: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  READY: ['no code is asked for', '就绪，不需要密码'],
  'SIM PIN': ['the SIM waits for its PIN', '等待输入 SIM PIN'],
  'SIM PUK': ['the SIM is locked and waits for its PUK', 'SIM 已锁，等待 PUK'],
  'SIM PIN2': ['the SIM waits for PIN2', '等待 PIN2'],
  'SIM PUK2': ['the SIM waits for PUK2', '等待 PUK2'],
  'PH-SIM PIN': ['the module is locked to another SIM', '模组锁定了另一张 SIM 卡'],
  'PH-NET PIN': ['the module is locked to a network', '模组有网络锁'],
  'NOT INSERTED': ['there is no SIM', '没有插 SIM 卡'],
  'NOT READY': ['the SIM is not ready yet', 'SIM 卡未就绪'],
}

const index = number('index', 'which message', '短信序号')
const storage = quoted('mem', 'storage', '存储位置', { choices: { SM: text('the SIM', 'SIM 卡'), ME: text('the module', '模组'), MT: text('SIM and module', 'SIM 卡和模组') } })
const whole = (name: string, en: string, zh: string): { fields: readonly Parameter[]; split: (rest: string) => readonly string[] } => ({ fields: [number(name, en, zh)], split: (rest) => [rest.replaceAll('"', '')] })

type Form = Pick<LineForm, 'fields'> & Partial<LineForm>

const forms: Readonly<Record<string, Form>> = {
  '+CSQ': { fields: [number('rssi', 'signal strength', '信号强度', { read: describeCsq }), ber] },
  '+CESQ': {
    fields: [
      number('rxlev', 'GSM: signal', 'GSM 信号', { read: step(63, '99', (value) => value - 111, 1, 'dBm') }),
      ber,
      number('rscp', '3G: signal', '3G 信号 RSCP', { read: step(96, '255', (value) => value - 121, 1, 'dBm') }),
      number('ecno', '3G: quality', '3G 质量 Ec/No', { read: step(49, '255', (value) => value / 2 - 24.5, 0.5, 'dB') }),
      number('rsrq', 'LTE: quality (RSRQ)', 'LTE 质量 RSRQ', { read: step(34, '255', (value) => value / 2 - 20, 0.5, 'dB') }),
      number('rsrp', 'LTE: signal (RSRP)', 'LTE 信号 RSRP', { read: rsrp }),
    ],
  },
  '+CREG': { fields: registration('+CREG', areaCode) },
  '+CGREG': { fields: registration('+CGREG', areaCode) },
  '+CEREG': { fields: registration('+CEREG', trackingArea) },
  '+C5GREG': { fields: registration('+C5GREG', trackingArea) },
  '+CPIN': { fields: [choice('code', 'what the SIM waits for', 'SIM 卡状态', pinStates)] },
  '+CFUN': { fields: [choice('fun', 'functionality', '功能级别', functionality)] },
  '+COPS': { fields: (_, rest) => (rest.startsWith('(') ? [inReach] : [operatorMode, operatorFormat, operatorName, accessTechnology]), split: (rest) => (rest.startsWith('(') ? operatorsInReach(rest) : undefined) },
  '+CGATT': { fields: [choice('state', 'packet service', '分组域', { 0: ['detached', '未附着'], 1: ['attached', '已附着'] })] },
  '+CGACT': { fields: [cid, choice('state', 'context', '上下文状态', { 0: ['not active', '未激活'], 1: ['active', '已激活'] })] },
  '+CGDCONT': { fields: [cid, choice('PDP_type', 'kind of address', 'PDP 类型', pdpTypes, { isQuoted: true }), quoted('APN', 'access point name', 'APN'), quoted('PDP_addr', 'address', '地址'), choice('d_comp', 'compression of data', '数据压缩', offOn), choice('h_comp', 'compression of headers', '包头压缩', offOn), choice('IPv4AddrAlloc', 'how the address comes', '地址分配方式', { 0: ['by NAS signalling', 'NAS 信令'], 1: ['by DHCP', 'DHCP'] }), number('request_type', 'kind of request', '请求类型')] },
  '+CGPADDR': { fields: [cid, address] },
  '+CGCONTRDP': {
    fields: [
      cid,
      number('bearer_id', 'bearer', '承载 ID'),
      quoted('apn', 'access point name', 'APN'),
      quoted('local_addr and subnet_mask', 'address and mask', '地址和掩码'),
      quoted('gw_addr', 'gateway', '网关'),
      quoted('DNS_prim_addr', 'first name server', '主 DNS'),
      quoted('DNS_sec_addr', 'second name server', '备 DNS'),
    ],
  },
  '+CGAUTH': { fields: [cid, choice('auth_prot', 'how it logs in', '鉴权方式', { 0: ['not at all', '无'], 1: ['PAP', 'PAP'], 2: ['CHAP', 'CHAP'] }), quoted('userid', 'user name', '用户名'), quoted('password', 'password', '密码', { isSecret: true })] },
  '+CGEV': { ...whole('event', 'event', '事件') },
  '+CEER': { ...whole('report', 'reason', '原因') },
  '+CCLK': { fields: clockParts, split: (rest) => /^"?([\d/]+),([\d:]+)([+-]\d+)?"?$/.exec(rest)?.slice(1).filter((part) => part !== undefined) },
  '+CTZU': { fields: [choice('onoff', 'clock set by the network', '网络自动校时', offOn)] },
  '+CTZR': { fields: [choice('reporting', 'reports of the time zone', '时区上报', { 0: ['off', '关'], 1: ['zone (+CTZV)', '上报时区'], 2: ['zone and time (+CTZE)', '上报时区和时间'], 3: ['zone and time, universal (+CTZEU)', '上报时区和 UTC 时间'] })] },
  '+CTZV': { fields: [number('tz', 'zone in quarters of an hour', '时区（15 分钟为单位）', { read: zone })] },
  '+CTZE': { fields: [number('tz', 'zone in quarters of an hour', '时区（15 分钟为单位）', { read: zone }), choice('dst', 'summer time', '夏令时', { 0: ['none', '无'], 1: ['+1 h', '+1 小时'], 2: ['+2 h', '+2 小时'] }), quoted('time', 'local time', '本地时间')] },
  '+NITZ': { fields: [number('time', 'time from the network', '网络时间', { repeats: true })], source: '' },
  '+CMEE': { fields: [choice('n', 'form of errors', '错误码格式', { 0: ['ERROR alone', '只回 ERROR'], 1: ['with a number', '带数字错误码'], 2: ['in words', '带文字说明'] })] },
  '+CGMI': whole('manufacturer', 'maker', '厂家'),
  '+CGMM': whole('model', 'model', '型号'),
  '+CGMR': whole('revision', 'firmware version', '固件版本'),
  '+CGSN': whole('sn', 'IMEI', 'IMEI'),
  '+GMR': whole('revision', 'firmware version', '固件版本'),
  '+CIMI': whole('IMSI', 'IMSI', 'IMSI'),
  '+CSCS': { fields: [quoted('chset', 'character set', '字符集')] },
  '+IPR': { fields: [number('rate', 'baud rate', '波特率', { read: (value) => (value === '0' ? text('found automatically', '自适应') : text(`${value} bit/s`, `${value} bit/s`)) })] },
  '+CPAS': { fields: [choice('pas', 'activity', '活动状态', { 0: ['ready', '就绪'], 2: ['unknown', '未知'], 3: ['ringing', '来电'], 4: ['in a call', '通话中'], 5: ['asleep', '休眠'] })] },
  '+CBC': {
    fields: (values) => (values.length === 1 ? [quoted('voltage', 'supply voltage', '供电电压')] : [choice('bcs', 'supply', '供电', { 0: ['battery', '电池'], 1: ['charging', '充电'], 2: ['no battery', '没有电池'], 3: ['power fault', '供电故障'] }), number('bcl', 'charge', '电量', { unit: text('%', '%') }), number('voltage', 'supply voltage', '供电电压', { unit: text('mV', 'mV') })]),
  },
  '+CPSMS': {
    fields: [
      choice('mode', 'power saving (PSM)', 'PSM 省电', offOn),
      quoted('Requested_Periodic-RAU', '(GSM) periodic update', '（GSM）周期 RAU', { read: periodicTau }),
      quoted('Requested_GPRS-READY-timer', '(GSM) ready timer', '（GSM）READY 定时器'),
      quoted('Requested_Periodic-TAU', 'longest sleep (T3412)', '周期 TAU（T3412）', { read: periodicTau }),
      quoted('Requested_Active-Time', 'awake after contact (T3324)', '活动时间（T3324）', { read: activeTime }),
    ],
  },
  '+CEDRXS': { fields: [edrxTechnology, quoted('Requested_eDRX_value', 'cycle', 'eDRX 周期', { read: edrxCycle })] },
  '+CEDRXP': { fields: [edrxTechnology, quoted('Requested_eDRX_value', 'cycle that was asked for', '请求的周期', { read: edrxCycle }), optional(quoted('NW-provided_eDRX_value', 'cycle that the network gave', '网络给的周期', { read: edrxCycle })), optional(quoted('Paging_time_window', 'paging window, 4 bits', '寻呼窗口，4 位'))] },
  '+CEDRXRDP': { fields: [edrxTechnology, quoted('Requested_eDRX_value', 'cycle that was asked for', '请求的周期', { read: edrxCycle }), quoted('NW-provided_eDRX_value', 'cycle that the network gave', '网络给的周期', { read: edrxCycle }), quoted('Paging_time_window', 'paging window, 4 bits', '寻呼窗口，4 位')] },
  '+CSCON': {
    fields: (values) => {
      const mode = choice('mode', 'radio connection', '无线连接', { 0: ['idle', '空闲'], 1: ['connected', '已连接'] })
      return values.length > 1 ? [choice('n', 'reports', '上报', offOn), mode] : [mode]
    },
  },
  '+CMTI': { fields: [storage, index] },
  '+CPMS': { fields: [storage, number('used', 'messages', '已用条数'), number('total', 'room for', '总条数')] },
  '+CMGS': { fields: [number('mr', 'reference', '短信参考号')] },
  '+CMGF': { fields: [choice('mode', 'form of short messages', '短信格式', { 0: ['PDU', 'PDU'], 1: ['text', '文本'] })] },
  '+CSCA': { fields: [quoted('sca', 'message centre’s number', '短信中心号码'), number('tosca', 'kind of number', '号码类型', { read: (value) => (value === '145' ? text('international', '国际格式') : value === '129' ? text('unknown or national', '未知或国内格式') : undefined) })] },
}

/** Fields of answers and URCs of V.250, 27.007 and 27.005. */
export const commonLines: LineTable = Object.fromEntries(Object.entries(forms).map(([name, form]) => [name, { ...form, source: form.source ?? sectionOf(name) ?? '' }]))
