import { describe, expect, it } from 'vitest'
import type { Field } from '../../../shared/clouds/profile.ts'
import { text } from '../../../shared/text/local-text.ts'
import type { Finding } from '../../../shared/wizard/plan.ts'
import { certificateOfKey, fieldText, isRevealed, sortFindings } from './form-fields.ts'

const words = text('x', 'x')
const field = (key: string, over: Partial<Field> = {}): Field => ({ key, kind: 'text', label: words, help: words, required: false, group: 'server', ...over })
const file = { name: 'ca.pem', bytes: new Uint8Array([1, 2, 3]) }
const [ca, cert, key] = ['ca', 'cert', 'key'].map((name) => field(name, { kind: 'file', group: 'tls' })) as [Field, Field, Field]

it('shows a file as no text', () => {
  expect(fieldText(ca, { ca: file })).toBe('')
  const clock: Field = { ...ca, key: 'clock', kind: 'choice', initial: 'ignore', choices: [{ value: 'ignore', label: ca.label }] }
  expect(fieldText(clock, { clock: 'dates' })).toBe('ignore')
})

describe('when a field complains', () => {
  it('stays silent while empty and unvisited', () => {
    expect(isRevealed('host', {}, [], false)).toBe(false)
    expect(isRevealed('host', { host: '' }, [], false)).toBe(false)
  })
  it('speaks once filled, visited, or on an attempt to start', () => {
    expect(isRevealed('host', { host: 'a"' }, [], false)).toBe(true)
    expect(isRevealed('host', {}, ['host'], false)).toBe(true)
    expect(isRevealed('host', {}, [], true)).toBe(true)
  })
})

it('puts a finding at its field, and above the form when the field is not shown', () => {
  const finding = (severity: Finding['severity'], at?: string): Finding => ({
    severity,
    code: 'c',
    stage: 'mqtt',
    what: words,
    next: words,
    ...(at === undefined ? {} : { field: at }),
  })
  const atHost = finding('error', 'host')
  const atCa = finding('error', 'ca')
  const loose = finding('warning')
  expect(sortFindings([atHost, atCa, loose], [field('host'), field('password')])).toEqual({
    byField: { host: [atHost] },
    general: [atCa, loose],
    errors: 2,
    warnings: 1,
  })
})

it('pairs a private key with the client certificate, not with the CA', () => {
  expect(certificateOfKey(key, [ca, cert, key])).toBe(cert)
  expect(certificateOfKey(ca, [ca, cert, key])).toBeUndefined()
})
