import { mkdir } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { casefileInputs, type CasefileApi } from '../../shared/contract/casefile.ts'
import type { Disposer } from '../../shared/contract/failure.ts'
import type { HostApi } from '../../shared/contract/host.ts'
import type { EventName, Events, ServiceApi } from '../../shared/contract/index.ts'
import { lineProbeInputs, type LineProbeApi } from '../../shared/contract/line-probe.ts'
import { loadTestInputs, type LoadTestApi } from '../../shared/contract/load-test.ts'
import { mqttInputs, type MqttApi } from '../../shared/contract/mqtt.ts'
import { mqttHistoryInputs, type MqttHistoryApi } from '../../shared/contract/mqtt-history.ts'
import { mqttMessagesInputs, type MqttMessagesApi } from '../../shared/contract/mqtt-messages.ts'
import { mqttChartsInputs, type MqttChartsApi } from '../../shared/contract/mqtt-charts.ts'
import { mqttPacketsInputs, type MqttPacketsApi } from '../../shared/contract/mqtt-packets.ts'
import { mqttTopicsInputs, type MqttTopicsApi } from '../../shared/contract/mqtt-topics.ts'
import { mqttWorkspacesInputs, type MqttWorkspacesApi } from '../../shared/contract/mqtt-workspaces.ts'
import { mqttSendingInputs, type MqttSendingApi } from '../../shared/contract/mqtt-sending.ts'
import { mqttCollectionsInputs, type MqttCollectionsApi } from '../../shared/contract/mqtt-collections.ts'
import { practiceInputs, type PracticeApi } from '../../shared/contract/practice.ts'
import { recordingExportsInputs, type RecordingExportsApi } from '../../shared/contract/recording-exports.ts'
import { recordingImportsInputs, type RecordingImportsApi } from '../../shared/contract/recording-imports.ts'
import { recordingsInputs, type RecordingsApi } from '../../shared/contract/recordings.ts'
import { profilesInputs, type ProfilesApi } from '../../shared/contract/profiles.ts'
import { quickCommandsInputs, type QuickCommandsApi } from '../../shared/contract/quick-commands.ts'
import { registrationInputs, type RegistrationApi } from '../../shared/contract/registration.ts'
import { replaysInputs, type ReplaysApi } from '../../shared/contract/replays.ts'
import { savedKey } from '../../shared/mqtt/workspace/key.ts'
import { savedConnectionsInputs, type SavedConnectionsApi } from '../../shared/contract/saved-connections.ts'
import { sendingInputs, type SendingApi } from '../../shared/contract/sending.ts'
import { sequencesInputs, type SequencesApi } from '../../shared/contract/sequences.ts'
import { serialInputs, type SerialApi } from '../../shared/contract/serial.ts'
import { settingsInputs, type Settings, type SettingsApi } from '../../shared/contract/settings.ts'
import { transfersInputs, type TransfersApi } from '../../shared/contract/transfers.ts'
import { timelineInputs, type TimelineApi } from '../../shared/contract/timeline.ts'
import { userProfilesInputs, type UserProfilesApi } from '../../shared/contract/user-profiles.ts'
import { wizardInputs, type WizardApi } from '../../shared/contract/wizard.ts'
import type { SecretVault } from '../../shared/kept/secret-vault.ts'
import { AtChannel } from '../services/at/index.ts'
import { CasefileService } from '../services/casefile/index.ts'
import { LineProbeService } from '../services/line-probe/index.ts'
import { LoadTestService } from '../services/load-test/index.ts'
import { converse, MessageSelections, MqttHistories, MqttService } from '../services/mqtt/index.ts'
import { WorkspacesService } from '../services/mqtt-workspaces/index.ts'
import { SendingToBrokers } from '../services/mqtt-sending/index.ts'
import { CollectionsService } from '../services/mqtt-collections/index.ts'
import { createPracticePorts, PracticeService } from '../services/practice/index.ts'
import { ProfilesService } from '../services/profiles/index.ts'
import { QuickCommandsService } from '../services/quick-commands/index.ts'
import { RegistrationService } from '../services/registration/index.ts'
import { openRecording, RecordingExports, RecordingImports, RecordingLibrary, RecordingService, ReplayService, type ChooseExportTarget } from '../services/recording/index.ts'
import { SavedConnectionsService } from '../services/saved-connections/index.ts'
import { SendingService } from '../services/sending/index.ts'
import { SequenceService } from '../services/sequence/index.ts'
import { createClock, createSystemProvider, createTcpProvider, SerialService } from '../services/serial/index.ts'
import { SettingsService } from '../services/settings/index.ts'
import { TransferService } from '../services/transfer/index.ts'
import { TimelineService } from '../services/timeline/index.ts'
import { UserProfilesService } from '../services/user-profiles/index.ts'
import { WizardService } from '../services/wizard/index.ts'
import { apiOf } from './api-of.ts'
import { modemsOnline } from './modems-online.ts'
import { findLoadRunner } from './find-load-runner.ts'
import { version } from './version.ts'

/** What a host brings: where data is kept, and the few things only it can do. */
export type AppOptions = {
  /** Absolute folder for recordings and settings; created when missing. */
  readonly dataDir: string
  readonly host: HostApi
  /** Encrypts what a person asks to be kept; left out where the host has nothing real to encrypt with. */
  readonly vault?: SecretVault
  /** Where exported recordings go; left out where there is nobody to give them to. */
  readonly chooseExportTarget?: ChooseExportTarget
}

export type { ChooseExportTarget }

/** The whole program behind the contract, with no transport. Both hosts and the command line make one of these. */
export type App = {
  readonly api: ServiceApi
  readonly on: <E extends EventName>(event: E, listener: Events[E]) => Disposer
  /** Closes ports, connections and the practice bench; flushes recordings. Bounded: at most 3 s. */
  readonly dispose: () => Promise<void>
}

export type CreateApp = (options: AppOptions) => Promise<App>

const disposeWithinMs = 3000

/** Rejects when the data folder cannot be made. */
export const createApp: CreateApp = async ({ dataDir, host, vault, chooseExportTarget }) => {
  // Recordings hold what went over a customer's wire: for their owner only.
  await mkdir(dataDir, { recursive: true, mode: 0o700 })

  const userProfiles = new UserProfilesService(dataDir)
  // What the services below look modems and clouds up in; a file that changes counts from then on.
  const catalogue = userProfiles.catalogue
  await userProfiles.start()
  const settings = new SettingsService(dataDir, catalogue)
  const profiles = new ProfilesService({ dataDir, catalogue, ...(vault && { vault }) })
  const savedConnections = new SavedConnectionsService({ dataDir, ...(vault && { vault }) })
  const practice = new PracticeService()
  // One for all: what happened first on a wire or at a broker is to be seen.
  const clock = createClock()
  // The system provider takes every path that no other claims, so it comes last.
  const recordings = new RecordingService(dataDir)
  const serial = new SerialService({
    providers: [createPracticePorts(practice), createTcpProvider(), createSystemProvider()],
    recordings,
    clock,
  })
  const library = new RecordingLibrary({ recordings, settings, sessions: serial })
  const replays = new ReplayService({ library })
  const recordingExports = new RecordingExports({ library, ...(chooseExportTarget && { chooseTarget: chooseExportTarget }) })
  const recordingImports = new RecordingImports({ dataDir, folder: () => library.folder(), onImported: library.noteChange })
  const sending = new SendingService(serial)
  const transfers = new TransferService({ sessions: serial })
  const lineProbe = new LineProbeService({ sessions: serial })
  const quickCommands = new QuickCommandsService(dataDir)
  const mqtt = new MqttService({ folder: join(dataDir, 'mqtt-messages'), clock, cloud: (id) => catalogue().findCloud(id), others: () => modemsOnline(wizard, catalogue()) })
  const limitMessages = ({ mqttKeep }: Settings): void => mqtt.limitHistories(mqttKeep.megabytes * 1024 * 1024)
  void settings.get().then(limitMessages)
  settings.onDidChange(limitMessages)
  savedConnections.onDidRemove((id) => {
    void mqtt.histories.forget(id).catch(() => {})
    void mqttSending.forgetSaved(id).catch(() => {})
  })
  const messageSelections = new MessageSelections(mqtt)
  const loadTest = new LoadTestService({ runner: findLoadRunner() })
  const mqttHistories = new MqttHistories({ connections: mqtt, ...(chooseExportTarget && { chooseTarget: chooseExportTarget }) })
  const mqttWorkspaces = new WorkspacesService({ dataDir, connections: mqtt })
  // A copy has the cards of its original; what they have sent stays with that.
  savedConnections.onDidDuplicate((id, copyId) => void mqttWorkspaces.get(savedKey(id)).then(({ workspace }) => mqttWorkspaces.save(savedKey(copyId), workspace)))
  savedConnections.onDidBringCards((id, workspace) => void mqttWorkspaces.save(savedKey(id), workspace))
  const mqttCollections = new CollectionsService(dataDir)
  const mqttSending = new SendingToBrokers({ connections: mqtt, clouds: () => catalogue().clouds, variables: () => mqttCollections.variables(), folder: join(dataDir, 'mqtt-sent') })
  mqttHistories.onDidClear((id) => void mqttSending.emptied(id))
  const timeline = new TimelineService({ sessions: library, mqtt, clock })
  const registration = new RegistrationService({ converse, catalogue })
  const wizard = new WizardService({ sessions: serial, openChannel: (link, options) => new AtChannel(link, options), catalogue })
  const sequences = new SequenceService({ dataDir, sessions: serial, openChannel: (link, options) => new AtChannel(link, options) })
  const casefile = new CasefileService({ sessions: serial, runs: wizard, openRecording, program: version, folders: [dataDir, homedir()] })

  const on: { readonly [E in EventName]: (listener: Events[E]) => Disposer } = {
    'serial.didChangeSession': serial.onDidChangeSession,
    'serial.didReceive': serial.onDidReceive,
    'sending.didChange': sending.onDidChange,
    'transfers.didChange': transfers.onDidChange,
    'lineProbe.didChange': lineProbe.onDidChange,
    'recordings.didChange': library.onDidChange,
    'recordings.didIndex': library.onDidIndex,
    'recordings.didMark': library.onDidMark,
    'recordings.didSearch': library.onDidSearch,
    'recordings.didSelect': library.onDidSelect,
    'replays.didChange': replays.onDidChange,
    'replays.didClose': replays.onDidClose,
    'replays.didPlay': replays.onDidPlay,
    'recordings.didExport': recordingExports.onDidExport,
    'recordings.didImport': recordingImports.onDidImport,
    'wizard.didChangeRun': wizard.onDidChangeRun,
    'mqtt.didChangeConnection': mqtt.onDidChangeConnection,
    'mqtt.didRemoveConnection': mqtt.onDidRemoveConnection,
    'mqtt.didGrow': mqtt.onDidGrow,
    'mqtt.didSelect': messageSelections.onDidSelect,
    'mqtt.didExportMessages': mqttHistories.onDidExportMessages,
    'mqttCharts.didGrow': mqtt.charts.onDidGrow,
    'mqttPackets.didChange': mqtt.packets.onDidChange,
    'mqttTopics.didChange': mqtt.topics.onDidChange,
    'mqttTopics.didClear': mqtt.topics.onDidClear,
    'loadTest.didChange': loadTest.onDidChange,
    'mqttWorkspaces.didChange': mqttWorkspaces.onDidChange,
    'mqttSending.didChange': mqttSending.onDidChange,
    'mqttCollections.didChange': mqttCollections.onDidChange,
    'timeline.didGrow': timeline.onDidGrow,
    'practice.didChange': practice.onDidChange,
    'settings.didChange': settings.onDidChange,
    'profiles.didChange': profiles.onDidChange,
    'savedConnections.didChange': savedConnections.onDidChange,
    'userProfiles.didChange': userProfiles.onDidChange,
    'sequences.didChange': sequences.onDidChange,
    'sequences.didChangeRun': sequences.onDidChangeRun,
    'quickCommands.didChange': quickCommands.onDidChange,
  }

  return {
    api: {
      ...apiOf<'serial', SerialApi>('serial', serial, serialInputs),
      ...apiOf<'sending', SendingApi>('sending', sending, sendingInputs),
      ...apiOf<'transfers', TransfersApi>('transfers', transfers, transfersInputs),
      ...apiOf<'lineProbe', LineProbeApi>('lineProbe', lineProbe, lineProbeInputs),
      ...apiOf<'recordings', RecordingsApi>('recordings', library, recordingsInputs),
      ...apiOf<'replays', ReplaysApi>('replays', replays, replaysInputs),
      ...apiOf<'recordings', RecordingExportsApi>('recordings', recordingExports, recordingExportsInputs),
      ...apiOf<'recordings', RecordingImportsApi>('recordings', recordingImports, recordingImportsInputs),
      ...apiOf<'wizard', WizardApi>('wizard', wizard, wizardInputs),
      ...apiOf<'mqtt', MqttApi>('mqtt', mqtt, mqttInputs),
      ...apiOf<'mqtt', MqttMessagesApi>('mqtt', messageSelections, mqttMessagesInputs),
      ...apiOf<'mqttCharts', MqttChartsApi>('mqttCharts', mqtt.charts, mqttChartsInputs),
      ...apiOf<'mqttPackets', MqttPacketsApi>('mqttPackets', mqtt.packets, mqttPacketsInputs),
      ...apiOf<'mqttTopics', MqttTopicsApi>('mqttTopics', mqtt.topics, mqttTopicsInputs),
      ...apiOf<'loadTest', LoadTestApi>('loadTest', loadTest, loadTestInputs),
      ...apiOf<'mqtt', MqttHistoryApi>('mqtt', mqttHistories, mqttHistoryInputs),
      ...apiOf<'mqttWorkspaces', MqttWorkspacesApi>('mqttWorkspaces', mqttWorkspaces, mqttWorkspacesInputs),
      ...apiOf<'mqttSending', MqttSendingApi>('mqttSending', mqttSending, mqttSendingInputs),
      ...apiOf<'mqttCollections', MqttCollectionsApi>('mqttCollections', mqttCollections, mqttCollectionsInputs),
      ...apiOf<'timeline', TimelineApi>('timeline', timeline, timelineInputs),
      ...apiOf<'practice', PracticeApi>('practice', practice, practiceInputs),
      ...apiOf<'registration', RegistrationApi>('registration', registration, registrationInputs),
      ...apiOf<'settings', SettingsApi>('settings', settings, settingsInputs),
      ...apiOf<'casefile', CasefileApi>('casefile', casefile, casefileInputs),
      ...apiOf<'profiles', ProfilesApi>('profiles', profiles, profilesInputs),
      ...apiOf<'savedConnections', SavedConnectionsApi>('savedConnections', savedConnections, savedConnectionsInputs),
      ...apiOf<'userProfiles', UserProfilesApi>('userProfiles', userProfiles, userProfilesInputs),
      ...apiOf<'sequences', SequencesApi>('sequences', sequences, sequencesInputs),
      ...apiOf<'quickCommands', QuickCommandsApi>('quickCommands', quickCommands, quickCommandsInputs),
      ...host,
    },
    on: (event, listener) => on[event](listener),
    dispose: once(() =>
      bounded(async () => {
        // From those that use others to those that are used: a run gives its port back before the port is closed.
        for (const service of [loadTest, timeline, casefile, wizard, sequences, sending, transfers, lineProbe, serial, recordingExports, recordingImports, replays, library, messageSelections, mqttHistories, mqttWorkspaces, mqttSending, mqttCollections, mqtt, practice, settings, profiles, savedConnections, userProfiles, quickCommands]) {
          // One that fails to close must not keep the recordings of another from being flushed.
          await (async () => service.dispose())().catch(() => {})
        }
      }),
    ),
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined
  return () => (result ??= work())
}

function bounded(work: () => Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, disposeWithinMs)
    void work().finally(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
