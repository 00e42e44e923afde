import type { Finding } from '../wizard/plan.ts'
import { fieldFindings } from './field-findings.ts'
import { fieldsOf, resolveInputs } from './inputs.ts'
import type { Circumstances, CloudProfile, Inputs, Made, Operation } from './profile.ts'

/** Alibaba's mqttClientId and all else that is shown or copied; nothing where a finding is an error. */
export type Signed = {
  readonly operation: Operation
  /** Inputs with defaults filled in: what was really signed. */
  readonly inputs: Inputs
  readonly findings: readonly Finding[]
  /** There when no finding is an error. */
  readonly made?: Made
}

/** An operation by its name, also when the name goes on with what it signs by: `http-register-hmacmd5`. The longest match wins. */
export function findOperation(cloud: CloudProfile, name: string): Operation | undefined {
  return cloud.operations.filter(({ id }) => name === id || name.startsWith(`${id}-`)).toSorted((a, b) => b.id.length - a.id.length)[0]
}

/** The operation that takes all of these inputs: the login when it does, else the first that does. Undefined when none does. */
export function operationFor(cloud: CloudProfile, keys: readonly string[]): Operation | undefined {
  return cloud.operations.find(({ id }) => {
    const known = new Set(fieldsOf(cloud.fields, id).map(({ key }) => key))
    return keys.every((key) => known.has(key))
  })
}

/** Runs one operation: defaults, the form's own checks, then the cloud's formula. Never throws, never lets a credential out beside an error. */
export function signWith(cloud: CloudProfile, operation: Operation, entered: Inputs, circumstances: Circumstances): Signed {
  const fields = fieldsOf(cloud.fields, operation.id).filter(({ group }) => group !== 'exchange')
  const inputs = resolveInputs(fields, entered, circumstances)
  const own = fieldFindings(fields, inputs, circumstances.now)
  const made = operation.make(inputs, circumstances)
  const findings = withoutRepeats([...own, ...made.findings])
  const isWrong = findings.some(({ severity }) => severity === 'error')
  return { operation, inputs, findings, ...(!isWrong && { made }) }
}

/** A field that must be mended anyway needs no second remark beside its error. */
export function withoutRepeats(findings: readonly Finding[]): Finding[] {
  const wrong = new Set(findings.flatMap(({ severity, field }) => (severity === 'error' && field !== undefined ? [field] : [])))
  const seen = new Set<string>()
  return findings.filter(({ severity, field, code }) => {
    const id = `${field ?? ''}/${code}`
    if (seen.has(id) || (severity !== 'error' && field !== undefined && wrong.has(field))) return false
    seen.add(id)
    return true
  })
}
