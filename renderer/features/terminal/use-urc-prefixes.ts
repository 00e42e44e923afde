import { useMemo } from 'react'
import { useCatalogue } from '../../app/catalogue.ts'

/** A terminal does not know which family it talks to: any family's URCs are shown as such. */
export function useUrcPrefixes(): readonly string[] {
  const { modems } = useCatalogue()
  return useMemo(() => [...new Set(modems.flatMap((modem) => modem.urcPrefixes))], [modems])
}
