import { z } from 'zod'
import { checkFieldKeys, fieldSchema } from '../../profiles/field-schema.ts'
import { addProblem, checkTemplate, idSchema, keySchema, localText, plainText } from '../../profiles/schema-kit.ts'
import { text } from '../../text/local-text.ts'

const port = z.int().min(1).max(65_535)
const transport = z.enum(['tcp', 'tls', 'ws', 'wss'])

/** Fields of the form that the program adds to every cloud, and the parts of a login: names that a profile may not take for its own. */
export const takenNames: ReadonlySet<string> = new Set([
  'host', 'port', 'transport', 'ca', 'cert', 'privateKey', 'publishTopic', 'subscribeTopic', 'qos', 'subscribeQos', 'payload', 'keepAlive',
  'clientId', 'username', 'password',
])

/** A text made of others, or a digest of one: named, so that later values and the login can use it. */
const valueSchema = z
  .strictObject({
    name: keySchema,
    label: localText.optional(),
    text: plainText.optional(),
    hmac: z.enum(['md5', 'sha1', 'sha256', 'sha512']).optional(),
    hash: z.enum(['md5', 'sha1', 'sha256', 'sha512']).optional(),
    key: plainText.optional(),
    keyAs: z.enum(['text', 'base64', 'hex']).optional(),
    over: plainText.optional(),
    encode: z.enum(['hex', 'HEX', 'base64', 'base64url']).optional(),
  })
  .superRefine((value, ctx) => {
    const ways = (['text', 'hmac', 'hash'] as const).filter((way) => value[way] !== undefined)
    if (ways.length !== 1) addProblem(ctx, ['name'], text('A value has one of “text”, “hmac” and “hash”.', '一个值只能有 text、hmac、hash 三者之一。'))
    const needs = (name: 'key' | 'over', isNeeded: boolean): void => {
      if (isNeeded && value[name] === undefined) addProblem(ctx, [name], text(`“${name}” is missing.`, `缺少“${name}”。`))
    }
    needs('key', value.hmac !== undefined)
    needs('over', value.hmac !== undefined || value.hash !== undefined)
    for (const name of ['key', 'keyAs'] as const) {
      if (value[name] !== undefined && value.hmac === undefined) addProblem(ctx, [name], text(`“${name}” belongs to “hmac”.`, `“${name}”只用于 hmac。`))
    }
    for (const name of ['over', 'encode'] as const) {
      if (value[name] !== undefined && value.text !== undefined) addProblem(ctx, [name], text(`“${name}” belongs to “hmac” and “hash”.`, `“${name}”只用于 hmac 和 hash。`))
    }
  })

const topicSchema = z.strictObject({
  topic: z.string().min(1).max(1024),
  direction: z.enum(['publish', 'subscribe', 'both']),
  title: localText,
  /** As it stands: braces in it are JSON's. */
  payload: plainText.optional(),
})

const limitsSchema = z.strictObject({
  keepAlive: z
    .strictObject({ min: z.int().min(0).max(65_535), max: z.int().min(1).max(65_535), advised: z.int().min(0).max(65_535).optional() })
    .superRefine(({ min, max, advised }, ctx) => {
      if (min > max) addProblem(ctx, ['min'], text('“min” is above “max”.', 'min 大于 max。'))
      if (advised !== undefined && (advised < min || advised > max)) addProblem(ctx, ['advised'], text('“advised” lies outside of “min” and “max”.', 'advised 不在 min 和 max 之间。'))
    })
    .default({ min: 0, max: 65_535 }),
  maxQos: z.union([z.literal(0), z.literal(1), z.literal(2)], '@qos').default(2),
  retain: z.boolean().default(true),
  will: z.boolean().default(true),
  topicBytes: z.int().min(1).max(65_535).optional(),
  topicLevels: z.int().min(1).max(128).optional(),
  payloadBytes: z.int().min(1).max(268_435_455).optional(),
  clientIdBytes: z.int().min(1).max(65_535).optional(),
  usernameBytes: z.int().min(1).max(65_535).optional(),
  passwordBytes: z.int().min(1).max(65_535).optional(),
  connectionsPerDevice: z.int().min(1).max(1000).optional(),
  notes: z.array(localText).max(20).default([]),
})

/** A cloud as a person describes it in a file. docs/profiles.md is its reference. */
export const userCloudSchema = z
  .strictObject({
    kind: z.literal('cloud'),
    id: idSchema,
    name: localText,
    summary: localText.optional(),
    /** The page or manual that the facts come from. */
    source: plainText.min(1),
    fields: z.array(fieldSchema).max(40).default([]),
    endpoint: z.strictObject({
      /** Left out: the form asks for it. */
      host: plainText.min(1).optional(),
      transports: z.array(transport).min(1).max(4).default(['tls']),
      ports: z.strictObject({ tcp: port.default(1883), tls: port.default(8883), ws: port.default(8083), wss: port.default(8084) }).default({ tcp: 1883, tls: 8883, ws: 8083, wss: 8084 }),
      /** ws and wss: the URL's path. */
      path: plainText.regex(/^\//, '@path').default('/mqtt'),
      serverName: z.boolean().default(false),
      clientCertificate: z.boolean().default(false),
    }),
    values: z.array(valueSchema).max(40).default([]),
    login: z.strictObject({ clientId: plainText.min(1), username: plainText.optional(), password: plainText.optional() }),
    limits: limitsSchema.prefault({}),
    topics: z.array(topicSchema).max(60).default([]),
    codes: z.array(z.strictObject({ where: z.string().min(1).max(64), code: z.string().min(1).max(32), meaning: localText, next: localText.optional() })).max(60).default([]),
    authorities: z.array(z.strictObject({ name: z.string().min(1).max(200), what: localText, where: plainText })).max(10).default([]),
    lifetimes: z.array(localText).max(10).default([]),
  })
  .superRefine((cloud, ctx) => {
    checkFieldKeys(ctx, cloud.fields, takenNames)
    const fields = cloud.fields.map(({ key }) => key)
    const names = new Set([...fields, 'transport'])
    checkTemplate(ctx, ['endpoint', 'host'], cloud.endpoint.host, names)
    names.add('host').add('port')
    checkTemplate(ctx, ['endpoint', 'path'], cloud.endpoint.path, names)
    cloud.topics.forEach(({ topic }, index) => checkTemplate(ctx, ['topics', index, 'topic'], topic, new Set([...fields, 'host', 'port', 'transport'])))
    // In order: each sees those before it, so that no circle is possible.
    cloud.values.forEach((value, index) => {
      for (const part of ['text', 'key', 'over'] as const) checkTemplate(ctx, ['values', index, part], value[part], names)
      if (names.has(value.name) || takenNames.has(value.name)) addProblem(ctx, ['values', index, 'name'], text(`The name “${value.name}” is taken.`, `名字“${value.name}”已被占用。`))
      names.add(value.name)
    })
    for (const part of ['clientId', 'username', 'password'] as const) {
      checkTemplate(ctx, ['login', part], cloud.login[part], names)
      names.add(part)
    }
    if (cloud.login.password !== undefined && cloud.login.username === undefined) {
      addProblem(ctx, ['login', 'password'], text('MQTT 3.1.1 allows a password only with a user name: add “username”.', 'MQTT 3.1.1 规定有密码就必须有用户名，请加上 username。'))
    }
    if (cloud.endpoint.clientCertificate && cloud.endpoint.transports.some((each) => each === 'tcp' || each === 'ws')) {
      addProblem(ctx, ['endpoint', 'clientCertificate'], text('A client certificate needs TLS: leave tcp and ws out of “transports”.', '客户端证书必须走 TLS，transports 里不能有 tcp 和 ws。'))
    }
  })

export type UserCloud = z.output<typeof userCloudSchema>
export type UserCloudValue = UserCloud['values'][number]
