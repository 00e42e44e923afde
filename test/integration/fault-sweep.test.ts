import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRows, rowNames, type Rows } from '../support/fault-rows.ts'
import { sweepStates, sweepSteps, type Swept } from '../support/fault-sweep.ts'
import { steadyTimers } from '../support/steady-timers.ts'

type Sweeps = { readonly hasTls: Promise<boolean>; readonly steps: Promise<Swept>; readonly states: Promise<Swept> }

/** ms that a second of the modem takes: with less, a busy core's pause would be seconds of the modem's. */
const secondMs = 50

/** All rows at once: what a sweep does is wait for modems. */
const sweeps = new Map<string, Sweeps>()
let opened: Rows
let count = 0
let wrong = 0

let endSteady = (): void => {}

beforeAll(async () => {
  endSteady = steadyTimers()
  opened = await openRows()
  for (const row of opened.rows) {
    const secure = row.plans(true).then(async (placed) => {
      await placed?.end()
      return placed !== undefined
    })
    const started = { hasTls: secure, steps: sweepSteps(row, secondMs), states: sweepStates(row, secondMs) }
    // Told where they are awaited.
    for (const each of Object.values(started)) each.catch(() => {})
    sweeps.set(row.name, started)
  }
})

afterAll(async () => {
  process.stdout.write(`fault sweep: ${sweeps.size} modems and ways, ${count} cases, ${wrong} wrong\n`)
  await opened.dispose()
  endSteady()
})

function settle(what: string, swept: Swept): void {
  count += swept.count
  wrong += swept.wrong.length
  process.stdout.write(`${what}: ${swept.count}, ${swept.wrong.length} wrong\n`)
  expect(swept.wrong).toStrictEqual([])
  expect(swept.count).toBeGreaterThan(0)
}

describe.each(rowNames)('faults of %s', (name) => {
  const sweepsOf = (): Sweeps => {
    const found = sweeps.get(name)
    if (!found) throw new Error(`no row ${name}`)
    return found
  }

  it('at every step: ends there, in time, in the right stage, with nothing sent after it; then the plan runs', async () => {
    settle(`${name}, faults at every step`, await sweepsOf().steps)
  })

  it('from the start: got over, or named in the right stage, with nothing sent after it; then the plan runs', async () => {
    // Without a TLS plan the faults of TLS would count as got over.
    expect(await sweepsOf().hasTls).toBe(opened.rows.find((row) => row.name === name)?.hasTls)
    settle(`${name}, faults from the start`, await sweepsOf().states)
  })
})
