import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PracticeService } from '../../electron/services/practice/index.ts'
import { mqttCloud } from '../../shared/clouds/mqtt/profile.ts'
import { findModem } from '../../shared/modems/index.ts'
import { composePlan } from '../../shared/wizard/compose.ts'
import { sweepFaults } from '../support/fault-sweep.ts'
import { valueOf } from '../support/plan-bench.ts'

const practice = new PracticeService()
afterAll(() => practice.dispose())

describe.each(['lierda-nt35e', 'quectel-ec20'])('every fault at every step: %s', (family) => {
  let inputs: Record<string, string>
  beforeAll(async () => {
    const { broker } = valueOf(await practice.startBroker())
    if (!broker) throw new Error('no broker')
    inputs = { host: broker.host, port: String(broker.tcpPort), tls: 'none', username: broker.username, password: broker.password, publishTopic: 'up', subscribeTopic: 'down', payload: 'x' }
  })

  it('ends in time, in the right stage, with nothing sent after it; then the plan runs', async () => {
    const modem = findModem(family)
    if (!modem) throw new Error(`no profile ${family}`)
    const planFor = (clientId: string) => {
      const { plan } = composePlan(modem, mqttCloud, { ...inputs, clientId }, { now: Date.now(), random: '' })
      if (!plan) throw new Error('the inputs of this test make a plan')
      return plan
    }
    const { count, wrong } = await sweepFaults(modem, family, planFor, 50)
    process.stdout.write(`${family}: ${count} pairs of fault and step, ${wrong.length} wrong\n`)
    expect(wrong).toStrictEqual([])
  })
})
