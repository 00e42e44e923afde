import { describeCsq } from '../at/csq.ts'
import { explainCme } from '../at/explain-cme.ts'
import { describeRegistration } from '../at/registration.ts'
import type { Failure } from '../contract/failure.ts'
import { modems } from '../modems/index.ts'
import type { ModemProfile } from '../modems/profile.ts'
import { atCommandIn } from '../signature/read/at-commands.ts'
import { readings } from '../signature/read/at-families.ts'
import { readAtLogins } from '../signature/read/at-logins.ts'
import { linesOf } from '../signature/read/lines.ts'
import { toldCloud } from '../signature/read/told-cloud.ts'
import { text, type Text } from '../text/local-text.ts'
import { Connection } from './connection.ts'
import { maskedLines } from './mask-log.ts'
import { symptomsOf, writerOf, type Symptom } from './symptoms.ts'

export type ExplainedLine = { readonly number: number; readonly text: string; readonly words?: Text; readonly isFailure: boolean }
export type LoggedFailure = Failure & {
  /** Where in the log, from 1. */
  readonly line: number
  /** A login succeeded later in the log. */
  readonly isRecovered: boolean
}
export type LogExplanation = {
  /** Ids of the profiles; left out where the log does not tell. */
  readonly modem?: string
  readonly cloud?: string
  readonly lines: readonly ExplainedLine[]
  readonly failures: readonly LoggedFailure[]
  /** Logins thrown out again and again, else the first failure that no login came after. */
  readonly verdict?: LoggedFailure
  /** The broker accepted a login somewhere in the log. */
  readonly isConnected: boolean
  /** Field failures that the log shows, those of the verdict first: causes, checks and what mends them. */
  readonly symptoms: readonly Symptom[]
}

/** URCs that 27.007 and the data services of more than one family have. */
const common = /^\+C(?:PIN|NTP|REG|EREG|GREG)/

/** A URC of the family's, or a command of its MQTT service. */
function isOwn({ id, urcPrefixes }: ModemProfile, line: string): boolean {
  const command = atCommandIn(line)
  const family = command && readings.get(command.name)?.family
  if (family !== undefined) return id.startsWith(family)
  return urcPrefixes.some((urc) => line.startsWith(urc) && !common.test(urc))
}

/** The profile whose identity, or most of whose commands and URCs, stand in the log. */
function recognise(lines: readonly string[]): ModemProfile | undefined {
  const all = lines.join('\n')
  const named = modems.find((modem) => modem.reach === undefined && modem.identity.test(all))
  if (named) return named
  const families = modems.map((modem) => ({ modem, count: lines.filter((line) => isOwn(modem, line)).length }))
  const best = families.toSorted((a, b) => b.count - a.count)[0]
  return best && best.count > 0 && best.modem.reach === undefined ? best.modem : undefined
}

/** What the network check reads, in words: 27.007, 8.5 (CSQ), 7.2 and 10.1.22 (registration). */
export function networkWords(line: string): { readonly words: Text; readonly isFailure: boolean } | undefined {
  const signal = /^\+CSQ: (\d+),/.exec(line)?.[1]
  if (signal !== undefined) {
    const words = describeCsq(signal)
    return words && { words, isFailure: signal === '99' }
  }
  const stat = /^\+C[EG]?REG: \d,(\d)/.exec(line)?.[1]
  const words = stat === undefined ? undefined : describeRegistration(stat)
  if (words) return { words, isFailure: stat !== '1' && stat !== '5' }
  const pin = /^\+CPIN: (.+)/.exec(line)?.[1]
  if (pin === 'READY') return { words: text('SIM ready', 'SIM 卡就绪'), isFailure: false }
  return pin === undefined ? undefined : { words: text(`SIM not ready: ${pin}`, `SIM 卡未就绪：${pin}`), isFailure: true }
}

const error = (command: string): Failure => ({
  code: 'modem.error',
  stage: 'modem',
  what: text('The modem refused a command with ERROR.', '模组对指令回了 ERROR。'),
  next: text('Send AT+CMEE=2 and the command again: the modem then gives the reason.', '发 AT+CMEE=2 后重发该指令，模组会给出原因。'),
  evidence: command,
})

/**
 * Explains a terminal's log line by line and names what failed. Times are not judged. Secrets that the log shows are masked in everything
 * that comes back.
 */
export function explainLog(log: string): LogExplanation {
  const lines = maskedLines(log)
  const modem = recognise(lines.map((line) => line.text))
  const cloud = readAtLogins(linesOf(log), new Set()).map((found) => toldCloud(found.given)).find((id) => id !== undefined)
  const families = modem ? [modem] : modems
  const connection = new Connection()
  const failures: { failure: Failure; line: number }[] = []
  let command = ''
  let lastLogin = 0

  const explained = lines.map(({ number, text: line }): ExplainedLine => {
    const across = connection.push(line)
    if (/^AT/i.test(line)) command = line
    if (across === 'login') lastLogin = number
    if (across === 'harmless') {
      return { number, text: line, words: text('Already so: harmless.', '状态本来如此，可以忽略。'), isFailure: false }
    }
    const described = families.map((family) => family.describe(line)).find((found) => found !== undefined) ?? networkWords(line)
    const single = (): Failure | undefined => {
      if (line === 'ERROR') return error(command)
      if (/^\+CM[ES] ERROR:/.test(line)) return explainCme(line, 'modem')
      if (!described?.isFailure) return undefined
      const evidence = { stepId: '', stage: 'mqtt', command, final: null, lines: [line], offending: line, received: 'lines' } as const
      return families.map((family) => family.explain(evidence)).find((found) => found !== undefined)
    }
    const failure = typeof across === 'object' ? across : single()
    if (failure) failures.push({ failure, line: number })
    const words = failure?.what ?? described?.words ?? (across === 'login' ? text('login accepted', '登录成功') : undefined)
    return { number, text: line, ...(words && { words }), isFailure: failure !== undefined || described?.isFailure === true }
  })

  const all = failures.map(({ failure, line }) => ({ ...failure, line, isRecovered: line < lastLogin }))
  const kicks = connection.kicks()
  const last = all.at(-1)
  const verdict = kicks && last ? { ...kicks, line: last.line, isRecovered: false } : all.find((failure) => !failure.isRecovered)
  const explanation = {
    ...(modem && { modem: modem.id }),
    ...(cloud !== undefined && { cloud }),
    lines: explained,
    failures: all,
    ...(verdict && { verdict }),
    isConnected: lastLogin > 0,
  }
  return { ...explanation, symptoms: symptomsOf(explanation, writerOf(log)) }
}
