import { text, type Text } from '../text/local-text.ts'

/**
 * +CMS ERROR numbers (3GPP 27.005, 3.2.5; 24.011, annex E-2 for those below 128; 23.040, 9.2.3.22 for those below 256), in the standards' wording,
 * shortened. From 512 on they are each maker's.
 */
export const cmsErrors: ReadonlyMap<number, Text> = new Map([
  [1, text('unassigned number', '号码未分配')],
  [8, text('operator determined barring', '运营商限制')],
  [10, text('call barred', '呼叫受限')],
  [21, text('short message transfer rejected', '短信传送被拒绝')],
  [27, text('destination out of service', '目的地不在服务中')],
  [28, text('unidentified subscriber', '未识别的用户')],
  [29, text('facility rejected', '设施被拒绝')],
  [30, text('unknown subscriber', '未知用户')],
  [38, text('network out of order', '网络故障')],
  [41, text('temporary failure', '临时故障')],
  [42, text('congestion', '网络拥塞')],
  [47, text('resources unavailable', '资源不可用')],
  [50, text('facility not subscribed', '没有开通该业务')],
  [69, text('facility not implemented', '设施未实现')],
  [81, text('invalid reference value', '参考值无效')],
  [95, text('invalid message', '消息无效')],
  [96, text('invalid mandatory information', '必选信息无效')],
  [97, text('message type not implemented', '消息类型未实现')],
  [98, text('message not compatible with the state', '消息与状态不符')],
  [99, text('information element not implemented', '信息元素未实现')],
  [111, text('protocol error', '协议错误')],
  [127, text('interworking', '互通错误')],
  [193, text('no service centre subscription', '没有订阅短信中心业务')],
  [208, text('SIM storage for short messages full', 'SIM 卡短信已满')],
  [209, text('no storage for short messages in the SIM', 'SIM 卡没有短信存储')],
  [210, text('error in the modem', '模组内部错误')],
  [211, text('memory capacity exceeded', '存储容量超出')],
  [300, text('modem failure', '模组故障')],
  [301, text('short message service reserved', '短信业务被占用')],
  [302, text('operation not allowed', '操作不允许')],
  [303, text('operation not supported', '操作不支持')],
  [304, text('invalid PDU mode parameter', 'PDU 模式参数无效')],
  [305, text('invalid text mode parameter', '文本模式参数无效')],
  [310, text('SIM not inserted', '没有插 SIM 卡')],
  [311, text('SIM PIN required', '需要 SIM PIN')],
  [312, text('PH-SIM PIN required', '需要 PH-SIM PIN')],
  [313, text('SIM failure', 'SIM 卡故障')],
  [314, text('SIM busy', 'SIM 卡忙')],
  [315, text('SIM wrong', 'SIM 卡不对')],
  [316, text('SIM PUK required', '需要 SIM PUK')],
  [317, text('SIM PIN2 required', '需要 SIM PIN2')],
  [318, text('SIM PUK2 required', '需要 SIM PUK2')],
  [320, text('memory failure', '存储故障')],
  [321, text('invalid memory index', '短信序号无效')],
  [322, text('memory full', '存储已满')],
  [330, text('message centre’s number unknown', '短信中心号码未知')],
  [331, text('no network service', '没有网络服务')],
  [332, text('network timeout', '网络超时')],
  [340, text('no acknowledgement expected', '不需要确认')],
  [500, text('unknown error', '未知错误')],
])

/** The reason behind a `+CMS ERROR:` line, in words; `undefined` when the line is none. */
export function cmsReason(line: string): Text | undefined {
  const value = /^\+CMS ERROR:\s*(.+)$/.exec(line)?.[1]?.trim()
  if (value === undefined) return undefined
  if (!/^\d+$/.test(value)) return text(value, value)
  const reason = cmsErrors.get(Number(value)) ?? text('a code of the maker’s', '厂家自定义')
  return text(`${value}, ${reason.en}`, `${value}，${reason.zh}`)
}
