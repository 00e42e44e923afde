import { z } from 'zod'
import { charsets } from '../text/charset.ts'
import { checksumKinds } from '../text/checksums.ts'
import { keepPolicySchema, packetGapSchema } from './recordings.ts'

/** How the send line speaks to one port. */
export const sendOptionsSchema = z.object({
  /** `auto`: as the device showed, until then CR. */
  ending: z.enum(['auto', 'CR', 'LF', 'CRLF', 'none']),
  /** The end that last got an answer. */
  answered: z.enum(['CR', 'LF', 'CRLF']).nullable(),
  /** `\r`, `\x1A` in the line are bytes. */
  escapes: z.boolean(),
  checksum: z.enum(checksumKinds),
  /** ms after each byte and after each line, for devices that lose what comes faster. */
  charDelayMs: z.int().min(0).max(1000),
  lineDelayMs: z.int().min(0).max(60_000),
  /** The screen shows what is sent, not only its echo. */
  localEcho: z.boolean(),
  /** What the bytes mean as text, both ways. */
  charset: z.enum(charsets).default('utf-8'),
  /** The screen answers what a device asks a terminal: what it is, where its cursor stands. An AT parser takes such answers for commands. */
  answersQueries: z.boolean().default(false),
})
export type SendOptions = z.infer<typeof sendOptionsSchema>

export const defaultSendOptions: SendOptions = { ending: 'auto', answered: null, escapes: false, checksum: 'none', charDelayMs: 0, lineDelayMs: 200, localEcho: true, charset: 'utf-8', answersQueries: false }

/** Ports whose options are kept; the ones changed longest ago go first. */
export const sendOptionsLimit = 40

export const highlightColours = ['yellow', 'green', 'blue', 'violet', 'red'] as const
export type HighlightColour = (typeof highlightColours)[number]

/** What a person wants to see at once among a thousand lines. */
export const highlightRuleSchema = z.object({
  name: z.string().max(60),
  kind: z.enum(['text', 'regex']),
  value: z.string().max(300),
  ignoreCase: z.boolean(),
  colour: z.enum(highlightColours),
  isOn: z.boolean(),
})
export type HighlightRule = z.infer<typeof highlightRuleSchema>

export const highlightsLimit = 50

/** Of the list of MQTT messages, in their order. */
export const messageColumns = ['time', 'direction', 'topic', 'qos', 'retain', 'size', 'payload'] as const
export type MessageColumn = (typeof messageColumns)[number]

/** Kept between starts. No secrets here: passwords and keys live only in the form that holds them. */
export const settingsSchema = z.object({
  language: z.enum(['system', 'en', 'zh']),
  theme: z.enum(['system', 'light', 'dark']),
  /** dockview's own JSON; null: the default arrangement. */
  layout: z.unknown().nullable(),
  /** Newest first. */
  recentPorts: z.array(z.string().max(1024)).max(10),
  /** By the port's path; those that are not here have the defaults. */
  sendOptions: z.record(z.string().max(1024), sendOptionsSchema),
  /** Asked before a command that writes non-volatile memory or cannot be undone. */
  confirmCommands: z.boolean(),
  /** In hex, rows are what came without a pause, not lines. */
  packets: z.object({ isOn: z.boolean(), gapMs: packetGapSchema }),
  /** The first that matches has the colour. */
  highlights: z.array(highlightRuleSchema).max(highlightsLimit),
  /** The send line's history, newest last. */
  sendHistory: z.array(z.string().max(4096)).max(200),
  /** The wizard's modem and cloud, by their profiles' ids; null: never chosen. */
  wizardChoice: z.object({ modem: z.string().max(64), cloud: z.string().max(64) }).nullable(),
  /** Non-secret inputs of the wizard's form, by cloud id. */
  wizardInputs: z.record(z.string(), z.record(z.string(), z.string())),
  /** Where recordings go; null: the program's own folder. */
  recordingsFolder: z.string().max(4096).nullable(),
  recordingsKeep: keepPolicySchema,
  /** Non-secret fields of the last MQTT connection form. */
  mqttForm: z.record(z.string(), z.unknown()).nullable(),
  /** Of the messages of each MQTT connection, on disk. */
  mqttKeep: z.object({ megabytes: z.int().min(10).max(1_000_000) }),
  /** Of the list of MQTT messages: which columns, and the widths in px of those that somebody has dragged. */
  mqttColumns: z.object({ shown: z.array(z.enum(messageColumns)).min(1).max(messageColumns.length), widths: z.partialRecord(z.enum(messageColumns), z.int().min(20).max(4000)) }),
  /** The column beside the log: px, and the page in front. */
  quickColumn: z.object({ isShown: z.boolean(), width: z.int().min(160).max(800), page: z.string().max(64).nullable() }),
})
export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  layout: null,
  recentPorts: [],
  sendOptions: {},
  confirmCommands: true,
  packets: { isOn: false, gapMs: 20 },
  highlights: [],
  sendHistory: [],
  wizardChoice: null,
  wizardInputs: {},
  recordingsFolder: null,
  recordingsKeep: { days: null, megabytes: null },
  mqttForm: null,
  mqttKeep: { megabytes: 512 },
  mqttColumns: { shown: ['time', 'direction', 'topic', 'qos', 'retain', 'payload'], widths: {} },
  quickColumn: { isShown: false, width: 236, page: null },
}

const change = settingsSchema.partial()
export type SettingsChange = z.infer<typeof change>

export const settingsInputs = {
  'settings.get': z.tuple([]),
  'settings.update': z.tuple([change]),
}

export type SettingsApi = {
  'settings.get': () => Promise<Settings>
  'settings.update': (change: SettingsChange) => Promise<Settings>
}

export type SettingsEvents = { 'settings.didChange': (settings: Settings) => void }
