import type { Login } from '../../../shared/signature/login.ts'
import { resultRows } from './result-rows.ts'

/** Plain ASCII, so that it goes through every format as it is. */
export const asterisks = '******'

/** The login with asterisks for whatever is secret in it: made into a format, it shows the format without the secret. */
export function maskedLogin(login: Login, secrets: readonly string[]): Login {
  const hidden = new Set(resultRows({ login, values: {} }, secrets).flatMap(({ id, isSecret }) => (isSecret ? [id] : [])))
  return {
    ...login,
    ...(hidden.has('path') && { path: (login.path ?? '').replace(/\?.*$/, `?${asterisks}`) }),
    ...(hidden.has('clientId') && { clientId: asterisks }),
    ...(hidden.has('username') && { username: asterisks }),
    ...(login.password !== undefined && login.password !== '' && { password: asterisks }),
  }
}
