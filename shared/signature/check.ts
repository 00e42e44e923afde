import { fieldFindings } from '../clouds/field-findings.ts'
import { fieldsOf, resolveInputs, str } from '../clouds/inputs.ts'
import type { Circumstances, CloudProfile, Inputs, Inspection, Made, Mark } from '../clouds/profile.ts'
import { text, type Text } from '../text/local-text.ts'
import { givenParts, type Given, type GivenPart } from './given.ts'
import { partLabels } from './part-labels.ts'
import { findFaults } from './search.ts'
import { tidyGiven } from './tidy-given.ts'

export type Checked = {
  /** Everything that is wrong, in the order of the parts. Empty: the login is what these values give. */
  readonly marks: readonly Mark[]
  /** False where the secret is not known, so that only the form of the login could be judged. */
  readonly isRecomputed: boolean
  /** Known inputs, completed by what the login states. */
  readonly inputs: Inputs
  /** What the login should be; its password only where the secret is known. */
  readonly expected?: Made
}

/**
 * Judges a finished login of one cloud against what is known of the device: recomputes it, marks every part that differs, and says which
 * usual mistake gives the password that was given. `known` may be partial. Never throws; no text repeats a secret.
 */
export function checkLogin(cloud: CloudProfile, pasted: Given, known: Inputs, circumstances: Circumstances): Checked {
  const inspection = cloud.inspection
  const [operation] = cloud.operations
  const tidied = tidyGiven(pasted, inspection?.shapes ?? {})
  const { given } = tidied
  if (!inspection) return { marks: tidied.marks, isRecomputed: false, inputs: known }

  const entered = withoutEmpty(known)
  const { stated, marks: readMarks } = inspection.read(given, entered)
  const disagreements = Object.entries(stated).flatMap(([key, { value, part }]): Mark[] => {
    const own = entered[key]
    return typeof own === 'string' && own !== value ? [disagreement(cloud, key, own, value, part, pasted[part] ?? '')] : []
  })
  const completed = { ...Object.fromEntries(Object.entries(stated).map(([key, { value }]) => [key, value])), ...entered }
  const fields = fieldsOf(cloud.fields, operation.id)
  const inputs = resolveInputs(fields, completed, circumstances)
  const made = operation.make(inputs, circumstances)
  const marks = [...tidied.marks, ...readMarks, ...disagreements]
  const compared = comparePublicParts(given, made, new Set(marks.flatMap(({ part }) => (part ? [part] : []))))
  marks.push(...compared)

  const secret = inspection.secret?.(inputs)
  const isRecomputed = inspection.search === undefined || (secret !== undefined && str(inputs, secret) !== '')
  // A login made with a secret that lost its end agrees with that secret, and the cloud still refuses it.
  if (secret !== undefined && isRecomputed) marks.push(...fieldFindings(fields.filter(({ key }) => key === secret), inputs, circumstances.now))
  if (given.password !== undefined && isRecomputed) marks.push(...passwordMarks(inspection, given.password, made, inputs, entered, marks))
  marks.push(...(inspection.judge?.(given, inputs, circumstances.now) ?? []))
  return { marks: inOrder(marks), isRecomputed, inputs, expected: made }
}

const withoutEmpty = (inputs: Inputs): Inputs => Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined && value !== ''))

function disagreement(cloud: CloudProfile, key: string, own: string, value: string, part: GivenPart, whole: string): Mark {
  const label = cloud.fields.find((field) => field.key === key)?.label ?? text(key, key)
  const isCase = own.toLowerCase() === value.toLowerCase()
  const where = partLabels[part]
  const at = whole.indexOf(value)
  const isPlain = value !== '' && at >= 0 && whole.indexOf(value, at + 1) < 0
  return {
    severity: 'error',
    code: isCase ? 'check.case' : 'check.value-differs',
    stage: 'cloud',
    field: key,
    part,
    // Only where the value stands once, as it is: else nobody knows which place is meant.
    ...(isPlain && { span: [at, at + value.length] as const }),
    expected: own,
    what: isCase
      ? text(`${label.en} in the ${where.en} differs in upper and lower case: “${value}”.`, `${where.zh}里的${label.zh}大小写不一致：“${value}”。`)
      : text(`The ${where.en} says ${label.en} “${value}”; you know it as “${own}”.`, `${where.zh}里的${label.zh}是“${value}”，而已知的是“${own}”。`),
    next: text('Correct whichever is wrong; the other one then has to be signed again.', '请改正错的那个，并重新签名。'),
  }
}

/** Host, port, client ID and user name, character by character, where nothing better was said about them already. */
function comparePublicParts(given: Given, { login }: Made, marked: ReadonlySet<GivenPart>): Mark[] {
  if (!login) return []
  const right: Given = { host: login.host, port: String(login.port), clientId: login.clientId, username: login.username ?? '' }
  return givenParts.flatMap((part): Mark[] => {
    const [value, wanted] = [given[part], right[part]]
    if (part === 'password' || value === undefined || wanted === undefined || marked.has(part)) return []
    if (value === wanted || (part === 'host' && value.toLowerCase() === wanted.toLowerCase())) return []
    const start = firstDifference(value, wanted)
    return [
      {
        severity: 'error',
        code: 'check.part-differs',
        stage: 'cloud',
        part,
        field: part,
        span: [start, value.length],
        expected: wanted,
        what: text(
          `The ${partLabels[part].en} is not what these values give, from character ${start + 1} on.`,
          `${partLabels[part].zh}和这些参数算出来的不一样，从第 ${start + 1} 个字符开始不同。`,
        ),
        next: text(`It should be: ${wanted}`, `应为：${wanted}`),
      },
    ]
  })
}

function firstDifference(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return Math.min(at, Math.max(0, a.length - 1))
}

function passwordMarks(inspection: Inspection, password: string, made: Made, inputs: Inputs, known: Inputs, marks: readonly Mark[]): Mark[] {
  const right = made.login?.password
  if (right === undefined) return []
  const isSame = inspection.isSamePassword ?? ((given: string, wanted: string) => given === wanted)
  if (isSame(password, right)) return []
  const search = inspection.search?.(password, inputs, known)
  const faults = search ? findFaults(search) : null
  // What was found wrong with the password's form explains why it does not come out.
  const isExplained = marks.some(({ part, severity }) => part === 'password' && severity === 'error')
  if (faults === null) return isExplained ? [] : [noMatch]
  if (faults.length === 0) return isExplained ? [] : [aroundDigest]
  return faults.map(({ code, field, what, next }) => ({
    severity: 'error',
    code,
    stage: 'cloud',
    field,
    part: 'password',
    what: text(`The password was found out: ${what.en}.`, `已找到原因：${what.zh}。`),
    next,
  }))
}

const passwordMark = (code: string, what: Text, next: Text): Mark => ({ severity: 'error', code, stage: 'cloud', field: 'password', part: 'password', what, next })

const noMatch = passwordMark(
  'check.no-match',
  text('The password does not come out of these values with this secret, in any usual way.', '用这些参数和这个密钥，按各种常见算法都算不出给出的密码。'),
  text('Check the secret first (another device’s, or reset meanwhile), then the values that are signed; or take the password computed here.', '先核对密钥（是否是别的设备的、是否已重置），再核对参与签名的参数；也可以直接用这里算出的密码。'),
)

const aroundDigest = passwordMark(
  'check.password-form',
  text('The digest in the password is right, but what stands around it is not.', '密码里的摘要是对的，但前后的内容不对。'),
  text('Take the password computed here.', '请使用这里算出的密码。'),
)

const rank = (mark: Mark): number => (mark.part ? givenParts.indexOf(mark.part) : -1)
const inOrder = (marks: readonly Mark[]): Mark[] => marks.toSorted((a, b) => rank(a) - rank(b))
