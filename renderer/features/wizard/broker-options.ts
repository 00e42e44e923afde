import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import type { Job } from '../../../shared/wizard/credential.ts'
import { ownFile } from '../../ui/own-file.ts'

/**
 * The PC's own connection to a run's broker. A run's job is masked; secrets come from the form while it still says the same,
 * else they stay empty and the MQTT pane asks for them. The client id gets `-pc`: with the modem's own the broker would
 * throw the modem off.
 */
export function brokerOptionsOf(run: Job, form: Job | undefined): BrokerOptions {
  const credential = run.credential
  const own = form?.credential
  const isSecure = credential.tls !== 'none'
  // A token that is the user name is masked too: it comes from the form like a password.
  const isToken = own?.hidden !== undefined
  const isSame =
    own !== undefined && own.host === credential.host && own.port === credential.port && own.tls === credential.tls && (isToken || own.username === credential.username)
  // A broker that demands a client certificate demands one of the PC too; without its key it cannot be used.
  const key = isSame && credential.tls === 'mutual' ? own.privateKey : undefined
  return {
    name: `${credential.host}:${credential.port}`,
    protocol: credential.webSocketPath === undefined ? (isSecure ? 'mqtts' : 'mqtt') : isSecure ? 'wss' : 'ws',
    host: credential.host,
    port: credential.port,
    path: credential.webSocketPath ?? '/mqtt',
    clientId: `${credential.clientId}-pc`,
    username: (isSame ? own.username : credential.username) ?? '',
    password: isSame ? (own.password ?? '') : '',
    keepAlive: 60,
    cleanSession: true,
    version: 4,
    ca: credential.ca ? ownFile(credential.ca) : null,
    certificate: key && credential.certificate ? ownFile(credential.certificate) : null,
    privateKey: key ? ownFile(key) : null,
    verifyServer: true,
  }
}
