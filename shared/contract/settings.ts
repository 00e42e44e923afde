import { z } from 'zod'
import { keepPolicySchema } from './recordings.ts'

/** Kept between starts. No secrets here: passwords and keys live only in the form that holds them. */
export const settingsSchema = z.object({
  language: z.enum(['system', 'en', 'zh']),
  theme: z.enum(['system', 'light', 'dark']),
  /** dockview's own JSON; null: the default arrangement. */
  layout: z.unknown().nullable(),
  /** Newest first. */
  recentPorts: z.array(z.string().max(1024)).max(10),
  /** What ends a line that the terminal sends. */
  lineEnding: z.enum(['CR', 'LF', 'CRLF', 'none']),
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
})
export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = {
  language: 'system',
  theme: 'system',
  layout: null,
  recentPorts: [],
  lineEnding: 'CR',
  sendHistory: [],
  wizardChoice: null,
  wizardInputs: {},
  recordingsFolder: null,
  recordingsKeep: { days: null, megabytes: null },
  mqttForm: null,
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
