import { secretRanges } from '../../../shared/at/secret-ranges.ts'
import type { Catalogue } from '../../../shared/catalogue.ts'
import type { Settings } from '../../../shared/contract/settings.ts'

/** Fields of the MQTT form that may be on disk and be told to every client. A field that is not named here is not kept. */
const formFields: ReadonlySet<string> = new Set(['name', 'protocol', 'host', 'port', 'path', 'clientId', 'username', 'keepAlive', 'cleanSession', 'version', 'verifyServer'])

/**
 * Settings as they may be kept: lines that carry a password or PIN leave the history, password and files leave the forms. The page sends
 * none of these; that it cannot is decided here, where the file is written.
 */
export function withoutSecrets(settings: Settings, { findCloud }: Catalogue): Settings {
  return {
    ...settings,
    sendHistory: settings.sendHistory.filter((line) => secretRanges(line).length === 0),
    wizardInputs: mapValues(settings.wizardInputs, (inputs, cloudId) => {
      const secret = new Set(findCloud(cloudId)?.fields.filter(({ kind }) => kind === 'secret' || kind === 'file').map(({ key }) => key))
      return filterKeys(inputs, (key) => !secret.has(key))
    }),
    mqttForm: settings.mqttForm && filterKeys(settings.mqttForm, (key) => formFields.has(key)),
  }
}

const filterKeys = <T>(record: Record<string, T>, keep: (key: string) => boolean): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => keep(key)))

const mapValues = <T>(record: Record<string, T>, change: (value: T, key: string) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]))
