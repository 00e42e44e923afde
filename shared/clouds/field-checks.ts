import { fromBase64, lenientBase64 } from '../text/encodings.ts'
import { jsonObject } from '../text/json-object.ts'
import { text, type Text } from '../text/local-text.ts'
import { byteLength, isAscii } from '../text/suspicious.ts'
import type { FieldCheck, FieldProblem } from './profile.ts'

const problem = (severity: FieldProblem['severity'], code: string, what: Text, next: Text): FieldProblem => ({ severity, code, what, next })

const suchAs = (example: string): Text => (example === '' ? text('', '') : text(` For example: ${example}`, `例如：${example}`))

const joined = (first: Text, second: Text): Text => text(first.en + second.en, first.zh + second.zh)

export const all =
  (...checks: readonly FieldCheck[]): FieldCheck =>
  (value, about) =>
    checks.flatMap((check) => check(value, about))

/** One after the other, up to the first that finds something: what is said of a value that is wrong altogether would be noise, or would repeat it. */
export const inTurn =
  (...checks: readonly FieldCheck[]): FieldCheck =>
  (value, about) => {
    for (const check of checks) {
      const found = check(value, about)
      if (found.length > 0) return found
    }
    return []
  }

/** The whole value must match. `expects` is a sentence: what the value looks like. */
export const matching =
  (pattern: RegExp, expects: Text, severity: FieldProblem['severity'] = 'error'): FieldCheck =>
  (value, { label, example }) =>
    pattern.test(value)
      ? []
      : [problem(severity, 'input.form', text(`${label.en} does not have the right form.`, `“${label.zh}”的格式不对。`), joined(expects, suchAs(example)))]

/** Bytes of the UTF-8 text. */
export const atMost =
  (bytes: number): FieldCheck =>
  (value, { label }) => {
    const length = byteLength(value)
    if (length <= bytes) return []
    return [
      problem(
        'error',
        'input.too-long',
        text(`${label.en} has ${length} bytes; at most ${bytes} are allowed.`, `“${label.zh}”有 ${length} 字节，最多允许 ${bytes} 字节。`),
        text('Shorten it; a Chinese character counts as three bytes.', '请缩短；一个汉字算 3 个字节。'),
      ),
    ]
  }

export const asciiOnly: FieldCheck = (value, { label, example }) =>
  isAscii(value)
    ? []
    : [
        problem(
          'error',
          'input.non-ascii',
          text(`${label.en} contains characters that are not ASCII.`, `“${label.zh}”里有非 ASCII 字符。`),
          joined(text('Copy the value again from the console.', '请从控制台重新复制。'), suchAs(example)),
        ),
      ]

/** A whole number in range; the code is `input.<key>` as programs know it. */
export const wholeNumber =
  (key: string, low: number, high: number): FieldCheck =>
  (value) => {
    const entered = value.trim()
    if (/^\d+$/.test(entered) && Number(entered) >= low && Number(entered) <= high) return []
    return [
      problem(
        'error',
        `input.${key}`,
        text(`“${entered}” is not a whole number from ${low} to ${high}.`, `“${entered}”不是 ${low} 到 ${high} 之间的整数。`),
        text('Correct it, or leave it empty for the default.', '请改正，或留空使用默认值。'),
      ),
    ]
  }

/** A key in Base64 of so many bytes. Texts that only a lenient decoder takes are a warning: clouds differ. */
export const base64Of =
  (bytes: { readonly min: number; readonly max: number }): FieldCheck =>
  (value, { label, example }) => {
    const decoded = lenientBase64(value)
    if (decoded === null) {
      return [
        problem(
          'error',
          'input.base64',
          text(`${label.en} is not Base64.`, `“${label.zh}”不是有效的 Base64。`),
          joined(text('Copy the whole key, with its = signs at the end.', '请完整复制密钥，包括末尾的等号。'), suchAs(example)),
        ),
      ]
    }
    const found: FieldProblem[] = []
    if (fromBase64(value) === null) {
      found.push(
        problem(
          'warning',
          'input.base64-loose',
          text(`${label.en} is Base64 with something missing or added (padding, spaces, URL characters).`, `“${label.zh}”的 Base64 不规范（缺补位等号、多了空格或用了 URL 字符）。`),
          text('It was read leniently. Compare it with the console.', '已按宽松规则解码，请和控制台核对。'),
        ),
      )
    }
    if (decoded.length < bytes.min || decoded.length > bytes.max) {
      const wanted = bytes.min === bytes.max ? `${bytes.min}` : `${bytes.min}–${bytes.max}`
      found.push(
        problem(
          'warning',
          'input.key-length',
          text(`${label.en} decodes to ${decoded.length} bytes; ${wanted} are usual.`, `“${label.zh}”解码后是 ${decoded.length} 字节，通常是 ${wanted} 字节。`),
          text('Check that it was copied whole and was not decoded or encoded once more.', '检查是否复制完整，有没有多解码或多编码一次。'),
        ),
      )
    }
    return found
  }

/** A JSON object. */
export const jsonText: FieldCheck = (value, { label, example }) =>
  jsonObject(value)
    ? []
    : [
        problem(
          'error',
          'input.json',
          text(`${label.en} is not a JSON object.`, `“${label.zh}”不是有效的 JSON 对象。`),
          joined(text('Check quotes, commas and braces.', '检查引号、逗号和花括号。'), suchAs(example)),
        ),
      ]

/** 2000-01-01 and 9999-12-31 in ms: outside of it a time is a slip of the keyboard. */
const earliest = 946_684_800_000
const latest = 253_402_300_799_000

/**
 * A Unix time. Ten digits are seconds and thirteen are milliseconds for every date near today, so the wrong unit is told from the right one.
 * `mustBeFuture`: the time ends something.
 */
export const unixTime =
  (unit: 's' | 'ms', { mustBeFuture = false } = {}): FieldCheck =>
  (value, { label, now }) => {
    const scale = unit === 's' ? 1000 : 1
    const example = Math.floor(now / scale)
    const shaped = text(`Example for this moment: ${example}`, `以现在为例：${example}`)
    if (!/^\d{1,17}$/.test(value)) {
      return [problem('error', 'input.time', text(`${label.en} is not a Unix time: digits only.`, `“${label.zh}”不是 Unix 时间戳，只能是数字。`), shaped)]
    }
    const time = Number(value) * scale
    const other = unit === 's' ? Number(value) : Number(value) * 1000
    const isNear = (candidate: number) => Math.abs(candidate - now) < 10 * 365 * 86_400_000
    if (!isNear(time) && isNear(other)) {
      return [
        problem(
          'error',
          'input.time-unit',
          unit === 's'
            ? text(`${label.en} looks like milliseconds; seconds are wanted.`, `“${label.zh}”像是毫秒，这里要填秒。`)
            : text(`${label.en} looks like seconds; milliseconds are wanted.`, `“${label.zh}”像是秒，这里要填毫秒。`),
          shaped,
        ),
      ]
    }
    if (mustBeFuture && time <= now) {
      return [
        problem(
          'warning',
          'input.time-past',
          text(`${label.en} lies ${spanWords(now - time).en} in the past: the cloud will refuse it.`, `“${label.zh}”已经过去 ${spanWords(now - time).zh}，云端会拒绝。`),
          text('Choose a later time; check this PC’s clock as well.', '请改成未来的时间，并检查这台电脑的时钟。'),
        ),
      ]
    }
    if (time > latest || (mustBeFuture && time < earliest)) {
      return [problem('error', 'input.time-impossible', text(`${label.en} is no time of this era.`, `“${label.zh}”不是合理的时间。`), shaped)]
    }
    return []
  }

/** A span of ms in words: the largest unit that fits. */
export function spanWords(ms: number): Text {
  const units: readonly [number, string, string][] = [
    [86_400_000, 'day', '天'],
    [3_600_000, 'hour', '小时'],
    [60_000, 'minute', '分钟'],
    [1000, 'second', '秒'],
  ]
  for (const [size, en, zh] of units) {
    if (ms < size && size > 1000) continue
    const count = Math.floor(ms / size)
    return text(`${count} ${en}${count === 1 ? '' : 's'}`, `${count} ${zh}`)
  }
  return text('0 seconds', '0 秒')
}
