import type { Failure } from '../contract/failure.ts'
import type { Text } from '../text/local-text.ts'
import type { Finding } from '../wizard/plan.ts'
import type { PemRole } from './pem.ts'

/** The form's field of a file; a server's certificate takes the place of our own. */
export const fieldOf: Readonly<Record<PemRole, string>> = { ca: 'ca', certificate: 'cert', server: 'cert', key: 'key' }

/** A doubt: the modem is the judge. */
export const warning = (code: string, field: string, what: Text, next: Text): Finding => ({ severity: 'warning', code: `tls.${code}`, stage: 'tls', field, what, next })

/** What cannot work with any modem. */
export const error = (code: string, field: string, what: Text, next: Text): Finding => ({ ...warning(code, field, what, next), severity: 'error' })

export const asFinding = ({ code, stage, what, next }: Failure, field: string): Finding => ({ severity: 'error', code, stage, field, what, next })
