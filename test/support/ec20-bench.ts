import { expect } from 'vitest'
import type { Packet } from 'mqtt-packet'
import { practiceModels } from '../../electron/services/practice/index.ts'
import { scriptModem } from './modem-script.ts'
import { startScriptedBroker, type BrokerPeer, type ScriptedBroker } from './scripted-broker.ts'

/** One second of the modem's time in these tests, in ms. */
const secondMs = 50
/** What to undo after each test, newest first. */
export const undo: (() => unknown)[] = []

export async function undoAll(): Promise<void> {
  for (const each of undo.splice(0).toReversed()) await each()
}

/** An EC20 with its echo off. */
export async function silentModem() {
  const modem = practiceModels.find(({ id }) => id === 'quectel-ec20')?.create({ pace: 'instant', secondMs })
  if (!modem) throw new Error('no EC20 in the catalogue')
  undo.push(modem.dispose)
  const script = scriptModem(modem)
  await script.command('ATE0')
  return { modem, ...script }
}

/** Accepts everything, as a broker does, except where `special` answers (true: it has). */
export const accepting =
  (special: (packet: Packet, peer: BrokerPeer) => boolean = () => false) =>
  (packet: Packet, peer: BrokerPeer): void => {
    if (special(packet, peer)) return
    const messageId = packet.messageId ?? 0
    if (packet.cmd === 'connect') peer.send({ cmd: 'connack', returnCode: 0, sessionPresent: false })
    if (packet.cmd === 'subscribe') peer.send({ cmd: 'suback', messageId, granted: packet.subscriptions.map(({ qos }) => qos) })
    if (packet.cmd === 'unsubscribe') peer.send({ cmd: 'unsuback', messageId, granted: [] })
    if (packet.cmd === 'publish' && packet.qos === 1) peer.send({ cmd: 'puback', messageId })
    if (packet.cmd === 'publish' && packet.qos === 2) peer.send({ cmd: 'pubrec', messageId })
    if (packet.cmd === 'pubrel') peer.send({ cmd: 'pubcomp', messageId })
    if (packet.cmd === 'pingreq') peer.send({ cmd: 'pingresp' })
  }

export async function broker(answer = accepting()): Promise<ScriptedBroker> {
  const started = await startScriptedBroker(answer)
  undo.push(started.close)
  return started
}

/** A modem with its network connection open; QMTCONN comes next. */
export async function opened(port: number, settings: readonly string[] = []) {
  const modem = await silentModem()
  for (const setting of settings) await modem.command(setting)
  await modem.command(`AT+QMTOPEN=0,"127.0.0.1",${port}`)
  expect(await modem.until('0\r\n')).toBe('\r\n+QMTOPEN: 0,0\r\n')
  return modem
}

export async function connected(answer = accepting(), settings: readonly string[] = []) {
  const server = await broker(answer)
  const modem = await opened(server.port, settings)
  await modem.command('AT+QMTCONN=0,"client","user","secret"')
  expect(await modem.until('0,0,0\r\n')).toBe('\r\n+QMTCONN: 0,0,0\r\n')
  return { ...modem, server }
}

export const publish = async (modem: Awaited<ReturnType<typeof connected>>, line: string, data: string) => {
  expect(await modem.command(line, '> ')).toBe('\r\n> ')
  modem.send(data)
  expect(await modem.until('OK\r\n')).toBe('\r\nOK\r\n')
}
