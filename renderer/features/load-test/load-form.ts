import type { Failure } from '../../../shared/contract/failure.ts'
import { loadLimits, type LoadPlan } from '../../../shared/contract/load-test.ts'
import type { BrokerOptions } from '../../../shared/contract/mqtt.ts'
import { checkPlan, deliveriesPerSecond } from '../../../shared/load-test/check-plan.ts'
import { usesTls } from '../mqtt/connections/broker-form.ts'

export const numberFields = ['publishers', 'subscribers', 'rate', 'payloadBytes', 'seconds'] as const
export type NumberField = (typeof numberFields)[number]

/** Smallest and largest of each field. */
export const bounds: Readonly<Record<NumberField, readonly [number, number]>> = {
  publishers: [1, loadLimits.clients],
  subscribers: [0, loadLimits.clients],
  rate: [1, loadLimits.rate],
  payloadBytes: [loadLimits.smallestPayload, loadLimits.largestPayload],
  seconds: [1, loadLimits.seconds],
}

/** As it is being written: a number field may be empty. */
export type LoadForm = Omit<LoadPlan, NumberField> & Readonly<Record<NumberField, number | ''>>

const broker: BrokerOptions = {
  name: '',
  protocol: 'mqtt',
  host: '127.0.0.1',
  port: 1883,
  path: '',
  clientId: 'atelier-load',
  username: '',
  password: '',
  keepAlive: 60,
  cleanSession: true,
  version: 4,
  ca: null,
  certificate: null,
  privateKey: null,
  verifyServer: true,
}

export const firstForm: LoadForm = { broker, publishers: 10, subscribers: 10, rate: 1000, payloadBytes: 256, qos: 0, seconds: 30, topic: 'atelier-load', delivery: 'each' }

/** A certificate without its key, or a key without its certificate: no broker can be reached with it. */
export const isHalfPair = ({ protocol, certificate, privateKey }: BrokerOptions): boolean => usesTls(protocol) && (certificate === null) !== (privateKey === null)

/** Another host; the name that TLS was told to check was the old one's. */
export const withHost = ({ servername: _servername, ...rest }: BrokerOptions, host: string): BrokerOptions => ({ ...rest, host })

/** The same broker and login as a connection has; what concerns one client alone is left out. */
export const withBroker = (form: LoadForm, { will: _will, ...options }: BrokerOptions): LoadForm => ({ ...form, broker: { ...options, clientId: options.clientId || broker.clientId, cleanSession: true } })

/** Fields that hold nothing, or what is out of bounds. */
export const wrongFields = (form: LoadForm): readonly NumberField[] =>
  numberFields.filter((field) => {
    const value = form[field]
    const [low, high] = bounds[field]
    return value === '' || !Number.isInteger(value) || value < low || value > high
  })

/** Null while a field is wrong. */
export const planOf = (form: LoadForm): LoadPlan | null =>
  wrongFields(form).length > 0 || form.broker.host.trim() === '' || isHalfPair(form.broker) || form.topic === '' ? null : { ...(form as LoadPlan), broker: sent(form.broker) }

/** Files stay behind on a plain connection. */
function sent({ passphrase, ...broker }: BrokerOptions): BrokerOptions {
  const host = broker.host.trim()
  return usesTls(broker.protocol)
    ? { ...broker, host, ...(broker.privateKey && passphrase && { passphrase }) }
    : { ...broker, host, ca: null, certificate: null, privateKey: null }
}

export const problemOf = (form: LoadForm): Failure | null => {
  const plan = planOf(form)
  return plan && checkPlan(plan)
}

/** What a plan comes to. */
export const totals = (plan: LoadPlan) => {
  const deliveries = deliveriesPerSecond(plan)
  return { messages: plan.rate * plan.seconds, deliveries, bytesPerSecond: (plan.rate + deliveries) * plan.payloadBytes }
}
