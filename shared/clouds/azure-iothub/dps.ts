import { hmac } from '../../signature/digest.ts'
import { assemblyStep, contentStep, digestStep, encodingStep } from '../../signature/steps.ts'
import { fixed, separator, textOf, value, type WorkStep } from '../../signature/working.ts'
import { toHex, utf8 } from '../../text/bytes.ts'
import { percentEncode, toBase64 } from '../../text/encodings.ts'
import { text } from '../../text/local-text.ts'
import { str } from '../inputs.ts'
import type { Inputs, Made } from '../profile.ts'
import { provisioningTalk } from './dps-talk.ts'
import { provisioningHost, wayTo } from './endpoint.ts'
import { expiryOf } from './login.ts'
import { readKey, signSas } from './sas.ts'

type DeviceKey = { readonly key: string; readonly work: readonly WorkStep[] }

/** A group's key is never used by a device: each signs with the HMAC of its registration ID under it. Azure, "Symmetric key attestation". */
function deviceKeyOf(inputs: Inputs): DeviceKey {
  const entered = str(inputs, 'key')
  if (str(inputs, 'enrollment') !== 'group') return { key: entered, work: [] }
  const registrationId = str(inputs, 'registrationId')
  const { key: groupKey, keyStep } = readKey(text('enrolment group’s key', '注册组密钥'), entered)
  const digest = hmac('sha256', groupKey, utf8(registrationId))
  const key = toBase64(digest)
  return {
    key,
    work: [
      contentStep([value(registrationId, 'registrationId')], text('To derive the device’s key: the registration ID alone.', '派生设备密钥：只签注册 ID。')),
      keyStep,
      digestStep('sha256', toHex(digest), text('32 bytes, here in hex.', '共 32 字节，这里以十六进制显示。')),
      encodingStep(
        text('Device key, derived', '派生出的设备密钥'),
        key,
        text('Base64. The device keeps this one; the group’s key stays at home.', 'Base64。烧录到设备里的是它，注册组密钥不要下发到设备。'),
      ),
    ],
  }
}

/** Registration over MQTT. Azure, "Communicate with DPS using the MQTT protocol". Its answers name the hub. */
export function makeDpsRegister(inputs: Inputs): Made {
  const [idScope, registrationId, se] = [str(inputs, 'idScope'), str(inputs, 'registrationId'), str(inputs, 'se')]
  const clientIdParts = [value(registrationId, 'registrationId')]
  const username = [value(idScope, 'idScope'), fixed('/registrations/'), value(registrationId, 'registrationId'), separator('/'), fixed('api-version=2019-03-31')]
  const login = { ...wayTo(inputs, provisioningHost), clientId: registrationId, username: textOf(username) }
  const names = [assemblyStep('clientId', clientIdParts), assemblyStep('username', username)]
  if (str(inputs, 'auth') === 'cert') {
    return { login, talk: provisioningTalk(registrationId, { auth: 'cert' }), values: {}, work: names, findings: [] }
  }
  const device = deviceKeyOf(inputs)
  const sas = signSas({
    sr: [value(percentEncode(idScope), 'idScope'), fixed('%2Fregistrations%2F'), value(percentEncode(registrationId), 'registrationId')],
    ...readKey(text('device key', '设备密钥'), device.key),
    se,
    skn: 'registration',
  })
  const isDerived = device.work.length > 0
  return {
    login: { ...login, password: sas.token },
    talk: provisioningTalk(registrationId, { auth: 'sas', key: device.key }),
    values: { content: sas.content, sig: sas.sig, ...(isDerived && { deviceKey: device.key }) },
    ...expiryOf(se),
    work: [...device.work, ...sas.work.slice(0, -1), ...names, ...sas.work.slice(-1)],
    findings: [],
  }
}
