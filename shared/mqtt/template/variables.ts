import { text, type Text } from '../../text/local-text.ts'
import { placeholdersOf, unixMs, unixSeconds, type Placeholder } from '../../text/placeholders.ts'

/** What variables are filled from: passed in, so that the same gives the same. */
export type VariableContext = {
  /** ms since the epoch. */
  readonly now: number
  /** From 1: how often this card has published. */
  readonly counter: number
  /** 0 ≤ value < 1, a new one at each call. */
  readonly random: () => number
  /** Names of the connection and the device (`clientId`, `deviceName`, `productKey`), and the person's own; these win over those that fill themselves. */
  readonly named: Readonly<Record<string, string>>
}

/** Names of a login, which not every connection tells. */
export const deviceVariables = ['deviceName', 'productKey'] as const

type Maker = (args: readonly string[], context: VariableContext) => string | Text

const whole = (context: VariableContext, low: number, high: number): string => String(low + Math.floor(context.random() * (high - low + 1)))

/** RFC 9562 version 4. */
function uuid({ random }: VariableContext): string {
  const bytes = Array.from({ length: 16 }, () => Math.floor(random() * 256))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

const noArguments = text('takes no arguments', '不带参数')

const plain =
  (make: (context: VariableContext) => string): Maker =>
  (args, context) =>
    args.length > 0 ? noArguments : make(context)

const makers: Readonly<Record<string, Maker>> = {
  timestamp: plain(({ now }) => unixSeconds(now)),
  timestampMs: plain(({ now }) => unixMs(now)),
  isoTime: plain(({ now }) => new Date(now).toISOString()),
  random: (args, context) => {
    if (args.length === 0) return whole(context, 0, 65_535)
    const [low = Number.NaN, high = Number.NaN] = args.map(Number)
    return args.length === 2 && low <= high ? whole(context, low, high) : text('wants the least and the greatest number: {{random:1:100}}', '需要最小值和最大值：{{random:1:100}}')
  },
  uuid: plain(uuid),
  counter: plain(({ counter }) => String(counter)),
}

/** As they are offered: what each gives stands beside it in the page. */
export const builtInVariables: readonly string[] = ['timestamp', 'timestampMs', 'isoTime', 'random', 'random:1:100', 'uuid', 'counter', 'clientId', ...deviceVariables]

/** A placeholder that cannot be filled, and where it stands. */
export type VariableProblem = { readonly what: Text; readonly start: number; readonly whole: string }

const unknown = ({ name }: Placeholder): Text =>
  deviceVariables.some((each) => each === name)
    ? text(`This login does not tell the variable “${name}”: give it a value among your own variables`, `从当前登录参数里得不到变量“${name}”，请在自定义变量里填写`)
    : text(`No variable has the name “${name}”`, `没有名为“${name}”的变量`)

export type Filling = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly problem: VariableProblem }

export function valueOf(placeholder: Placeholder, context: VariableContext): Filling {
  const { name, args, start, whole: written } = placeholder
  if (args.length === 0 && Object.hasOwn(context.named, name)) return { ok: true, value: context.named[name] ?? '' }
  const maker = Object.hasOwn(makers, name) ? makers[name] : undefined
  const made = maker ? maker(args, context) : unknown(placeholder)
  if (typeof made === 'string') return { ok: true, value: made }
  const what = maker ? text(`The variable “${name}” ${made.en}`, `变量“${name}”${made.zh}`) : made
  return { ok: false, problem: { what, start, whole: written } }
}

/** A text with all its placeholders filled; each is made anew, so that two `{{random}}` differ. */
export function fillText(content: string, context: VariableContext): Filling {
  let out = ''
  let from = 0
  for (const placeholder of placeholdersOf(content)) {
    const filled = valueOf(placeholder, context)
    if (!filled.ok) return filled
    out += content.slice(from, placeholder.start) + filled.value
    from = placeholder.start + placeholder.whole.length
  }
  return { ok: true, value: out + content.slice(from) }
}
