import type { MaskRange } from '../at/mask.ts'
import { secretRanges } from '../at/secret-ranges.ts'
import { fromUtf8 } from '../text/bytes.ts'
import { byteLength } from '../text/suspicious.ts'
import type { Plan } from './plan.ts'
import type { HiddenSpan, Recovery, Step } from './step.ts'

/** Always six: not even the length of a secret is shown. */
export const bullets = '••••••'

const nothing = new Uint8Array(0)

/**
 * Where a command has this secret, -1 where it has not: the parameter that is known to carry one, for a host behind it may hold the same letters; else
 * the last occurrence, for a password may equal the user name before it.
 */
export function placeOf(command: string, secret: string): number {
  if (secret === '') return -1
  const known = secretRanges(command).find(({ start, end }) => command.slice(start, end) === secret)
  return known?.start ?? command.lastIndexOf(secret)
}

/** Where a command carries its secrets, in UTF-8 bytes. */
export function secretRangesOf(command: string, secrets: readonly string[]): readonly MaskRange[] {
  return secrets.flatMap((secret) => {
    const at = placeOf(command, secret)
    if (at < 0) return []
    const start = byteLength(command.slice(0, at))
    return [{ start, end: start + byteLength(secret) }]
  })
}

/** A command line as a person may see it. */
export function maskCommand(command: string, secrets: readonly string[]): string {
  return secrets.reduce((line, secret) => {
    const at = placeOf(line, secret)
    return at < 0 ? line : line.slice(0, at) + bullets + line.slice(at + secret.length)
  }, command)
}

/** A line that a person edited: the plan's secrets, and whatever stands where such a command carries one, which may be a new one. */
export function maskEdited(command: string, secrets: readonly string[]): string {
  const line = maskCommand(command, secrets)
  return secretRanges(line).reduceRight((masked, { start, end }) => masked.slice(0, start) + bullets + masked.slice(end), line)
}

/** Shorter secrets stand by chance in too many answers; they are hidden only where they stand in quotes, as a command has them. */
const shortestBare = 4

/**
 * A line that came from the modem, without the step's secrets: noise in an echo makes an answer of it, and a modem that left an upload
 * early echoes the rest of a key.
 */
export function hideSecrets(whole: string, step: Pick<Step, 'secrets' | 'then' | 'hide'>): string {
  const line = (step.hide ?? []).reduce(hideSpan, whole)
  const keyLines = step.then?.secret ? fromUtf8(step.then.bytes).split(/[\r\n]+/).filter((each) => each.length >= 16 && !each.startsWith('-----')) : []
  return [...step.secrets, ...keyLines].reduce((shown, secret) => {
    if (secret === '') return shown
    return secret.length < shortestBare ? shown.replaceAll(`"${secret}"`, `"${bullets}"`) : shown.replaceAll(secret, bullets)
  }, line)
}

function hideSpan(line: string, { after, until }: HiddenSpan): string {
  const [first = '', ...rest] = line.split(after)
  return rest.reduce((shown, part) => {
    const ends = [part.indexOf(until), part.search(/[\r\n]/)].filter((at) => at >= 0)
    return `${shown}${after}${bullets}${ends.length > 0 ? part.slice(Math.min(...ends)) : ''}`
  }, first)
}

const maskedRecovery = ({ send, ...recovery }: Recovery, secrets: readonly string[]): Recovery => ({
  ...recovery,
  send: send.map((each) => ({ ...each, line: maskCommand(each.line, secrets) })),
})

/** Also where the command has its secret: a password may equal a value behind it. */
export const maskedCommand = (step: Step): string => maskEdited(step.send, step.secrets)

/** A plan that may leave the process that holds the secrets: for the page, a report, a log. It cannot be run any more. */
export function maskPlan(plan: Plan): Plan {
  const { password, privateKey, hidden = [], ...open } = plan.job.credential
  const inCommands = new Set(plan.steps.flatMap(({ secrets }) => secrets))
  const { options } = plan.job
  const shown = (part: string): string => hidden.reduce((value, secret) => value.replaceAll(secret, bullets), part)
  const { errand: _, ...kept } = plan
  return {
    ...kept,
    job: {
      ...plan.job,
      credential: {
        ...open,
        clientId: shown(open.clientId),
        ...(open.username !== undefined && { username: shown(open.username) }),
        ...(open.webSocketPath !== undefined && { webSocketPath: shown(open.webSocketPath) }),
        ...(password !== undefined && { password: bullets }),
        ...(privateKey && { privateKey: { name: privateKey.name, bytes: nothing } }),
      },
      ...(options && { options: Object.fromEntries(Object.entries(options).map(([key, value]) => [key, inCommands.has(value) ? bullets : value])) }),
    },
    steps: plan.steps.map((step) => ({
      ...step,
      send: maskedCommand(step),
      secrets: [],
      ...(step.recover && { recover: step.recover.map((each) => maskedRecovery(each, step.secrets)) }),
      ...(step.then && { then: step.then.secret ? { ...step.then, bytes: nothing } : step.then }),
    })),
  }
}
