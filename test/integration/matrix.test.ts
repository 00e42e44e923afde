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
import { openPlanBench, valueOf } from '../support/plan-bench.ts'

/**
 * Every pair that the matrix says works is run: a simulated modem of that profile logs in to the practice cloud with each of its demo
 * devices that the modem can take. What the matrix says does not work must not compose.
 */
const practice = new PracticeService()
const circumstances = (): Circumstances => ({ now: Date.now(), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' })
let state: PracticeState
let bench: Awaited<ReturnType<typeof openPlanBench>>

beforeAll(async () => {
  state = valueOf(await practice.startBroker())
  bench = await openPlanBench([createPracticePorts(practice)])
})
afterAll(async () => {
  await bench.dispose()
  await practice.dispose()
})

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

/** One at a time for each demo device: a second login of the same one throws the first off. */
const queues = new Map<string, Promise<unknown>>()
function inTurn<T>(device: string, work: () => Promise<T>): Promise<T> {
  const done = (queues.get(device) ?? Promise.resolve()).then(work)
  queues.set(
    device,
    done.catch(() => {}),
  )
  return done
}

/** Sessions end with the modem's power, so that no run finds what another has left. */
async function outcomeOf(port: string, { modem, plan, what }: Run): Promise<readonly string[]> {
  const session = await bench.open(`practice:${port}`)
  const { run, toEnd } = bench.prepare(session.id, modem, plan)
  const { status, steps } = await toEnd()
  const failed = steps.find(({ failure }) => failure)
  await run.stop()
  await session.close()
  return status === 'done' ? [] : [`${what}: ${failed?.stepId} ${failed?.failure?.code} ${failed?.failure?.evidence}`]
}

it('logs in by every pair that works, and composes none that does not', async () => {
  const cells = modemCloudMatrix(modems, clouds, circumstances())
  const simulated = modems.filter(({ id }) => state.modems.some(({ profile }) => profile === id))
  const wrong: string[] = []
  let runs = 0
  let pairs = 0
  // All modems at once, each beginning with another cloud.
  await Promise.all(
    simulated.map(async (modem, place) => {
      const port = state.modems.find(({ profile }) => profile === modem.id)?.id ?? ''
      for (const cloud of [...clouds.slice(place % clouds.length), ...clouds.slice(0, place % clouds.length)]) {
        const cell = cells.find((each) => each.modem === modem.id && each.cloud === cloud.id)
        const planned = runsOf(modem, cloud)
        if ((cell?.verdict === 'none') !== (planned.length === 0)) wrong.push(`${modem.id} ${cloud.id}: the matrix says ${cell?.verdict}, ${planned.length} demos compose`)
        if (planned.length > 0) pairs++
        for (const run of planned) {
          wrong.push(...(await inTurn(cloud.id, () => outcomeOf(port, run))))
          runs++
        }
      }
    }),
  )
  process.stdout.write(`matrix: ${simulated.length} modems, ${clouds.length} clouds, ${pairs} pairs, ${runs} logins run\n`)
  expect(wrong).toStrictEqual([])
  expect(runs).toBeGreaterThan(simulated.length * 5)
}, 240_000)
