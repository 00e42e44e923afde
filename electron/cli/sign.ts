import { randomBytes } from 'node:crypto'
import { fieldsOf } from '../../shared/clouds/inputs.ts'
import type { CloudProfile, Made, Operation } from '../../shared/clouds/profile.ts'
import { findOperation, operationFor, signWith } from '../../shared/clouds/sign.ts'
import { circumstancesOf } from '../../shared/signature/circumstances.ts'
import type { Login } from '../../shared/signature/login.ts'
import { textOf, type WorkStep } from '../../shared/signature/working.ts'
import type { Text } from '../../shared/text/local-text.ts'
import { checkTlsMaterial } from '../../shared/tls/check-material.ts'
import type { Finding } from '../../shared/wizard/plan.ts'
import { chooseCloud } from './choose-cloud.ts'
import { loadCatalogue } from './load-catalogue.ts'
import type { Output } from './output.ts'
import { pairOf, readInputs } from './read-inputs.ts'
import { exitCode, UsageError } from './usage-error.ts'
import { findingLine, speaker } from './words.ts'

export type SignOptions = { readonly set: readonly string[]; readonly operation?: string; readonly explain?: boolean; readonly json?: boolean; readonly lang?: string; readonly data?: string }

/** Prints a cloud's login, or what another of its operations gives: whoever asks for it has just given the secret. */
export async function signCommand(cloudId: string, options: SignOptions, out: Output): Promise<number> {
  const cloud = chooseCloud(await loadCatalogue(options.data), cloudId)
  const operation = chooseOperation(cloud, options)
  const fields = fieldsOf(cloud.fields, operation.id).filter(({ group }) => group !== 'exchange')
  const inputs = await readInputs({ id: `${cloud.id}, operation ${operation.id},`, fields }, options.set)
  const now = Date.now()
  const signed = signWith(cloud, operation, inputs, circumstancesOf(now, randomBytes))
  const findings = [...signed.findings, ...(await fileFindings(cloud, signed.made?.login, now))]
  const made = findings.some(({ severity }) => severity === 'error') ? undefined : signed.made
  const say = speaker(options.lang)
  if (options.json) {
    const work = options.explain && made ? { work: made.work.map(({ kind, title, note, parts }) => ({ kind, title, ...(note && { note }), text: textOf(parts) })) } : {}
    out.line(JSON.stringify({ ...(made && flat(made)), ...work, ...(findings.length > 0 && { findings }) }))
  } else {
    for (const finding of findings) out.remark(findingLine(finding, say))
    if (made && options.explain) for (const step of made.work) out.line(stepLines(step, say))
    if (made) for (const [key, value] of Object.entries(flat(made))) out.line(`${key.padEnd(10)} ${String(value)}`)
  }
  return made ? exitCode.done : exitCode.usage
}

/** What is wrong with the login's certificate files, at the inputs that brought them. */
async function fileFindings({ fields }: CloudProfile, login: Login | undefined, now: number): Promise<readonly Finding[]> {
  if (!login) return []
  const { findings } = await checkTlsMaterial({ ca: login.ca, certificate: login.certificate, privateKey: login.privateKey }, now)
  const keyField = fields.some(({ key }) => key === 'privateKey') ? 'privateKey' : 'key'
  return findings.map((finding) => (finding.field === 'key' ? { ...finding, field: keyField } : finding))
}

/** The one asked for; else the login, or the operation that takes the keys that were given. */
function chooseOperation(cloud: CloudProfile, { operation, set }: SignOptions): Operation {
  if (operation === undefined) return operationFor(cloud, set.map((pair) => pairOf(pair)[0])) ?? cloud.operations[0]
  const found = findOperation(cloud, operation)
  if (!found) throw new UsageError(`${cloud.id} has no operation “${operation}”; it has ${cloud.operations.map(({ id }) => id).join(', ')}`)
  return found
}

/** Only what applies; files stay where they are. */
export function flat({ login, values, expiresAt }: Made): Record<string, unknown> {
  const { ca: _ca, certificate: _certificate, privateKey: _key, ...parts } = login ?? {}
  return { ...parts, ...values, ...(expiresAt !== undefined && { expiresAt: new Date(expiresAt).toISOString() }) }
}

function stepLines({ title, note, kind, parts }: WorkStep, say: (text: Text) => string): string {
  const content =
    kind === 'parameters'
      ? parts.map((part) => (part.role === 'name' ? `\n    ${part.text} = ` : part.text)).join('')
      : `\n    ${textOf(parts)
          .split('\n')
          .join('\n    ')}`
  return `${say(title)}${note ? `\n  ${say(note)}` : ''}${content}\n`
}
