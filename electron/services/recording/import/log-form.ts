import type { LogForm } from '../../../../shared/contract/recording-imports.ts'
import type { LogFrame } from '../../../../shared/text/log-frame.ts'

type LineForm = Exclude<LogForm, 'recording' | 'hex-dump' | 'plain'>

/** By what stands in front of a line; the forms and their sources are listed in shared/text/log-frame.ts. */
function formOfLine(prefix: string, { at, direction }: LogFrame): LineForm | undefined {
  if (/[◇◆]/.test(prefix)) return 'sscom'
  if (/\[(?:INF|DBG)\]/.test(prefix)) return 'llcom'
  if (/^\s*\[\d{4}-\d{1,2}-\d{1,2}_/.test(prefix)) return 'qcom'
  if (/\[(?:TX|RX)\] - /.test(prefix)) return 'docklight'
  if (at?.dated === true && /[→←·]\s*$/u.test(prefix)) return 'exported'
  if (direction !== undefined) return 'marked'
  return at === undefined ? undefined : 'lines'
}

/** Says whose log it is, from all its lines: the form that most of them have. */
export class FormCounter {
  readonly #counts = new Map<LineForm, number>()

  take(prefix: string, frame: LogFrame): void {
    const form = prefix === '' ? undefined : formOfLine(prefix, frame)
    if (form) this.#counts.set(form, (this.#counts.get(form) ?? 0) + 1)
  }

  get form(): LogForm {
    const [most] = [...this.#counts].toSorted(([, a], [, b]) => b - a)
    return most?.[0] ?? 'plain'
  }
}
