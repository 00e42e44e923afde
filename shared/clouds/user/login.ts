import { fillTemplate, type Filled, type Scope, type Value } from '../../profiles/template.ts'
import type { Login, Transport } from '../../signature/login.ts'
import { assemblyStep } from '../../signature/steps.ts'
import type { WorkStep } from '../../signature/working.ts'
import { text } from '../../text/local-text.ts'
import { byteLength } from '../../text/suspicious.ts'
import type { Finding } from '../../wizard/plan.ts'
import { file, str } from '../inputs.ts'
import type { Inputs, Made } from '../profile.ts'
import type { UserCloud } from './schema.ts'
import { workValue } from './values.ts'

export const transportOf = ({ endpoint }: UserCloud, inputs: Inputs): Transport =>
  endpoint.transports.find((each) => each === str(inputs, 'transport')) ?? endpoint.transports[0] ?? 'tls'

/** What templates may name before the values are made. */
export function inputScope(cloud: UserCloud, inputs: Inputs): Record<string, Value> {
  const entered = cloud.fields.map(({ key, kind }) => [key, { text: str(inputs, key), isSecret: kind === 'secret', of: key }] as const)
  const transport = transportOf(cloud, inputs)
  const scope: Record<string, Value> = { ...Object.fromEntries(entered), transport: { text: transport, isSecret: false } }
  const typed = str(inputs, 'host').trim()
  const host = typed === '' && cloud.endpoint.host !== undefined ? fillTemplate(cloud.endpoint.host, scope).text : typed
  const port = str(inputs, 'port').trim()
  return {
    ...scope,
    host: { text: host, isSecret: false, of: 'host' },
    port: { text: /^\d+$/.test(port) ? port : String(cloud.endpoint.ports[transport]), isSecret: false, of: 'port' },
  }
}

/** The login that the cloud's templates make. Never throws: what cannot be computed is a finding. */
export function makeUserLogin(cloud: UserCloud, inputs: Inputs): Made {
  const scope: Record<string, Value> = inputScope(cloud, inputs)
  const work: WorkStep[] = []
  const findings: Finding[] = []
  const values: Record<string, string> = {}
  for (const rule of cloud.values) {
    const worked = workValue(rule, scope)
    scope[rule.name] = worked.value
    values[rule.name] = worked.value.text
    work.push(...worked.work)
    findings.push(...worked.findings)
  }
  const parts: Partial<Record<'clientId' | 'username' | 'password', Filled>> = {}
  for (const part of ['clientId', 'username', 'password'] as const) {
    const template = cloud.login[part]
    if (template === undefined) continue
    const made = fillTemplate(template, scope)
    parts[part] = made
    scope[part] = { text: made.text, isSecret: part === 'password' || made.secrets.length > 0 }
    work.push(assemblyStep(part, made.parts))
  }
  const path = fillTemplate(cloud.endpoint.path, scope)
  const hidden = [...(parts.clientId?.secrets ?? []), ...(parts.username?.secrets ?? []), ...path.secrets]
  const expiresAt = expiryOf(cloud, inputs)
  return { login: loginOf(cloud, inputs, scope, parts, path.text), values, ...(expiresAt !== undefined && { expiresAt }), work, findings: [...findings, ...lengthFindings(cloud, parts)], ...(hidden.length > 0 && { hidden }) }
}

/** A time that lies ahead ends the login: the earliest of them. ms. */
function expiryOf({ fields }: UserCloud, inputs: Inputs): number | undefined {
  const ends = fields.flatMap(({ kind, key, unit, plusSeconds = 0 }) => (kind === 'time' && plusSeconds > 0 && /^\d{1,17}$/.test(str(inputs, key)) ? [Number(str(inputs, key)) * (unit === 'ms' ? 1 : 1000)] : []))
  return ends.length > 0 ? Math.min(...ends) : undefined
}

type Parts = Partial<Record<'clientId' | 'username' | 'password', Filled>>

function loginOf(cloud: UserCloud, inputs: Inputs, scope: Scope, { clientId, username, password }: Parts, path: string): Login {
  const transport = transportOf(cloud, inputs)
  const isSecure = transport === 'tls' || transport === 'wss'
  const [ca, certificate, privateKey] = [file(inputs, 'ca'), file(inputs, 'cert'), file(inputs, 'privateKey')]
  const isMutual = isSecure && cloud.endpoint.clientCertificate
  return {
    host: scope['host']?.text ?? '',
    port: Number(scope['port']?.text ?? 0),
    transport,
    ...((transport === 'ws' || transport === 'wss') && { path }),
    clientId: clientId?.text ?? '',
    ...(username && username.text !== '' && { username: username.text }),
    ...(password && password.text !== '' && { password: password.text }),
    ...(isSecure && ca && { ca }),
    ...(isMutual && certificate && { certificate }),
    ...(isMutual && privateKey && { privateKey }),
  }
}

function lengthFindings({ limits, source }: UserCloud, parts: Parts): Finding[] {
  return ([['username', limits.usernameBytes, text('user name', '用户名')], ['password', limits.passwordBytes, text('password', '密码')]] as const).flatMap(([part, most, name]) => {
    const bytes = byteLength(parts[part]?.text ?? '')
    if (most === undefined || bytes <= most) return []
    return [
      {
        severity: 'error' as const,
        code: `cloud.${part}-length`,
        stage: 'cloud' as const,
        what: text(`The ${name.en} has ${bytes} bytes; this cloud takes ${most}.`, `${name.zh}有 ${bytes} 字节，该云平台最多 ${most} 字节。`),
        next: text(`See: ${source}`, `依据：${source}`),
      },
    ]
  })
}
