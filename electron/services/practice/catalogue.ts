import { parseFault } from './modems/kit/faults.ts'
import { createEc20, ec20Id, ec20Name } from './modems/quectel-ec20/ec20.ts'
import { ec20Faults } from './modems/quectel-ec20/faults.ts'
import type { PracticeFault } from '../../../shared/contract/practice.ts'
import type { SimulatedModem, SimulatedModemOptions } from './simulated-modem.ts'

export type ModemModel = {
  readonly id: string
  readonly name: string
  readonly faults: readonly PracticeFault[]
  /** Parametrised faults (`silent-at:AT+QFUPL`) are known without being in `faults`. */
  readonly knowsFault: (name: string) => boolean
  readonly create: (options?: SimulatedModemOptions) => SimulatedModem
}

/** Every modem of the practice bench. */
export const practiceModels: readonly ModemModel[] = [
  { id: ec20Id, name: ec20Name, faults: ec20Faults, knowsFault: (name) => parseFault(ec20Faults, name) !== null, create: createEc20 },
]
