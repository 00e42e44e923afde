import { describeCsq } from '../../../shared/at/csq.ts'
import { explainCme } from '../../../shared/at/explain-cme.ts'
import { describeRegistration, isRegistrationUrc } from '../../../shared/at/registration.ts'
import type { Text } from '../../../shared/text/local-text.ts'
import { catalogueNow } from '../../app/catalogue.ts'
import type { LogRow } from './log-rows.ts'

/** Plain words beside a line that the decoders know: signal, registration, +CME ERROR, and the modem families' result codes. */
export function rowRemark(row: LogRow): Text | undefined {
  if (row.direction !== 'in') return undefined
  const line = row.text.trim()
  const signal = /^\+CSQ: *(\d+, *\d+)/.exec(line)?.[1]
  if (signal !== undefined) return describeCsq(signal)
  const registration = /^\+C(?:G|E|5G)?REG: *(\d+)(?:, *(\d+))?/.exec(line)
  if (registration) return describeRegistration((isRegistrationUrc(line) ? registration[1] : registration[2]) ?? '')
  if (line.startsWith('+CME ERROR:')) return explainCme(line, 'modem')?.what
  return catalogueNow().describeLine(line)?.words
}
