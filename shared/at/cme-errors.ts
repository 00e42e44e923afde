import { text, type Text } from '../text/local-text.ts'

/**
 * +CME ERROR numbers of 3GPP 27.007, 9.2 (general part and the packet-domain codes met in the field), the English in the standard's wording, shortened.
 * Numbers above 255 belong to each vendor and are not in this table.
 */
export const cmeErrors: ReadonlyMap<number, Text> = new Map([
  [0, text('phone failure', '设备故障')],
  [1, text('no connection to phone', '与设备没有连接')],
  [2, text('phone-adaptor link reserved', '设备链路被占用')],
  [3, text('operation not allowed', '操作不允许')],
  [4, text('operation not supported', '操作不支持')],
  [5, text('PH-SIM PIN required', '需要 PH-SIM PIN')],
  [6, text('PH-FSIM PIN required', '需要 PH-FSIM PIN')],
  [7, text('PH-FSIM PUK required', '需要 PH-FSIM PUK')],
  [10, text('SIM not inserted', '没有插 SIM 卡')],
  [11, text('SIM PIN required', '需要 SIM PIN')],
  [12, text('SIM PUK required', '需要 SIM PUK')],
  [13, text('SIM failure', 'SIM 卡故障')],
  [14, text('SIM busy', 'SIM 卡忙')],
  [15, text('SIM wrong', 'SIM 卡不对')],
  [16, text('incorrect password', '密码错误')],
  [17, text('SIM PIN2 required', '需要 SIM PIN2')],
  [18, text('SIM PUK2 required', '需要 SIM PUK2')],
  [20, text('memory full', '存储已满')],
  [21, text('invalid index', '序号无效')],
  [22, text('not found', '没有找到')],
  [23, text('memory failure', '存储故障')],
  [24, text('text string too long', '字符串太长')],
  [25, text('invalid characters in text string', '字符串含无效字符')],
  [26, text('dial string too long', '拨号串太长')],
  [27, text('invalid characters in dial string', '拨号串含无效字符')],
  [30, text('no network service', '没有网络服务')],
  [31, text('network timeout', '网络超时')],
  [32, text('network not allowed, emergency calls only', '网络不允许，仅紧急呼叫')],
  [40, text('network personalization PIN required', '需要网络锁 PIN')],
  [41, text('network personalization PUK required', '需要网络锁 PUK')],
  [42, text('network subset personalization PIN required', '需要网络子集锁 PIN')],
  [43, text('network subset personalization PUK required', '需要网络子集锁 PUK')],
  [44, text('service provider personalization PIN required', '需要服务商锁 PIN')],
  [45, text('service provider personalization PUK required', '需要服务商锁 PUK')],
  [46, text('corporate personalization PIN required', '需要企业锁 PIN')],
  [47, text('corporate personalization PUK required', '需要企业锁 PUK')],
  [48, text('hidden key required', '需要隐藏密钥')],
  [49, text('EAP method not supported', '不支持该 EAP 方法')],
  [50, text('incorrect parameters', '参数不正确')],
  [51, text('command disabled', '指令已实现但被禁用')],
  [52, text('command aborted', '指令被用户中止')],
  [53, text('not attached, restricted', '因 MT 功能受限未附着')],
  [54, text('not allowed, emergency only', '仅允许紧急呼叫')],
  [55, text('not allowed, restricted', '因功能受限不允许')],
  [56, text('fixed dial number only', '仅允许固定拨号')],
  [57, text('temporarily out of service', '暂时停止服务')],
  [58, text('language or alphabet not supported', '不支持该语言或字符集')],
  [59, text('unexpected data value', '数据值不符')],
  [60, text('system failure', '系统故障')],
  [61, text('data missing', '缺少数据')],
  [62, text('call barred', '呼叫被限制')],
  [63, text('message waiting indication subscription failure', '消息等待指示订阅失败')],
  [100, text('unknown error', '未知错误')],
  [102, text('IMSI unknown in HLR/HSS', 'HLR/HSS 中没有这个 IMSI')],
  [103, text('illegal MS/UE', '非法终端')],
  [104, text('IMSI unknown in VLR', 'VLR 中没有这个 IMSI')],
  [105, text('IMEI not accepted', '不接受这个 IMEI')],
  [106, text('illegal ME', '非法设备')],
  [107, text('PS services not allowed', '不允许 PS 业务')],
  [108, text('PS and non-PS services not allowed', '不允许 PS 和非 PS 业务')],
  [111, text('PLMN not allowed', '不允许该 PLMN')],
  [112, text('location or tracking area not allowed', '不允许该位置区或跟踪区')],
  [113, text('roaming not allowed here', '此处不允许漫游')],
  [114, text('PS services not allowed in this PLMN', '该 PLMN 不允许 PS 业务')],
  [115, text('no suitable cells here', '没有合适的小区')],
  [117, text('network failure', '网络故障')],
  [119, text('ESM failure', 'ESM 失败')],
  [122, text('congestion', '网络拥塞')],
  [126, text('insufficient resources', '资源不足')],
  [127, text('missing or unknown APN', 'APN 缺失或未知')],
  [128, text('unknown PDP address or type', '未知的 PDP 地址或类型')],
  [129, text('user authentication failed', '用户鉴权失败')],
  [130, text('activation rejected by the gateway', '网关拒绝激活')],
  [131, text('activation rejected', '激活被拒绝')],
  [132, text('service option not supported', '不支持该业务选项')],
  [133, text('requested service option not subscribed', '没有开通该业务')],
  [134, text('service option temporarily out of order', '业务暂时不可用')],
  [148, text('unspecified GPRS error', '未说明的 GPRS 错误')],
  [149, text('PDP authentication failure', 'PDP 鉴权失败')],
  [150, text('invalid mobile class', '移动台类别无效')],
  [171, text('last PDN disconnection not allowed', '不允许断开最后一个 PDN 连接')],
  [177, text('operator determined barring', '运营商限制')],
  [178, text('maximum number of bearers reached', '承载数已达上限')],
  [179, text('requested APN not supported', '不支持请求的 APN')],
  [192, text('IPv4 only allowed', '只允许 IPv4')],
  [193, text('IPv6 only allowed', '只允许 IPv6')],
])

const letters = (words: string): string => words.toLowerCase().replace(/[^a-z0-9]/g, '')
const byWords: ReadonlyMap<string, number> = new Map([...cmeErrors].map(([number, { en }]) => [letters(en), number]))

/**
 * The number behind a `+CME ERROR:` line, numeric (CMEE=1) or verbose (CMEE=2). Vendors spell the words differently, so only letters
 * and digits are compared. `undefined`: not such a line, or words of a vendor's own.
 */
export function cmeNumber(line: string): number | undefined {
  const match = /^\+CME ERROR:\s*(.+)$/.exec(line)
  if (!match?.[1]) return undefined
  const value = match[1].trim()
  return /^\d+$/.test(value) ? Number(value) : byWords.get(letters(value))
}
