import { randomUUID } from 'node:crypto'
import { covers, type Rules } from './practice-cloud.ts'

type Operation = { readonly id: string; readonly registrationId: string }

/** s that a device is told to wait before it asks again; the real service says 3 as well. */
const retryAfter = 3

/**
 * Registration at the Device Provisioning Service over MQTT. Source: Azure documents, "Communicate with DPS using the MQTT protocol": PUT is answered
 * with 202 and an operation, GET of that operation with 200 once the device is assigned, which here is at once. Answers come only to a device that
 * subscribed to them.
 */
export function dpsRules(registrationId: string, assign: () => { readonly hub: string; readonly deviceId: string }): Rules {
  let isListening = false
  let operation: Operation | null = null
  const registering = '$dps/registrations/PUT/iotdps-register/'
  const asking = '$dps/registrations/GET/iotdps-get-operationstatus/'
  return {
    subscribe: (filter, qos) => {
      if (qos > 1 || !covers('$dps/registrations/res/#', filter)) return 'refuse'
      isListening = true
      return 'grant'
    },
    publish: ({ topic, qos }, send) => {
      const [path, query] = [topic.slice(0, topic.indexOf('?')), new URLSearchParams(topic.slice(topic.indexOf('?') + 1))]
      const rid = query.get('$rid')
      if (qos > 1 || rid === null || !topic.includes('?') || (path !== registering && path !== asking)) return 'close'
      const answer = (status: number, body: object, more = '') => {
        if (isListening) send({ topic: `$dps/registrations/res/${status}/?$rid=${rid}${more}`, payload: JSON.stringify(body) })
      }
      if (path === registering) {
        operation = { id: `4.${randomUUID().replaceAll('-', '').slice(0, 16)}.${randomUUID()}`, registrationId }
        answer(202, { operationId: operation.id, status: 'assigning' }, `&retry-after=${retryAfter}`)
      } else if (!operation || query.get('operationId') !== operation.id) {
        answer(404, { errorCode: 404201, trackingId: randomUUID(), message: 'Operation not found.' })
      } else {
        const { hub, deviceId } = assign()
        const state = { registrationId, assignedHub: hub, deviceId, status: 'assigned', substatus: 'initialAssignment' }
        answer(200, { operationId: operation.id, status: 'assigned', registrationState: state })
      }
      return 'drop'
    },
  }
}
