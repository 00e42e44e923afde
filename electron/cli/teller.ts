import type { WizardRun } from '../../shared/contract/wizard.ts'
import { text, type Text } from '../../shared/text/local-text.ts'
import { visible } from './visible.ts'

type Message = WizardRun['received'][number]

/** Turns snapshots of a run into lines, each told once, and keeps every message: a snapshot has the newest ones only. */
export class Teller {
  readonly received: Message[] = []
  readonly #print: (line: string) => void
  readonly #say: (text: Text) => string
  #told = 0
  #sentAt = 0

  constructor(print: (line: string) => void, say: (text: Text) => string) {
    this.#print = print
    this.#say = say
  }

  tell(run: WizardRun): void {
    for (let step = run.steps[this.#told]; step && step.status !== 'waiting' && step.status !== 'running'; step = run.steps[this.#told]) {
      const planned = run.plan.steps[this.#told]
      const mark = step.status === 'passed' ? '✓' : step.status === 'skipped' ? '-' : '✗'
      const values = step.captured.map(({ value, words }) => (words ? `${value} (${this.#say(words)})` : value)).join(', ')
      this.#print(`${mark} ${(planned?.stage ?? '').padEnd(6)} ${step.sent ?? planned?.send ?? ''}  ${Math.round(step.elapsedMs ?? 0)} ms${values ? `  ${values}` : ''}`)
      this.#told++
    }
    this.#tellSending(run)
    // A message stays the same object from snapshot to snapshot; the last one told marks where the new ones begin.
    const last = this.received.at(-1)
    const news = run.received.slice(last ? run.received.lastIndexOf(last) + 1 : 0)
    for (const { topic, payload } of news) this.#print(`← ${visible(topic)}  ${visible(payload)}`)
    this.received.push(...news)
  }

  /** A line a quarter: on a slow port a certificate takes seconds, and a file may hold this output. */
  #tellSending({ steps, plan }: WizardRun): void {
    const { status, data } = steps[this.#told] ?? {}
    if (status !== 'running' || !data) return void (this.#sentAt = 0)
    const quarter = Math.floor((data.sentBytes / data.totalBytes) * 4)
    if (quarter <= this.#sentAt) return
    this.#sentAt = quarter
    const { sentBytes, totalBytes } = data
    this.#print(`… ${(plan.steps[this.#told]?.stage ?? '').padEnd(6)} ${this.#say(text(`${sentBytes} of ${totalBytes} bytes sent`, `已发送 ${sentBytes} / ${totalBytes} 字节`))}`)
  }
}
