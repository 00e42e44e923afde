import { createAuthority } from '../../electron/services/practice/certificates.ts'
import { makeAlibabaIot } from '../../electron/services/practice/clouds/alibaba-iot.ts'
import { serveCloud } from '../../electron/services/practice/clouds/serve-cloud.ts'
import type { Inputs } from '../../shared/clouds/profile.ts'
import { utf8 } from '../../shared/text/bytes.ts'

async function makeTrust() {
  const authority = await createAuthority({ name: 'Stand-in CA' })
  return { authority, identity: { ...(await authority.issue({ name: 'localhost', hosts: ['localhost', '127.0.0.1'] })), authority: authority.certificate } }
}

/** Made once: an RSA key takes longer than all else of a start. */
let trust: ReturnType<typeof makeTrust> | undefined

/** An Alibaba Cloud of its own, with devices that nobody has registered or connected yet. */
export async function startAlibaba() {
  trust ??= makeTrust()
  const { authority, identity } = await trust
  const model = await makeAlibabaIot({ now: Date.now, authority, ca: { name: 'ca.pem', bytes: utf8(identity.authority) }, rsaKey: identity.privateKey })
  const { info, close } = await serveCloud(model, identity)
  const demo = (operation: string, transport: string): Inputs =>
    info.demos.find((each) => each.operation === operation && (operation !== 'login' || each.inputs['transport'] === transport))?.inputs ?? {}

  /** What a person fills in for this way of the pair, with a topic that the device may hear itself on. */
  function inputsFor(variant: string, isSecure: boolean): Inputs {
    const { deviceSecret, ...login } = demo('login', isSecure ? 'tls' : 'tcp')
    const { httpEndpoint, ...request } = demo(variant === 'http-register' ? variant : 'http-auth', '')
    const { productKey, productSecret, deviceName, random, signMethod } = variant === 'http-register' ? request : login
    if (typeof productKey !== 'string' || typeof deviceName !== 'string') throw new Error('a demo without names')
    const topic = `/${productKey}/${deviceName}/user/data`
    return {
      ...login,
      ...(variant === 'http-register' ? { productSecret, random, signMethod } : { deviceSecret }),
      productKey,
      deviceName,
      clientId: deviceName,
      httpEndpoint,
      subscribeTopic: topic,
      publishTopic: topic,
      payload: '{"v":"x"}',
    }
  }
  return { inputsFor, close }
}
