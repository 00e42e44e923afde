import type { BrokerOptions } from '../../contract/mqtt.ts'
import { fromUtf8 } from '../../text/bytes.ts'

export const secretOptions = ['password', 'passphrase', 'privateKey', 'path', 'userProperties', 'ca', 'certificate'] as const satisfies readonly (keyof BrokerOptions)[]
export type SecretOption = (typeof secretOptions)[number]
/** What of a connection's options is secret, as `splitOptions` takes it out. */
export type OptionSecrets = Partial<Pick<BrokerOptions, SecretOption>>

/**
 * Takes out what may not lie about in a file: password, key and its pass phrase; the query of a WebSocket path and user properties, in which gateways take tokens;
 * and a certificate file that holds a private key as well.
 */
export function splitOptions(options: BrokerOptions): { readonly open: BrokerOptions; readonly secret: OptionSecrets } {
  const { password, passphrase, privateKey, path, userProperties, ca, certificate } = options
  const query = path.indexOf('?')
  const hasKey = (file: BrokerOptions['ca']): boolean => file !== null && fromUtf8(file.bytes).includes('PRIVATE KEY-----')
  const secret: OptionSecrets = {
    ...(password !== '' && { password }),
    ...(passphrase && { passphrase }),
    ...(privateKey && { privateKey }),
    ...(query >= 0 && { path }),
    ...(userProperties?.some(({ name }) => /token|passw|secret|key|auth|sign/i.test(name)) && { userProperties }),
    ...(hasKey(ca) && { ca }),
    ...(hasKey(certificate) && { certificate }),
  }
  const { passphrase: _passphrase, ...open } = { ...options, password: '', privateKey: null }
  return {
    open: {
      ...open,
      path: query >= 0 ? path.slice(0, query) : path,
      ...(secret.userProperties && { userProperties: secret.userProperties.map(({ name }) => ({ name, value: '' })) }),
      ...(secret.ca && { ca: null }),
      ...(secret.certificate && { certificate: null }),
    },
    secret,
  }
}

export const withSecrets = (open: BrokerOptions, secret: OptionSecrets): BrokerOptions => ({ ...open, ...secret })

export const secretsOf = (secret: OptionSecrets): SecretOption[] => Object.keys(secret) as SecretOption[]
