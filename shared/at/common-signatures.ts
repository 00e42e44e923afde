import { text, type Text } from '../text/local-text.ts'
import type { Parameter, SignatureTable } from './parameter.ts'
import { choice, number, offOn, optional, quoted } from './parameter-kit.ts'
import { operatorOf } from './operators.ts'
import { sectionOf } from './sections.ts'
import { activeTime, edrxCycle, periodicTau } from './timer-bits.ts'

export const cid = number('cid', 'data context', '上下文编号', { range: [0, 15] })

export const pdpTypes = { IP: ['IPv4', 'IPv4'], IPV6: ['IPv6', 'IPv6'], IPV4V6: ['IPv4 and IPv6', 'IPv4 和 IPv6 双栈'], 'Non-IP': ['no IP (NIDD)', '非 IP（NIDD）'], PPP: ['PPP', 'PPP'] } as const

export const functionality = { 0: ['minimum: radio and SIM off', '最小功能：射频和 SIM 关'], 1: ['full: radio on', '全功能：射频开'], 4: ['flight mode: radio off', '飞行模式：射频关'] } as const

/** `<n>` of the registration commands: what is reported when it changes. */
export const reports = {
  0: ['nothing', '不上报'],
  1: ['registration', '上报注册状态'],
  2: ['registration, area and cell', '上报注册状态和小区'],
  3: ['registration, cell and cause of a refusal', '上报注册状态、小区和拒绝原因'],
  4: ['registration, cell and power saving', '上报注册状态、小区和省电参数'],
  5: ['registration, cell, power saving and cause', '上报注册状态、小区、省电参数和拒绝原因'],
} as const

const some = (last: number) => Object.fromEntries(Object.entries(reports).slice(0, last + 1))

/** `<AcT>` (27.007, 7.3). */
export const accessTechnology = choice('AcT', 'radio technology', '接入技术', {
  0: ['GSM', 'GSM'],
  1: ['GSM compact', 'GSM Compact'],
  2: ['UTRAN (3G)', 'UTRAN（3G）'],
  3: ['GSM with EDGE', 'EDGE'],
  4: ['HSDPA', 'HSDPA'],
  5: ['HSUPA', 'HSUPA'],
  6: ['HSPA', 'HSPA'],
  7: ['LTE (Cat M1 too)', 'LTE（含 Cat M1）'],
  8: ['EC-GSM-IoT', 'EC-GSM-IoT'],
  9: ['NB-IoT', 'NB-IoT'],
  10: ['LTE on a 5G core', 'LTE（接 5GC）'],
  11: ['NR (5G) on a 5G core', 'NR（5G SA）'],
  12: ['NG-RAN', 'NG-RAN'],
  13: ['LTE with NR (5G NSA)', 'EN-DC（5G NSA）'],
})

export const operatorFormat = choice('format', 'form of the name', '运营商名称格式', { 0: ['long name', '长名称'], 1: ['short name', '短名称'], 2: ['number (MCC and MNC)', '数字（MCC+MNC）'] })
export const operatorMode = choice('mode', 'how the network is chosen', '选网方式', {
  0: ['automatic', '自动'],
  1: ['by hand', '手动'],
  2: ['leave the network', '注销网络'],
  3: ['only set the form of names', '只设置名称格式'],
  4: ['by hand, else automatic', '先手动，失败再自动'],
})
export const operatorName = quoted('oper', 'operator', '运营商', { read: operatorOf })

const pin = (name: string, en: string, zh: string, rest: Partial<Parameter> = {}): Parameter => quoted(name, en, zh, { isSecret: true, most: 8, ...rest })

const baudRates: Readonly<Record<string, readonly [string, string]>> = {
  0: ['found automatically', '自适应'],
  ...Object.fromEntries([9600, 19200, 38400, 57600, 115200, 230400, 460800, 921600].map((rate) => [rate, [`${rate} bit/s`, `${rate} bit/s`]])),
}

/** An `<AcT-type>` of +CEDRXS is another list than `<AcT>`. */
export const edrxTechnology = choice('AcT-type', 'radio technology', '接入技术', {
  0: ['none, or no eDRX', '无 / 未使用 eDRX'],
  1: ['EC-GSM-IoT', 'EC-GSM-IoT'],
  2: ['GSM', 'GSM'],
  3: ['UTRAN', 'UTRAN'],
  4: ['LTE (Cat M1 too)', 'LTE（含 Cat M1）'],
  5: ['NB-IoT', 'NB-IoT'],
})

const clockForm = (value: string): Text | undefined =>
  /^\d\d\/\d\d\/\d\d,\d\d:\d\d:\d\d[+-]\d\d$/.test(value) ? undefined : text('form: yy/MM/dd,hh:mm:ss±zz, zz in quarters of an hour', '格式：yy/MM/dd,hh:mm:ss±zz，zz 以 15 分钟为单位')

const parameters: Readonly<Record<string, readonly Parameter[]>> = {
  '+IPR': [choice('rate', 'baud rate', '波特率', baudRates)],
  '+ICF': [
    choice('format', 'data, parity and stop bits', '数据位、校验、停止位', { 1: ['8N2', '8N2'], 2: ['8, parity, 1', '8 数据位 1 校验 1 停止'], 3: ['8N1', '8N1'], 4: ['7N2', '7N2'], 5: ['7, parity, 1', '7 数据位 1 校验 1 停止'], 6: ['7N1', '7N1'] }),
    optional(choice('parity', 'parity', '校验', { 0: ['odd', '奇'], 1: ['even', '偶'], 2: ['mark', 'Mark'], 3: ['space', 'Space'] })),
  ],
  '+IFC': [
    choice('DCE_by_DTE', 'how the PC stops the modem', '主机控制模组发送', { 0: ['none', '无'], 1: ['XON/XOFF', 'XON/XOFF'], 2: ['RTS', 'RTS'] }),
    optional(choice('DTE_by_DCE', 'how the modem stops the PC', '模组控制主机发送', { 0: ['none', '无'], 1: ['XON/XOFF', 'XON/XOFF'], 2: ['CTS', 'CTS'] })),
  ],
  '+CGSN': [choice('snt', 'which number', '号码类型', { 0: ['serial number', '序列号'], 1: ['IMEI', 'IMEI'], 2: ['IMEI with software version', 'IMEISV'], 3: ['software version', '软件版本号'] })],
  '+CSCS': [quoted('chset', 'character set', '字符集', { choices: { GSM: text('GSM alphabet', 'GSM 字符'), IRA: text('ASCII (IRA)', 'ASCII（IRA）'), UCS2: text('UCS2 in hex', 'UCS2（十六进制）') } })],
  '+CMEE': [choice('n', 'form of errors', '错误码格式', { 0: ['ERROR alone', '只回 ERROR'], 1: ['with a number', '带数字错误码'], 2: ['in words', '带文字说明'] })],
  '+CREG': [choice('n', 'what is reported', '上报内容', some(3))],
  '+CGREG': [choice('n', 'what is reported', '上报内容', some(5))],
  '+CEREG': [choice('n', 'what is reported', '上报内容', some(5))],
  '+C5GREG': [choice('n', 'what is reported', '上报内容', some(3))],
  '+COPS': [operatorMode, optional(operatorFormat), optional(operatorName), optional(accessTechnology)],
  '+CPIN': [pin('pin', 'PIN or PUK', 'PIN 或 PUK'), optional(pin('newpin', 'new PIN, with a PUK', '新 PIN（解 PUK 时）'))],
  '+CLCK': [
    quoted('fac', 'lock', '锁类型', { choices: { SC: text('the SIM’s PIN', 'SIM 卡 PIN'), PN: text('network lock', '网络锁'), PS: text('lock to this SIM', '锁定本 SIM 卡'), FD: text('fixed dialling', '固定拨号') } }),
    choice('mode', 'what to do', '操作', { 0: ['unlock', '解锁'], 1: ['lock', '上锁'], 2: ['ask for the state', '查询'] }),
    optional(quoted('passwd', 'PIN or password', 'PIN 或密码', { isSecret: true })),
    optional(number('class', 'class of service', '业务类别', { range: [1, 255] })),
  ],
  '+CPWD': [quoted('fac', 'lock', '锁类型', { choices: { SC: text('the SIM’s PIN', 'SIM 卡 PIN'), P2: text('PIN2', 'PIN2') } }), pin('oldpwd', 'old password', '旧密码'), pin('newpwd', 'new password', '新密码')],
  '+CFUN': [
    choice('fun', 'functionality', '功能级别', functionality),
    optional(choice('rst', 'restart', '是否重启', { 0: ['no restart', '不重启'], 1: ['restart the module', '重启模组'] })),
  ],
  '+CCLK': [quoted('time', 'date, time and zone', '日期、时间和时区', { most: 20, read: clockForm })],
  '+CTZU': [choice('onoff', 'clock set by the network', '网络自动校时', offOn)],
  '+CTZR': [choice('reporting', 'reports of the time zone', '时区上报', { 0: ['off', '不上报'], 1: ['zone (+CTZV)', '上报时区（+CTZV）'], 2: ['zone and time (+CTZE)', '上报时区和时间（+CTZE）'], 3: ['zone and time, universal (+CTZEU)', '上报时区和 UTC 时间（+CTZEU）'] })],
  '+CGDCONT': [
    { ...cid, range: [1, 15] },
    optional(choice('PDP_type', 'kind of address', 'PDP 类型', pdpTypes, { isQuoted: true })),
    optional(quoted('APN', 'access point name', 'APN', { most: 100 })),
    optional(quoted('PDP_addr', 'fixed address, seldom', '固定地址（少用）')),
    optional(choice('d_comp', 'compression of data', '数据压缩', offOn)),
    optional(choice('h_comp', 'compression of headers', '包头压缩', offOn)),
  ],
  '+CGATT': [choice('state', 'attached to packet service', '分组域附着', { 0: ['detach', '去附着'], 1: ['attach', '附着'] })],
  '+CGACT': [choice('state', 'state', '状态', { 0: ['deactivate', '去激活'], 1: ['activate', '激活'] }), optional(cid)],
  '+CGDATA': [quoted('L2P', 'protocol', '二层协议', { choices: { PPP: text('PPP', 'PPP') } }), optional(cid)],
  '+CGPADDR': [cid],
  '+CGCONTRDP': [cid],
  '+CGEREP': [
    choice('mode', 'packet events (+CGEV)', '分组域事件（+CGEV）', { 0: ['kept in the modem', '缓存在模组'], 1: ['reported, thrown away while data mode', '上报，数据模式时丢弃'], 2: ['reported, kept while data mode', '上报，数据模式时缓存'] }),
    optional(choice('bfr', 'what is kept when this is set', '已缓存的事件', { 0: ['thrown away', '清除'], 1: ['reported', '上报'] })),
  ],
  '+CGAUTH': [
    cid,
    optional(choice('auth_prot', 'how it logs in', '鉴权方式', { 0: ['not at all', '无'], 1: ['PAP', 'PAP'], 2: ['CHAP', 'CHAP'] })),
    optional(quoted('userid', 'user name', '用户名')),
    optional(quoted('password', 'password', '密码', { isSecret: true })),
  ],
  '+CPSMS': [
    choice('mode', 'power saving (PSM)', 'PSM 省电', { 0: ['off', '关'], 1: ['on', '开'], 2: ['off, back to the defaults', '关，并恢复默认值'] }),
    optional(quoted('Requested_Periodic-RAU', '(GSM) periodic update', '（GSM）周期 RAU', { read: periodicTau })),
    optional(quoted('Requested_GPRS-READY-timer', '(GSM) ready timer', '（GSM）READY 定时器')),
    optional(quoted('Requested_Periodic-TAU', 'longest sleep (T3412), 8 bits', '周期 TAU（T3412），8 位', { read: periodicTau })),
    optional(quoted('Requested_Active-Time', 'awake after contact (T3324), 8 bits', '活动时间（T3324），8 位', { read: activeTime })),
  ],
  '+CEDRXS': [
    choice('mode', 'sleep between pagings (eDRX)', 'eDRX', { 0: ['off', '关'], 1: ['on', '开'], 2: ['on, and reported', '开，并上报'], 3: ['off, back to the defaults', '关，并恢复默认值'] }),
    optional(edrxTechnology),
    optional(quoted('Requested_eDRX_value', 'cycle, 4 bits', 'eDRX 周期，4 位', { read: edrxCycle })),
  ],
  '+CSCON': [choice('n', 'reports of the radio connection', '无线连接上报', { 0: ['off', '关'], 1: ['connected or idle', '上报连接状态'] })],
  '+CMGF': [choice('mode', 'form of short messages', '短信格式', { 0: ['PDU', 'PDU'], 1: ['text', '文本'] })],
  '+CMGS': [quoted('da', 'number, or length in PDU mode', '号码（PDU 模式为长度）')],
  '+CMGR': [number('index', 'which message', '短信序号')],
  '+CMGL': [quoted('stat', 'which messages', '短信状态', { choices: { ALL: text('all', '全部'), 'REC UNREAD': text('received, not read', '收到未读'), 'REC READ': text('received, read', '收到已读') } })],
  '+CMGD': [
    number('index', 'which message', '短信序号'),
    optional(choice('delflag', 'which ones', '删除范围', { 0: ['that one', '只删该条'], 1: ['all read', '全部已读'], 2: ['all read and sent', '已读和已发'], 3: ['all but unread', '除未读外'], 4: ['all', '全部'] })),
  ],
  '+CNMI': [
    choice('mode', 'when it is told', '上报时机', { 0: ['kept in the modem', '缓存在模组'], 1: ['told unless in data mode', '上报，数据模式时丢弃'], 2: ['told, after data mode if need be', '上报，数据模式时缓存'] }),
    optional(choice('mt', 'a received message', '收到的短信', { 0: ['not told', '不上报'], 1: ['its place (+CMTI)', '上报存储位置（+CMTI）'], 2: ['itself (+CMT)', '直接上报内容（+CMT）'] })),
    optional(number('bm', 'cell broadcasts', '小区广播', { range: [0, 3] })),
    optional(choice('ds', 'delivery reports', '状态报告', { 0: ['not told', '不上报'], 1: ['itself (+CDS)', '直接上报（+CDS）'], 2: ['its place (+CDSI)', '上报位置（+CDSI）'] })),
    optional(number('bfr', 'what is kept when this is set', '已缓存的上报', { range: [0, 1] })),
  ],
}

/** Set commands of V.250, 27.007 and 27.005 with their parameters. */
export const commonSignatures: SignatureTable = Object.fromEntries(Object.entries(parameters).map(([name, list]) => [name, { parameters: list, source: sectionOf(name) ?? '' }]))
