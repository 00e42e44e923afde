import { secretRanges } from '../../at/secret-ranges.ts'
import { fromLatin1, fromUtf8, latin1, utf8 } from '../../text/bytes.ts'
import { text, type Text } from '../../text/local-text.ts'
import { placeholder } from '../fills.ts'
import { placeOf } from '../mask-plan.ts'
import type { Fill, Plan } from '../plan.ts'
import type { PromptData, Recovery, Step } from '../step.ts'

/** A secret that was left out. `token` stands in the commands; `name` is `PASSWORD` or `SECRET_1`. */
export type LeftOut = { readonly token: string; readonly name: string; readonly usedIn: readonly Text[] }

/** Data after a prompt. Without `bytes` the person has to bring the file. */
export type OutlineData = Omit<PromptData, 'bytes' | 'secret'> & { readonly length: number; readonly bytes?: Uint8Array }

export type OutlineStep = Omit<Step, 'secrets' | 'then' | 'hide'> & { readonly then?: OutlineData }

export type Outline = {
  readonly title: Text
  readonly steps: readonly OutlineStep[]
  readonly leftOut: readonly LeftOut[]
  readonly fills: readonly Fill[]
}

/** A plan as it may leave the program: secrets replaced by tokens unless asked for, private keys always without their bytes. */
export function outlineOf(plan: Plan, withSecrets: boolean): Outline {
  const tokens = new Tokens(plan.job.credential.password)
  const steps = plan.steps.map((step): OutlineStep => {
    const { secrets, then, hide: _, ...kept } = step
    if (withSecrets) return { ...kept, ...(then && { then: dataOf(plan, then, true) }) }
    const mask = (line: string): string => tokens.mask(line, step)
    const recover = step.recover?.map((each): Recovery => ({ ...each, send: each.send.map((command) => ({ ...command, line: mask(command.line) })) }))
    const hidden = then ? [...secrets, ...(plan.job.credential.hidden ?? [])].filter((secret) => secret !== '' && then.label.includes(secret)) : []
    const label = (words: string): string => hidden.reduce((shown, secret) => shown.replaceAll(secret, tokens.of(secret, step).token), words)
    return { ...kept, send: mask(step.send), ...(recover && { recover }), ...(then && { then: { ...dataOf(plan, then, false), label: label(then.label) } }) }
  })
  return { title: plan.title, steps, leftOut: tokens.all(), fills: plan.fills ?? [] }
}

function dataOf(plan: Plan, { bytes, secret, ...kept }: PromptData, withSecrets: boolean): OutlineData {
  const isOpen = !isPrivateKey(plan, bytes) && (withSecrets || !secret)
  return { ...kept, length: bytes.length, ...(isOpen && { bytes }) }
}

/** PEM by its label (RFC 7468, 10 and 11, and the older forms), anything else by being the job's own file. */
function isPrivateKey({ job }: Plan, bytes: Uint8Array): boolean {
  const key = job.credential.privateKey?.bytes
  return fromUtf8(bytes).includes('PRIVATE KEY') || (key !== undefined && key.length === bytes.length && key.every((byte, at) => byte === bytes[at]))
}

/** The whole command line, data that is its end included; a name in angle brackets where a file has to be put in. */
export const commandText = ({ send, then }: OutlineStep): string => (then?.prompt === 'inline' ? send + (then.bytes ? fromUtf8(then.bytes) : `<${then.label}>"`) : send)

type Entry = { readonly secret: string; readonly token: string; readonly name: string; readonly usedIn: Text[] }

/** One token for one secret, wherever it stands, numbered in the order of the plan. */
class Tokens {
  readonly #entries: Entry[] = []
  readonly #password: string | undefined

  constructor(password: string | undefined) {
    this.#password = password
  }

  /** As `maskCommand`. Then whatever stands where such a command carries a secret. */
  mask(command: string, step: Step): string {
    const known = step.secrets.reduce((line, secret) => {
      const at = placeOf(line, secret)
      return at < 0 ? line : line.slice(0, at) + this.of(secret, step).token + line.slice(at + secret.length)
    }, command)
    const open = (step.fill ?? []).map(placeholder)
    const bytes = fromLatin1(utf8(known))
    const masked = secretRanges(bytes).reduceRight((line, { start, end }) => {
      const value = fromUtf8(latin1(line.slice(start, end)))
      const isPut = value === '' || this.#entries.some(({ token }) => value.includes(token)) || open.some((name) => value.includes(name))
      return isPut ? line : line.slice(0, start) + this.of(value, step).token + line.slice(end)
    }, bytes)
    return fromUtf8(latin1(masked))
  }

  of(secret: string, { title }: Step): Entry {
    let entry = this.#entries.find((each) => each.secret === secret)
    if (!entry) {
      const name = secret === this.#password ? 'PASSWORD' : `SECRET_${this.#entries.filter((each) => each.secret !== this.#password).length + 1}`
      entry = { secret, name, token: `<${name}>`, usedIn: [] }
      this.#entries.push(entry)
    }
    if (!entry.usedIn.some(({ en }) => en === title.en)) entry.usedIn.push(title)
    return entry
  }

  all = (): readonly LeftOut[] => this.#entries.map(({ token, name, usedIn }) => ({ token, name, usedIn }))
}

const secretsToPutIn = ({ leftOut }: Outline): readonly Text[] =>
  leftOut.map(({ token, usedIn }) =>
    text(`Put the secret in place of ${token} (${usedIn.map(({ en }) => en).join('; ')}).`, `把 ${token} 换成真正的密钥（${usedIn.map(({ zh }) => zh).join('；')}）。`),
  )

const dataToBring = ({ steps }: Outline, say: (data: OutlineData) => Text): readonly Text[] => steps.flatMap(({ then }) => (then && !then.bytes ? [say(then)] : []))

/** What the person has to put in, one line each. */
export const toPutIn = (outline: Outline): readonly Text[] => [
  ...secretsToPutIn(outline),
  ...dataToBring(outline, ({ label, length, prompt }) =>
    prompt === 'inline'
      ? text(`${label} is not in the file: put its text in place of <${label}>.`, `${label} 不在导出的文件里：把它的内容填到 <${label}> 的位置。`)
      : text(
          `${label} is not in the file: send its ${length} bytes after the prompt ${prompt}.`,
          `${label} 不在导出的文件里：看到提示符 ${prompt} 后自行发送它的 ${length} 字节。`,
        ),
  ),
]

/** The same for a program that reads such data from a file. */
export const toPutBeside = (outline: Outline): readonly Text[] => [
  ...secretsToPutIn(outline),
  ...dataToBring(outline, ({ label, length }) =>
    text(`${label} is not in the file: put it (${length} bytes) beside the script.`, `${label} 不在导出的文件里：把它（${length} 字节）放到脚本所在的文件夹。`),
  ),
]

/** What only the running modem tells. */
export const toFillIn = ({ fills, steps }: Outline): readonly Text[] =>
  fills.flatMap(({ name, from }) => {
    if (!steps.some(({ fill = [] }) => fill.includes(name))) return []
    if ('login' in from) {
      return [
        text(
          `{${name}} is the cloud’s ${from.login}, computed of what the modem answered: the signature panel does it.`,
          `{${name}} 是云平台的 ${from.login}，要根据模组的应答来计算，可在签名面板里算出。`,
        ),
      ]
    }
    const source = steps.find(({ capture = [] }) => capture.some((each) => each.name === from.capture))
    return [text(`{${name}} is what the modem answers to: ${source?.title.en ?? from.capture}.`, `{${name}} 取自这一步的应答：${source?.title.zh ?? from.capture}。`)]
  })
