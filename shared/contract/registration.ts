import { z } from 'zod'
import type { Inputs } from '../clouds/profile.ts'
import type { Login } from '../signature/login.ts'
import type { Text } from '../text/local-text.ts'
import type { Result } from './failure.ts'
import { inputsSchema } from './wizard.ts'

/** One call as it went over the wire, for the person who asked for it: both texts may hold secrets and are never recorded. */
export type Exchanged = {
  /** `POST https://…`, or `CONNECT mqtts://host:port`. */
  readonly target: string
  /** Headers and body, or the login's parts, a line each. */
  readonly sent: string
  /** Status line and body, or topic and payload. */
  readonly received: string
  readonly elapsedMs: number
}

export type Registration = {
  readonly exchanged: Exchanged
  /** What the cloud's login asks for and this brought. */
  readonly inputs: Inputs
  /** A whole login, where the cloud gave one. */
  readonly login?: Pick<Login, 'clientId' | 'username' | 'password'>
  readonly remarks: readonly Text[]
}

const name = z.string().min(1).max(64)

export const registrationInputs = {
  'registration.run': z.tuple([name, name, inputsSchema]),
}

export type RegistrationApi = {
  /**
   * Runs a cloud's registration or authentication from this PC: operations of kind `http` and `mqtt`. Answers within 30 s.
   * The same inputs give the same request as the calculator shows, when times and random values are filled in.
   */
  'registration.run': (cloud: string, operation: string, inputs: z.infer<typeof inputsSchema>) => Promise<Result<Registration>>
}
