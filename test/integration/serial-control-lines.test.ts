import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { SerialService } from '../../electron/services/serial/index.ts'
import { ok } from '../../shared/contract/failure.ts'
import { defaultLineSettings, type SessionInfo } from '../../shared/contract/serial.ts'
import { utf8 } from '../../shared/text/bytes.ts'
import { eventually } from '../support/pty-pair.ts'
import { ScriptedDevice } from '../support/scripted-binding.ts'
import { codeOf, disposeAll, inState, infoOf, makeFolder, service } from '../support/serial-bench.ts'
import { valueOf } from '../support/value-of.ts'

beforeEach(makeFolder)
afterEach(disposeAll)

describe('control lines', () => {
  const scripted = (device: ScriptedDevice): SerialService =>
    service({ openStream: device.openStream, list: async () => ({ ports: [] }), inspect: async () => ok(null) })

  it('are shown, set one by one and pulsed', async () => {
    const device = new ScriptedDevice()
    device.inputs = { cts: true, dsr: false, dcd: true, ri: false }
    const serial = scripted(device)
    const { id } = valueOf(await serial.open('/dev/ttyFAKE0', defaultLineSettings))
    const signals = async (): Promise<SessionInfo['signals'] | undefined> => (await infoOf(serial, id))?.signals
    expect(await eventually('the lines', async () => (await signals())?.dtr !== null && signals())).toEqual({
      cts: true,
      dsr: false,
      dcd: true,
      ri: false,
      dtr: true,
      rts: true,
    })
    device.inputs = { cts: false, dsr: true, dcd: false, ri: true }
    await eventually('the change', async () => (await signals())?.ri === true)
    expect(await signals()).toEqual({ cts: false, dsr: true, dcd: false, ri: true, dtr: true, rts: true })

    expect(valueOf(await serial.setSignals(id, { rts: false })).signals).toMatchObject({ dtr: true, rts: false })
    const start = performance.now()
    expect(valueOf(await serial.pulse(id, 'dtr', 50)).signals).toMatchObject({ dtr: true, rts: false })
    expect(performance.now() - start).toBeGreaterThanOrEqual(45)
    expect(device.outputs).toEqual([
      { dtr: true, rts: false },
      { dtr: false, rts: false },
      { dtr: true, rts: false },
    ])
  })

  it('are put back as they were set when the device returns', async () => {
    const device = new ScriptedDevice()
    const serial = scripted(device)
    const { id } = valueOf(await serial.open('/dev/ttyFAKE0', defaultLineSettings))
    valueOf(await serial.setSignals(id, { dtr: false }))
    device.unplug()
    await inState(serial, id, 'waiting')
    await inState(serial, id, 'open')
    await eventually('the line', () => device.outputs.length === 2)
    expect(device.outputs).toEqual([
      { dtr: false, rts: true },
      { dtr: false, rts: true },
    ])
  })

  it('that never say when a watched write is out cost one wait, not one for every piece', async () => {
    const device = new ScriptedDevice()
    device.drains = false
    const serial = scripted(device)
    const { id } = valueOf(await serial.open('/dev/ttyFAKE0', defaultLineSettings))
    const link = valueOf(serial.acquire(id))
    const counts: number[] = []
    expect(codeOf(await link.write(new Uint8Array(1500), [], (count) => counts.push(count)))).toBe('ok')
    expect([counts, device.written.map(({ length }) => length)]).toEqual([[256, 512, 768, 1024, 1280, 1500], [256, 256, 256, 256, 256, 220]])
  }, 10_000)

  it('that hold back a write give a failure in words, and the session lives', async () => {
    const device = new ScriptedDevice()
    device.drains = false
    const serial = scripted(device)
    const { id } = valueOf(await serial.open('/dev/ttyFAKE0', { ...defaultLineSettings, flowControl: 'hardware' }))
    const stuck = await serial.write(id, utf8('AT\r'))
    expect(stuck).toMatchObject({ ok: false, failure: { code: 'port.write-stuck' } })
    expect(!stuck.ok && stuck.failure.next.en).toContain('CTS')
    device.drains = true
    expect(codeOf(await serial.write(id, utf8('AT\r')))).toBe('ok')
    device.send(utf8('OK'))
    await eventually('bytes', async () => (await infoOf(serial, id))?.bytesIn === 2)
  })
})
