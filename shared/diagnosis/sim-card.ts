import { cmeNumber } from '../at/cme-errors.ts'
import type { Failure } from '../contract/failure.ts'
import { text } from '../text/local-text.ts'

/** Quectel's +QSIMSTAT: 0 in the second place is “removed”; SIMCom reports +SIMCARD with UIM hot swap on. */
const gone = /^(?:\+CPIN: (?:NOT READY|NOT INSERTED|SIM REMOVED)|\+QSIMSTAT ?: ?\d,0|\+SIMCARD: NOT AVAILABLE)$/

const fellOut = (line: string): Failure => ({
  code: 'sim.fell-out',
  stage: 'sim',
  what: text('The SIM was ready and is gone: it lost contact while the modem ran.', 'SIM 卡本来已就绪，运行中又不见了：接触不良或被拔出。'),
  next: text('Seat the card again, look at its contacts and holder (vibration, a bent spring), then restart the modem with AT+CFUN=1,1.', '重新插卡，检查触点和卡座（振动、弹片变形），再用 AT+CFUN=1,1 重启模组。'),
  evidence: line,
})

/** A SIM that was there and is no more. */
export class SimCard {
  #isReady = false

  /** A restart, or a radio put out, takes the card away for a while: nothing to complain of. */
  forget(): void {
    this.#isReady = false
  }

  received(line: string): Failure | undefined {
    if (line === '+CPIN: READY') this.#isReady = true
    else if (this.#isReady && (gone.test(line) || cmeNumber(line) === 10)) {
      this.#isReady = false
      return fellOut(line)
    }
    return undefined
  }
}
