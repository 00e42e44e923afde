import { randomBytes } from 'node:crypto'
import { fieldsOf } from '../../shared/clouds/inputs.ts'
import type { CloudProfile, Inputs, Mark } from '../../shared/clouds/profile.ts'
import { checkLogin, type Checked } from '../../shared/signature/check.ts'
import { circumstancesOf } from '../../shared/signature/circumstances.ts'
import { givenParts, type Given, type GivenPart } from '../../shared/signature/given.ts'
import { describeJsonFault } from '../../shared/signature/read/json-text.ts'
import { readGiven } from '../../shared/signature/read/read-given.ts'
import type { Text } from '../../shared/text/local-text.ts'
import { chooseCloud } from './choose-cloud.ts'
import { loadCatalogue } from './load-catalogue.ts'
import type { Output } from './output.ts'
import { readLog } from './read-log.ts'
import { pairOf, readInputs } from './read-inputs.ts'
import { flat } from './sign.ts'
import { exitCode, UsageError } from './usage-error.ts'
import { speaker } from './words.ts'

export type CheckOptions = { readonly set: readonly string[]; readonly given: readonly string[]; readonly text?: string; readonly json?: boolean; readonly lang?: string; readonly data?: string }

/** One login to judge: its parts, and what the text around it says of the device. */
type Candidate = { readonly given: Given; readonly inputs: Inputs; readonly source?: Text }

/** Judges logins against what is known of the device. Exit codes: 0 nothing wrong, 1 something is. */
export async function checkCommand(cloudId: string, options: CheckOptions, out: Output, readStdin: () => Promise<Uint8Array>): Promise<number> {
  const cloud = chooseCloud(await loadCatalogue(options.data), cloudId)
  const say = speaker(options.lang)
  const { known, direct } = await readKnown(cloud, options)
  const candidates: Candidate[] = Object.keys(direct).length > 0 ? [{ given: direct, inputs: {} }] : []
  if (options.text !== undefined) candidates.push(...(await readPasted(options.text, readStdin)))
  if (candidates.length === 0) throw new UsageError('no login to check: give --given clientId=… --given username=… --given password=…, or --text FILE with the command lines or log that carry it')
  const circumstances = circumstancesOf(Date.now(), randomBytes)
  const results = candidates.map((candidate) => ({ ...candidate, checked: checkLogin(cloud, candidate.given, { ...candidate.inputs, ...known }, circumstances) }))
  const isClean = results.every(({ checked }) => checked.marks.every(({ severity }) => severity !== 'error'))
  if (options.json) out.line(JSON.stringify({ cloud: cloud.id, ok: isClean, logins: results.map(({ checked, given, source }) => ({ ...(source && { source }), given, ...asData(checked) })) }))
  else for (const { checked, source } of results) tell(checked, source, say, out)
  return isClean ? exitCode.done : exitCode.failed
}

async function readPasted(path: string, readStdin: () => Promise<Uint8Array>): Promise<readonly Candidate[]> {
  const pasted = await readLog(path, readStdin)
  const found = readGiven(pasted).filter(({ given }) => Object.keys(given).length > 0)
  const fault = found.length === 0 ? describeJsonFault(pasted) : undefined
  if (fault) throw new UsageError(`${path} holds JSON that cannot be read. ${fault.en}`)
  return found
}

/** Parts of a login may also come by --set: user name and password are no inputs of a cloud that signs, and what comes with them is the login too. */
async function readKnown(cloud: CloudProfile, { set, given }: CheckOptions): Promise<{ known: Inputs; direct: Given }> {
  const [login] = cloud.operations
  // Secrets that are taken for one another are known values as well.
  const fields = cloud.fields.filter(({ group }) => group !== 'exchange')
  const isField = (key: string) => fieldsOf(fields, login.id).some((field) => field.key === key)
  const isLogin = set.some((pair) => ['username', 'password'].includes(pairOf(pair)[0]) && !isField(pairOf(pair)[0]))
  const isPart = (key: string): key is GivenPart => (givenParts as readonly string[]).includes(key)
  const known: string[] = []
  const direct: { [P in GivenPart]?: string } = {}
  for (const pair of set) {
    const [key, value] = pairOf(pair)
    if (isLogin && isPart(key)) direct[key] = value
    else known.push(pair)
  }
  for (const pair of given) {
    const [key, value] = pairOf(pair)
    if (!isPart(key)) throw new UsageError(`a login has no part “${key}”; it has ${givenParts.join(', ')}`)
    direct[key] = value
  }
  return { known: await readInputs({ id: cloud.id, fields }, known), direct }
}

const asData = ({ marks, isRecomputed, expected }: Checked) => ({
  ok: marks.every(({ severity }) => severity !== 'error'),
  recomputed: isRecomputed,
  marks,
  ...(isRecomputed && expected && { expected: flat(expected) }),
})

function tell({ marks, isRecomputed, expected }: Checked, source: Text | undefined, say: (text: Text) => string, out: Output): void {
  if (source) out.line(`# ${say(source)}`)
  for (const mark of marks) out.line(markLine(mark, say))
  if (!isRecomputed) out.remark(say(secretNeeded))
  if (marks.length === 0) out.line(say(isRecomputed ? right : wellFormed))
  else if (isRecomputed && expected) for (const [key, value] of Object.entries(flat(expected))) out.line(`  ${key.padEnd(10)} ${String(value)}`)
}

const markLine = ({ severity, part, field, what, next }: Mark, say: (text: Text) => string) => `${severity} ${part ?? field ?? ''}: ${say(what)} ${say(next)}`

const right: Text = { en: 'ok: this is exactly what these values give', zh: '正确：和这些参数算出来的完全一致' }
const wellFormed: Text = { en: 'ok: the form is right', zh: '格式正确' }
const secretNeeded: Text = { en: 'The secret is not known, so only the form was judged: give it with --set.', zh: '没有给出密钥，只检查了格式；请用 --set 给出密钥。' }
