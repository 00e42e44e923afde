import { lastingEffects, type LastingEffect } from '../../../shared/at/lasting-commands.ts'
import type { MaskRange } from '../../../shared/at/mask.ts'
import { fillIn, placeholdersIn, secretNames } from '../../../shared/quick-commands/placeholders.ts'
import { labelOf, type QuickCommand } from '../../../shared/quick-commands/schema.ts'
import { bodyOf, wireOf, type BodyProblem, type WireOptions } from '../../../shared/quick-commands/wire.ts'
import { decodeAs } from '../../../shared/text/charset.ts'

/** A value to ask for, before any of the commands goes out. */
export type Asked = { readonly name: string; readonly isSecret: boolean }

export function askedOf(commands: readonly QuickCommand[]): readonly Asked[] {
  const secret = new Set(commands.flatMap(secretNames))
  return [...new Set(commands.flatMap(({ content }) => placeholdersIn(content)))].map((name) => ({ name, isSecret: secret.has(name) }))
}

export type Ready = {
  readonly command: QuickCommand
  readonly bytes: Uint8Array
  readonly masks: readonly MaskRange[]
  /** The line to be asked about, with its secrets covered. */
  readonly shown: string
  readonly effects: readonly LastingEffect[]
}

export type Prepared = { readonly ok: true; readonly ready: readonly Ready[] } | { readonly ok: false; readonly label: string; readonly problem: BodyProblem }

/** All or none: a broken command among several is told before the first goes out. */
export function prepare(commands: readonly QuickCommand[], values: Readonly<Record<string, string>>, options: WireOptions, now: number): Prepared {
  const ready: Ready[] = []
  for (const command of commands) {
    // What stands where a command carries a password is masked like what was said to be secret.
    const secrets = secretNames(command)
    const filled = fillIn({ ...command, secrets: [...secrets] }, values, now)
    const wire = wireOf(command, filled, options)
    if (!wire.ok) return { ok: false, label: labelOf(command), problem: wire }
    const body = bodyOf(filled.line, command, options.charset)
    const lines = !body.ok ? [] : decodeAs(command.charset === 'session' ? options.charset : command.charset, body.bytes).split(/[\r\n]+/)
    ready.push({ command, bytes: wire.bytes, masks: wire.masks, shown: covered(filled.line, filled.secrets), effects: lines.flatMap((line) => lastingEffects(line)) })
  }
  return { ok: true, ready }
}

const covered = (line: string, secrets: readonly MaskRange[]): string => secrets.reduceRight((shown, { start, end }) => shown.slice(0, start) + '•'.repeat(end - start) + shown.slice(end), line)
