import type { Field } from '../../clouds/profile.ts'
import { text } from '../../text/local-text.ts'
import type { Job } from '../../wizard/credential.ts'

const choices = {
  ignore: text('Not compared', '不核对'),
  compare: text('Compared with this PC where a login expires', '登录有时效时与电脑核对'),
  dates: text('Compared; the modem checks certificate dates', '核对时钟，并让模组检查证书有效期'),
} as const

/**
 * `initial`: `ignore` for families whose published sessions are sent byte for byte and do not ask the time. `hasDates`: the module can be told to
 * compare certificates' dates, which the plans otherwise switch off.
 */
export const clockField = (initial: 'ignore' | 'compare', hasDates: boolean): Field => ({
  key: 'clock',
  kind: 'choice',
  group: 'exchange',
  required: false,
  isAdvanced: true,
  label: text('Compare the clock (AT+CCLK?)', '核对模组时钟（AT+CCLK?）'),
  help: hasDates
    ? text('Before TLS where the modem checks dates, else before a login that holds for a time only.', '模组检查证书有效期时在 TLS 之前核对，否则在有时效的登录之前核对。')
    : text('Before a login that holds for a time only.', '在有时效的登录之前核对。'),
  initial,
  choices: (['ignore', 'compare', ...(hasDates ? (['dates'] as const) : [])] as const).map((value) => ({ value, label: choices[value] })),
})

export const checksDates = ({ options }: Job): boolean => options?.['clock'] === 'dates'
