import type { Text } from '../text/local-text.ts'
import { describeCsq } from './csq.ts'
import { describeRegistration } from './registration.ts'
import { describeRsrp } from './rsrp.ts'

const decoders: Readonly<Record<string, (value: string) => Text | undefined>> = {
  csq: describeCsq,
  registration: describeRegistration,
  rsrp: describeRsrp,
}

/** Words for a captured value, by the decoder's name in the step. Unknown decoders and values have none. */
export const describeValue = (decoder: string | undefined, value: string): Text | undefined =>
  decoder === undefined ? undefined : decoders[decoder]?.(value)
