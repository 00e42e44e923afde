import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { builtInProfiles, makeCatalogue } from '../../shared/catalogue.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import type { PracticeState } from '../../shared/contract/practice.ts'
import { readProfile } from '../../shared/profiles/read-profile.ts'
import { planOf } from '../support/plan-of.ts'
import { usePtyBench } from '../support/pty-bench.ts'

/** The documentation's modem file on a simulated EC20 behind a pseudo-terminal, real serialport, and the practice broker over TLS. */
const bench = usePtyBench('own-modem')

async function ownPlan(inputs: Inputs) {
  const read = readProfile(await readFile(new URL('../../docs/profiles/modem-alone.yaml', import.meta.url), 'utf8'), builtInProfiles)
  if (read.kind !== 'modem') throw new Error('not a modem')
  const catalogue = makeCatalogue({ clouds: [], modems: [read.data] })
  const modem = catalogue.findModem('bench-ec25')
  if (!modem) throw new Error('not in the catalogue')
  return { modem, plan: planOf(modem, catalogue.findCloud('mqtt'), inputs) }
}

const published = '{"say":"hi",\n"温度":25}'

function inputsFor({ broker }: PracticeState): Inputs {
  if (!broker) throw new Error('no broker')
  return { host: broker.host, port: String(broker.tlsPort), tls: 'server', ca: broker.ca, clientId: 'own-modem', username: broker.username, password: broker.password, subscribeTopic: 'own/x', publishTopic: 'own/x', payload: published, qos: '1' }
}

it('brings the modem onto a TLS broker, uploads the CA byte for byte, and hears its own message with its line end', async () => {
  const { modem, plan } = await ownPlan(inputsFor(bench.state()))
  const { session, received } = await bench.modemOn('quectel-ec20', 'up')
  const { run, toEnd } = bench.prepare(session.id, modem, plan)
  const ended = await toEnd()
  expect([ended.status, ended.steps.find(({ status }) => status !== 'passed')]).toStrictEqual(['done', undefined])
  await expect.poll(() => run.snapshot().received.map(({ topic, payload }) => [topic, payload]), { timeout: 8_000 }).toStrictEqual([['own/x', published]])
  const ca = Buffer.from(bench.state().broker?.ca.bytes ?? [])
  expect(received().includes(Buffer.concat([Buffer.from(`AT+QFUPL="RAM:bench-ca.pem",${ca.length},100\r`), ca]))).toBe(true)
  // The password went over the wire and stands nowhere else.
  const { password = '' } = bench.state().broker ?? {}
  const recording = await readFile(session.recording, 'latin1')
  expect([received().includes(password), recording.includes(password), JSON.stringify(run.snapshot()).includes(password)]).toStrictEqual([true, false, false])
  await run.stop()
  expect(received().toString('latin1').endsWith('AT+QMTDISC=0\rAT+QMTCLOSE=0\r')).toBe(true)
})

it('says in the file’s own words why a login was refused', async () => {
  const { modem, plan } = await ownPlan({ ...inputsFor(bench.state()), password: 'wrong' })
  const { session } = await bench.modemOn('quectel-ec20', 'refused')
  const ended = await bench.prepare(session.id, modem, plan).toEnd()
  const failed = ended.steps.find(({ status }) => status === 'failed')
  expect([failed?.stepId, failed?.failure?.stage, failed?.failure?.what.en]).toStrictEqual(['connect', 'mqtt', expect.stringMatching(/^The broker (rejected the user name or password|does not authorise this client)\.$/)])
})
