import { Emitter } from '../../../shared/contract/emitter.ts'
import { fail, ok, type Result } from '../../../shared/contract/failure.ts'
import type { PracticeModem, PracticeState } from '../../../shared/contract/practice.ts'
import { text } from '../../../shared/text/local-text.ts'
import { startBroker, type RunningBroker } from './broker.ts'
import { practiceModels, type ModemModel } from './catalogue.ts'
import { createAuthority, type Authority } from './certificates.ts'
import { startClouds, type RunningCloud } from './clouds/index.ts'
import { address, type Identity } from './doors.ts'
import { unpluggedMs, type SimulatedModem, type SimulatedModemOptions } from './simulated-modem.ts'

export type PracticeOptions = {
  /** Pace and time-outs of the simulated modems; tests shorten them. */
  readonly modem?: SimulatedModemOptions
  /** ms that an unplugged modem stays away. */
  readonly unpluggedMs?: number
}

/** One simulated modem as the bench knows it: its fault is kept while no port to it is open. */
type Slot = { readonly model: ModemModel; fault: string | null; modem: SimulatedModem | null; absentUntil: number }

async function makeTrust(): Promise<{ readonly authority: Authority; readonly identity: Identity }> {
  const authority = await createAuthority({ name: 'ATelier practice CA' })
  const server = await authority.issue({ name: 'localhost', hosts: ['localhost', address] })
  return { authority, identity: { ...server, authority: authority.certificate } }
}

/** The practice bench: simulated modems, a local broker and stand-ins for the clouds, for use without hardware. */
export class PracticeService {
  readonly #changed = new Emitter<[PracticeState]>()
  readonly #options: PracticeOptions
  readonly #slots: readonly Slot[]
  /** One server key for every listener: an RSA key takes longer to make than all else of a start. */
  #trust: { readonly authority: Authority; readonly identity: Identity } | null = null
  #broker: RunningBroker | null = null
  #clouds: readonly RunningCloud[] = []
  /** Starting and stopping one after the other, whoever asks. */
  #queue: Promise<unknown> = Promise.resolve()

  readonly onDidChange = this.#changed.on

  constructor(options: PracticeOptions = {}) {
    this.#options = options
    this.#slots = practiceModels.map((model) => ({ model, fault: null, modem: null, absentUntil: 0 }))
  }

  readonly state = async (): Promise<PracticeState> => this.#state()

  /** The CA is made on first use and kept until the program ends, so that a file saved from it stays right. */
  readonly startBroker = (): Promise<Result<PracticeState>> =>
    this.#inTurn(async () => {
      if (this.#broker) return ok(this.#state())
      try {
        this.#trust ??= await makeTrust()
        const { authority, identity } = this.#trust
        const broker = await startBroker(identity)
        // With its clouds or not at all.
        this.#clouds = await startClouds(authority, identity).catch(async (error: unknown) => {
          await broker.close()
          throw error
        })
        this.#broker = broker
      } catch (error) {
        return fail({
          code: 'practice.broker-failed',
          stage: 'mqtt',
          what: text('The practice broker could not start.', '练习用的本地 Broker 启动失败。'),
          next: text('Check that programs may listen on 127.0.0.1, then start it again.', '确认本机允许程序监听 127.0.0.1，然后重新启动。'),
          evidence: String(error),
        })
      }
      return ok(this.#didChange())
    })

  readonly stopBroker = (): Promise<Result<PracticeState>> =>
    this.#inTurn(async () => {
      const [broker, clouds] = [this.#broker, this.#clouds]
      this.#broker = null
      this.#clouds = []
      await Promise.all([...(broker ? [broker] : []), ...clouds].map((each) => each.close()))
      return ok(broker ? this.#didChange() : this.#state())
    })

  /** Takes effect at once on the open modem, or on the next one that is opened. */
  readonly setFault = async (modemId: string, fault: string | null): Promise<Result<PracticeState>> => {
    const slot = this.#slot(modemId)
    if (!slot || (fault !== null && !slot.model.knowsFault(fault))) {
      return fail({
        code: slot ? 'practice.unknown-fault' : 'practice.unknown-modem',
        stage: 'modem',
        what: text('The practice bench has no such modem or fault.', '练习台上没有这个模组或故障。'),
        next: text('Choose one from the list.', '请从列表里选。'),
      })
    }
    if (slot.modem) slot.modem.setFault(fault)
    else if (fault === 'unplugged-now') this.#unplugged(slot)
    else slot.fault = fault
    return ok(this.#didChange())
  }

  readonly models = (): readonly ModemModel[] => this.#slots.map((slot) => slot.model)

  /** False while the modem is unplugged. */
  readonly isPresent = (modemId: string): boolean => (this.#slot(modemId)?.absentUntil ?? Infinity) <= Date.now()

  /** True while a port to it is open. */
  readonly isInUse = (modemId: string): boolean => this.#slot(modemId)?.modem != null

  /**
   * A fresh modem with the fault that is switched on; the caller disposes it, which frees its place. Null for an unknown
   * one. One that was unplugged comes back booting.
   */
  readonly modemFactory = (modemId: string): SimulatedModem | null => {
    const slot = this.#slot(modemId)
    if (!slot) return null
    const modem = slot.model.create(this.#options.modem)
    modem.setFault(slot.fault)
    if (slot.absentUntil > 0) modem.powerCycle()
    slot.absentUntil = 0
    slot.modem = modem
    modem.onFaultChange((fault) => {
      slot.fault = fault
      this.#didChange()
    })
    modem.onUnplug(() => this.#unplugged(slot))
    return {
      ...modem,
      dispose: () => {
        modem.dispose()
        if (slot.modem === modem) slot.modem = null
      },
    }
  }

  readonly dispose = async (): Promise<void> => {
    for (const slot of this.#slots) slot.modem?.dispose()
    await this.stopBroker()
  }

  #slot(modemId: string): Slot | undefined {
    return this.#slots.find((slot) => slot.model.id === modemId)
  }

  #unplugged(slot: Slot): void {
    slot.absentUntil = Date.now() + (this.#options.unpluggedMs ?? unpluggedMs)
  }

  #state(): PracticeState {
    const modems = this.#slots.map(
      ({ model, fault, modem }): PracticeModem => ({ id: model.id, profile: model.profile, name: model.name, faults: model.faults, fault: modem ? modem.fault() : fault }),
    )
    return { broker: this.#broker?.info ?? null, clouds: this.#clouds.map(({ info }) => info), modems }
  }

  #didChange(): PracticeState {
    const state = this.#state()
    this.#changed.fire(state)
    return state
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work)
    this.#queue = result.catch(() => {})
    return result
  }
}
