import { describe, expect, test } from 'vitest'
import { findModem } from '../../../shared/modems/index.ts'
import { mqttCloud } from '../../../shared/clouds/mqtt/profile.ts'
import { composePlan } from '../../../shared/wizard/compose.ts'
import { practiceModels } from './catalogue.ts'

/** What a bench must be able to show of every modem: card, radio, data, name, TCP, TLS, login, time, line, power. */
const wanted = [
  'no-sim sim-pin sim-puk no-antenna registration-denied no-registration sim-falls-out wrong-apn bearer-released dns-failure refused',
  'tls-ca tls-time tls-version connack-1 connack-2 connack-3 connack-4 connack-5 slow too-slow',
  'echo-off verbose-off cmee-0 cmee-1 cmee-2 urcs-in-answers noise split-bytes reboots unplugged-now',
].flatMap((names) => names.split(' '))

const lacking = (why: string, ...faults: readonly string[]): Readonly<Record<string, string>> => Object.fromEntries(faults.map((fault) => [fault, why]))

const noCardUrc = 'tells of a card that goes only where that was asked for beforehand, or not in any source read'

/** Faults that a modem cannot have, and why. */
const without: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'esp-at': {
    ...lacking('Wi-Fi: no card, no cellular network; no-ap and wrong-wifi-password stand in their place', 'no-sim', 'sim-pin', 'sim-puk', 'no-antenna', 'registration-denied', 'no-registration', 'sim-falls-out', 'wrong-apn', 'bearer-released'),
    ...lacking('ESP-AT has neither ATV nor AT+CMEE', 'verbose-off', 'cmee-0', 'cmee-1', 'cmee-2'),
  },
  'simcom-sim7600': lacking(noCardUrc, 'sim-falls-out'),
  'airm2m-air780ep': lacking(noCardUrc, 'sim-falls-out'),
  'lierda-nt35e': {
    ...lacking('no source read has a URC for them', 'sim-falls-out', 'bearer-released'),
    ...lacking('checks no certificate: no source read tells how one is stored', 'tls-ca', 'tls-time'),
  },
  'nordic-nrf9151': {
    ...lacking('told only where AT+CGEREP or %XSIM asked for it beforehand, which its plan does not', 'sim-falls-out', 'bearer-released'),
    ...lacking('the Serial Modem takes AT, ATE0 and ATE1 and nothing else of V.250', 'verbose-off'),
    ...lacking('AT+CMEE has 0 and 1 alone', 'cmee-2'),
  },
  'quectel-bc26': lacking('AT+QMTCFG="ssl" is not in the BC26 MQTT note', 'tls-ca', 'tls-time', 'tls-version'),
}

const planOf = (profile: string) => {
  const modem = findModem(profile)
  const needed = Object.fromEntries((modem?.fields ?? []).flatMap(({ key, required, placeholder }) => (required ? [[key, placeholder]] : [])))
  const inputs = { host: 'broker.example', port: '1883', tls: 'none', clientId: 'id', username: 'u', password: 'p', publishTopic: 'up', subscribeTopic: 'down', payload: '{}', ...needed }
  return modem && composePlan(modem, mqttCloud, inputs, { now: Date.UTC(2026, 7, 7), random: 'abcdefgh' }).plan
}

describe.each(practiceModels.map((model) => [model.id, model] as const))('%s', (id, model) => {
  test.each(wanted)('%s, or why not', (fault) => {
    const isThere = model.faults.some(({ name }) => name === fault)
    const reason = without[id]?.[fault]
    // One or the other: a reason beside a fault that is there is out of date.
    expect([isThere, reason === undefined]).toStrictEqual(reason === undefined ? [true, true] : [false, false])
  })

  test('unplugged, restarted, silent, slow, refusing at every step of its plan', () => {
    const plan = planOf(model.profile)
    expect(plan?.steps.length).toBeGreaterThan(5)
    for (const kind of ['unplug-at', 'reboot-at', 'silent-at', 'slow-at', 'error-at', 'garbage-at']) {
      expect(plan?.steps.filter(({ send }) => !model.knowsFault(`${kind}:${send}`)).map((step) => step.id)).toStrictEqual([])
    }
  })

  // The wizard's times and the simulator's are taken from the manuals apart from each other.
  test('the wizard waits as long as its manual allows an answer to take, and not as long as a modem that is too slow', () => {
    const times = (planOf(model.profile)?.steps ?? []).map(({ id: step, send, expect: { timeoutMs }, then: data }) => ({ step, waits: (data?.promptTimeoutMs ?? timeoutMs) / 1000, allowed: model.longestAnswer(send) }))
    expect(times.filter(({ waits, allowed }) => waits < allowed)).toStrictEqual([])
    expect(times.filter(({ waits }) => waits >= 400)).toStrictEqual([])
  })
})
