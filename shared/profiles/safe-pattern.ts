import { text, type Text } from '../text/local-text.ts'

/** Characters; the longest of the built-in profiles has 90. */
const longest = 300
/** Times that a group or character may be repeated by number. */
const mostTimes = 1000
/** Unbounded repetitions in one pattern. Each multiplies the time on a line that does not match, those of nearly any character most of all. */
const mostUnbounded = 6
const mostBroad = 3

type Group = { isAhead: boolean; varies: boolean; times: number }
type Times = { readonly min: number; readonly max: number; readonly length: number }

const once: Times = { min: 1, max: 1, length: 0 }

function timesAt(source: string, at: number): Times {
  const lazy = (length: number): number => length + (source[at + length] === '?' ? 1 : 0)
  const sign = source[at]
  if (sign === '*') return { min: 0, max: Infinity, length: lazy(1) }
  if (sign === '+') return { min: 1, max: Infinity, length: lazy(1) }
  if (sign === '?') return { min: 0, max: 1, length: lazy(1) }
  const counted = /^\{(\d+)(,(\d*))?\}/.exec(source.slice(at, at + 24))
  if (!counted) return once
  const min = Number(counted[1])
  const max = counted[2] === undefined ? min : counted[3] === '' ? Infinity : Number(counted[3])
  return { min, max, length: lazy(counted[0].length) }
}

const tooSlow = text(
  'A repeated group holds something that varies itself (a repetition or |): on a line that does not match this may take for ever. Repeat a set of characters instead, such as [,0-9]*.',
  '被重复的分组里又有可变内容（重复或 |），遇到不匹配的行可能永远算不完。请改为重复字符集，如 [,0-9]*。',
)

/**
 * Why a regular expression of a person's profile is not taken; null when it is. Runs nothing: what can take exponential time is told by its form, and
 * what remains is bounded by the number of its repetitions. Stricter than needed: the built-in profiles do with less.
 */
export function patternFault(source: string): Text | null {
  if (source.length > longest) return text(`A pattern may have ${longest} characters; this one has ${source.length}.`, `正则最长 ${longest} 个字符，这里有 ${source.length} 个。`)
  try {
    new RegExp(source)
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^.*: /, '') : ''
    return text(`Not a regular expression: ${reason}.`, `正则写法有误：${reason}。`)
  }
  return shapeFault(source)
}

function shapeFault(source: string): Text | null {
  const groups: Group[] = [{ isAhead: false, varies: false, times: 1 }]
  let unbounded = 0
  let broad = 0
  let at = 0
  while (at < source.length) {
    const group = groups.at(-1) as Group
    const character = source[at]
    if (character === '(') {
      if (/^\(\?<[=!]/.test(source.slice(at, at + 4))) return text('Looking behind, (?<= or (?<!, is not allowed.', '不支持后行断言 (?<= 和 (?<!。')
      const head = /^\((?:\?(?:[:=!]|<\w+>))?/.exec(source.slice(at))?.[0] ?? '('
      groups.push({ isAhead: /^\(\?[=!]/.test(head), varies: false, times: 1 })
      at += head.length
      continue
    }
    if (character === '|') {
      group.varies = true
      at += 1
      continue
    }
    let isBroad = character === '.'
    let inner: Group | undefined
    let length = 1
    if (character === ')') {
      inner = groups.pop()
    } else if (character === '\\') {
      if (/^\\(?:[1-9]|k<)/.test(source.slice(at))) return text('Referring back to a group, \\1, is not allowed.', '不支持反向引用（如 \\1）。')
      isBroad = /^\\[SDW]/.test(source.slice(at))
      length = 2
    } else if (character === '[') {
      const set = /^\[(?:\\.|[^\]\\])*\]/.exec(source.slice(at))?.[0] ?? '['
      isBroad = /^\[\^|\\[SDW]/.test(set)
      length = set.length
    }
    const times = timesAt(source, at + length)
    const outer = groups.at(-1) as Group
    const most = Number.isFinite(times.max) ? times.max : 1
    if (Math.max(times.min, most) * (inner?.times ?? 1) > mostTimes) return text(`Nothing may be repeated more than ${mostTimes} times.`, `重复次数不能超过 ${mostTimes}。`)
    if (inner && times.max > 1 && inner.varies) return tooSlow
    if (inner?.isAhead !== true) {
      outer.varies ||= times.min !== times.max || inner?.varies === true
      outer.times = Math.max(outer.times, (inner?.times ?? 1) * Math.max(1, most))
    }
    if (times.max > 20) {
      unbounded += 1
      if (isBroad) broad += 1
    }
    at += length + times.length
  }
  if (unbounded > mostUnbounded || broad > mostBroad) {
    return text(
      `At most ${mostUnbounded} open repetitions (*, +), ${mostBroad} of them of any character (. or [^…]).`,
      `开放的重复（*、+）最多 ${mostUnbounded} 个，其中任意字符（. 或 [^…]）的最多 ${mostBroad} 个。`,
    )
  }
  return null
}
