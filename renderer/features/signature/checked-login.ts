import { fieldsOf, str } from '../../../shared/clouds/inputs.ts'
import type { Circumstances, CloudProfile, Field, Inputs } from '../../../shared/clouds/profile.ts'
import { checkLogin, type Checked } from '../../../shared/signature/check.ts'
import { givenParts, type Given, type GivenPart } from '../../../shared/signature/given.ts'
import { calculate, type Calculation } from './calculation.ts'

export type Verdict = 'clean' | 'remarks' | 'wrong' | 'form-only'

export type CheckedLogin = {
  readonly checked: Checked
  readonly verdict: Verdict
  /** Parts that nobody gave and that the cloud's login has: they were not judged. */
  readonly absent: readonly GivenPart[]
  /** The secret that is needed to recompute the password. */
  readonly secret: Field | undefined
  /** The login that these values give now, times and random values fresh. */
  readonly right: Calculation
}

/** Judges a login by what is known of the device. `told`: what the pasted text said besides; what was entered counts more. */
export function judge(cloud: CloudProfile, given: Given, entered: Inputs, told: Inputs, circumstances: Circumstances): CheckedLogin {
  const known = { ...told, ...Object.fromEntries(Object.entries(entered).filter(([, value]) => value !== undefined && value !== '')) }
  const checked = checkLogin(cloud, given, known, circumstances)
  const isWrong = checked.marks.some(({ severity }) => severity === 'error')
  const secretKey = cloud.inspection?.secret?.(checked.inputs)
  const right = calculate(cloud, cloud.operations[0], { ...known, ...statedInputs(cloud, checked.inputs, known) }, circumstances)
  return {
    checked,
    verdict: isWrong ? 'wrong' : !checked.isRecomputed && given.password !== undefined ? 'form-only' : checked.marks.length > 0 ? 'remarks' : 'clean',
    absent: givenParts.filter((part) => given[part] === undefined && isInLogin(checked, part)),
    secret: checked.isRecomputed ? undefined : cloud.fields.find(({ key }) => key === secretKey),
    right,
  }
}

const isInLogin = ({ expected }: Checked, part: GivenPart): boolean => {
  const value = expected?.login?.[part]
  return value !== undefined && value !== ''
}

/** What the login itself said of the device, without defaults, and without times: signed again, they are to be fresh. */
function statedInputs(cloud: CloudProfile, inputs: Inputs, known: Inputs): Inputs {
  const fields = fieldsOf(cloud.fields, cloud.operations[0].id)
  return Object.fromEntries(
    fields.flatMap(({ key, initial, suggest }) => {
      const value = str(inputs, key)
      return value === '' || value === initial || suggest || known[key] !== undefined ? [] : [[key, value]]
    }),
  )
}
