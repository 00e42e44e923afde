import { caseExtension, type CaseFile } from './format.ts'

/** The file's text: readable, one line a chunk, so that a place in it can be named. */
export function writeCase(content: CaseFile): string {
  const { transcript, ...head } = content
  const { chunks, ...about } = transcript
  const outline = JSON.stringify({ ...head, transcript: { ...about, chunks: [] } }, null, 2)
  const lines = chunks.map((chunk) => `      ${JSON.stringify(chunk)}`).join(',\n')
  // The transcript is the last member, its chunks the last of it.
  const end = outline.lastIndexOf('[]')
  return `${outline.slice(0, end)}[${lines === '' ? '' : `\n${lines}\n    `}${outline.slice(end + 1)}\n`
}

const two = (value: number): string => String(value).padStart(2, '0')

/** `quectel-ec20_mqtt_20261127-0342.atelier-case.json`; letters that are safe on every system. */
export function caseFileName({ run, session, module, createdAt }: CaseFile): string {
  const at = new Date(createdAt)
  const when = `${at.getUTCFullYear()}${two(at.getUTCMonth() + 1)}${two(at.getUTCDate())}-${two(at.getUTCHours())}${two(at.getUTCMinutes())}`
  const what = run ? [run.modem, run.cloud] : [module.model ?? session.port]
  return `${[...what, when].map((part) => part.replace(/[^A-Za-z0-9-]+/g, '-').slice(0, 60)).join('_')}${caseExtension}`
}
