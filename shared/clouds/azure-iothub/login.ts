import type { Login } from '../../signature/login.ts'
import { assemblyStep } from '../../signature/steps.ts'
import { fixed, separator, textOf, value, type Part } from '../../signature/working.ts'
import { percentEncode } from '../../text/encodings.ts'
import { text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs, Made } from '../profile.ts'
import { hubOf, wayTo } from './endpoint.ts'
import { encodeResource, readKey, signSas } from './sas.ts'

/** The version that the documents name today. */
export const apiVersion = '2021-04-12'

const userNameParts = (inputs: Inputs): readonly Part[] => [
  value(hubOf(inputs), 'hub'),
  separator('/'),
  value(str(inputs, 'deviceId'), 'deviceId'),
  separator('/?'),
  fixed('api-version='),
  value(str(inputs, 'apiVersion') || apiVersion, 'apiVersion'),
]

/** `{hub}/devices/{device}`, encoded; another resource where one is given, as for a policy of the whole hub. */
function resourceParts(inputs: Inputs): readonly Part[] {
  const own = str(inputs, 'sr')
  if (own !== '') return [value(encodeResource(own), 'sr')]
  return [value(percentEncode(hubOf(inputs)), 'hub'), fixed('%2Fdevices%2F'), value(percentEncode(str(inputs, 'deviceId')), 'deviceId')]
}

/** ms since the epoch, of an expiry in s that is a number. */
export const expiryOf = (se: string): Pick<Made, 'expiresAt'> => (/^\d{1,12}$/.test(se) ? { expiresAt: Number(se) * 1000 } : {})

/** A device's login by its key or by its certificate. Azure, "Communicate with an IoT hub using the MQTT protocol". */
export function makeLogin(inputs: Inputs): Made {
  const clientIdParts = [value(str(inputs, 'deviceId'), 'deviceId')]
  const username = userNameParts(inputs)
  const login: Login = { ...wayTo(inputs, hubOf(inputs)), clientId: textOf(clientIdParts), username: textOf(username) }
  const names = [assemblyStep('clientId', clientIdParts, text('The device ID, nothing else.', '就是设备 ID。')), assemblyStep('username', username)]
  if (str(inputs, 'auth') === 'cert') return { login, values: {}, work: names, findings: [] }
  const se = str(inputs, 'se')
  const sas = signSas({ sr: resourceParts(inputs), ...readKey(text('device key', '设备密钥'), str(inputs, 'key')), se, skn: str(inputs, 'skn') })
  return {
    login: { ...login, password: sas.token },
    values: { content: sas.content, sig: sas.sig },
    ...expiryOf(se),
    work: [...sas.work.slice(0, -1), ...names, ...sas.work.slice(-1)],
    findings: [],
  }
}
