import { Emitter } from '../../../../../shared/contract/emitter.ts'
import type { SimulatedModem, SimulatedModemOptions } from '../../simulated-modem.ts'
import { longestAnswer, slowShare } from './answer-time.ts'
import type { Board, Request } from './board.ts'
import { unsetClock } from './clock.ts'
import { parseCommandLine, type Call } from './command-line.ts'
import type { Family } from './family.ts'
import { parseFault, type ActiveFault, type FaultKind } from './faults.ts'
import { ERROR, incorrectParameters, NOTHING, notSupported, OK, type Final } from './final-result.ts'
import { Garbler } from './garble.ts'
import { Input } from './input.ts'
import { Output } from './output.ts'
import { hasBearer, registration, reportRegistration } from './radio.ts'
import type { ModemState } from './state.ts'
import { Timers } from './timers.ts'
import { Wire } from './wire.ts'

/** Real ms before an answer at the realistic pace. */
const answerMs = 8

/** What a modem with that fault runs at, in bit/s. */
const ownRate = 9600

/** Seconds of the modem's time. No manual of a 3GPP modem allows a command more than 300 (AT+COPS=?). */
const tooSlowSeconds = 400

/** A modem of this family that has been on for a while: registered, echo on. */
export function createModem<S extends ModemState, B extends Board<S>>(family: Family<S, B>, options: SimulatedModemOptions = {}): SimulatedModem {
  const { pace = 'realistic', secondMs = 1000, now = Date.now } = options
  const { noises = [], words = {}, refusal } = family
  const table = new Map(Object.entries(family.commands))
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
  let lineRate = 115_200

  const has = (name: string) => fault?.kind === 'listed' && fault.name === name
  const strikes = (kind: FaultKind, call: Call) => fault?.kind === kind && call.text.toUpperCase().startsWith(fault.prefix)
  const isOffSpeed = () => has('wrong-speed') && lineRate !== ownRate
  const wire = new Wire((bytes) => outputs.fire(bytes))
  const write = (bytes: Uint8Array) => {
    if (!isPowered || has('silent')) return
    wire.send(isGarbling || has('garbage') || isOffSpeed() ? garbler.garble(bytes) : bytes.slice(), has('split-bytes'))
  }
  /** AT+CMEE as it takes effect: some firmware has only one form. */
  const errorForm = () => ([0, 1, 2] as const).find((level) => has(`cmee-${level}`)) ?? core.state.cmee
  const core: Board<S> = {
    state: family.initialState(),
    input: new Input({ onLine: (line) => void run(line), echo: write, isEchoing: () => core.state.echo && !has('echo-off'), after: timers.after, ...(family.lineEnd && { lineEnd: family.lineEnd }), ...(family.quotesHoldLines && { quotesHoldLines: true }) }),
    output: new Output({
      write,
      format: () => ({ ...core.state, cmee: errorForm() }),
      disturbance: () => (has('noise') ? 'bytes' : has('urcs-in-answers') ? 'urcs' : null),
      noises,
      words,
      sendsUrcsElsewhere: () => family.sendsUrcsElsewhere?.(core.state) ?? false,
    }),
    has,
    clock: () => now() + core.state.clockOffsetMs,
    trueTime: now,
    secondMs,
    after: timers.after,
    sleep: (ms) => new Promise((resolve) => void timers.after(ms, resolve)),
    alive: () => {
      const mine = life
      return () => isPowered && mine === life
    },
    reboot: () => void timers.after(secondMs / 20, powerCycle),
    loseBearer: () => family.bearerLost(board),
  }
  const board = family.equip(core)

  async function run(line: string): Promise<void> {
    const calls = parseCommandLine(line, family)
    if (!calls) return
    const isAlive = board.alive()
    board.input.hold()
    board.output.begin()
    if (pace === 'realistic') await board.sleep(answerMs)
    let final: Final = OK
    for (const call of calls) {
      final = await strike(call)
      if (!isAlive()) return
      if (final.kind !== 'ok') break
    }
    board.output.final(final)
    isGarbling = false
    board.output.end()
    board.input.release()
  }

  /** Runs a command, or what the fault makes of it. */
  async function strike(call: Call): Promise<Final> {
    if (has('slow') || strikes('slow-at', call)) await board.sleep(slowShare * longestAnswer(family.answerTimes, call.text) * secondMs)
    if (has('too-slow')) await board.sleep(tooSlowSeconds * secondMs)
    if (strikes('silent-at', call)) return NOTHING
    if (strikes('error-at', call)) return ERROR
    if (strikes('garbage-at', call)) isGarbling = true
    if (strikes('unplug-at', call)) unplug()
    else if (strikes('reboot-at', call) || (has('reboots') && family.transmits?.(call))) powerCycle()
    else return execute(call)
    return NOTHING
  }

  function execute(call: Call): Final | Promise<Final> {
    const handler = table.get(call.name)?.[call.form]
    if (call.args === null) return refusal?.(call.name, 'arguments', board) ?? incorrectParameters
    if (!handler) return refusal?.(call.name, 'unknown', board) ?? notSupported
    const request: Request = { ...call, args: call.args }
    return handler(request, board)
  }

  function powerOff(): void {
    life += 1
    timers.clear()
    wire.reset()
    family.powerLost(board)
    board.input.reset()
    board.output.reset()
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
    const { clockOffsetMs, sim } = board.state
    board.state = { ...family.initialState(), ...family.lasting?.(board.state), clockOffsetMs, sim }
    // A locked card asks for its PIN again.
    if (has('sim-pin')) board.state.sim = { ...sim, isLocked: true }
    if (has('verbose-off')) board.state.verbose = false
    timers.after(secondMs / 2, () => {
      isBooting = false
      for (const line of family.bootLines(board)) board.output.urc(line)
    })
  }

  function change(next: ActiveFault | null): void {
    if (next?.name === fault?.name) return
    fault = next
    faultChanges.fire(next?.name ?? null)
  }

  function setFault(name: string | null): boolean {
    const next = name === null ? null : parseFault(family.faults, name)
    if (name !== null && !next) return false
    const before = { registration: registration(board), hadBearer: hasBearer(board), was: fault?.name }
    change(next)
    const { state } = board
    const touches = (known: string) => before.was === known || has(known)
    if (touches('sim-pin') || touches('sim-puk')) state.sim = { isLocked: has('sim-pin') || has('sim-puk'), attemptsLeft: has('sim-puk') ? 0 : 3 }
    if (touches('verbose-off')) state.verbose = !has('verbose-off')
    if (touches('bad-clock')) state.clockOffsetMs = has('bad-clock') ? unsetClock - now() : 0
    family.faultChanged?.(board, touches)
    if (touches('sim-falls-out')) family.simChanged?.(board, !has('sim-falls-out'))
    if (before.hadBearer && (!hasBearer(board) || has('bearer-released'))) board.loseBearer()
    reportRegistration(board, before.registration)
    if (has('unplugged-now')) unplug()
    return true
  }

  return {
    id: family.id,
    name: family.name,
    faults: family.faults,
    receive: (bytes) => {
      if (!isPowered || isBooting || has('silent')) return
      // A UART drops what comes with framing errors; what little gets through comes back as noise.
      if (isOffSpeed()) write(bytes)
      else board.input.push(bytes.slice())
    },
    setLineRate: (baudRate) => {
      lineRate = baudRate
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
