import { text, type Text } from '../text/local-text.ts'

/** `<rssi>` of +CSQ as dBm; `undefined` for 99 or a value outside 0 to 31 (3GPP 27.007, 8.5). */
export function rssiToDbm(rssi: number): number | undefined {
  if (!Number.isInteger(rssi) || rssi < 0 || rssi > 31) return undefined
  return -113 + 2 * rssi
}

/** Words for `<rssi>,<ber>`. The grades below are bench practice, not 3GPP's: under 10 poor, under 15 marginal, under 20 fair. */
export function describeCsq(value: string): Text | undefined {
  const rssi = Number(value.split(',')[0])
  const dbm = rssiToDbm(rssi)
  if (dbm === undefined) return text('no signal measured', '测不到信号')
  const grade =
    rssi < 10
      ? text('poor', '很弱')
      : rssi < 15
        ? text('marginal', '偏弱')
        : rssi < 20
          ? text('fair', '一般')
          : text('good', '良好')
  return text(`${dbm} dBm, ${grade.en}`, `${dbm} dBm，${grade.zh}`)
}
