import type { PracticeFault } from '../../../shared/contract/practice.ts'
import { air780ep } from './modems/airm2m-air780ep/air780ep.ts'
import { espAt } from './modems/esp-at/esp-at.ts'
import { longestAnswer } from './modems/kit/answer-time.ts'
import type { Board } from './modems/kit/board.ts'
import type { Family } from './modems/kit/family.ts'
import { parseFault } from './modems/kit/faults.ts'
import { createModem } from './modems/kit/modem.ts'
import type { ModemState } from './modems/kit/state.ts'
import { nt35e } from './modems/lierda-nt35e/nt35e.ts'
import { nrf9151 } from './modems/nordic-nrf9151/nrf9151.ts'
import { quectelFamilies } from './modems/quectel-ec20/ec20.ts'
import { sim7600 } from './modems/simcom-sim7600/sim7600.ts'
import type { SimulatedModem, SimulatedModemOptions } from './simulated-modem.ts'

export type ModemModel = {
  readonly id: string
  /** The id of the modem profile that speaks to it. */
  readonly profile: string
  readonly name: string
  readonly maker: string
  readonly faults: readonly PracticeFault[]
  /** Parametrised faults (`silent-at:AT+QFUPL`) are known without being in `faults`. */
  readonly knowsFault: (name: string) => boolean
  /** Seconds; the manual's longest time for this command line's answer. */
  readonly longestAnswer: (line: string) => number
  readonly create: (options?: SimulatedModemOptions) => SimulatedModem
}

const modelOf = <S extends ModemState, B extends Board<S>>(family: Family<S, B>): ModemModel => ({
  id: family.id,
  profile: family.profile ?? family.id,
  name: family.name,
  maker: family.maker,
  faults: family.faults,
  knowsFault: (name) => parseFault(family.faults, name) !== null,
  longestAnswer: (line) => longestAnswer(family.answerTimes, line),
  create: (options) => createModem(family, options),
})

/** Every modem of the practice bench, in the order in which they are offered. */
export const practiceModels: readonly ModemModel[] = [...quectelFamilies.map(modelOf), modelOf(nt35e), modelOf(air780ep), modelOf(sim7600), modelOf(espAt), modelOf(nrf9151)]
