import type { z } from 'zod'
import { casefileInputs, type CasefileApi } from './casefile.ts'
import { hostInputs, type HostApi } from './host.ts'
import { lineProbeInputs, type LineProbeApi, type LineProbeEvents } from './line-probe.ts'
import { linkInputs, type LinkApi } from './link.ts'
import { loadTestInputs, type LoadTestApi, type LoadTestEvents } from './load-test.ts'
import { mqttInputs, type MqttApi, type MqttEvents } from './mqtt.ts'
import { mqttMessagesInputs, type MqttMessagesApi, type MqttMessagesEvents } from './mqtt-messages.ts'
import { mqttChartsInputs, type MqttChartsApi, type MqttChartsEvents } from './mqtt-charts.ts'
import { mqttPacketsInputs, type MqttPacketsApi, type MqttPacketsEvents } from './mqtt-packets.ts'
import { mqttTopicsInputs, type MqttTopicsApi, type MqttTopicsEvents } from './mqtt-topics.ts'
import { mqttHistoryInputs, type MqttHistoryApi, type MqttHistoryEvents } from './mqtt-history.ts'
import { mqttWorkspacesInputs, type MqttWorkspacesApi, type MqttWorkspacesEvents } from './mqtt-workspaces.ts'
import { mqttSendingInputs, type MqttSendingApi, type MqttSendingEvents } from './mqtt-sending.ts'
import { mqttCollectionsInputs, type MqttCollectionsApi, type MqttCollectionsEvents } from './mqtt-collections.ts'
import { practiceInputs, type PracticeApi, type PracticeEvents } from './practice.ts'
import { recordingsInputs, type RecordingsApi, type RecordingsEvents } from './recordings.ts'
import { recordingExportsInputs, type RecordingExportsApi, type RecordingExportsEvents } from './recording-exports.ts'
import { recordingImportsInputs, type RecordingImportsApi, type RecordingImportsEvents } from './recording-imports.ts'
import { profilesInputs, type ProfilesApi, type ProfilesEvents } from './profiles.ts'
import { quickCommandsInputs, type QuickCommandsApi, type QuickCommandsEvents } from './quick-commands.ts'
import { registrationInputs, type RegistrationApi } from './registration.ts'
import { replaysInputs, type ReplaysApi, type ReplaysEvents } from './replays.ts'
import { savedConnectionsInputs, type SavedConnectionsApi, type SavedConnectionsEvents } from './saved-connections.ts'
import { sendingInputs, type SendingApi, type SendingEvents } from './sending.ts'
import { sequencesInputs, type SequencesApi, type SequencesEvents } from './sequences.ts'
import { serialInputs, type SerialApi, type SerialEvents } from './serial.ts'
import { settingsInputs, type SettingsApi, type SettingsEvents } from './settings.ts'
import { transfersInputs, type TransfersApi, type TransfersEvents } from './transfers.ts'
import { timelineInputs, type TimelineApi, type TimelineEvents } from './timeline.ts'
import { userProfilesInputs, type UserProfilesApi, type UserProfilesEvents } from './user-profiles.ts'
import { wizardInputs, type WizardApi, type WizardEvents } from './wizard.ts'

/** What the services answer. */
export type ServiceApi = SerialApi & LoadTestApi & SendingApi & TransfersApi & LineProbeApi & RecordingsApi & RecordingExportsApi & RecordingImportsApi & ReplaysApi & WizardApi & MqttApi & MqttCollectionsApi & MqttSendingApi & MqttWorkspacesApi & MqttMessagesApi & MqttHistoryApi & MqttTopicsApi & TimelineApi & PracticeApi & RegistrationApi & SettingsApi & CasefileApi & ProfilesApi & SavedConnectionsApi & UserProfilesApi & SequencesApi & QuickCommandsApi & HostApi & MqttChartsApi & MqttPacketsApi

/** Everything the renderer may ask. */
export type Api = ServiceApi & LinkApi

/** Everything it is told. */
export type Events = SerialEvents & LoadTestEvents & SendingEvents & TransfersEvents & LineProbeEvents & RecordingsEvents & RecordingExportsEvents & RecordingImportsEvents & ReplaysEvents & WizardEvents & MqttEvents & MqttCollectionsEvents & MqttSendingEvents & MqttWorkspacesEvents & MqttMessagesEvents & MqttHistoryEvents & MqttTopicsEvents & TimelineEvents & PracticeEvents & SettingsEvents & ProfilesEvents & SavedConnectionsEvents & UserProfilesEvents & SequencesEvents & QuickCommandsEvents & MqttChartsEvents & MqttPacketsEvents

export type Method = keyof Api
export type EventName = keyof Events

type InputsOf<A> = { [K in keyof A]: A[K] extends (...args: infer P) => unknown ? z.ZodType<P> : never }

/** One validator a method; a missing one does not compile. Checked once, at the edge, before a service sees the call. */
export const apiInputs = {
  ...serialInputs,
  ...sendingInputs,
  ...transfersInputs,
  ...lineProbeInputs,
  ...recordingsInputs,
  ...recordingExportsInputs,
  ...recordingImportsInputs,
  ...replaysInputs,
  ...wizardInputs,
  ...mqttInputs,
  ...mqttCollectionsInputs,
  ...mqttSendingInputs,
  ...mqttWorkspacesInputs,
  ...loadTestInputs,
  ...mqttMessagesInputs,
  ...mqttChartsInputs,
  ...mqttPacketsInputs,
  ...mqttTopicsInputs,
  ...mqttHistoryInputs,
  ...timelineInputs,
  ...practiceInputs,
  ...registrationInputs,
  ...settingsInputs,
  ...casefileInputs,
  ...profilesInputs,
  ...savedConnectionsInputs,
  ...userProfilesInputs,
  ...sequencesInputs,
  ...quickCommandsInputs,
  ...hostInputs,
  ...linkInputs,
} satisfies InputsOf<Api>
