import { all, asciiOnly, atMost, base64Of, matching, unixTime, wholeNumber } from '../clouds/field-checks.ts'
import type { Field, FieldCheck } from '../clouds/profile.ts'
import { text } from '../text/local-text.ts'
import type { UserField } from './field-schema.ts'

function checkOf(field: UserField): FieldCheck | undefined {
  if (field.kind === 'number') return wholeNumber(field.key, field.min ?? 0, field.max ?? Number.MAX_SAFE_INTEGER)
  if (field.kind === 'time') return unixTime(field.unit ?? 's', { mustBeFuture: (field.plusSeconds ?? 0) > 0 })
  if (field.kind === 'choice') return undefined
  const expects = field.expects ?? text(`It must match ${field.pattern ?? ''}.`, `应符合正则 ${field.pattern ?? ''}。`)
  const checks = [
    ...(field.pattern === undefined ? [] : [matching(new RegExp(`^(?:${field.pattern})$`), expects)]),
    ...(field.maxBytes === undefined ? [] : [atMost(field.maxBytes)]),
    ...(field.base64 ? [base64Of({ min: 1, max: 65_535 })] : []),
    ...(field.kind === 'secret' ? [asciiOnly] : []),
  ]
  return checks.length > 0 ? all(...checks) : undefined
}

const kinds = { text: 'text', secret: 'secret', number: 'number', choice: 'choice', time: 'number', random: 'text' } as const

/** The form's field. Times and random texts are suggested, so that they can be typed over to repeat a calculation. */
export function buildField(field: UserField): Field {
  const check = checkOf(field)
  const isMade = field.kind === 'time' || field.kind === 'random'
  const { plusSeconds = 0, length = 8 } = field
  const suggest: Field['suggest'] =
    field.kind === 'time'
      ? ({ now }) => (field.unit === 'ms' ? String(now + plusSeconds * 1000) : String(Math.floor(now / 1000) + plusSeconds))
      : field.kind === 'random'
        ? ({ random }) => random.slice(0, length)
        : undefined
  return {
    key: field.key,
    kind: kinds[field.kind],
    group: 'login',
    label: field.label,
    help: field.help ?? (isMade ? text('Left empty: made anew each time.', '不填则每次自动生成。') : field.label),
    required: isMade ? false : field.required,
    ...(field.where && { where: field.where }),
    ...((field.advanced || isMade) && { isAdvanced: true }),
    ...(field.placeholder !== undefined && { placeholder: field.placeholder }),
    ...(field.initial !== undefined && { initial: field.initial }),
    ...(field.choices && { choices: field.choices }),
    ...(field.shownWhen && { shownWhen: field.shownWhen }),
    ...(suggest && { suggest }),
    ...(check && { check }),
  }
}
