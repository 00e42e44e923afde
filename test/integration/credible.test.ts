import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { simOnPty } from '../support/modem-on-pty.ts'
import { start } from '../support/process.ts'

/** Programs that know nothing of ATelier and talk to real modems every day take the simulated one for a modem. */
let folder: string
let port: string
let unplug: () => Promise<unknown>

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'atelier-credible-'))
  port = path.join(folder, 'ttyEC20')
  unplug = await simOnPty('quectel-ec20', port)
})
afterAll(async () => {
  await unplug()
  await rm(folder, { recursive: true, force: true })
})

it.skipIf(process.platform !== 'linux')('gammu names maker, model, firmware and IMEI', async () => {
  const config = path.join(folder, 'gammurc')
  await writeFile(config, `[gammu]\ndevice = ${port}\nconnection = at115200\nsynchronizetime = no\n`)
  const gammu = start(process.env['ATELIER_GAMMU'] ?? 'gammu', ['-c', config, '--identify'])
  const code = await gammu.exit
  const lines = Object.fromEntries(gammu.stdout().split('\n').map((line) => line.split(/\s+: /)))
  expect([code, lines['Manufacturer'], lines['Model'], lines['Firmware'], lines['IMEI']]).toStrictEqual([
    0,
    'Quectel',
    expect.stringContaining('EC20F'),
    expect.stringContaining('EC20CEFAGR06A08M4G'),
    expect.stringMatching(/^\d{15}$/),
  ])
})

it.skipIf(process.platform !== 'linux')('chat gets through the script that brings a modem up for ppp', async () => {
  const script = "ABORT ERROR ABORT 'NO CARRIER' TIMEOUT 5 '' ATZ OK ATE0 OK AT+CPIN? READY AT+CREG? '0,1' AT+CGATT=1 OK AT+CGDCONT=1,\"IP\",\"CMIOT\" OK AT+CSQ '+CSQ: '"
  const file = path.join(folder, 'connect.chat')
  await writeFile(file, script)
  // chat speaks on its standard input and output, as pppd hands it the line.
  const chat = start('sh', ['-c', `exec "$1" -v -f "$2" <"$3" >"$3"`, 'sh', process.env['ATELIER_CHAT'] ?? '/usr/sbin/chat', file, port])
  expect([await chat.exit, chat.stdout()]).toStrictEqual([0, ''])
})
