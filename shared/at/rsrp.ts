import { text, type Text } from '../text/local-text.ts'

/** `<rsrp>` of +CESQ as dBm, the upper bound of its step; `undefined` for 255 or a value outside 0 to 97 (3GPP 27.007, 8.69). */
export const rsrpToDbm = (rsrp: number): number | undefined => (Number.isInteger(rsrp) && rsrp >= 0 && rsrp <= 97 ? rsrp - 140 : undefined)

/** Words for `<rsrp>`. The grades are bench practice, not 3GPP's: under -115 dBm poor, under -105 marginal, under -95 fair. */
export function describeRsrp(value: string): Text | undefined {
  const dbm = rsrpToDbm(Number(value))
  if (dbm === undefined) return text('no signal measured', '测不到信号')
  const grade = dbm < -115 ? text('poor', '很弱') : dbm < -105 ? text('marginal', '偏弱') : dbm < -95 ? text('fair', '一般') : text('good', '良好')
  return text(`RSRP ${dbm} dBm, ${grade.en}`, `RSRP ${dbm} dBm，${grade.zh}`)
}
