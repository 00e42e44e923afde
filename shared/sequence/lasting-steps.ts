import { lastingEffects, type LastingEffect } from '../at/lasting-commands.ts'
import { fromUtf8 } from '../text/bytes.ts'
import type { Sequence } from './schema.ts'
import { fillSend, hexBytes, parseSend } from './send-text.ts'

export type LastingStep = {
  /** Index in the sequence's steps. */
  readonly step: number
  /** As it goes out, secrets as asterisks. */
  readonly line: string
  readonly effects: readonly LastingEffect[]
}

/** The steps whose commands stay over a power cycle, cannot be undone or restart the module: told before a run begins. */
export function lastingSteps({ steps, placeholders }: Pick<Sequence, 'steps' | 'placeholders'>, values: Readonly<Record<string, string>>): readonly LastingStep[] {
  const shown = Object.fromEntries(placeholders.map(({ name, initial = '', secret }) => [name, secret ? '****' : (values[name] ?? initial)]))
  return steps.flatMap(({ send, hex }, step) => {
    const parsed = send === undefined ? null : parseSend(send)
    const bytes = parsed?.ok ? fillSend(parsed.parts, shown, () => false).bytes : hex === undefined ? null : hexBytes(hex)
    if (!bytes) return []
    // One step may carry several lines.
    return fromUtf8(bytes)
      .split(/[\r\n]+/)
      .map((line) => ({ step, line: line.trim(), effects: lastingEffects(line.trim()) }))
      .filter(({ effects }) => effects.length > 0)
  })
}
