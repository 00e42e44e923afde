import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPracticePorts, PracticeService } from '../../electron/services/practice/index.ts'
import { clouds } from '../../shared/clouds/index.ts'
import type { Circumstances, CloudProfile, Inputs } from '../../shared/clouds/profile.ts'
import type { PracticeState } from '../../shared/contract/practice.ts'
import { modems } from '../../shared/modems/index.ts'
import type { ModemProfile } from '../../shared/modems/profile.ts'
import { composePlan } from '../../shared/wizard/compose.ts'
import { modemCloudMatrix } from '../../shared/wizard/matrix.ts'
import type { Plan } from '../../shared/wizard/plan.ts'
import { variantsOf } from '../../shared/wizard/variant.ts'
import { openPlanBench } from '../support/plan-bench.ts'
import { valueOf } from '../support/value-of.ts'

/**
 * Every pair that the matrix says works is run: a simulated modem of that profile logs in to the practice cloud with each of its demo
 * devices that the modem can take. What the matrix says does not work must not compose.
 */
const practice = new PracticeService()
const circumstances = (): Circumstances => ({ now: Date.now(), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' })
let state: PracticeState

beforeAll(async () => {
  state = valueOf(await practice.startBroker())
})
afterAll(() => practice.dispose())

/** Logins alone: what is published and heard is each family's own test. */
function demosOf(cloud: CloudProfile): readonly Inputs[] {
  const { broker } = state
  if (!broker) throw new Error('no broker')
  if (cloud.id !== 'mqtt') return state.clouds.find(({ id }) => id === cloud.id)?.demos.flatMap(({ operation, inputs }) => (operation === 'login' ? [inputs] : [])) ?? []
  const login = { preset: 'custom', host: broker.host, clientId: 'matrix', username: broker.username, password: broker.password }
  return [
    { ...login, port: String(broker.tcpPort), tls: 'none' },
    { ...login, port: String(broker.tlsPort), tls: 'server', ca: broker.ca },
  ]
}

type Run = { readonly modem: ModemProfile; readonly cloud: CloudProfile; readonly plan: Plan; readonly what: string }

/** What a modem family asks for besides, by its own examples. */
const askedBy = ({ fields = [] }: ModemProfile): Inputs => Object.fromEntries(fields.flatMap(({ key, required, placeholder }) => (required ? [[key, placeholder]] : [])))

function runsOf(modem: ModemProfile, cloud: CloudProfile): readonly Run[] {
  const ways = variantsOf(modem, cloud).filter(({ operation }) => operation === undefined)
  return demosOf(cloud).flatMap((inputs, index) =>
    ways.flatMap(({ id }) => {
      const { plan } = composePlan(modem, cloud, { ...inputs, ...askedBy(modem) }, circumstances(), id)
      return plan ? [{ modem, cloud, plan, what: `${modem.id} ${cloud.id} demo ${index} ${id}` }] : []
    }),
  )
}

/** Sessions end with the modem's power, so that no run finds what another has left. */
async function outcomeOf(bench: Awaited<ReturnType<typeof openPlanBench>>, port: string, { modem, plan, what }: Run): Promise<readonly string[]> {
  const session = await bench.open(`practice:${port}`)
  const { run, toEnd } = bench.prepare(session.id, modem, plan)
  const { status, steps } = await toEnd()
  const failed = steps.find(({ failure }) => failure)
  run.dispose()
  await session.close()
  return status === 'done' ? [] : [`${what}: ${failed?.stepId} ${failed?.failure?.code} ${failed?.failure?.evidence}`]
}

/** One after the other within a cloud: a second login of the same device throws the first off. */
async function runAll(runs: readonly Run[]): Promise<readonly string[]> {
  const ports = new PracticeService({ modem: { pace: 'instant', secondMs: 100 } })
  const bench = await openPlanBench([createPracticePorts(ports)])
  const wrong: string[] = []
  for (const run of runs) {
    const port = state.modems.find(({ profile }) => profile === run.modem.id)?.id ?? ''
    wrong.push(...(await outcomeOf(bench, port, run)))
  }
  await bench.dispose()
  await ports.dispose()
  return wrong
}

it('logs in by every pair that works, and composes none that does not', async () => {
  const cells = modemCloudMatrix(modems, clouds, circumstances())
  const simulated = modems.filter(({ id }) => state.modems.some(({ profile }) => profile === id))
  const pairs = clouds.flatMap((cloud) => simulated.map((modem) => ({ modem, cloud, runs: runsOf(modem, cloud) })))
  const wrong = pairs.flatMap(({ modem, cloud, runs }) => {
    const verdict = cells.find((each) => each.modem === modem.id && each.cloud === cloud.id)?.verdict
    return (verdict === 'none') === (runs.length === 0) ? [] : [`${modem.id} ${cloud.id}: the matrix says ${verdict}, ${runs.length} demos compose`]
  })
  const failed = await Promise.all(clouds.map(({ id }) => runAll(pairs.filter(({ cloud }) => cloud.id === id).flatMap(({ runs }) => runs))))
  const count = pairs.reduce((sum, { runs }) => sum + runs.length, 0)
  process.stdout.write(`matrix: ${simulated.length} modems, ${clouds.length} clouds, ${pairs.filter(({ runs }) => runs.length > 0).length} pairs, ${count} logins run\n`)
  expect([...wrong, ...failed.flat()]).toStrictEqual([])
  expect(count).toBeGreaterThan(simulated.length * 5)
})
