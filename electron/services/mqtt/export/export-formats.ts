import type { MessageExportRequest } from '../../../../shared/contract/mqtt-history.ts'
import type { MqttMessage } from '../../../../shared/contract/mqtt.ts'
import { writtenPayload } from './written-payload.ts'

/** A file made of messages one after the other. */
export type ExportFormat = { readonly head: string; readonly message: (message: MqttMessage, isFirst: boolean) => string; readonly end: string }

const direction = { in: 'received', out: 'sent' } as const

/** Time on the wire's clock in ISO 8601, UTC, with ms. */
const isoTime = (at: number): string => new Date(at).toISOString()

/** Bytes cannot stand in JSON: Base64. */
const plainProperties = (properties: NonNullable<MqttMessage['properties']>): object => ({
  ...properties,
  ...(properties.correlationData && { correlationData: Buffer.from(properties.correlationData).toString('base64') }),
})

/** An array with a message a line; a payload that is JSON, CBOR or MessagePack stands in it as a value. */
const jsonFormat = (payload: MessageExportRequest['payload']): ExportFormat => ({
  head: '[',
  message: (message, isFirst) => {
    const { seq, at, topic, qos, retain, properties } = message
    const { format, text, isJson } = writtenPayload(message, payload)
    const facts = { seq, time: isoTime(at), direction: direction[message.direction], topic, qos, retain, ...(properties && { properties: plainProperties(properties) }), payloadFormat: format }
    return `${isFirst ? '' : ','}\n${JSON.stringify(facts).slice(0, -1)},"payload":${isJson ? text.replaceAll(/[\r\n]+\s*/g, ' ') : JSON.stringify(text)}}`
  },
  end: '\n]\n',
})

/** RFC 4180, 2: a field with a comma, a quotation mark or a line end stands in quotation marks, those inside doubled. */
const field = (value: string): string => (/[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

/** A spreadsheet runs a cell that begins so as a formula; a number is none. */
const guarded = (value: string): string => (/^[=@\t]|^[+-](?![\d.]+$)/.test(value) ? `'${value}` : value)

/** With the mark that spreadsheets know UTF-8 by. */
const csvFormat = (payload: MessageExportRequest['payload']): ExportFormat => ({
  head: '\ufeffseq,time,direction,topic,qos,retain,bytes,payload format,payload,properties\r\n',
  message: (message) => {
    const { seq, at, topic, qos, retain, properties } = message
    const { format, text } = writtenPayload(message, payload)
    const cells = [seq, isoTime(at), direction[message.direction], guarded(topic), qos, retain, message.payload.length, format, guarded(text), properties ? JSON.stringify(plainProperties(properties)) : '']
    return `${cells.map((cell) => field(String(cell))).join(',')}\r\n`
  },
  end: '',
})

export const exportFormat = ({ kind, payload }: Pick<MessageExportRequest, 'kind' | 'payload'>): ExportFormat => (kind === 'json' ? jsonFormat(payload) : csvFormat(payload))
