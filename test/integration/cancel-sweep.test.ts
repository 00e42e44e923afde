import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sweepCancels } from '../support/cancel-sweep.ts'
import { openRows, rowNames, type Rows } from '../support/fault-rows.ts'

/** A registration over HTTP makes a new device each time it is run: a second plan is refused by the cloud, whatever the modem's state. */
const names = rowNames.filter((name) => !name.endsWith('http-register'))

let opened: Rows
beforeAll(async () => {
  opened = await openRows()
})
afterAll(() => opened.dispose())

describe('a plan that is stopped in the middle of any step', () => {
  // Side by side: nearly all of it is waiting for a modem that does not answer.
  it.concurrent.each(names)('%s: leaves nothing open, and a fresh plan runs to its end by its own commands', { timeout: 240_000 }, async (name) => {
    const row = opened.rows.find((each) => each.name === name)
    if (!row) throw new Error(name)
    const { count, wrong } = await sweepCancels(row)
    expect(wrong).toStrictEqual([])
    expect(count).toBeGreaterThan(10)
  })
})
