/** What is needed of a client to keep it alive. */
export type PingedClient = {
  /** Seconds; 0: there is none. */
  readonly keepalive: number | undefined
  readonly sendPing: () => void
  readonly reschedulePing: (force: boolean) => void
}

/** What shows that the line is busy. */
export type Business = {
  /** Messages are not read at the moment. */
  readonly isHolding: () => boolean
  /** Bytes of the packet that is under way. */
  readonly arrived: () => number
}

/** Bytes between two looks that prove nothing: what answers to the pings come to, which a broken broker sends into the packet under way. */
const answerBytes = 16

/**
 * The answer to a ping stands behind all that the broker has sent before it and is still to be read, and the library takes one that is late for a dead line.
 * While messages come, or are held, pings go out and nobody waits for their answers; on a quiet line the library does both.
 */
export class BusyPings {
  #timer: NodeJS.Timeout | undefined
  #hasHeard = false
  #arrived = 0

  start(client: PingedClient, { isHolding, arrived }: Business): void {
    this.stop()
    const everyMs = (client.keepalive ?? 0) * 500
    if (everyMs === 0) return
    this.#timer = setInterval(() => {
      const [before, now] = [this.#arrived, arrived()]
      const grown = now > before ? now - before : now
      const isBusy = this.#hasHeard || isHolding() || (now !== before && grown > answerBytes)
      this.#hasHeard = false
      this.#arrived = now
      if (!isBusy) return
      client.sendPing()
      client.reschedulePing(true)
    }, everyMs)
  }

  /** Called for every message of a flood. */
  heard(): void {
    this.#hasHeard = true
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
