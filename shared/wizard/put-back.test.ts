import { describe, expect, it } from 'vitest'
import { findCloud } from '../clouds/index.ts'
import { findModem, modems } from '../modems/index.ts'
import { utf8 } from '../text/bytes.ts'
import { composePlan } from './compose.ts'
import { putBackSteps } from './put-back.ts'

const ca = { name: 'ca.pem', bytes: utf8('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n') }

function stepsOf(modemId: string, change: Record<string, string>) {
  const modem = findModem(modemId)
  const cloud = findCloud('mqtt')
  if (!modem || !cloud) throw new Error('profile missing')
  const { plan, findings } = composePlan(modem, cloud, { host: 'h.example', clientId: 'id', tls: 'server', ca, ssid: 'net', keepAlive: '90', ...change }, { now: 0, random: '' })
  if (!plan) throw new Error(findings.map(({ code }) => code).join())
  return plan.steps
}

const reads = (modemId: string, change: Record<string, string> = {}) => stepsOf(modemId, change).flatMap(({ undo }) => (undo?.read ? [undo.read.send] : []))

describe('settings that are read first', () => {
  it.each(['quectel-ec20', 'luat-air780e'])('%s: none unless asked, for its published sessions are sent as they are', (modem) => {
    expect(reads(modem)).toStrictEqual([])
    expect(reads(modem, { careful: 'yes' }).length).toBeGreaterThan(3)
  })

  it('EC20: each by its own question, as the application notes have it', () => {
    expect(reads('quectel-ec20', { careful: 'yes' })).toStrictEqual([
      'AT+QMTCFG="recv/mode",0',
      'AT+QMTCFG="keepalive",0',
      'AT+QMTCFG="SSL",0',
      ...['cacert', 'seclevel', 'sslversion', 'ciphersuite', 'ignorelocaltime'].map((key) => `AT+QSSLCFG="${key}",2`),
    ])
  })

  it.each(['quectel-ec200', 'simcom-sim7600', 'esp-at'])('%s: read by default, and not when that is switched off', (modem) => {
    expect(reads(modem).length).toBeGreaterThan(2)
    expect(reads(modem, { careful: 'no' })).toStrictEqual([])
  })

  it('Air780E: then also asks for the size of the file that was written', () => {
    const sizes = (change: Record<string, string>) => stepsOf('luat-air780e', change).flatMap(({ send, expect: { line } }) => (send.startsWith('AT+FSFLSIZE') ? [[send, line?.accept]] : []))
    expect([sizes({}), sizes({ careful: 'yes' })]).toStrictEqual([[], [['AT+FSFLSIZE="ca.crt"', `^\\+FSFLSIZE: ?${ca.bytes.length}$`]]])
  })

  it('carry no secret, neither the question nor what sets the value again', () => {
    for (const { id, reach } of modems) {
      if (reach === 'network' || id === 'lierda-nt35e' || id === 'quectel-bc26') continue
      for (const { secrets, undo } of stepsOf(id, { careful: 'yes', username: 'u', password: 'sesame-7', wifiPassword: 'sesame-8' })) {
        const sent = `${undo?.send} ${undo?.read?.send}`
        expect([...secrets, 'sesame-7', 'sesame-8'].filter((secret) => sent.includes(secret))).toStrictEqual([])
      }
    }
  })
})

describe('putting back', () => {
  const steps = stepsOf('quectel-ec20', { careful: 'yes' })
  const back = (...changes: Parameters<typeof putBackSteps>[1]) => putBackSteps(steps, changes).map(({ send }) => send)

  it('goes from the last change to the first, and sends each value as it was read', () => {
    expect(back({ stepId: 'keep-alive', before: '120' }, { stepId: 'ca-upload' }, { stepId: 'tls-ca', before: '"UFS:old.pem"' })).toStrictEqual([
      'AT+QSSLCFG="cacert",2,"UFS:old.pem"',
      'AT+QFDEL="RAM:cacert.pem"',
      'AT+QMTCFG="keepalive",0,120',
    ])
  })

  it('leaves alone what stood so before, what could not be read, and what was never sent', () => {
    expect(back({ stepId: 'keep-alive', before: '90' }, { stepId: 'tls-level' }, { stepId: 'no-such-step', before: '1' })).toStrictEqual([])
  })
})
