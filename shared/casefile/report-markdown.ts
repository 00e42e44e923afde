import type { Failure, Stage } from '../contract/failure.ts'
import { findCloud } from '../clouds/index.ts'
import { findModem } from '../modems/index.ts'
import { text, type Language, type Text } from '../text/local-text.ts'
import { codeSpan, plainWords } from '../wizard/exports/markdown.ts'
import { durationText } from './duration.ts'
import { caseExtension, type CaseFile, type CaseRun, type CaseStep } from './format.ts'
import { failedStep, failureOf, stageReached } from './progress.ts'
import { settingRows } from './setting-rows.ts'
import { decodeChunk, transcriptLines } from './transcript.ts'
import { outcomeNames, stageNames, stepStateNames } from './words.ts'

/** Lines of the transcript's end: enough to show how it ended, few enough to read. */
const tailLines = 60

const t = {
  title: text('Report', '调试报告'),
  made: text('Saved', '保存时间'),
  by: text('by ATelier', 'ATelier'),
  what: text('What was tried', '测试内容'),
  outcome: text('Outcome', '结果'),
  stage: text('Stage', '阶段'),
  reached: text('Stage reached', '到达的阶段'),
  failed: text('What failed', '失败原因'),
  after: text('What came after', '之后发生的情况'),
  evidence: text('Evidence', '证据'),
  next: text('What to do next', '下一步'),
  checks: text('What was asked of the module after the failure', '失败后向模组查询的结果'),
  confirms: text('here is the cause, most likely', '原因很可能就在这里'),
  rulesOut: text('so this is not the cause', '可以排除这个原因'),
  silent: text('no answer', '没有应答'),
  fromPc: text('The same broker, tried from the PC', '从电脑试同一服务器'),
  steps: text('Steps', '步骤'),
  step: text('Step', '步骤'),
  command: text('Command', '指令'),
  state: text('State', '状态'),
  time: text('Time', '耗时'),
  limit: text('Limit', '时限'),
  answer: text('Result', '应答'),
  module: text('The module', '模组信息'),
  settings: text('Settings', '参数'),
  setting: text('Setting', '项目'),
  value: text('Value', '值'),
  tail: text('End of the transcript', '收发记录（末尾）'),
  masked: text(
    'Passwords and keys are hidden. IMEI, IMSI, ICCID and phone numbers are replaced by stand-ins; the same stand-in is the same number.',
    '密码和密钥已隐藏。IMEI、IMSI、ICCID 和手机号已用代号替换，同一代号表示同一号码。',
  ),
  unknown: text('The module was not asked what it is.', '没有查询过模组型号。'),
  file: text('The whole transcript is in the case file.', '完整的收发记录见案例文件。'),
}

/** A pipe ends a table's cell even inside a code span (GitHub Flavored Markdown, 4.10). */
const cell = (content: string): string => content.replaceAll('|', '\\|')
const codeCell = (code: string): string => (code === '' ? '' : cell(codeSpan(code.replace(/[\r\n]+/g, ' '))))

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${head.join(' | ')} |`,
  `| ${head.map(() => '---').join(' | ')} |`,
  ...rows.map((row) => `| ${row.join(' | ')} |`),
]

/** A report for a customer or a colleague, in one language: what was tried, how far it came, why not further, and what to do. */
export function reportMarkdown(content: CaseFile, language: Language): string {
  const say = (both: Text): string => both[language]
  const words = (both: Text): string => plainWords(say(both))
  const colon = language === 'zh' ? '：' : ': '
  const stage = (id: Stage): string => say(stageNames[id])
  const { run, module } = content
  const title = run ? words(run.title) : plainWords(module.model ?? content.session.port)
  const sections = [
    [`# ${say(t.title)}${colon}${title}`, '', `${say(t.made)} ${utcTime(content.createdAt)}, ${say(t.by)} ${plainWords(content.program)}. ${say(t.masked)}`],
    ...(run ? runSections(run, { colon, say, words, stage }) : []),
    [`## ${say(t.module)}`, '', ...moduleLines(module, say)],
    [
      `## ${say(t.settings)}`,
      '',
      ...table(
        [say(t.setting), say(t.value)],
        settingRows(content).map(({ label, value, words: name }) => [cell(words(label)), name ? cell(words(name)) : codeCell(value)]),
      ),
    ],
    tailSection(content, say),
  ]
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

type Words = { readonly colon: string; readonly say: (both: Text) => string; readonly words: (both: Text) => string; readonly stage: (id: Stage) => string }

function runSections(run: CaseRun, { colon, say, words, stage }: Words): readonly (readonly string[])[] {
  const cloud = findCloud(run.cloud)
  const reached = stageReached(run)
  const failure = failureOf(run)
  const pair = [findModem(run.modem)?.name ?? run.modem, cloud ? say(cloud.name) : run.cloud, run.variant].filter((part) => part !== undefined && part !== '')
  return [
    [
      `## ${say(t.outcome)}`,
      '',
      `- ${say(t.what)}${colon}${plainWords(pair.join(' → '))}`,
      `- ${say(t.outcome)}${colon}**${say(outcomeNames[run.status])}**`,
      ...(reached ? [`- ${say(t.reached)}${colon}${stage(reached)}`] : []),
    ],
    ...(failure ? [failureLines(failedStep(run) ? t.failed : t.after, failure, { colon, say, words, stage })] : []),
    ...checkSections(run, { colon, say, words, stage }),
    ...(run.probe
      ? [[`## ${say(t.fromPc)}`, '', ...run.probe.layers.map(({ layer, passed, detail }) => `- ${layer.toUpperCase()} ${passed ? '✓' : '✗'} ${codeSpan(detail || '-')}`), '', words(run.probe.verdict)]]
      : []),
    [
      `## ${say(t.steps)}`,
      '',
      ...table(
        ['#', say(t.stage), say(t.step), say(t.command), say(t.state), say(t.time), say(t.limit), say(t.answer)],
        run.steps.map((step, index) => [
          String(index + 1),
          stage(step.stage),
          cell(words(step.title)),
          codeCell(step.sent ?? step.send),
          say(stepStateNames[step.status]),
          step.elapsedMs === undefined ? '' : durationText(step.elapsedMs),
          durationText(step.limitMs),
          codeCell(resultOf(step, say)),
        ]),
      ),
    ],
  ]
}

/** Each command with its answer, and what that says of the cause. */
function checkSections({ steps }: CaseRun, { colon, say, words }: Words): readonly (readonly string[])[] {
  const checks = steps.flatMap((step) => step.checks ?? [])
  if (checks.length === 0) return []
  const told = checks.flatMap(({ send, lines, findings, failure }) => [
    '',
    `- ${codeSpan(send)}${colon}${lines.length === 0 ? say(t.silent) : lines.map(({ text: line }) => codeSpan(line)).join(' ')}`,
    ...findings.map(({ means, verdict }) => `  - **${say(verdict === 'confirms' ? t.confirms : t.rulesOut)}**${colon}${words(means)}`),
    ...(failure ? [`  - ${words(failure.what)}`] : []),
  ])
  return [[`## ${say(t.checks)}`, ...told]]
}

/** Values that the step has read, else the last line that says something. */
function resultOf({ captured, lines, failure }: CaseStep, say: (both: Text) => string): string {
  if (failure?.evidence !== undefined) return failure.evidence
  const values = captured.map(({ value, words }) => (words ? `${value} (${say(words)})` : value))
  return values.length > 0 ? values.join(', ') : (lines.findLast((line) => line !== 'OK') ?? lines.at(-1) ?? '')
}

function failureLines(heading: Text, failure: Failure, { colon, say, words, stage }: Words): readonly string[] {
  return [
    `## ${say(heading)}`,
    '',
    `**${stage(failure.stage)}**${colon}${words(failure.what)}`,
    ...(failure.evidence === undefined ? [] : ['', `${say(t.evidence)}${colon.trimEnd()}`, '', ...fenced(failure.evidence.split('\n'))]),
    '',
    `**${say(t.next)}**${colon}${words(failure.next)}`,
  ]
}

/** CommonMark 0.31, 4.5: a fence longer than any run of backticks inside. */
function fenced(lines: readonly string[]): readonly string[] {
  const ticks = '`'.repeat(Math.max(3, ...lines.flatMap((line) => Array.from(line.matchAll(/`+/g), ([run]) => run.length + 1))))
  return [`${ticks}text`, ...lines.map((line) => line.replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, '�')), ticks]
}

const moduleLines = ({ answers }: CaseFile['module'], say: (both: Text) => string): readonly string[] =>
  answers.length === 0 ? [say(t.unknown)] : fenced(answers.flatMap(({ command, lines }) => [command, ...lines.map((line) => `  ${line}`)]))

const arrows = { in: '←', out: '→', note: '·' } as const

function tailSection({ transcript }: CaseFile, say: (both: Text) => string): readonly string[] {
  const lines = transcriptLines(transcript.chunks.map(decodeChunk))
  const tail = lines.slice(-tailLines).map(({ at, direction, text: line }) => `${(at / 1000).toFixed(3).padStart(9)} ${arrows[direction]} ${line}`)
  return [`## ${say(t.tail)}`, '', ...fenced(tail), ...(lines.length > tail.length || transcript.omitted > 0 ? ['', say(t.file)] : [])]
}

/** The same for whoever reads it, wherever they are. */
const utcTime = (iso: string): string => `${iso.slice(0, 16).replace('T', ' ')} UTC`

export const reportFileName = (caseFile: string): string => caseFile.replace(new RegExp(`${caseExtension.replaceAll('.', '\\.')}$`), '.md')
