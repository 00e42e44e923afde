import { isFinalResult, isGoodResult } from '../at/final-result.ts'
import { fromUtf8, toHex } from '../text/bytes.ts'
import { escapeSend } from './escape-send.ts'
import type { SequenceInput, SequenceWait } from './schema.ts'

type Step = SequenceInput['steps'][number]
type Draft = Pick<SequenceInput, 'steps' | 'placeholders' | 'lineEnd'>

/** What a line that came can become. */
export type WaitChoice = { readonly kind: 'ok' | 'final' | 'prompt' | 'urc' | 'text'; readonly wait: SequenceWait }

/** Characters of a wait that is made from a line: what makes it out stands at its beginning. */
const longestWait = 200

/** What may be waited for instead of exactly this line, the likeliest first; nothing for an empty line. */
export function waitChoices(received: string): readonly WaitChoice[] {
  const line = received.trim()
  if (line === '') return []
  const text: WaitChoice = { kind: 'text', wait: { text: line.slice(0, longestWait) } }
  if (line === '>') return [{ kind: 'prompt', wait: { text: '>' } }]
  if (line === 'OK') return [{ kind: 'ok', wait: 'ok' }, { kind: 'final', wait: 'final' }]
  if (isFinalResult(line)) return isGoodResult(line) ? [text, { kind: 'final', wait: 'final' }] : [{ kind: 'final', wait: 'final' }, text]
  const name = /^[+#%^*][A-Za-z0-9_ ]+:/.exec(line)?.[0]
  return name === undefined ? [text] : [text, { kind: 'urc', wait: { urc: name } }]
}

export type Recorded = {
  readonly change: Pick<SequenceInput, 'steps' | 'placeholders'>
  /** `joined`: to the step that sent; `covered`: that step waits for this anyway. */
  readonly how: 'added' | 'joined' | 'covered'
}

/** A line that was sent as a step at the end. Where its secret was masked a placeholder takes its place. */
export function recordSent(draft: Draft, bytes: Uint8Array): Recorded {
  const ended = /(?:\r\n|\r|\n)$/.exec(fromUtf8(bytes))?.[0] ?? ''
  const body = bytes.subarray(0, bytes.length - ended.length)
  const lineEnd = ({ '\r': 'cr', '\n': 'lf', '\r\n': 'crlf' } as const)[ended] ?? 'none'
  const send = body.length === 0 ? null : escapeSend(body)
  if (send === null) return { how: 'added', change: { steps: [...draft.steps, { hex: toHex(bytes, ' ').toUpperCase() }] } }
  const { text, placeholders } = withPlaceholders(send, draft.placeholders ?? [])
  const endsItself = (body.at(-1) ?? 0x20) < 0x20
  const isUsual = lineEnd === (endsItself ? 'none' : (draft.lineEnd ?? 'cr'))
  // Data after a prompt has no line end of its own and is answered when the modem has all of it.
  return { how: 'added', change: { steps: [...draft.steps, { send: text, ...(!isUsual && { lineEnd }) }], placeholders } }
}

/** Masks are asterisks as many as the secret has characters: four and more in a row are taken for one, `"*"` and `*99#` are not. */
function withPlaceholders(send: string, known: NonNullable<SequenceInput['placeholders']>): { readonly text: string; readonly placeholders: NonNullable<SequenceInput['placeholders']> } {
  const placeholders = [...known]
  const text = send.replaceAll(/\*{4,}/g, () => {
    const name = freeName(placeholders.map((each) => each.name))
    placeholders.push({ name, secret: true })
    return `{${name}}`
  })
  return { text, placeholders }
}

function freeName(taken: readonly string[]): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'secret' : `secret${number}`
    if (!taken.includes(name)) return name
  }
}

/** What a line that came adds: to the last step where that sent something and waits for nothing yet, else a step of its own. */
export function recordReceived({ steps, placeholders }: Draft, wait: SequenceWait): Recorded {
  const last = steps.at(-1)
  const keep = (changed: readonly Step[], how: Recorded['how']): Recorded => ({ how, change: { steps: [...changed], ...(placeholders && { placeholders }) } })
  const sends = last !== undefined && (last.send !== undefined || last.hex !== undefined)
  if (sends && last.wait === undefined) return keep([...steps.slice(0, -1), { ...last, wait }], 'joined')
  // A command's own final result ends its step: nobody would see it a second time.
  const isFinal = wait === 'ok' || wait === 'final'
  if (isFinal && sends && last.send !== undefined && /^at/i.test(last.send) && last.wait !== 'nothing' && !isPromptWait(last.wait)) return keep(steps, 'covered')
  return keep([...steps, { wait }], 'added')
}

const isPromptWait = (wait: Step['wait']): boolean => typeof wait === 'object' && 'text' in wait && ['>', 'CONNECT', 'DOWNLOAD'].includes(wait.text.trim())
