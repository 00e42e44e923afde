import { describe, expect, it } from 'vitest'
import { clouds } from '../clouds/index.ts'
import { modems } from '../modems/index.ts'
import { modemCloudMatrix, workingWays } from './matrix.ts'

const cells = modemCloudMatrix(modems, clouds, { now: Date.UTC(2026, 10, 25), random: 'abcdefghijklmnopqrstuvwxyz0123456789ABCD' })
const cell = (modem: string, cloud: string) => {
  const found = cells.find((each) => each.modem === modem && each.cloud === cloud)
  if (!found) throw new Error(`${modem}, ${cloud}`)
  return found
}

describe('the matrix', () => {
  it('has every pair once, each with a verdict and a reason in both languages', () => {
    expect(new Set(cells.map(({ modem, cloud }) => `${modem} ${cloud}`)).size).toBe(modems.length * clouds.length)
    for (const { why, modem, cloud } of cells) expect([modem, cloud, why.en.length > 0, /[一-鿿]/.test(why.zh)]).toStrictEqual([modem, cloud, true, true])
  })

  it('finds a way by which each cloud itself can be logged in to', () => {
    for (const { id } of clouds) expect([id, cells.some(({ cloud, ways }) => cloud === id && ways.length > 0)]).toStrictEqual([id, true])
  })

  // The makers' and clouds' documents: aliauth on EC200 and BC26, not on BG95; AWS, Azure and Tuya have TLS alone; Quectel has no WebSocket.
  it.each([
    ['quectel-ec200', 'alibaba-iot', 'native'],
    ['quectel-bc26', 'alibaba-iot', 'native'],
    ['lierda-nt35e', 'alibaba-iot', 'native'],
    ['quectel-bg95', 'alibaba-iot', 'computed'],
    ['quectel-ec20', 'aws', 'computed'],
    ['quectel-ec20', 'tencent-iothub', 'computed'],
    ['quectel-bc26', 'aws', 'none'],
    ['quectel-bc26', 'azure-iothub', 'none'],
    ['quectel-bc26', 'tuya-link', 'none'],
    // Stock firmware: user name and password of at most 32 bytes, client ID of 64. AWS logs in by certificate alone.
    ['nrf-serial-modem', 'aws', 'computed'],
    ['nrf-serial-modem', 'mqtt', 'computed'],
    ['any-3gpp', 'mqtt', 'none'],
  ])('%s and %s: %s', (modem, cloud, verdict) => {
    expect(cell(modem, cloud).verdict).toBe(verdict)
  })

  it('says which ways work and what stands against the others', () => {
    expect(workingWays(cell('quectel-ec20', 'alibaba-iot'))).toStrictEqual(['tls', 'tls aliauth', 'tcp', 'tcp aliauth'])
    expect(workingWays(cell('quectel-bc26', 'alibaba-iot'))).toStrictEqual(['tcp', 'tcp aliauth'])
    const barred = cell('quectel-ec20', 'alibaba-iot').ways.filter(({ works }) => !works)
    expect(new Set(barred.flatMap(({ against }) => against.map(({ code }) => code)))).toStrictEqual(new Set(['modem.no-websocket']))
    expect(cell('quectel-bc26', 'aws').why.en).toContain('TCP')
  })
})
