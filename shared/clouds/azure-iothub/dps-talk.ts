import type { Failure } from '../../contract/failure.ts'
import { asWords, jsonObject } from '../../text/json-object.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Inputs, Talk } from '../profile.ts'

/** DPS wants a request ID; with one question at a time it need not differ. */
const rid = '$rid=1'

/** s between questions where the answer names none; what DPS says itself is 3. */
const usualWait = 3
/** s; a longer wait is a mistake of the answer, or of the bench. */
const longestWait = 120

type Reading = ReturnType<Talk['read']>

/**
 * PUT is answered with 202 and an operation; that one is asked for until it is 200. Azure, "Communicate with DPS using the MQTT protocol".
 * `brought`: what the next login needs besides hub and device ID.
 */
export function provisioningTalk(registrationId: string, brought: Inputs): Talk {
  const first = { topic: `$dps/registrations/PUT/iotdps-register/?${rid}`, payload: JSON.stringify({ registrationId }) }
  return {
    subscribe: ['$dps/registrations/res/#'],
    first,
    read: (topic, payload) => {
      const [, status, query = ''] = /^\$dps\/registrations\/res\/(\d{3})\/\?(.*)$/.exec(topic) ?? []
      if (status === undefined) return { kind: 'wait' }
      const answer = jsonObject(payload) ?? {}
      const afterMs = waitOf(query) * 1000
      if (status === '429') return { kind: 'ask', ...first, afterMs }
      const state = asWords(answer['status'])
      if (status === '202' || (status === '200' && state === 'assigning')) return askAgain(asWords(answer['operationId']), afterMs)
      if (status === '200' && state === 'assigned') return assigned(recordOf(answer['registrationState']), brought)
      return { kind: 'failed', failure: refusal(status, state, answer) }
    },
  }
}

function waitOf(query: string): number {
  const said = /(?:^|&)retry-after=(\d{1,6})(?:&|$)/i.exec(query)?.[1]
  return Math.min(longestWait, Math.max(1, said === undefined ? usualWait : Number(said)))
}

const recordOf = (held: unknown): Readonly<Record<string, unknown>> => (typeof held === 'object' && held !== null ? (held as Record<string, unknown>) : {})

function askAgain(operationId: string, afterMs: number): Reading {
  // A topic must not grow out of whatever an answer holds.
  if (!/^[A-Za-z0-9._-]{1,128}$/.test(operationId)) return { kind: 'failed', failure: unreadable }
  return { kind: 'ask', topic: `$dps/registrations/GET/iotdps-get-operationstatus/?${rid}&operationId=${operationId}`, payload: '', afterMs }
}

function assigned(registration: Readonly<Record<string, unknown>>, brought: Inputs): Reading {
  const [hub, deviceId] = [asWords(registration['assignedHub']), asWords(registration['deviceId'])]
  if (hub === '' || deviceId === '') return { kind: 'failed', failure: unreadable }
  return {
    kind: 'done',
    inputs: { ...brought, hub, deviceId },
    remarks: [
      text(`Assigned to ${hub} as ${deviceId}. Log in there with the same key or certificate.`, `已分配到 ${hub}，设备 ID 为 ${deviceId}，用同一密钥或证书登录。`),
      text('Register again when the hub refuses the device: it may have been moved.', '以后若被该 IoT 中心拒绝，请重新注册：设备可能已改派。'),
    ],
  }
}

/** What the registration's states and the service's statuses mean: REST reference of DPS, "Register Device". */
const states: Readonly<Record<string, Text>> = {
  disabled: text('The enrolment is switched off.', '该注册项已被禁用。'),
  failed: text('The device could not be assigned.', '设备分配失败。'),
  unassigned: text('The device was not assigned to a hub.', '设备没有分配到任何 IoT 中心。'),
}
const statuses: Readonly<Record<string, Text>> = {
  '400': text('DPS does not understand the request.', 'DPS 无法识别该请求。'),
  '401': text('DPS does not accept the signature or the certificate.', 'DPS 不接受该签名或证书。'),
  '403': text('The device may not register: its enrolment is switched off.', '设备不允许注册：注册项被禁用。'),
  '404': text('There is no such enrolment or operation.', '没有这个注册项或操作。'),
}

function refusal(status: string, state: string, answer: Readonly<Record<string, unknown>>): Failure {
  const registration = recordOf(answer['registrationState'])
  const code = asWords(registration['errorCode']) || asWords(answer['errorCode'])
  const said = asWords(registration['errorMessage']) || asWords(answer['message'])
  const why = states[state] ?? statuses[status] ?? text('DPS refused the registration.', 'DPS 拒绝了注册。')
  const details = [code === '' ? '' : `errorCode ${code}`, said === '' ? '' : `“${said}”`].filter((detail) => detail !== '').join(', ')
  return {
    code: `azure.dps.${states[state] ? state : status}`,
    stage: 'cloud',
    what: text(`${why.en}${details === '' ? '' : ` (${details})`}`, `${why.zh}${details === '' ? '' : `（${details}）`}`),
    next: status.startsWith('5')
      ? text('The service failed; try again in some minutes.', '服务端出错，请过几分钟再试。')
      : text(
          'In the portal, look at the DPS instance → Manage enrollments: registration ID, key, state, and the hubs it may assign to. Check the ID scope as well.',
          '到门户的 DPS 实例 → 管理注册，核对注册 ID、密钥、启用状态和可分配的 IoT 中心，并检查 ID 范围。',
        ),
    evidence: `$dps/registrations/res/${status}`,
  }
}

const unreadable: Failure = {
  code: 'azure.dps.unreadable',
  stage: 'cloud',
  what: text('The answer is not what DPS gives.', '应答不是 DPS 的格式。'),
  next: text('Check the address: another broker may have answered.', '检查地址：可能是别的服务器在应答。'),
}
