import { readFile, writeFile } from 'node:fs/promises'
import { defaultSettings, settingsSchema, type Settings } from '../../../shared/contract/settings.ts'
import { writePrivateJson } from '../../kit/private-file.ts'

/** `damaged`: something in the text could not be used, and its default stands in for it. */
export type ParsedSettings = { readonly settings: Settings; readonly damaged: boolean }

/** Field by field: one bad value, from a newer version or a slip of the hand, costs that one setting and no other. */
export function parseSettings(content: string): ParsedSettings {
  let stored: unknown
  try {
    stored = JSON.parse(content)
  } catch {
    return { settings: defaultSettings, damaged: true }
  }
  if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return { settings: defaultSettings, damaged: true }

  const settings: Record<string, unknown> = { ...defaultSettings }
  let damaged = false
  for (const [name, schema] of Object.entries(settingsSchema.shape)) {
    if (!Object.hasOwn(stored, name)) continue
    const field = schema.safeParse((stored as Record<string, unknown>)[name])
    if (field.success) settings[name] = field.data
    else damaged = true
  }
  return { settings: settings as Settings, damaged }
}

/** A missing file is the defaults. A damaged one is kept beside it as `.bad`, for whoever edited it by hand. */
export async function readSettings(file: string): Promise<Settings> {
  let content: string
  try {
    content = await readFile(file, 'utf8')
  } catch {
    return defaultSettings
  }
  const { settings, damaged } = parseSettings(content)
  if (damaged) await writeFile(`${file}.bad`, content, { mode: 0o600 }).catch(() => {})
  return settings
}

export const writeSettings = (file: string, settings: Settings): Promise<void> => writePrivateJson(file, settings)
