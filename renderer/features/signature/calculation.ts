import { fieldsOf, isFile, isShown, str } from '../../../shared/clouds/inputs.ts'
import type { Circumstances, CloudProfile, Field, Inputs, Operation } from '../../../shared/clouds/profile.ts'
import { signWith, type Signed } from '../../../shared/clouds/sign.ts'
import { sortFindings, type SortedFindings } from '../cloud-form/form-fields.ts'

/** What one operation of a cloud makes of what was entered: everything the calculator shows. */
export type Calculation = {
  readonly cloud: CloudProfile
  readonly operation: Operation
  readonly entered: Inputs
  readonly signed: Signed
  /** Fields that the form shows now. */
  readonly shown: readonly Field[]
  readonly sorted: SortedFindings
}

export function calculate(cloud: CloudProfile, operation: Operation, entered: Inputs, circumstances: Circumstances): Calculation {
  const signed = signWith(cloud, operation, entered, circumstances)
  const own = fieldsOf(cloud.fields, operation.id).filter(({ group }) => group !== 'exchange')
  const keys = new Set(own.map(({ key }) => key))
  // A condition on something that this operation does not ask about says nothing here.
  const shown = own.filter((field) => isShown(field, signed.inputs) || (field.shownWhen && !keys.has(field.shownWhen.key)))
  return { cloud, operation, entered, signed, shown, sorted: sortFindings(signed.findings, shown) }
}

/** Times and random values that were typed in: signing again leaves them as they are. */
export const typedSuggestions = ({ shown, entered }: Pick<Calculation, 'shown' | 'entered'>): readonly Field[] =>
  shown.filter((field) => field.suggest !== undefined && str(entered, field.key) !== '')

/** Whether the clock or chance has any part in it, so that signing again gives something new. */
export const isRenewable = ({ shown }: Pick<Calculation, 'shown'>): boolean => shown.some(({ suggest }) => suggest !== undefined)

/** What travels to the program: what was signed here, times and random values included, so that it makes the same of it. */
export const sentInputs = ({ signed }: Pick<Calculation, 'signed'>): Inputs => Object.fromEntries(Object.entries(signed.inputs).filter(([, value]) => !isEmpty(value)))

/** What another form is given: what was entered, and what follows from it; times stay open, so that they are fresh there. */
export const handedInputs = ({ shown, entered }: Pick<Calculation, 'shown' | 'entered'>): Inputs =>
  Object.fromEntries(
    shown.flatMap(({ key, derive }) => {
      const value = isEmpty(entered[key]) ? derive?.(entered) : entered[key]
      return isEmpty(value) ? [] : [[key, value]]
    }),
  )

const isEmpty = (value: Inputs[string]): boolean => value === undefined || (!isFile(value) && value === '')

/** Secrets among what was entered: no text that holds one is shown unasked. */
export const secretsOf = ({ shown, signed }: Pick<Calculation, 'shown' | 'signed'>): readonly string[] =>
  shown.filter(({ kind }) => kind === 'secret').map(({ key }) => str(signed.inputs, key)).filter((secret) => secret !== '')
