import { setTimeout as delay } from 'node:timers/promises'
import { isFinalResult, isGoodResult } from '../../../shared/at/final-result.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { Sequence, SequenceStep, SequenceWait } from '../../../shared/sequence/schema.ts'
import { fillSend, hexBytes, parseSend } from '../../../shared/sequence/send-text.ts'
import { concat, fromUtf8, utf8 } from '../../../shared/text/bytes.ts'
import { text, type Text } from '../../../shared/text/local-text.ts'
import type { AtChannel, AtLink } from '../at/index.ts'
import { answered, notSeen, stoppedByPerson, unexpectedUrc } from './failures.ts'
import type { LineWatch, Seen } from './line-watch.ts'
import { masksOf, SecretValues, shownSent } from './mask-secrets.ts'

/** ms that a step waits where the file says nothing: a command that asks the network takes some seconds. */
export const usualWithin = 10_000
/** ms of silence after a command whose answer nobody waits for, before the next one. */
const quietMs = 200

export type StepTools = {
  readonly link: AtLink
  readonly channel: AtChannel
  readonly watch: LineWatch
  readonly secrets: SecretValues
  readonly protect: (value: string) => void
  readonly sequence: Pick<Sequence, 'lineEnd' | 'placeholders'>
  readonly values: Readonly<Record<string, string>>
  readonly signal: AbortSignal
}

export type StepResult = { readonly sent?: string; readonly lines: readonly string[]; readonly failure?: Failure }

const lineEnds = { cr: '\r', lf: '\n', crlf: '\r\n', none: '' } as const
/** Prompts after which the modem takes data; they have no line end and no final result before them. */
const prompts = ['>', 'CONNECT', 'DOWNLOAD']

const expectation = (wait: SequenceWait): Text => {
  if (wait === 'ok') return text('OK', ' OK')
  if (wait === 'final') return text('final result', '最终应答')
  if (wait === 'nothing') return text('answer', '应答')
  if ('text' in wait) return text(`“${wait.text}”`, `“${wait.text}”`)
  if ('regex' in wait) return text(`line that matches ${wait.regex}`, `匹配 ${wait.regex} 的行`)
  return text(`line ${wait.urc}`, ` ${wait.urc}`)
}

const looks = (wait: SequenceWait): ((line: string) => boolean) => {
  if (wait === 'ok' || wait === 'final') return isFinalResult
  if (wait === 'nothing') return () => true
  if ('text' in wait) return (line) => line.includes(wait.text)
  if ('urc' in wait) return (line) => line.trimStart().startsWith(wait.urc)
  const expression = new RegExp(wait.regex)
  // A line is cut where matching could take long whatever the pattern.
  return (line) => expression.test(line.slice(0, 2_048))
}

/** Does one step once. Never throws, never longer than its time limit and its pause; nothing is sent once `signal` is aborted. */
export async function doStep(step: SequenceStep, tools: StepTools): Promise<StepResult> {
  const result = await sendAndWait(step, tools)
  if (!result.failure && step.pause !== undefined && step.pause > 0) {
    await delay(step.pause, undefined, { signal: tools.signal }).catch(() => {})
    if (tools.signal.aborted) return { ...result, failure: stoppedByPerson }
  }
  return result
}

async function sendAndWait(step: SequenceStep, tools: StepTools): Promise<StepResult> {
  const { watch, signal } = tools
  if (signal.aborted) return { lines: [], failure: stoppedByPerson }
  const wait = step.wait ?? (step.send === undefined ? 'nothing' : 'ok')
  const within = step.within ?? usualWithin
  const data = bytesOf(step, tools)
  if (!data) {
    if (wait === 'nothing') return { lines: [] }
    return verdict(await watch.until(looks(wait), within, signal, { tail: isPrompt(wait) }), wait, within, tools)
  }
  const mask = masksOf(data.bytes, data.mask)
  for (const value of tools.secrets.add(data.bytes, mask)) tools.protect(value)
  const sent = shownSent(data.bytes, mask)
  const line = fromUtf8(data.bytes)
  const isCommand = data.isCommand && wait !== 'nothing' && !isPrompt(wait)
  watch.sent(line)
  if (isCommand) return { sent, ...(await command(line, mask, wait, within, tools)) }
  if (signal.aborted) return { sent, lines: [], failure: stoppedByPerson }
  const written = await tools.link.write(concat([data.bytes, utf8(data.end)]), mask)
  if (!written.ok) return { sent, lines: [], failure: written.failure }
  if (wait === 'nothing') {
    // An OK that comes later must not answer the next command.
    if (/^at/i.test(line)) await watch.until(isFinalResult, quietMs, signal)
    return { sent, lines: [...watch.since] }
  }
  const seen = await untilPromptOrEnd(wait, within, tools)
  const outcome = verdict(seen, wait, within, tools)
  // The modem may be at a prompt all the same, or owe an answer. 27.005, 3.5.1: ESC leaves text mode without sending.
  if (seen.kind === 'late' && isPrompt(wait)) {
    await tools.link.write(Uint8Array.of(0x1b))
    await tools.channel.resynchronise(signal)
  }
  return { sent, ...outcome }
}

const isPrompt = (wait: SequenceWait): boolean => typeof wait === 'object' && 'text' in wait && prompts.includes(wait.text.trim())

/** A refusal comes instead of the prompt; waiting on would be for nothing. */
async function untilPromptOrEnd(wait: SequenceWait, within: number, { watch, signal }: StepTools): Promise<Seen> {
  const look = looks(wait)
  if (!isPrompt(wait)) return watch.until(look, within, signal, { tail: false })
  return watch.until((line) => look(line) || (isFinalResult(line) && !isGoodResult(line.trim())), within, signal, { tail: true })
}

/** A command with its final result; what is waited for may be among its lines or come after it. */
async function command(line: string, mask: ReturnType<typeof masksOf>, wait: SequenceWait, within: number, tools: StepTools): Promise<StepResult> {
  const startedAt = performance.now()
  const reply = await tools.channel.run({ line, mask, timeoutMs: within }, tools.signal)
  const lines = reply.lines
  if (reply.final !== null) tools.watch.drop(reply.final)
  if (reply.aborted) return { lines, failure: stoppedByPerson }
  if (reply.lost) return { lines, failure: reply.lost }
  if (wait === 'ok' || wait === 'final') {
    if (reply.final === null) return { lines, failure: notSeen(expectation(wait), within, reply.restarted ?? lines.at(-1)) }
    return wait === 'final' || isGoodResult(reply.final) ? { lines } : { lines, failure: answered(reply.final, expectation(wait)) }
  }
  const found = lines.find(looks(wait))
  // The final result itself was waited for; it has been taken out of what is watched.
  if (found !== undefined && found.trim() === reply.final?.trim()) return { lines }
  if (found === undefined && reply.final === null) return { lines, failure: notSeen(expectation(wait), within, lines.at(-1)) }
  if (found === undefined && reply.final !== null && !isGoodResult(reply.final)) return { lines, failure: answered(reply.final, expectation(wait)) }
  const left = Math.max(0, within - (performance.now() - startedAt))
  const rest = verdict(await tools.watch.until(looks(wait), left, tools.signal), wait, within, tools)
  return { ...rest, lines: found === undefined ? [...lines, ...rest.lines] : lines }
}

function verdict(seen: Seen, wait: SequenceWait, within: number, { watch }: StepTools): StepResult {
  const rest = [...watch.since]
  if (seen.kind === 'stopped') return { lines: rest, failure: stoppedByPerson }
  if (seen.kind === 'lost') return { lines: rest, failure: seen.failure }
  if (seen.kind === 'late') return { lines: rest, failure: notSeen(expectation(wait), within, rest.at(-1)) }
  const lines = [seen.line]
  const final = seen.line.trim()
  if (wait === 'ok' && !isGoodResult(final)) return { lines, failure: answered(final, expectation(wait)) }
  if (isPrompt(wait) && !looks(wait)(seen.line)) return { lines, failure: answered(final, expectation(wait)) }
  if (typeof wait === 'object' && 'urc' in wait && wait.accept !== undefined && !new RegExp(wait.accept).test(seen.line.slice(0, 2_048))) return { lines, failure: unexpectedUrc(seen.line) }
  return { lines }
}

type Data = { readonly bytes: Uint8Array; readonly mask: ReturnType<typeof masksOf>; readonly end: string; readonly isCommand: boolean }

function bytesOf({ send, hex, lineEnd }: SequenceStep, { sequence, values }: StepTools): Data | null {
  if (hex !== undefined) return { bytes: hexBytes(hex) ?? new Uint8Array(), mask: [], end: '', isCommand: false }
  if (send === undefined) return null
  const parsed = parseSend(send)
  if (!parsed.ok) return null
  const { bytes, mask } = fillSend(parsed.parts, values, (name) => sequence.placeholders.some((each) => each.name === name && each.secret))
  const hasControl = bytes.some((byte) => byte < 0x20)
  const endsItself = (bytes.at(-1) ?? 0x20) < 0x20
  const end = lineEnds[lineEnd ?? (endsItself ? 'none' : sequence.lineEnd)]
  // The channel ends its lines as the file says; whatever is sent otherwise goes by itself.
  return { bytes, mask, end, isCommand: /^at/i.test(fromUtf8(bytes)) && !hasControl && end === lineEnds[sequence.lineEnd] && end !== '' }
}

export const lineEndOf = (sequence: Pick<Sequence, 'lineEnd'>): string => lineEnds[sequence.lineEnd]
