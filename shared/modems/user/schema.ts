import { z } from 'zod'
import { stages } from '../../contract/failure.ts'
import { checkFieldKeys, fieldSchema } from '../../profiles/field-schema.ts'
import { addProblem, checkTemplate, idSchema, localText, milliseconds, pattern, plainText } from '../../profiles/schema-kit.ts'
import { text } from '../../text/local-text.ts'
import { fileIn } from './file-in.ts'

/** What commands and data may name: the job's parts. `ca`, `certificate` and `privateKey` are whole files, for `data` alone; their names with `Bytes` are counts. */
export const commandNames = [
  'host', 'port', 'clientId', 'username', 'password', 'keepAlive', 'subscribeTopic', 'subscribeQos', 'publishTopic', 'qos', 'retain', 'payload',
  'caBytes', 'certificateBytes', 'privateKeyBytes',
] as const

const stage = z.enum(stages)
const prefix = z.string().min(1).max(100)
/** One line of AT: what ends it, and Ctrl-Z and ESC, would change what the modem reads. */
const commandLine = z.string().min(1).max(2_000).regex(/^[^\u0000-\u001f\u007f]*$/, '@line')

const lineRule = z.strictObject({ prefix, accept: pattern })

const closingSchema = z.strictObject({ line: commandLine, timeoutMs: milliseconds.default(5_000), urcPrefix: prefix.optional() })

/** When a step is there: all of the words must hold; `not` turns one round. */
export const conditions = ['tls', 'plain', 'mutual', 'ca', 'username', 'password', 'keepAlive', 'subscribe', 'publish', 'qos0', 'qos1', 'qos2'] as const
const condition = z.enum([...conditions, ...conditions.map((word) => `not ${word}` as const)])

const stepSchema = z.strictObject({
  id: idSchema,
  stage,
  /** Earlier stages that the same command proves as well: opening over TLS looks the name up and makes the TCP connection. */
  covers: z.array(stage).max(4).default([]),
  title: localText,
  why: localText.optional(),
  /** Left out: the profile's own. */
  source: plainText.optional(),
  when: z.array(condition).max(6).default([]),
  send: commandLine,
  timeoutMs: milliseconds.default(5_000),
  expect: lineRule.optional(),
  urc: lineRule.extend({ timeoutMs: milliseconds.default(30_000), failurePrefix: z.union([prefix, z.array(prefix).min(1).max(5)], '@prefix').optional(), interim: pattern.optional() }).optional(),
  poll: z.strictObject({ everyMs: z.int().min(200).max(60_000).default(2_000), forMs: milliseconds, while: pattern }).optional(),
  data: z
    .strictObject({
      prompt: z.enum(['>', 'CONNECT', 'DOWNLOAD']),
      promptTimeoutMs: milliseconds.default(5_000),
      /** A template, or a whole file. */
      content: z.string().min(1).max(2_000),
      end: z.enum(['length', 'ctrl-z']).default('length'),
      afterOk: z.boolean().default(false),
    })
    .optional(),
  capture: z.array(z.strictObject({ name: idSchema, label: localText, pattern, decode: z.enum(['csq', 'registration']).optional() })).max(5).default([]),
  recover: z.array(z.strictObject({ when: pattern, send: z.array(closingSchema).min(1).max(10), why: localText })).max(5).default([]),
  risk: z.enum(['reads', 'volatile', 'writes-nvm', 'irreversible']).default('volatile'),
  chained: z.boolean().default(false),
  opens: z.boolean().default(false),
  /** In a profile that extends another: where the step goes among the other's. */
  replaces: idSchema.optional(),
  before: idSchema.optional(),
  after: idSchema.optional(),
})

const resultSchema = z.strictObject({
  line: pattern,
  /** For programs; left out: made of the stage. */
  code: z.string().regex(/^[a-z][a-z0-9.-]{0,63}$/, '@code').optional(),
  stage: stage.default('mqtt'),
  means: localText,
  next: localText.optional(),
  success: z.boolean().default(false),
  /** The line may come unasked and says that link, bearer or module are gone. */
  lost: z.boolean().default(false),
})

/** bytes; what is left out is not checked. */
const size = z.int().min(1).max(65_535).optional()
const limitsSchema = z.strictObject({
  host: size,
  clientId: size,
  username: size,
  password: size,
  topic: size,
  payload: size,
  keepAlive: z.strictObject({ min: z.int().min(0).max(65_535), max: z.int().min(1).max(65_535) }).optional(),
  maxQos: z.union([z.literal(0), z.literal(1), z.literal(2)], '@qos').optional(),
  /** What the module can do; left out: plain TCP alone, or what the extended profile can. */
  tls: z.array(z.enum(['none', 'server', 'mutual'])).min(1).max(3).optional(),
})

const shape = z.strictObject({
  kind: z.literal('modem'),
  id: idSchema,
  name: z.string().min(1).max(100),
  maker: z.string().min(1).max(100),
  summary: localText.optional(),
  /** The AT manual and its issue. */
  source: plainText.min(1),
  identity: pattern,
  /** Another profile's id: whatever is not said here is as there. */
  extends: idSchema.optional(),
  lineEnd: z.enum(['cr', 'crlf']).optional(),
  limits: limitsSchema.default({}),
  /** The check from AT to an IP address that every 3GPP modem has; left out: the steps begin at once. */
  network: z.strictObject({ registration: z.enum(['CREG', 'CEREG']), quickMs: milliseconds.default(2_000), simMs: milliseconds.default(5_000), attachMs: milliseconds.default(140_000) }).optional(),
  fields: z.array(fieldSchema).max(20).default([]),
  steps: z.array(stepSchema).max(60).default([]),
  remove: z.array(idSchema).max(60).default([]),
  results: z.array(resultSchema).max(200).default([]),
  urcPrefixes: z.array(prefix).max(60).default([]),
  restartLines: z.array(z.string().min(1).max(200)).max(20).default([]),
  message: z
    .strictObject({
      /** With the groups (?<topic>…) and (?<payload>…). */
      pattern,
      /** From the line's start to the bytes, one group: their count. */
      countedHead: pattern.optional(),
      /** A quote or the like that is there and not counted. */
      extraBytes: z.int().min(0).max(4).default(0),
    })
    .optional(),
  closing: z.array(closingSchema).max(10).default([]),
})

type Shape = z.output<typeof shape>

/** A modem as a person describes it in a file. docs/profiles.md is its reference. */
export const userModemSchema = shape.superRefine((modem, ctx) => {
  checkFieldKeys(ctx, modem.fields, new Set(commandNames))
  const names = new Set<string>([...commandNames, ...modem.fields.map(({ key }) => key)])
  const seen = new Set<string>()
  modem.steps.forEach((step, index) => {
    const at = (...rest: readonly PropertyKey[]): readonly PropertyKey[] => ['steps', index, ...rest]
    if (seen.has(step.id)) addProblem(ctx, at('id'), text(`There are two steps with the id “${step.id}”.`, `有两个步骤的 id 都是“${step.id}”。`))
    seen.add(step.id)
    checkTemplate(ctx, at('send'), step.send, names)
    for (const place of ['replaces', 'before', 'after'] as const) {
      if (step[place] !== undefined && modem.extends === undefined) addProblem(ctx, at(place), text(`“${place}” needs “extends”.`, `“${place}”需要先写 extends。`))
    }
    const places = [step.replaces, step.before, step.after].filter((place) => place !== undefined)
    if (places.length > 1) addProblem(ctx, at('id'), text('A step has one of “replaces”, “before” and “after”.', '一个步骤只能有 replaces、before、after 三者之一。'))
    step.recover.forEach(({ send }, r) => send.forEach(({ line }, l) => checkTemplate(ctx, at('recover', r, 'send', l, 'line'), line, names)))
    if (step.data) checkData(ctx, at('data', 'content'), step.data.content, names)
    if (!step.expect && step.poll) addProblem(ctx, at('poll'), text('Asking again needs “expect”: what is waited for.', 'poll 需要配合 expect 使用。'))
    step.capture.forEach(({ pattern: source }, c) => checkGroups(ctx, at('capture', c, 'pattern'), source))
  })
  modem.closing.forEach(({ line }, index) => checkTemplate(ctx, ['closing', index, 'line'], line, new Set()))
  if (modem.extends === undefined) standsAlone(modem, ctx)
  else if (modem.network) addProblem(ctx, ['network'], text('The extended profile has its own network check.', '被继承的配置已有入网检查，不能再写 network。'))
  if (modem.message) checkMessage(ctx, modem.message)
})

function checkData(ctx: z.RefinementCtx, path: readonly PropertyKey[], content: string, names: ReadonlySet<string>): void {
  if (fileIn(content) === undefined) checkTemplate(ctx, path, content, names)
}

function checkGroups(ctx: z.RefinementCtx, path: readonly PropertyKey[], source: string): void {
  if (!/\((?!\?)|\(\?</.test(source)) addProblem(ctx, path, text('The pattern needs a group in parentheses: what stands in it is kept.', '正则里要有一个括号分组，取分组里的内容。'))
}

function checkMessage(ctx: z.RefinementCtx, { pattern: source, countedHead }: NonNullable<Shape['message']>): void {
  for (const group of ['topic', 'payload']) {
    if (!source.includes(`(?<${group}>`)) addProblem(ctx, ['message', 'pattern'], text(`The pattern needs a group (?<${group}>…).`, `正则里要有分组 (?<${group}>…)。`))
  }
  if (countedHead !== undefined) checkGroups(ctx, ['message', 'countedHead'], countedHead)
}

function standsAlone(modem: Shape, ctx: z.RefinementCtx): void {
  if (modem.remove.length > 0) addProblem(ctx, ['remove'], text('“remove” needs “extends”.', 'remove 需要先写 extends。'))
  if (modem.steps.length === 0) addProblem(ctx, [], text('There are no “steps”: write some, or “extends” with the id of another profile.', '没有 steps：请写步骤，或用 extends 继承已有的配置。'))
  if (modem.steps.some(({ opens, chained }) => opens || chained) && modem.closing.length === 0) {
    addProblem(ctx, ['steps'], text('A step opens something, so “closing” must say how it is closed.', '有步骤打开了连接，closing 里要写如何关闭。'))
  }
}

export type UserModem = Shape
export type UserStep = UserModem['steps'][number]
