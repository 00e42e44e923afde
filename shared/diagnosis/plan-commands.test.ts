import { describe, expect, it } from 'vitest'
import { clouds } from '../clouds/index.ts'
import type { Inputs } from '../clouds/profile.ts'
import { modems } from '../modems/index.ts'
import { composePlan } from '../wizard/compose.ts'
import { variantsOf } from '../wizard/variant.ts'
import { LineReader } from './line-reader.ts'
import { vocabularies } from './vocabulary.ts'

const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'
const login = { preset: 'custom', host: 'broker.example', port: '8883', clientId: 'dev', username: 'user', password: 'sesame-7', publishTopic: 'up', subscribeTopic: 'down', payload: '{"a":1}' }

/** What every cloud's and family's fields may ask for; those that a form does not have are left unread. */
const inputs: readonly Inputs[] = [
  { ...login, tls: 'none' },
  { ...login, tls: 'server', ca: pem },
  { ...login, productKey: 'a1JszCpjS61', deviceName: 'dev', deviceSecret: 'DdBF53KirNVdxujCX8JbU4VT9hodSqer', region: 'cn-shanghai', productId: 'QCWGDPVYC6', transport: 'tcp' },
]

describe('every command of every plan has words', () => {
  it.each(modems.map((modem) => [modem.id, modem] as const))('%s', (_, modem) => {
    const asked = Object.fromEntries((modem.fields ?? []).flatMap(({ key, required, placeholder }) => (required ? [[key, placeholder]] : [])))
    const sent = new Set<string>(modem.closing.map(({ line }) => line))
    for (const cloud of clouds) {
      for (const given of inputs) {
        for (const { id } of variantsOf(modem, cloud)) {
          const { plan } = composePlan(modem, cloud, { ...given, ...asked }, { now: 0, random: 'abcdefghijklmnopqrstuvwxyz0123456789' }, id)
          for (const step of plan?.steps ?? []) sent.add(step.send)
        }
      }
    }
    const reader = new LineReader(vocabularies(modem))
    expect([...sent].filter((line) => line.startsWith('AT')).length).toBeGreaterThan(4)
    expect([...sent].filter((line) => reader.read({ text: line, direction: 'sent' }).kind === 'unknown')).toStrictEqual([])
  })
})
