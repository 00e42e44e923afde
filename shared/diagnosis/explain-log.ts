import { cmsReason } from '../at/cms-errors.ts'
import { explainCme } from '../at/explain-cme.ts'
import { answerName } from '../at/line-words.ts'
import { sleepWords } from '../at/sleep-watch.ts'
import type { Failure } from '../contract/failure.ts'
import { modems as builtIn } from '../modems/index.ts'
import type { ModemProfile } from '../modems/profile.ts'
import { readAtLogins } from '../signature/read/at-logins.ts'
import type { Found } from '../signature/read/found.ts'
import { linesOf } from '../signature/read/lines.ts'
import { textOfHexDump } from '../text/hex-dump.ts'
import { text, type Text } from '../text/local-text.ts'
import { Course } from './course.ts'
import { Ledger } from './ledger.ts'
import { LineReader, unknownCommand, type LineKind, type ReadLine } from './line-reader.ts'
import { LogClock } from './log-clock.ts'
import { expiredLogin } from './login-expiry.ts'
import { maskedLines, type LoggedLine } from './mask-log.ts'
import { recogniseCloud } from './recognise-cloud.ts'
import { recogniseModem } from './recognise.ts'
import { SecureLink } from './secure-link.ts'
import { SleepInLog } from './sleep-in-log.ts'
import { Echoes, hasTypographicMarks, typographicMarks } from './sent-marks.ts'
import { symptomsOf, writerOf, type Symptom } from './symptoms.ts'
import { vocabularies } from './vocabulary.ts'

/** `words` are left out of blank lines alone: what nobody knows says so. */
export type ExplainedLine = { readonly number: number; readonly text: string; readonly kind: LineKind; readonly words?: Text; readonly isFailure: boolean }
export type LoggedFailure = Failure & {
  /** Where in the log, from 1. */
  readonly line: number
  /** A login, or the same matter, succeeded later in the log. */
  readonly isRecovered: boolean
}
export type LogExplanation = {
  /** Ids of the profiles; left out where the log does not tell. */
  readonly modem?: string
  readonly cloud?: string
  readonly lines: readonly ExplainedLine[]
  readonly failures: readonly LoggedFailure[]
  /** Logins thrown out again and again, else a login that had expired, else the first failure that was not got over. */
  readonly verdict?: LoggedFailure
  /** The broker accepted a login somewhere in the log. */
  readonly isConnected: boolean
  /** Field failures that the log shows, those of the verdict first: causes, checks and what mends them. */
  readonly symptoms: readonly Symptom[]
}

const error = (command: string): Failure => ({
  code: 'modem.error',
  stage: 'modem',
  what: text('The modem refused a command with ERROR.', '模组对指令回了 ERROR。'),
  next: text('Send AT+CMEE=2 and the command again: the modem then gives the reason.', '发 AT+CMEE=2 后重发该指令，模组会给出原因。'),
  evidence: command,
})

const messageError = (line: string, reason: Text): Failure => ({
  code: 'modem.cms',
  stage: 'modem',
  what: text(`The short message service refused the command: ${reason.en}.`, `短信指令被拒绝：${reason.zh}。`),
  next: text('Short messages are not needed for MQTT: check the card’s contract only if they are.', 'MQTT 不需要短信；确实要用短信时再检查卡是否开通。'),
  evidence: line,
})

const harmless = text('Already so: harmless.', '状态本来如此，可以忽略。')
const marked = (words: Text): Text => text(`${words.en} (with typographic marks: a modem takes ASCII " and , only)`, `${words.zh}（含中文标点：模组只认英文 " 和 ,）`)

/** One log on its way through the readers. */
class Explaining {
  readonly #families: readonly ModemProfile[]
  readonly #reader: LineReader
  readonly #course = new Course()
  readonly #ledger = new Ledger()
  readonly #echoes = new Echoes()
  readonly #secure = new SecureLink()
  readonly #sleep = new SleepInLog()
  lastLogin = 0

  constructor(modem: ModemProfile | undefined, modems: readonly ModemProfile[]) {
    this.#families = modem ? [modem] : modems
    this.#reader = new LineReader(vocabularies(modem))
  }

  line(logged: LoggedLine): ExplainedLine {
    const explained = this.#line(logged)
    return this.#sleep.take(logged) && !explained.isFailure ? { ...explained, words: sleepWords } : explained
  }

  #line(logged: LoggedLine): ExplainedLine {
    const read = this.#reader.read(logged)
    const { number, text: line } = logged
    const { kind, words } = read
    if (kind === 'blank') return { number, text: line, kind, isFailure: false }
    if (kind === 'sent' || words === unknownCommand) return { number, text: line, ...this.#sent(logged, read) }
    if (kind === 'echo') this.#echoes.echo(this.#reader.command, number)
    if (kind === 'echo' || kind === 'data' || kind === 'note') return { number, text: line, kind, ...(words && { words }), isFailure: false }
    // Also what nobody knows shows that the modem took the command.
    this.#echoes.answered()
    return { number, text: line, ...this.#received(logged, read) }
  }

  #sent({ text: line, at }: LoggedLine, { kind, words }: ReadLine): Pick<ExplainedLine, 'kind' | 'words' | 'isFailure'> {
    this.#course.sent(line.trim(), at?.ms)
    this.#secure.sent(line.trim())
    return { kind, isFailure: false, ...(words && { words: hasTypographicMarks(line) ? marked(words) : words }) }
  }

  #received({ number, text: whole, at }: LoggedLine, { kind, words, isFailure }: ReadLine): Pick<ExplainedLine, 'kind' | 'words' | 'isFailure'> {
    const line = whole.trim()
    const isStart = kind === 'boot' && isStartLine(this.#families, line)
    if (isStart) this.#secure.forget()
    const told = this.#course.received(line, isStart, at?.ms)
    if (told?.kind === 'harmless') return { kind: kind === 'error' ? 'answer' : kind, words: harmless, isFailure: false }
    if (told?.kind === 'login') this.lastLogin = number
    if (told?.kind === 'failure') {
      if (told.isCause) this.#ledger.dropLast()
      this.#ledger.add(told.failure, number, told.failure.stage === 'sim' ? '+CPIN' : told.failure.code === 'modem.too-early' ? this.#refused() : undefined)
      return { kind: 'error', words: told.failure.what, isFailure: true }
    }
    const failure = this.#single(line, isFailure, words)
    if (failure) this.#ledger.add(failure.failure, number, failure.topic)
    else this.#mend(line)
    const said = failure?.failure.what ?? words ?? (told?.kind === 'login' ? text('login accepted', '登录成功') : undefined)
    return { kind: failure ? 'error' : kind, isFailure: failure !== undefined || isFailure, ...(said && { words: said }) }
  }

  /** The failure that one line tells by itself, and what would mend it. */
  #single(line: string, isFailure: boolean, words: Text | undefined): { readonly failure: Failure; readonly topic: string } | undefined {
    const { command } = this.#reader
    const topic = this.#refused()
    const isError = line === 'ERROR' || line === 'COMMAND NOT SUPPORT'
    if ((isError || line.startsWith('+CME ERROR:')) && hasTypographicMarks(command)) return { failure: typographicMarks(command), topic }
    if (isError) return { failure: error(command), topic }
    if (line.startsWith('+CME ERROR:')) {
      const failure = this.#ask(line, command) ?? explainCme(line, 'modem')
      return failure && { failure, topic }
    }
    const messageReason = cmsReason(line)
    if (messageReason) return { failure: messageError(line, messageReason), topic }
    if (!isFailure) return undefined
    const failure = this.#ask(line, command) ?? (words && { code: 'modem.reported', stage: 'modem' as const, what: words, next: text('See the line and what was sent before it.', '查看该行和它之前发送的指令。'), evidence: line })
    return failure && { failure, topic: answerName(line) ?? line }
  }

  /** What a refusal of the present command is about: the command's name. */
  #refused(): string {
    return `AT${this.#reader.commandName}`
  }

  #ask(line: string, command: string): Failure | undefined {
    if (line.startsWith('+CME ERROR:')) return undefined
    const evidence = { stepId: '', stage: this.#secure.isMeantBy(line) ? 'tls' : 'mqtt', command, final: null, lines: [line], offending: line, received: 'lines' } as const
    return this.#families.map((family) => family.explain(evidence)).find((found) => found !== undefined)
  }

  #mend(line: string): void {
    if (line === 'OK') this.#ledger.mend(this.#refused())
    else {
      const name = answerName(line)
      if (name !== undefined) this.#ledger.mend(name)
    }
  }

  /** A login that did not succeed and whose own expiry had passed. */
  expired(logins: readonly Found[], clock: LogClock, lines: readonly LoggedLine[]): void {
    const last = logins.findLast(({ line = 0 }) => line > this.lastLogin)
    if (!last?.line || !this.#ledger.entries.some(({ line }) => line >= (last.line ?? 0))) return
    const now = clock.at(last.line)
    const failure = now === undefined ? undefined : expiredLogin(last.given, now, lines[last.line - 1]?.text ?? '')
    if (failure) this.#ledger.add(failure, last.line)
  }

  failures(): readonly LoggedFailure[] {
    const echo = this.#echoes.end()
    if (echo) this.#ledger.add(echo.failure, echo.line)
    return this.#ledger.entries.map(({ failure, line, isMended }) => ({ ...failure, line, isRecovered: isMended || line < this.lastLogin })).toSorted((a, b) => a.line - b.line)
  }

  kicks(): Failure | undefined {
    return this.#course.kicks()
  }
}

const isStartLine = (families: readonly ModemProfile[], line: string): boolean => families.some(({ restartLines }) => restartLines.includes(line))

function verdictOf(failures: readonly LoggedFailure[], kicks: Failure | undefined): LoggedFailure | undefined {
  const last = failures.at(-1)
  if (kicks && last) return { ...kicks, line: last.line, isRecovered: false }
  const open = failures.filter(({ isRecovered }) => !isRecovered)
  return open.find(({ code }) => code === 'cloud.token-expired') ?? open[0]
}

/**
 * Explains a terminal's log line by line and names what failed. Secrets that the log shows are masked in everything that comes back. A hex dump
 * is read as what it stands for, with that text's lines.
 */
export function explainLog(given: string, modems: readonly ModemProfile[] = builtIn): LogExplanation {
  const log = textOfHexDump(given) ?? given
  const lines = maskedLines(log)
  const modem = recogniseModem(lines.map((line) => line.text), modems)
  const logins = readAtLogins(linesOf(log), new Set())
  const cloud = recogniseCloud(log, logins)
  const explaining = new Explaining(modem, modems)
  const explained = lines.map((line) => explaining.line(line))
  explaining.expired(logins, new LogClock(lines), lines)
  const failures = explaining.failures()
  const verdict = verdictOf(failures, explaining.kicks())
  const explanation = {
    ...(modem && { modem: modem.id }),
    ...(cloud !== undefined && { cloud }),
    lines: explained,
    failures,
    ...(verdict && { verdict }),
    isConnected: explaining.lastLogin > 0,
  }
  return { ...explanation, symptoms: symptomsOf(explanation, writerOf(lines)) }
}
