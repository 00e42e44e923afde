import { Emitter } from '../../../../../shared/contract/emitter.ts'
import type { SimulatedModem, SimulatedModemOptions } from '../../simulated-modem.ts'
import type { Board } from './board.ts'
import { unsetClock } from './clock.ts'
import { parseCommandLine, type Call } from './command-line.ts'
import { execute } from './command-table.ts'
import { ec20Faults, parseFault, type ActiveFault, type FaultKind } from './faults.ts'
import { FileStore } from './file-store.ts'
import { ERROR, NOTHING, OK, type Final } from './final-result.ts'
import { Garbler } from './garble.ts'
import { Input } from './input.ts'
import { MqttClient } from './mqtt-client.ts'
import { Output } from './output.ts'
import { dropBearer, hasBearer, registration, reportRegistration, simState } from './radio.ts'
import { initialState, type Ec20State } from './state.ts'
import { Timers } from './timers.ts'

export const ec20Id = 'quectel-ec20'
export const ec20Name = 'Quectel EC20'

/** Real ms before an answer at the realistic pace. */
const answerMs = 8

/** Settings that live in flash, or in the real-time clock, and so outlast a power cycle. */
const lasting = ({ urcPort, clockOffsetMs, sim }: Ec20State) => ({ urcPort, clockOffsetMs, sim })

/** An EC20 that has been on for a while: registered, echo on. */
export function createEc20({ pace = 'realistic', secondMs = 1000, now = Date.now }: SimulatedModemOptions = {}): SimulatedModem {
  const outputs = new Emitter<[Uint8Array]>()
  const unplugs = new Emitter<[]>()
  const faultChanges = new Emitter<[string | null]>()
  const timers = new Timers()
  const garbler = new Garbler()
  let fault: ActiveFault | null = null
  let isPowered = true
  let isBooting = false
  /** Counts power cycles: what began in an earlier life must not speak in this one. */
  let life = 0
  let isGarbling = false

  const has = (name: string) => fault?.kind === 'listed' && fault.name === name
  const strikes = (kind: FaultKind, call: Call) => fault?.kind === kind && call.text.toUpperCase().startsWith(fault.prefix)
  const write = (bytes: Uint8Array) => {
    if (!isPowered || has('silent')) return
    outputs.fire(isGarbling || has('garbage') ? garbler.garble(bytes) : bytes.slice())
  }
  const output = new Output({
    write,
    format: () => board.state,
    isNoisy: () => has('noise'),
    sendsUrcsElsewhere: () => board.state.urcPort !== 'uart1',
  })
  const input = new Input({ onLine: (line) => void run(line), echo: write, isEchoing: () => board.state.echo, after: timers.after })
  const alive = () => {
    const mine = life
    return () => isPowered && mine === life
  }
  const board: Board = {
    state: initialState(),
    files: new FileStore(),
    input,
    output,
    clients: [0, 1, 2, 3, 4, 5].map(
      (index) =>
        new MqttClient({
          index,
          // Six configurations for six clients, always.
          config: () => board.state.mqtt[index] as Ec20State['mqtt'][number],
          urc: (line) => output.urc(line),
          has,
          after: timers.after,
          secondMs,
        }),
    ),
    has,
    clock: () => now() + board.state.clockOffsetMs,
    trueTime: now,
    secondMs,
    after: timers.after,
    sleep: (ms) => new Promise((resolve) => void timers.after(ms, resolve)),
    alive,
    reboot: () => void timers.after(secondMs / 20, powerCycle),
  }

  async function run(line: string): Promise<void> {
    const calls = parseCommandLine(line)
    if (!calls) return
    const isAlive = alive()
    input.hold()
    output.begin()
    if (pace === 'realistic') await board.sleep(answerMs)
    let final: Final = OK
    for (const call of calls) {
      final = await strike(call)
      if (!isAlive()) return
      if (final.kind !== 'ok') break
    }
    output.final(final)
    isGarbling = false
    output.end()
    input.release()
  }

  /** Runs a command, or what the fault makes of it. */
  async function strike(call: Call): Promise<Final> {
    if (has('slow') || strikes('slow-at', call)) await board.sleep(3 * secondMs)
    if (strikes('silent-at', call)) return NOTHING
    if (strikes('error-at', call)) return ERROR
    if (strikes('garbage-at', call)) isGarbling = true
    if (strikes('unplug-at', call)) unplug()
    else if (strikes('reboot-at', call) || (has('reboots') && call.text.startsWith('AT+QMTOPEN='))) powerCycle()
    else return execute(call, board)
    return NOTHING
  }

  function powerOff(): void {
    life += 1
    timers.clear()
    for (const client of board.clients) client.reset()
    board.files.losePower()
    input.reset()
    output.reset()
    isGarbling = false
  }

  function unplug(): void {
    powerOff()
    isPowered = false
    // It happens once: whoever plugs it in again finds a sound modem.
    change(null)
    unplugs.fire()
  }

  function powerCycle(): void {
    powerOff()
    isPowered = true
    isBooting = true
    board.state = { ...initialState(), ...lasting(board.state) }
    // A locked card asks for its PIN again.
    if (has('sim-pin')) board.state.sim = { ...board.state.sim, isLocked: true }
    timers.after(secondMs / 2, () => {
      isBooting = false
      const sim = { ready: '+CPIN: READY', pin: '+CPIN: SIM PIN', puk: '+CPIN: SIM PUK', absent: '+CPIN: NOT INSERTED' }[simState(board)]
      for (const line of ['RDY', '+CFUN: 1', sim, '+QIND: SMS DONE', '+QIND: PB DONE']) output.urc(line)
    })
  }

  function change(next: ActiveFault | null): void {
    if (next?.name === fault?.name) return
    fault = next
    faultChanges.fire(next?.name ?? null)
  }

  function setFault(name: string | null): boolean {
    const next = name === null ? null : parseFault(name)
    if (name !== null && !next) return false
    const before = { registration: registration(board), hadBearer: hasBearer(board), was: fault?.name }
    change(next)
    const { state } = board
    if (before.was === 'sim-pin' || has('sim-pin')) state.sim = { isLocked: has('sim-pin'), attemptsLeft: 3 }
    if (before.was === 'bad-clock' || has('bad-clock')) state.clockOffsetMs = has('bad-clock') ? unsetClock - now() : 0
    if (before.was === 'urc-port-elsewhere' || has('urc-port-elsewhere')) state.urcPort = has('urc-port-elsewhere') ? 'usbat' : 'uart1'
    if (before.hadBearer && !hasBearer(board)) dropBearer(board)
    reportRegistration(board, before.registration)
    if (has('unplugged-now')) unplug()
    return true
  }

  return {
    id: ec20Id,
    name: ec20Name,
    faults: ec20Faults,
    receive: (bytes) => {
      if (isPowered && !isBooting && !has('silent')) input.push(bytes.slice())
    },
    onOutput: outputs.on,
    setFault,
    fault: () => fault?.name ?? null,
    onFaultChange: faultChanges.on,
    onUnplug: unplugs.on,
    powerCycle,
    dispose: () => {
      powerOff()
      isPowered = false
    },
  }
}
