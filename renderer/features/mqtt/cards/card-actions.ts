import type { Qos } from '../../../../shared/contract/mqtt.ts'
import { encodePayload, retyped, type PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { attempt } from '../../../bridge/attempt.ts'
import { bridge } from '../../../bridge/bridge.ts'
import { noteAnswer } from '../connections/connection-answer.ts'
import { draftOf, mqttStore, type Draft } from '../mqtt-store.ts'

const { getState, setState } = mqttStore

export function changeDraft(id: string, change: Partial<Draft>): void {
  setState((state) => ({ drafts: { ...state.drafts, [id]: { ...draftOf(state, id), ...change } } }))
}

/** What was typed stays the same message where the new format has words for it. */
export function changeFormat(id: string, format: PayloadFormat): void {
  const draft = draftOf(getState(), id)
  changeDraft(id, { format, payload: retyped(draft.payload, draft.format, format) })
}

export async function publish(id: string): Promise<void> {
  const { topic, qos, retain, payload, format } = draftOf(getState(), id)
  const encoded = encodePayload(format, payload)
  if (!encoded.ok) return
  setState({ isPublishing: true, failure: null })
  try {
    const result = await attempt(() => bridge().call('mqtt.publish', id, { topic, payload: new Uint8Array(encoded.value), qos, retain }))
    if (!result.ok) setState({ failure: result.failure })
  } finally {
    setState({ isPublishing: false })
  }
}

export async function subscribeTo(id: string, topic: string, qos: Qos): Promise<boolean> {
  return noteAnswer(await attempt(() => bridge().call('mqtt.subscribe', id, topic, qos)))
}

export async function unsubscribeFrom(id: string, topic: string): Promise<void> {
  noteAnswer(await attempt(() => bridge().call('mqtt.unsubscribe', id, topic)))
}
