import type { EventName } from '../../shared/contract/index.ts'

/** Every event, at run time. A missing or misspelt one does not compile. */
const events = {
  'serial.didChangeSession': 'always',
  'serial.didReceive': 'droppable',
  'sending.didChange': 'always',
  'transfers.didChange': 'always',
  'lineProbe.didChange': 'always',
  'wizard.didChangeRun': 'always',
  'mqtt.didChangeConnection': 'always',
  'mqtt.didRemoveConnection': 'always',
  'mqtt.didGrow': 'always',
  'mqtt.didSelect': 'always',
  'mqtt.didExportMessages': 'always',
  'mqttCharts.didGrow': 'always',
  'mqttPackets.didChange': 'always',
  'mqttTopics.didChange': 'always',
  'mqttTopics.didClear': 'always',
  'loadTest.didChange': 'always',
  'mqttWorkspaces.didChange': 'always',
  'mqttSending.didChange': 'always',
  'mqttCollections.didChange': 'always',
  'timeline.didGrow': 'always',
  'practice.didChange': 'always',
  'recordings.didChange': 'always',
  'recordings.didIndex': 'always',
  'recordings.didMark': 'always',
  'recordings.didSearch': 'always',
  'recordings.didSelect': 'always',
  'recordings.didExport': 'always',
  'replays.didChange': 'always',
  'replays.didClose': 'always',
  'replays.didPlay': 'droppable',
  'recordings.didImport': 'always',
  'settings.didChange': 'always',
  'profiles.didChange': 'always',
  'savedConnections.didChange': 'always',
  'userProfiles.didChange': 'always',
  'sequences.didChange': 'always',
  'sequences.didChangeRun': 'always',
  'quickCommands.didChange': 'always',
} as const satisfies Record<EventName, 'always' | 'droppable'>

export const eventNames = Object.keys(events) as readonly EventName[]

/** Bulk data that a client can fetch again by its sequence numbers; the first argument names the stream. */
export const isDroppable = (event: EventName): boolean => events[event] === 'droppable'
