import { expect, it } from 'vitest'
import { RankedBits } from './ranked-bits.ts'

/** The same sequence at every run. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

it('counts and finds set bits like a plain list, at every density and across every word and block', () => {
  for (const density of [0, 0.001, 0.03, 0.5, 0.97, 1]) {
    const next = random(7)
    const bits = new RankedBits()
    const set: number[] = []
    for (let at = 0; at < 5000; at++) {
      const isSet = next() < density
      if (isSet) set.push(at)
      bits.push(isSet)
    }
    expect([bits.length, bits.count]).toStrictEqual([5000, set.length])
    expect(set.map((_, k) => bits.select(k))).toStrictEqual(set)
    for (let at = 0; at <= 5000; at += 13) expect(bits.rank(at)).toBe(set.filter((each) => each < at).length)
    expect([bits.select(set.length), bits.select(-1), bits.rank(9999)]).toStrictEqual([5000, 5000, set.length])
  }
})

it('forgets its end and goes on from there', () => {
  const next = random(11)
  const bits = new RankedBits()
  let plain: boolean[] = []
  for (let round = 0; round < 400; round++) {
    const keep = Math.floor(next() * (plain.length + 1))
    if (round % 3 === 0) {
      bits.truncate(keep)
      plain = plain.slice(0, keep)
    }
    for (let i = 0; i < 40; i++) {
      const isSet = next() < 0.4
      bits.push(isSet)
      plain.push(isSet)
    }
    const set = plain.flatMap((isSet, at) => (isSet ? [at] : []))
    expect([bits.length, bits.count, bits.rank(keep), bits.select(set.length - 1)]).toStrictEqual([plain.length, set.length, set.filter((at) => at < keep).length, set.at(-1)])
  }
})

it('takes ten million', () => {
  const bits = new RankedBits()
  for (let at = 0; at < 10_000_000; at++) bits.push(at % 10 === 3)
  expect([bits.count, bits.select(999_999), bits.rank(9_999_994)]).toStrictEqual([1_000_000, 9_999_993, 1_000_000])
})
