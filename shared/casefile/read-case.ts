import type { z } from 'zod'
import { fail, ok, type Failure, type Result } from '../contract/failure.ts'
import { text, type Text } from '../text/local-text.ts'
import { caseFormat, caseLimits, caseSchema, caseVersion, type CaseFile } from './format.ts'
import { lineAndColumn, scanJson } from './json-place.ts'

const unreadable = (code: string, what: Text, next: Text, evidence?: string): { readonly ok: false; readonly failure: Failure } =>
  fail({ code, stage: 'port', what, next, ...(evidence !== undefined && { evidence }) })

const sendAgain = text('Have the file sent again, packed as ZIP where mail or chat programs change it.', '请对方重新发送，邮件或聊天软件会改动文件时先打包成 ZIP。')

export const caseTooLarge = (bytes: number): Failure => ({
  code: 'case.too-large',
  stage: 'port',
  what: text(
    `The file has ${Math.ceil(bytes / 1024 / 1024)} MiB; a case file has at most ${caseLimits.fileBytes / 1024 / 1024} MiB.`,
    `文件有 ${Math.ceil(bytes / 1024 / 1024)} MiB，案例文件最大 ${caseLimits.fileBytes / 1024 / 1024} MiB。`,
  ),
  next: text('Choose a file that ends in .atelier-case.json; a terminal’s log belongs to “Explain a log”.', '请选择以 .atelier-case.json 结尾的文件；串口日志请用“日志分析”打开。'),
})

/** Whether a text gives itself out for a case file, for those who take logs as well. */
export const looksLikeCase = (content: string): boolean => /^\ufeff?\s*\{\s*"format"\s*:\s*"atelier-case"/.test(content.slice(0, 1024))

/** A case file's content, checked whole. What is wrong with it is said with its place. */
export function readCase(content: string): Result<CaseFile> {
  if (content.length > caseLimits.fileBytes) return fail(caseTooLarge(content.length))
  const source = content.replace(/^\ufeff/, '')
  let parsed: unknown
  try {
    parsed = JSON.parse(source)
  } catch {
    return brokenJson(source)
  }
  const { format, version } = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as { readonly format?: unknown; readonly version?: unknown }
  if (format !== caseFormat) return notACase()
  if (typeof version === 'number' && version > caseVersion) return tooNew(version)
  const checked = caseSchema.safeParse(parsed)
  return checked.success ? ok(checked.data) : wrongField(source, checked.error)
}

const notACase = () =>
  unreadable(
    'case.not-a-case',
    text('This is not a case file.', '这不是案例文件。'),
    text('Choose a file that ends in .atelier-case.json; a terminal’s log belongs to “Explain a log”.', '请选择以 .atelier-case.json 结尾的文件；串口日志请用“日志分析”打开。'),
  )

const tooNew = (version: number) =>
  unreadable(
    'case.newer',
    text(`The file was made by a newer ATelier: its format is ${version}, this one reads up to ${caseVersion}.`, `文件由更新版本的 ATelier 生成：格式版本 ${version}，本版本最多支持 ${caseVersion}。`),
    text('Update ATelier, or have the sender save the report as Markdown.', '请升级 ATelier，或请对方改存 Markdown 报告。'),
  )

function brokenJson(source: string) {
  if (!looksLikeCase(source)) return notACase()
  const fault = scanJson(source).fault ?? source.length
  const { line, column } = lineAndColumn(source, fault)
  // An end that came too soon: nothing but the end of the text stands where the fault is.
  if (source.slice(fault).trim() === '') {
    return unreadable('case.cut-off', text(`The file is cut off: it ends in line ${line}.`, `文件不完整：到第 ${line} 行就断了。`), sendAgain)
  }
  return unreadable('case.damaged', text(`The file is damaged in line ${line}, column ${column}.`, `文件第 ${line} 行第 ${column} 列损坏。`), sendAgain)
}

/** `run.steps[3].status` */
const pathText = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((shown, key) => (typeof key === 'number' ? `${shown}[${key}]` : shown === '' ? String(key) : `${shown}.${String(key)}`), '')

function wrongField(source: string, { issues }: z.ZodError) {
  const [issue] = issues
  const path = issue?.path ?? []
  const place = pathText(path)
  // A field that is missing has no place of its own: the object that lacks it has.
  const found = scanJson(source, path).found ?? scanJson(source, path.slice(0, -1)).found ?? 0
  const { line } = lineAndColumn(source, found)
  return unreadable(
    'case.wrong-field',
    text(`“${place}” (line ${line}) is not as the format has it.`, `“${place}”（第 ${line} 行）不符合格式。`),
    text('The file was changed by hand or by another program. Have it saved anew from the run, or see docs/case-files.md.', '文件可能被手工或其他程序改过。请重新从运行结果保存，格式说明见 docs/case-files.md。'),
    `${place}: ${issue?.message ?? ''}`.slice(0, 500),
  )
}
