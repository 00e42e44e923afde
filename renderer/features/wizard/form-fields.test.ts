import { describe, expect, it } from 'vitest'
import { mqttCloud } from '../../../shared/clouds/mqtt/profile.ts'
import type { CloudProfile, Field } from '../../../shared/clouds/profile.ts'
import { text } from '../../../shared/text/local-text.ts'
import { effectiveInputs, rememberable, shownFields } from './form-fields.ts'

const circumstances = { now: 0, random: '' }
const words = text('x', 'x')
const field = (key: string, over: Partial<Field> = {}): Field => ({
  key,
  kind: 'text',
  label: words,
  help: words,
  required: false,
  group: 'server',
  ...over,
})
const file = { name: 'ca.pem', bytes: new Uint8Array([1, 2, 3]) }
const cloud: CloudProfile = {
  ...mqttCloud,
  id: 'test',
  name: words,
  summary: words,
  fields: [
    field('host', { required: true }),
    field('port', { kind: 'number', initial: '1883' }),
    field('tls', { kind: 'choice', initial: 'none', group: 'tls' }),
    field('ca', { kind: 'file', group: 'tls', shownWhen: { key: 'tls', oneOf: ['server', 'mutual'] } }),
    field('cert', { kind: 'file', group: 'tls', shownWhen: { key: 'tls', oneOf: ['mutual'] } }),
    field('key', { kind: 'file', group: 'tls', shownWhen: { key: 'tls', oneOf: ['mutual'] } }),
    field('password', { kind: 'secret', group: 'login' }),
  ],
}
const keys = (fields: readonly Field[]) => fields.map((each) => each.key)

describe('which fields show', () => {
  it('follows the initial value of the field they depend on', () => {
    expect(keys(shownFields(cloud, {}, circumstances))).toEqual(['host', 'port', 'tls', 'password'])
  })
  it('follows the entered value', () => {
    expect(keys(shownFields(cloud, { tls: 'server' }, circumstances))).toEqual(['host', 'port', 'tls', 'ca', 'password'])
    expect(keys(shownFields(cloud, { tls: 'mutual' }, circumstances))).toEqual(['host', 'port', 'tls', 'ca', 'cert', 'key', 'password'])
  })
})

describe('what is composed', () => {
  it('leaves out a file that its TLS mode no longer shows, and fills defaults', () => {
    expect(effectiveInputs(cloud, { host: 'a', ca: file }, circumstances)).toEqual({ host: 'a', port: '1883', tls: 'none' })
    expect(effectiveInputs(cloud, { host: 'a', tls: 'server', ca: file }, circumstances)).toEqual({ host: 'a', port: '1883', tls: 'server', ca: file })
  })
  it('takes what follows from other fields before a default, and what was entered before either', () => {
    const derived: CloudProfile = {
      ...cloud,
      fields: [field('host', { initial: 'default', derive: ({ tls }) => (tls === 'server' ? 'from-tls' : '') }), ...cloud.fields.slice(1)],
    }
    expect(effectiveInputs(derived, {}, circumstances)).toMatchObject({ host: 'default' })
    expect(effectiveInputs(derived, { tls: 'server' }, circumstances)).toMatchObject({ host: 'from-tls' })
    expect(effectiveInputs(derived, { tls: 'server', host: 'mine' }, circumstances)).toMatchObject({ host: 'mine' })
  })
  it('keeps a default that was cleared on purpose as empty', () => {
    expect(effectiveInputs(cloud, { port: '' }, circumstances)).toEqual({ port: '', tls: 'none' })
  })
})

it('falls back to the default where the choice made for another modem is not offered, and keeps it for that one', () => {
  const clock = (...values: string[]) => field('clock', { kind: 'choice', initial: 'ignore', choices: values.map((value) => ({ value, label: words })) })
  const compose = (clockField: Field) => effectiveInputs(cloud, { host: 'a', clock: 'dates' }, circumstances, [field('host'), clockField])
  expect([compose(clock('ignore', 'compare')), compose(clock('ignore', 'compare', 'dates'))]).toEqual([{ host: 'a', clock: 'ignore' }, { host: 'a', clock: 'dates' }])
})

it('remembers neither secrets nor files nor defaults', () => {
  expect(rememberable(cloud, { host: 'a', port: '1883', tls: 'server', ca: file, password: 'hush' })).toEqual({ host: 'a', tls: 'server' })
})
