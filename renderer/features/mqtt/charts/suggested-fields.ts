import type { NumericField } from '../../../../shared/mqtt/numbers/numeric-fields.ts'

/** Drawn of a topic before anybody has chosen. */
const drawnAtFirst = 3

/** A time in seconds or milliseconds since 1970, between 2001 and 2100: it only ever rises. */
const looksLikeTime = (value: number): boolean => Number.isInteger(value) && ((value > 1e9 && value < 4.1e9) || (value > 1e12 && value < 4.1e12))

/** Names that devices give to what counts or names a message. */
const counts = /^(id|msg_?id|message_?id|seq|sn|ts|time(stamp)?|version|code|method)$/i

/** Fields that are most likely wanted: not times, numbers of messages or versions, unless there is nothing else. */
export function suggestedFields(fields: readonly NumericField[]): readonly NumericField[] {
  const wanted = fields.filter(({ path, value }) => !looksLikeTime(value) && !counts.test(path.slice(path.lastIndexOf('/') + 1)))
  return (wanted.length > 0 ? wanted : fields).slice(0, drawnAtFirst)
}
