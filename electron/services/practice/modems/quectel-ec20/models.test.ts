import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import { scriptModem } from '../../../../../test/support/modem-script.ts'
import { accepting, broker, undo, undoAll } from '../../../../../test/support/ec20-bench.ts'
import { practiceModels } from '../../catalogue.ts'

afterEach(undoAll)

async function module(id: string) {
  const modem = practiceModels.find((each) => each.id === id)?.create({ pace: 'instant', secondMs: 50 })
  if (!modem) throw new Error(id)
  undo.push(modem.dispose)
  const script = scriptModem(modem)
  await script.command('ATE0')
  return script
}

const refused = '\r\nERROR\r\n'
const accepted = '\r\nOK\r\n'

describe('what the modules answer', () => {
  it.each([
    ['quectel-ec200', 'EC200S'],
    ['quectel-eg800', 'EG800K'],
    ['quectel-bg95', 'BG95-M3'],
    ['quectel-bg96', 'BG96'],
    ['quectel-bc26', 'BC26'],
  ])('%s says that it is %s', async (id, model) => {
    expect(await (await module(id)).command('ATI')).toMatch(new RegExp(`^\\r\\nQuectel\\r\\n${model}\\r\\nRevision: `))
  })

  it.each([
    ['quectel-ec20', 'AT+QSSLCFG="sni",2,1', accepted],
    ['quectel-bc26', 'AT+QSSLCFG="sni",2,1', refused],
    ['quectel-bg96', 'AT+QMTCFG="recv/mode",0,0,1', refused],
    ['quectel-bg95', 'AT+QMTCFG="aliauth",0,"a","b","c"', refused],
    ['quectel-bc26', 'AT+QMTCFG="SSL",0,1,2', refused],
    ['quectel-bc26', 'AT+QMTCFG="version",0,4', refused],
    ['quectel-bc26', 'AT+QMTCFG="version",0,1', accepted],
    ['quectel-bc26', 'AT+QMTPUBEX=0,0,0,0,"t",3', refused],
    ['quectel-ec200', 'AT+QFUPL="RAM:ca.pem",3,5', '\r\n+CME ERROR: 406\r\n'],
  ])('%s to %s', async (id, line, answer) => {
    expect(await (await module(id)).command(line, answer)).toBe(answer)
  })

  it('makes JSON of the single quotes in a BC26 command, as the recorded session shows', async () => {
    const { command, until } = await module('quectel-bc26')
    const server = await broker(accepting())
    await command(`AT+QMTOPEN=0,"127.0.0.1",${server.port}`)
    await until('+QMTOPEN: 0,0\r\n')
    await command('AT+QMTCONN=0,"c"')
    await until('+QMTCONN: 0,0,0\r\n')
    const session = readFileSync(new URL('../../../../../test/transcripts/quectel-bc26-aliyun-aliauth.txt', import.meta.url), 'utf8')
    const line = session.split(/\r?\n/).find((each) => each.startsWith('AT+QMTPUB='))?.trim() ?? ''
    expect(await command(line)).toBe(accepted)
    expect(await until('0,1,0\r\n')).toBe('\r\n+QMTPUB: 0,1,0\r\n')
    const sent = server.received.find((packet) => packet.cmd === 'publish')
    expect(sent?.cmd === 'publish' && JSON.parse(sent.payload.toString())).toStrictEqual({
      id: '1',
      version: '1.0',
      params: { LightSwitch: 1 },
      method: 'thing.event.property.post',
    })
  })

  it('prints the device certificate back, and signs with it (document 73742: HMAC-SHA1 over clientId, deviceName, productKey)', async () => {
    const { command, until } = await module('quectel-ec200')
    const server = await broker(accepting())
    await command('AT+QMTCFG="aliauth",0,"a1X2bEnP82z","example_nbiot","secret"')
    expect(await command('AT+QMTCFG="aliauth",0')).toBe('\r\n+QMTCFG: "aliauth","a1X2bEnP82z","example_nbiot","secret"\r\n\r\nOK\r\n')
    await command(`AT+QMTOPEN=0,"127.0.0.1",${server.port}`)
    await until('+QMTOPEN: 0,0\r\n')
    await command('AT+QMTCONN=0,"example_nbiot"')
    await until('+QMTCONN: 0,0,0\r\n')
    const sent = server.received.find((packet) => packet.cmd === 'connect')
    expect(sent?.cmd === 'connect' && [sent.clientId, sent.username]).toStrictEqual(['example_nbiot|securemode=3,signmethod=hmacsha1|', 'example_nbiot&a1X2bEnP82z'])
    // 40 hex digits are SHA-1's; that they are the right ones, the practice cloud says (test/integration).
    expect(sent?.cmd === 'connect' && String(sent.password)).toMatch(/^[0-9a-f]{40}$/)
  })
})
