import { isFinalResult } from '../at/final-result.ts'
import { fromLatin1 } from '../text/bytes.ts'

/**
 * What came back to an `AT`. `ok`: it was answered; `text`: readable lines, none of them OK; `echo`: only the letters that were sent;
 * `garbage`: bytes that are no text, as at a wrong speed; `refused`: the driver does not take this speed.
 */
export type Heard = 'ok' | 'text' | 'echo' | 'garbage' | 'nothing' | 'refused'

/** Share of bytes that may be noise in a text. */
const mostNoise = 0.1

export function classifyAnswer(bytes: Uint8Array): Exclude<Heard, 'refused'> {
  if (bytes.length === 0) return 'nothing'
  const words = fromLatin1(bytes)
  const lines = words
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  // A stray byte in front is what the change of speed leaves; `0` is OK of a modem at ATV0 (V.250, 6.2.6).
  if (lines.some((line) => /^[^ -~]*OK$/.test(line)) || (lines.length <= 2 && lines.at(-1) === '0' && (lines.length === 1 || lines[0] === 'AT'))) return 'ok'
  const readable = bytes.filter((byte) => (byte >= 0x20 && byte <= 0x7e) || byte === 0x0d || byte === 0x0a || byte === 0x09).length
  if (lines.length === 0 || readable < bytes.length * (1 - mostNoise)) return 'garbage'
  if (lines.every((line) => line === 'AT')) return 'echo'
  // One or two letters are chance at a wrong speed; a result or a word is not.
  return lines.some((line) => isFinalResult(line) || /[ -~]{4}/.test(line)) ? 'text' : 'garbage'
}

/** The rates that modules and their makers' boards are found at, by likelihood; the one that is set comes first. */
const usualRates = [115_200, 9600, 921_600, 460_800, 230_400, 57_600, 38_400, 19_200, 4800, 2400, 3_000_000] as const

export const ratesToTry = (set: number): readonly number[] => [set, ...usualRates.filter((rate) => rate !== set)]
