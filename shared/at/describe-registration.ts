import { text, type Text } from '../text/local-text.ts'
import { bad, good, type Described } from './line-words.ts'
import { describeRegistration, isRegistrationUrc } from './registration.ts'

/** `<AcT>` of 27.007, 7.2 and 10.1.22. */
const technologies: readonly string[] = ['GSM', 'GSM compact', 'UTRAN', 'EDGE', 'HSDPA', 'HSUPA', 'HSPA', 'LTE', 'EC-GSM-IoT', 'NB-IoT', 'LTE (5GC)', 'NR', 'NG-RAN', 'EN-DC']

export const technology = (act: string | undefined): string | undefined => (act !== undefined && /^\d+$/.test(act) ? technologies[Number(act)] : undefined)

/** EMM and ESM causes of 24.301 that a bench meets, printed with n=3. */
const causes: Readonly<Record<string, readonly [string, string]>> = {
  3: ['illegal UE: the SIM is not accepted', '非法终端：SIM 卡不被接受'],
  6: ['illegal ME: the IMEI is not accepted', '非法设备：IMEI 不被接受'],
  7: ['EPS services not allowed', '不允许 EPS 业务'],
  8: ['EPS and non-EPS services not allowed', '不允许任何业务'],
  11: ['PLMN not allowed', '不允许该 PLMN'],
  12: ['tracking area not allowed', '不允许该跟踪区'],
  13: ['roaming not allowed here', '此处不允许漫游'],
  14: ['EPS services not allowed in this PLMN', '该 PLMN 不允许 EPS 业务'],
  15: ['no suitable cells', '没有合适的小区'],
  17: ['network failure', '网络故障'],
  19: ['ESM failure: mostly the APN', 'ESM 失败：多半是 APN'],
  22: ['congestion', '网络拥塞'],
  27: ['unknown APN', '未知 APN'],
  29: ['authentication of the APN failed', 'APN 鉴权失败'],
  33: ['service not subscribed', '未订阅该业务'],
}

/** Words for a `<reject_cause>`. */
export const refusalCause = (cause: string): Text | undefined => {
  const words = Object.hasOwn(causes, cause) ? causes[cause] : undefined
  return words && text(...words)
}

/**
 * +CREG, +CGREG, +CEREG and +C5GREG, as an answer (`<n>,<stat>…`) or by itself (`<stat>…`), with area, cell, technology and cause where they are
 * printed. As an answer, not to be registered is a failure; by itself only a refusal is.
 */
export function describeRegistrationLine(line: string, values: readonly string[]): Described | undefined {
  const [stat = '', area, cell, act, , cause] = isRegistrationUrc(line) ? values : values.slice(1)
  const state = describeRegistration(stat)
  if (!state) return undefined
  const kind = technology(act)
  const reason = cause === undefined ? undefined : causes[cause]
  const en = [state.en, ...(area ? [`area ${area}, cell ${cell}`] : []), ...(kind === undefined ? [] : [kind]), ...(reason ? [`cause ${cause}: ${reason[0]}`] : [])].join(', ')
  const zh = [state.zh, ...(area ? [`位置区 ${area}、小区 ${cell}`] : []), ...(kind === undefined ? [] : [kind]), ...(reason ? [`原因 ${cause}：${reason[1]}`] : [])].join('，')
  const isFailure = isRegistrationUrc(line) ? stat === '3' : stat !== '1' && stat !== '5'
  return isFailure ? bad(text(en, zh)) : good(text(en, zh))
}
