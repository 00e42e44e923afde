import type { PublishProperties, PublishRequest } from '../../contract/mqtt.ts'
import { toHex } from '../../text/bytes.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { PayloadFormat } from '../payload-formats/payload-formats.ts'
import type { Problem } from '../payload-formats/problem.ts'
import { checkTopicName } from '../topic-rules.ts'
import type { Template, TypedProperties } from '../workspace/schema.ts'
import { checkTyped, fillPayload, placed } from './payload.ts'
import { fillText, type VariableContext } from './variables.ts'

/** Which field a mistake is in: of several topics the one at `index`. */
export type TemplateField = 'topic' | 'payload' | 'contentType' | 'responseTopic' | 'correlation' | 'userProperties'
export type TemplateProblem = { readonly field: TemplateField; readonly index: number; readonly what: Text; readonly next?: Text; readonly place?: Problem['place'] }

/** One message ready to go, and how it is written so that it gives the same bytes again. */
export type ReadyMessage = { readonly request: PublishRequest; readonly format: PayloadFormat; readonly typed: string }

export type Ready = { readonly ok: true; readonly messages: readonly ReadyMessage[] } | { readonly ok: false; readonly problem: TemplateProblem }

export const topicsOf = ({ topic, moreTopics }: Pick<Template, 'topic' | 'moreTopics'>): readonly string[] => [topic, ...moreTopics]

class Stop extends Error {
  readonly problem: TemplateProblem
  constructor(problem: TemplateProblem) {
    super(problem.what.en)
    this.problem = problem
  }
}

/** The messages of a template, one a topic. Variables are filled for each topic anew. With properties where the connection speaks MQTT 5. */
export function messagesOf(template: Template, context: VariableContext, isFive: boolean): Ready {
  try {
    return { ok: true, messages: topicsOf(template).map((topic, index) => messageOf(template, topic, index, context, isFive)) }
  } catch (error) {
    if (error instanceof Stop) return { ok: false, problem: error.problem }
    throw error
  }
}

function messageOf(template: Template, typedTopic: string, index: number, context: VariableContext, isFive: boolean): ReadyMessage {
  const { qos, retain, format } = template
  const topic = filled('topic', index, typedTopic, context)
  const refused = checkTopicName(topic)
  if (refused) throw new Stop({ field: 'topic', index, what: refused.what, next: refused.next })
  const payload = fillPayload(format, template.payload, context)
  if (!payload.ok) throw new Stop({ field: 'payload', index: 0, what: payload.problem.what, place: payload.problem.place })
  const properties = isFive ? propertiesOf(template.properties, context) : undefined
  return { request: { topic, payload: payload.bytes, qos, retain, ...(properties && { properties }) }, format, typed: payload.typed }
}

function filled(field: TemplateField, index: number, typed: string, context: VariableContext): string {
  const result = fillText(typed, context)
  if (result.ok) return result.value
  const { what, place } = placed(typed, result.problem)
  throw new Stop({ field, index, what, place })
}

/** Undefined where none is set. */
function propertiesOf(typed: TypedProperties, context: VariableContext): PublishProperties | undefined {
  const { isUtf8, contentType, responseTopic, correlation, correlationFormat, messageExpiry, topicAlias, userProperties } = typed
  const answerTo = filled('responseTopic', 0, responseTopic, context)
  const refused = answerTo === '' ? null : checkTopicName(answerTo)
  if (refused) throw new Stop({ field: 'responseTopic', index: 0, what: refused.what, next: refused.next })
  const pairs = userProperties.filter(({ name, value }) => name !== '' || value !== '')
  const properties: PublishProperties = {
    ...(isUtf8 && { isUtf8: true }),
    ...(contentType !== '' && { contentType: filled('contentType', 0, contentType, context) }),
    ...(answerTo !== '' && { responseTopic: answerTo }),
    ...(correlation !== '' && { correlationData: correlationOf(correlation, correlationFormat, context) }),
    ...(messageExpiry !== null && { messageExpiry }),
    ...(topicAlias !== null && { topicAlias }),
    ...(pairs.length > 0 && { userProperties: pairs.map(({ name, value }, at): [string, string] => [filled('userProperties', at, name, context), filled('userProperties', at, value, context)]) }),
  }
  return Object.keys(properties).length > 0 ? properties : undefined
}

function correlationOf(typed: string, format: 'text' | 'hex', context: VariableContext): Uint8Array {
  const bytes = fillPayload(format, typed, context)
  if (!bytes.ok) throw new Stop({ field: 'correlation', index: 0, what: bytes.problem.what, place: bytes.problem.place })
  // Binary data of MQTT has its length in two bytes (MQTT 5, section 1.5.6).
  if (bytes.bytes.length > 65_535) throw new Stop({ field: 'correlation', index: 0, what: text('Correlation data has at most 65,535 bytes', '对比数据最多 65535 字节') })
  return bytes.bytes
}

/** Variables' names stand in nobody's way while a message is being typed: what else is wrong with it already. */
export function checkTemplate(template: Template, isFive: boolean): TemplateProblem | null {
  const problem = checkTyped(template.format, template.payload)
  if (problem) return { field: 'payload', index: 0, what: problem.what, place: problem.place }
  const correlation = isFive ? checkTyped(template.properties.correlationFormat, template.properties.correlation) : null
  return correlation ? { field: 'correlation', index: 0, what: correlation.what, place: correlation.place } : null
}

/** A message that has been sent, as something to send again: no variable in it is filled any more than it is. */
export const templateOf = ({ request: { topic, qos, retain, properties }, format, typed }: ReadyMessage): Template => ({
  topic,
  moreTopics: [],
  qos,
  retain,
  format,
  payload: typed,
  properties: typedProperties(properties),
})

/** Properties that have travelled, as they would be typed. */
export const typedProperties = ({ isUtf8, contentType, responseTopic, correlationData, messageExpiry, topicAlias, userProperties }: PublishProperties = {}): TypedProperties => ({
  isUtf8: isUtf8 === true,
  contentType: contentType ?? '',
  responseTopic: responseTopic ?? '',
  correlation: correlationData ? toHex(correlationData, ' ') : '',
  correlationFormat: correlationData ? 'hex' : 'text',
  messageExpiry: messageExpiry ?? null,
  topicAlias: topicAlias ?? null,
  userProperties: (userProperties ?? []).map(([name, value]) => ({ name, value })),
})

export const payloadBytesOf = (template: Pick<Template, 'format' | 'payload'>, context: VariableContext): Uint8Array | null => {
  const payload = fillPayload(template.format, template.payload, context)
  return payload.ok ? payload.bytes : null
}
