import { text, type Text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs } from '../profile.ts'

type DataCentre = { readonly id: string; readonly host: string; readonly label: Text }

/** Tuya documents, “MQTT Standard Protocol” (Kb65nphxrj8f1): one host for each data centre, named as the console names them. */
export const dataCentres: readonly DataCentre[] = [
  { id: 'cn', host: 'm1.tuyacn.com', label: text('China', '中国') },
  { id: 'eu', host: 'm1.tuyaeu.com', label: text('Central Europe', '中欧') },
  { id: 'weaz', host: 'm1-weaz.tuyaeu.com', label: text('Western Europe', '西欧') },
  { id: 'us', host: 'm1.tuyaus.com', label: text('Western America', '美西') },
  { id: 'ueaz', host: 'm1-ueaz.tuyaus.com', label: text('Eastern America', '美东') },
  { id: 'in', host: 'm1.tuyain.com', label: text('India', '印度') },
]

export const tuyaPort = 8883

export function endpointOf(inputs: Inputs): { readonly host: string; readonly port: number } {
  const region = str(inputs, 'region')
  const own = dataCentres.find(({ id }) => id === region)?.host ?? 'm1.tuyacn.com'
  const port = str(inputs, 'port').trim()
  return { host: str(inputs, 'host').trim() || own, port: /^\d{1,5}$/.test(port) ? Number(port) : tuyaPort }
}
