import { cLiteral } from '../../signature/exports/c.ts'
import { text } from '../../text/local-text.ts'
import { begin, fileNameOf, oneLine, titleOf, type PlanExporter, type Words } from './export.ts'
import { toFillIn, toPutIn, type Outline, type OutlineStep } from './outline.ts'
import { cRunner } from './c-runner.ts'

const yours = text('A sketch: at_write, at_read_line, at_matches and at_wait at its top are yours to write.', '这是框架代码：开头的 at_write、at_read_line、at_matches、at_wait 需要自己实现。')
const filled = text('A name in braces has to be replaced before the step is sent.', '花括号里的名字要在发送该步骤之前替换掉。')

/** C99 6.4.9: a comment ends at the first star and slash. */
const comment = (words: string): string => `/* ${oneLine(words).replaceAll('*/', '* /').replaceAll('/*', '/ *')} */`

/** The command, with the secrets that were left out as macros between its pieces. */
function commandLiteral(send: string, { leftOut }: Outline): string {
  const token = leftOut.find((each) => send.includes(each.token))
  if (!token) return cLiteral(send)
  const at = send.indexOf(token.token)
  return `${cLiteral(send.slice(0, at))} ${token.name} ${commandLiteral(send.slice(at + token.token.length), { leftOut } as Outline)}`
}

const orNull = (value: string | undefined): string => (value === undefined ? 'NULL' : cLiteral(value))

/** Bytes as the hexadecimal numbers of an array, twelve a line. */
function array(name: string, bytes: Uint8Array): string {
  const numbers = Array.from(bytes, (byte) => `0x${byte.toString(16).padStart(2, '0')}`)
  const rows = Array.from({ length: Math.ceil(numbers.length / 12) }, (_, at) => `    ${numbers.slice(at * 12, at * 12 + 12).join(', ')},\n`)
  return `static const unsigned char ${name}[] = {\n${rows.join('') || '    0,\n'}};\n`
}

const dataName = (number: number): string => `at_data_${number}`

function dataDeclarations({ steps }: Outline): string {
  return steps
    .map(({ then }, at) => {
      if (!then) return ''
      if (then.bytes) return array(dataName(at + 1), then.end === 'ctrl-z' ? Uint8Array.of(...then.bytes, 0x1a) : then.bytes)
      return `${comment(`${then.label}: ${then.length} bytes, to be defined elsewhere`)}\nextern const unsigned char ${dataName(at + 1)}[${Math.max(then.length, 1)}];\n`
    })
    .join('')
}

function entry(step: OutlineStep, at: number, outline: Outline, say: Words): string {
  const { expect, then } = step
  const { line, urc, poll } = expect
  const sent = then && (then.bytes?.length ?? then.length) + (then.end === 'ctrl-z' ? 1 : 0)
  const fields = [
    `.send = ${commandLiteral(step.send, outline)}`,
    `.timeout_ms = ${expect.timeoutMs}`,
    ...(line ? [`.line_prefix = ${orNull(line.prefix)}`, `.line_accept = ${orNull(line.accept)}`] : []),
    ...(urc ? [`.urc_prefix = ${orNull(urc.prefix)}`, `.urc_accept = ${orNull(urc.accept)}`, `.urc_ms = ${urc.timeoutMs}`] : []),
    ...(urc?.interim === undefined ? [] : [`.urc_interim = ${orNull(urc.interim)}`]),
    ...(poll ? [`.poll_while = ${orNull(poll.while)}`, `.poll_every_ms = ${poll.everyMs}`, `.poll_for_ms = ${poll.forMs}`] : []),
    ...(then && then.prompt !== 'inline' ? [`.prompt = ${orNull(then.prompt)}`, `.prompt_ms = ${then.promptTimeoutMs}`, `.prompt_follows_ok = ${then.followsOk ? 1 : 0}`] : []),
    ...(then ? [`.data = ${dataName(at + 1)}`, `.data_size = ${sent}`] : []),
  ]
  return `    ${comment(`${step.stage}: ${titleOf(step, say)}`)}\n    {\n${fields.map((field) => `        ${field},\n`).join('')}    },\n`
}

function macros({ leftOut }: Outline, say: Words): string {
  const used = text('used in', '用于')
  return leftOut
    .map(({ name, usedIn }) => `${comment(`${name}, ${say(used)}: ${usedIn.map(say).join('; ')}`)}\n#ifndef ${name}\n#error "${name} is missing: define it as a string"\n#endif\n`)
    .join('')
}

/** A table of the steps and the loop that walks it, in C99 without an operating system. Recoveries are left out: on a device they are the caller's choice. */
export const exportCPlan: PlanExporter = (plan, options) => {
  const { outline, say } = begin(plan, options)
  const fills = toFillIn(outline)
  const notes = [yours, ...toPutIn(outline), ...fills, ...(fills.length > 0 ? [filled] : [])]
  const table = outline.steps.map((step, at) => entry(step, at, outline, say)).join('')
  return {
    text: `${[outline.title, ...notes].map((note) => comment(say(note))).join('\n')}
${cRunner.head}
${macros(outline, say)}
${dataDeclarations(outline)}
static const at_step at_plan[] = {
${table}};

${cRunner.loop}`,
    fileName: fileNameOf(plan, 'c').replaceAll('-', '_'),
    notes,
  }
}
