import { createContext, useContext, useMemo } from 'react'
import type { PortInfo } from '../../../shared/contract/serial.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import { useCatalogue } from '../../app/catalogue.ts'
import { useWizard } from '../wizard/wizard-store.ts'

/** The module whose words rows are read by; none: every family's. */
export const RowModem = createContext<ModemProfile | undefined>(undefined)

export const useRowModem = (): ModemProfile | undefined => useContext(RowModem)

/** The profile of what a module or a port calls itself, of its own model or of its maker's. */
export function useNamedModem(name: string | undefined): ModemProfile | undefined {
  const catalogue = useCatalogue()
  return useMemo(() => {
    const found = name === undefined || name === '' ? undefined : catalogue.identify([[name]])
    return found?.modem === undefined || found.fit === 'network' ? undefined : catalogue.findModem(found.modem)
  }, [catalogue, name])
}

/** The module at a session's port: the one that a plan ran with, else what the port says of itself. */
export function useSessionModem(session: { readonly id: string; readonly port: PortInfo }): ModemProfile | undefined {
  const { findModem } = useCatalogue()
  const ran = useWizard(({ runs }) => runs.findLast(({ sessionId }) => sessionId === session.id)?.plan.modem)
  const named = useNamedModem(`${session.port.manufacturer ?? ''} ${session.port.label}`)
  return (ran === undefined ? undefined : findModem(ran)) ?? named
}
