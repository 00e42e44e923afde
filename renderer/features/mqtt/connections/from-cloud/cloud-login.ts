import { fieldsOf, resolveInputs } from '../../../../../shared/clouds/inputs.ts'
import type { Circumstances, CloudProfile, Field, Inputs } from '../../../../../shared/clouds/profile.ts'
import { signWith } from '../../../../../shared/clouds/sign.ts'
import type { BrokerOptions } from '../../../../../shared/contract/mqtt.ts'
import { brokerOptionsOf } from '../../../../../shared/mqtt/broker-options.ts'
import type { Finding } from '../../../../../shared/wizard/plan.ts'
import { isShown } from '../../../../../shared/clouds/inputs.ts'

export type CloudLogin = {
  /** Fields of the login that are to be filled in. */
  readonly shown: readonly Field[]
  readonly resolved: Inputs
  readonly findings: readonly Finding[]
  /** There when no finding is an error. */
  readonly options?: BrokerOptions
}

/** A cloud's own login as a connection of this PC: endpoint, credential and keep-alive by its profile. */
export function cloudLogin(cloud: CloudProfile, entered: Inputs, circumstances: Circumstances): CloudLogin {
  const [operation] = cloud.operations
  const fields = fieldsOf(cloud.fields, operation.id).filter(({ group }) => group !== 'exchange')
  const resolved = resolveInputs(fields, entered, circumstances)
  const { findings, made } = signWith(cloud, operation, entered, circumstances)
  const { advised, min, max } = cloud.rules.keepAlive
  const keepAlive = Math.min(Math.max(advised, min), max, 65_535)
  return {
    shown: fields.filter((field) => isShown(field, resolved)),
    resolved,
    findings,
    ...(made?.login && { options: { ...brokerOptionsOf(made.login, keepAlive, cloud.id), name: `${made.login.clientId}`.slice(0, 100) } }),
  }
}
