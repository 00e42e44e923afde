import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findCloud } from '../shared/clouds/index.ts'
import { findOperation, operationFor, signWith } from '../shared/clouds/sign.ts'

/** Published credentials and those computed apart from this program; `source` and `note` say which. */
type Vector = {
  readonly cloud: string
  readonly algorithm: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly expected: Readonly<Record<string, string | number>>
  readonly computed?: Readonly<Record<string, string | number>>
  readonly source: string
  readonly verified: boolean
}

const vectors = JSON.parse(readFileSync(new URL('vectors/cloud-credentials.json', import.meta.url), 'utf8')) as readonly Vector[]
const circumstances = { now: Date.UTC(2026, 0, 1), random: 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMN' }

/** Not a cloud of this program, or nothing that is signed: tested where they belong. */
const elsewhere = new Set(['modem:quectel', 'yudao-iot'])
const isSigned = ({ cloud, algorithm }: Vector) => !elsewhere.has(cloud) && algorithm !== 'http-response-length'

const compute = (vector: Vector) => {
  const cloud = findCloud(vector.cloud)
  if (!cloud) throw new Error(`no cloud ${vector.cloud}`)
  const inputs = Object.fromEntries(Object.entries(vector.inputs).map(([key, value]) => [key, String(value)]))
  const operation = findOperation(cloud, vector.algorithm) ?? operationFor(cloud, Object.keys(inputs))
  if (!operation) throw new Error(`${vector.cloud} has no operation for ${vector.algorithm}`)
  const { made, findings } = signWith(cloud, operation, inputs, circumstances)
  if (!made) throw new Error(findings.map(({ field, code }) => `${field}: ${code}`).join(', '))
  return { ...made.values, ...made.login }
}

/** Hex in the case in which it was published: a cloud that takes either case publishes either. */
const inPublishedCase = (published: string | number, computed: unknown) =>
  typeof published === 'string' && typeof computed === 'string' && /^[0-9A-F]+$/.test(published) && /[A-F]/.test(published) ? computed.toUpperCase() : computed

describe('published credentials come out to the byte', () => {
  it.each(vectors.filter((vector) => isSigned(vector)).map((vector, index) => [`${index} ${vector.cloud} ${vector.algorithm}`, vector] as const))('%s', (_, vector) => {
    const computed: Record<string, unknown> = compute(vector)
    // One published value does not verify anywhere; its entry carries what the formula gives.
    const expected = vector.computed ?? vector.expected
    expect(Object.fromEntries(Object.entries(expected).map(([key, published]) => [key, inPublishedCase(published, computed[key])]))).toStrictEqual(expected)
  })

  it('covers every entry that is about a cloud', () => {
    expect(vectors.filter(isSigned).length).toBeGreaterThanOrEqual(33)
    expect(new Set(vectors.map(({ cloud }) => cloud))).toContain('alibaba-iot')
  })
})

it('does not give what a look-alike platform signs', () => {
  const vector = vectors.find(({ cloud }) => cloud === 'yudao-iot')
  if (!vector) throw new Error('the negative case is missing')
  expect(compute({ ...vector, cloud: 'alibaba-iot' })).not.toMatchObject({ password: vector.expected['password'] })
})
