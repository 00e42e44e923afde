import { text, type Text } from '../text/local-text.ts'

/**
 * `<rsrp>` of +CESQ as dBm: the lower bound of its step of 1 dB (3GPP 27.007, 8.69: 1 stands for −140 dBm up to −139 dBm, 97 for −44 dBm and more; 0 for
 * less than −140 dBm, given here as −141). `undefined` for 255 or a value outside 0 to 97.
 */
export const rsrpToDbm = (rsrp: number): number | undefined => (Number.isInteger(rsrp) && rsrp >= 0 && rsrp <= 97 ? rsrp - 141 : undefined)

/** The grades are bench practice, not 3GPP's: under -115 dBm poor, under -105 marginal, under -95 fair. */
export const rsrpGrade = (dbm: number): Text => (dbm < -115 ? text('poor', '很弱') : dbm < -105 ? text('marginal', '偏弱') : dbm < -95 ? text('fair', '一般') : text('good', '良好'))

/** Words for `<rsrp>`. */
export function describeRsrp(value: string): Text | undefined {
  const dbm = rsrpToDbm(Number(value))
  if (dbm === undefined) return text('no signal measured', '测不到信号')
  const grade = rsrpGrade(dbm)
  return text(`RSRP ${dbm} dBm, ${grade.en}`, `RSRP ${dbm} dBm，${grade.zh}`)
}
