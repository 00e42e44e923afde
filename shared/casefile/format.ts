import { z } from 'zod'
import { stages } from '../contract/failure.ts'
import { lineSettingsSchema, portKinds } from '../contract/serial.ts'

/** docs/case-files.md describes the form; `version` rises when an older program could no longer read a file rightly. */
export const caseFormat = 'atelier-case'
export const caseVersion = 1
export const caseExtension = '.atelier-case.json'

/** What a file may hold: a transcript's newest bytes and chunks. The recording has the rest. */
export const caseLimits = { fileBytes: 32 * 1024 * 1024, transcriptBytes: 8 * 1024 * 1024, chunks: 100_000 } as const

const short = z.string().max(512)
/** Above the longest line that the program keeps, 64 KiB. */
const long = z.string().max(128 * 1024)
const count = z.int().min(0)
/** ms from the transcript's start. What happened before it is negative. */
const time = z.number()
const list = <T extends z.ZodType>(item: T, most: number) => z.array(item).max(most).readonly()
const words = z.object({ en: long, zh: long })

const failure = z.object({ code: short, stage: z.enum(stages), earliest: z.exactOptional(z.enum(stages)), what: words, next: words, evidence: z.exactOptional(long) })

/** A file that the plan uses: public ones by their digest, a private key by its name alone. */
const namedFile = z.object({ name: short, bytes: count, sha256: z.exactOptional(z.string().regex(/^[0-9a-f]{64}$/)) })

const job = z.object({
  host: short,
  port: z.int().min(0).max(65_535),
  tls: z.enum(['none', 'server', 'mutual']),
  clientId: long,
  username: z.exactOptional(long),
  /** Bullets where there is one. */
  password: z.exactOptional(short),
  ca: z.exactOptional(namedFile),
  certificate: z.exactOptional(namedFile),
  privateKey: z.exactOptional(z.object({ name: short })),
  webSocketPath: z.exactOptional(long),
  serverName: z.exactOptional(z.boolean()),
  alpn: z.exactOptional(list(short, 16)),
  keepAlive: z.exactOptional(count),
  publishTopic: z.exactOptional(long),
  subscribeTopic: z.exactOptional(long),
  payload: long,
  qos: z.int().min(0).max(2),
  subscribeQos: z.int().min(0).max(2),
  retain: z.boolean(),
  /** What the modem family asked for besides. */
  options: z.exactOptional(z.record(short, long)),
})

/** A command that a person chose after a failure, to tell its causes apart, and what its answer said of them. */
const check = z.object({
  send: long,
  tells: words,
  status: z.enum(['running', 'answered', 'failed']),
  lines: list(z.object({ text: long, words: z.exactOptional(words) }), 10_000),
  findings: list(z.object({ means: words, verdict: z.enum(['confirms', 'rules-out']) }), 100),
  failure: z.exactOptional(failure),
})

const step = z.object({
  id: short,
  stage: z.enum(stages),
  /** Other stages that this step gets through. */
  covers: z.exactOptional(list(z.enum(stages), stages.length)),
  title: words,
  why: words,
  source: long,
  risk: z.enum(['reads', 'volatile', 'writes-nvm', 'irreversible']),
  /** As planned; secrets are bullets. */
  send: long,
  /** What was really sent, where that differs from the plan. */
  sent: z.exactOptional(long),
  /** Data after the modem's prompt. */
  data: z.exactOptional(z.object({ prompt: z.enum(['>', 'CONNECT', 'DOWNLOAD', 'OK', 'inline']), label: long, bytes: count })),
  /** The longest that the step may take by its manual, in ms. */
  limitMs: z.number().min(0),
  status: z.enum(['waiting', 'running', 'passed', 'failed', 'skipped']),
  startedAt: z.exactOptional(time),
  elapsedMs: z.exactOptional(z.number().min(0)),
  lines: list(long, 10_000),
  captured: list(z.object({ name: short, label: words, value: long, words: z.exactOptional(words), secret: z.exactOptional(z.boolean()) }), 100),
  failure: z.exactOptional(failure),
  checks: z.exactOptional(list(check, 20)),
})

/** What was sent besides the plan. */
const extra = z.object({
  /** `publish`, `subscribe`, `set-clock` … */
  kind: short,
  topic: z.exactOptional(long),
  payload: z.exactOptional(long),
  qos: z.exactOptional(count),
  status: z.enum(['running', 'passed', 'failed']),
  startedAt: time,
  elapsedMs: z.exactOptional(z.number().min(0)),
  sent: list(long, 50),
  lines: list(long, 10_000),
  failure: z.exactOptional(failure),
})

const run = z.object({
  modem: short,
  cloud: short,
  variant: z.exactOptional(short),
  title: words,
  status: z.enum(['ready', 'running', 'paused', 'failed', 'done', 'stopped']),
  position: count,
  job,
  findings: list(z.object({ severity: z.enum(['error', 'warning']), code: short, stage: z.enum(stages), field: z.exactOptional(short), what: words, next: words }), 200),
  steps: list(step, 500),
  received: list(z.object({ at: time, topic: long, payload: long }), 1_000),
  extras: z.exactOptional(list(extra, 200)),
  notice: z.exactOptional(failure),
  probe: z.exactOptional(
    z.object({ at: time, layers: list(z.object({ layer: z.enum(['dns', 'tcp', 'tls', 'mqtt']), passed: z.boolean(), detail: long }), 16), verdict: words }),
  ),
})

/** Bytes as text where they are readable UTF-8, else as base64. */
const chunk = z.union([
  z.tuple([time, z.enum(['in', 'out', 'note']), z.string()]),
  z.tuple([time, z.enum(['in', 'out', 'note']), z.object({ base64: z.base64() })]),
])

export const caseSchema = z.object({
  format: z.literal(caseFormat),
  version: z.literal(caseVersion),
  /** Version of the program that wrote it. */
  program: short,
  createdAt: z.iso.datetime(),
  session: z.object({ kind: z.enum(portKinds), port: short, label: z.exactOptional(short), settings: lineSettingsSchema }),
  module: z.object({
    model: z.exactOptional(short),
    firmware: z.exactOptional(short),
    /** What it answered when it was asked what it is. */
    answers: list(z.object({ command: short, lines: list(long, 100) }), 32),
  }),
  run: z.exactOptional(run),
  transcript: z.object({
    startedAt: z.iso.datetime(),
    /** Chunks that were left out at the front because there were too many. */
    omitted: count,
    chunks: list(chunk, caseLimits.chunks * 2),
  }),
})

export type CaseFile = z.infer<typeof caseSchema>
export type CaseRun = NonNullable<CaseFile['run']>
export type CaseStep = CaseRun['steps'][number]
export type CaseCheck = NonNullable<CaseStep['checks']>[number]
export type CaseExtra = NonNullable<CaseRun['extras']>[number]
export type CaseJob = CaseRun['job']
export type CaseChunk = CaseFile['transcript']['chunks'][number]
