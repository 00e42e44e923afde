import { isCommandLine } from '../../../../shared/at/command-line.ts'
import { dataAskedBy, dataCarriedBy, RunningData, type AskedData } from '../../../../shared/diagnosis/expected-data.ts'
import { isFinalResult } from '../../../../shared/at/final-result.ts'
import { terminalRemark } from '../../../../shared/diagnosis/terminal-remarks.ts'
import type { Direction } from '../format.ts'

/** Says of each line of a log that does not tell which way it went: commands, and data that a prompt asked for, were sent; the same command once more is its echo. */
export class SentLines {
  #justSent = ''
  #asked: AskedData | undefined
  #data: RunningData | undefined
  /** Data that the modem announced: a message whose lines may look like commands. */
  #carried: RunningData | undefined

  direction(line: string): Direction {
    const text = line.trim()
    if (this.#carried) {
      if (!this.#carried.take(text)) this.#carried = undefined
      return 'in'
    }
    if (this.#data && !isFinalResult(text)) {
      if (!this.#data.take(text)) this.#data = undefined
      return 'out'
    }
    this.#data = undefined
    if (isCommandLine(text)) {
      const isEcho = text === this.#justSent
      this.#justSent = isEcho ? '' : text
      if (!isEcho) this.#asked = dataAskedBy(text)
      return isEcho ? 'in' : 'out'
    }
    if (text !== '') this.#justSent = ''
    if (terminalRemark(text)) return 'note'
    const opens = text === '>' || /^(?:CONNECT|DOWNLOAD)$/.test(text) || (text === 'OK' && this.#asked?.opensOnOk === true)
    if (opens && this.#asked) {
      this.#data = new RunningData(this.#asked)
      this.#asked = undefined
    }
    const carried = dataCarriedBy(text)
    if (carried) this.#carried = new RunningData(carried)
    return 'in'
  }
}
