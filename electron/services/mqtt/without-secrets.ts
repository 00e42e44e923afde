import type { Failure } from '../../../shared/contract/failure.ts'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'

/** What a connection was made from, as anybody may see it. */
export function withoutSecrets({ passphrase: _passphrase, ...options }: BrokerOptions): BrokerOptions {
  return { ...options, password: '', privateKey: null }
}

/** Brokers may repeat anything in a reason string; the password must not travel on in it. */
export function clean(failure: Failure, { password }: BrokerOptions): Failure {
  return password.length >= 4 && failure.evidence?.includes(password) ? { ...failure, evidence: failure.evidence.replaceAll(password, '***') } : failure
}
