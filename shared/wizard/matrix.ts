import { fieldsOf, isShown } from '../clouds/inputs.ts'
import { prepareJob } from '../clouds/prepare.ts'
import type { Circumstances, CloudProfile, Field, Inputs } from '../clouds/profile.ts'
import type { ModemProfile } from '../modems/profile.ts'
import { utf8 } from '../text/bytes.ts'
import { text, type Text } from '../text/local-text.ts'
import { composePlan } from './compose.ts'
import type { Finding } from './plan.ts'
import { variantsOf } from './variant.ts'

/** One way of logging in: the choices that make it (`transport`, `auth`, `tls`) and what stands against it on this modem. */
export type MatrixWay = { readonly choices: Readonly<Record<string, string>>; readonly variant: string; readonly works: boolean; readonly against: readonly Finding[] }

/** `native`: the module can sign by itself as well. `computed`: the login is computed here. `none`: nothing that the cloud offers fits. */
export type Verdict = 'native' | 'computed' | 'none'

export type MatrixCell = { readonly modem: string; readonly cloud: string; readonly verdict: Verdict; readonly why: Text; readonly ways: readonly MatrixWay[] }

/** What decides on the way: how bytes travel, and who proves what to whom. */
const decisive = new Set(['transport', 'tls', 'auth'])

/** The form of PEM and the size of a usual certificate: more no modem profile looks at. */
const fileOf = (key: string): Inputs[string] => ({ name: `${key}.pem`, bytes: utf8(`-----BEGIN CERTIFICATE-----\n${'A'.repeat(1200)}\n-----END CERTIFICATE-----\n`) })

/** The exchange as the form's own examples have it, at a QoS that every cloud takes. */
function exampleOf(field: Field): Inputs[string] {
  if (field.kind === 'file') return fileOf(field.key)
  if (field.group === 'exchange') return field.key === 'qos' || field.key === 'subscribeQos' ? '0' : field.placeholder
  if (field.kind === 'choice' && field.required) return field.initial ?? field.choices?.[0]?.value
  if (field.kind === 'number' && field.required) return field.placeholder ?? field.initial ?? '1'
  // A host for a private deployment would hide the cloud's own.
  return field.required ? (field.placeholder ?? 'example') : undefined
}

const isTimeOfNow = (field: Field): boolean => field.suggest !== undefined || field.key === 'keepAlive'

/** Inputs for each way that a cloud has, made of its fields' own examples. */
function examplesOf(cloud: CloudProfile, circumstances: Circumstances): readonly { readonly choices: Readonly<Record<string, string>>; readonly inputs: Inputs }[] {
  const fields = fieldsOf(cloud.fields, cloud.operations[0].id)
  const axes = fields.filter(({ key, choices }) => decisive.has(key) && choices !== undefined)
  let ways: readonly Readonly<Record<string, string>>[] = [{}]
  for (const { key, choices = [] } of axes) ways = ways.flatMap((way) => choices.map(({ value }) => ({ ...way, [key]: value })))
  return ways.flatMap((choices) => {
    const base: Inputs = { ...Object.fromEntries(fields.flatMap(({ key, initial }) => (initial === undefined ? [] : [[key, initial]]))), ...choices }
    const shown = fields.filter((field) => isShown(field, base) && !(field.key in choices) && !isTimeOfNow(field))
    const inputs: Inputs = { ...Object.fromEntries(shown.map((field) => [field.key, exampleOf(field)])), ...choices }
    return prepareJob(cloud, inputs, circumstances).job ? [{ choices, inputs }] : []
  })
}

const words = (findings: readonly Finding[]): Text => {
  const [first] = findings
  return first ? first.what : text('', '')
}

function cellOf(modem: ModemProfile, cloud: CloudProfile, examples: ReturnType<typeof examplesOf>, circumstances: Circumstances): MatrixCell {
  const own = { modem: modem.id, cloud: cloud.id }
  if (modem.reach === 'network') {
    return { ...own, verdict: 'none', why: text('The plan ends when data is up: 3GPP has no MQTT commands, each maker has its own.', '数据连接建立即结束：3GPP 没有 MQTT 指令，各厂家各有一套。'), ways: [] }
  }
  // A way with a request of its own is the cloud's login fetched otherwise, not the module's signature.
  const asked = Object.fromEntries((modem.fields ?? []).flatMap((field) => (field.required ? [[field.key, exampleOf(field)]] : [])))
  const kinds = variantsOf(modem, cloud).filter(({ operation }) => operation === undefined)
  const ways = examples.flatMap(({ choices, inputs }) =>
    kinds.map(({ id }): MatrixWay => {
      const { plan, findings } = composePlan(modem, cloud, { ...inputs, ...asked }, circumstances, id)
      return { choices, variant: id, works: plan !== undefined, against: findings.filter(({ severity }) => severity === 'error') }
    }),
  )
  const working = ways.filter(({ works }) => works)
  if (working.some(({ variant }) => variant !== 'direct')) return { ...own, verdict: 'native', why: text('The module can sign by itself; the computed login works too.', '模组可以自己签名，也可以用算好的登录参数。'), ways }
  // A person's own cloud may have no examples.
  if (examples.length === 0) return { ...own, verdict: 'none', why: text('Not found out: the examples (placeholder) of the cloud’s fields make no login.', '无法判断：该平台各字段的示例值（placeholder）凑不成一次登录。'), ways }
  if (working.length === 0) return { ...own, verdict: 'none', why: words(ways.flatMap(({ against }) => against)), ways }
  const barred = ways.find(({ works }) => !works)
  return { ...own, verdict: 'computed', why: barred ? words(barred.against) : text('By every way that the cloud has.', '云平台的各种接入方式都可以。'), ways }
}

/** Every modem with every cloud, found out by composing: a profile that learns something changes its row by itself. */
export function modemCloudMatrix(modems: readonly ModemProfile[], clouds: readonly CloudProfile[], circumstances: Circumstances): readonly MatrixCell[] {
  return clouds.flatMap((cloud) => {
    const examples = examplesOf(cloud, circumstances)
    return modems.map((modem) => cellOf(modem, cloud, examples, circumstances))
  })
}

/** The ways that work, in the words of their choices: `tls cert`, `tcp key`. */
export const workingWays = ({ ways }: MatrixCell): readonly string[] =>
  [...new Set(ways.filter(({ works }) => works).map(({ choices, variant }) => [...Object.values(choices), ...(variant === 'direct' ? [] : [variant])].join(' ')))]
