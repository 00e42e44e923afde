import { z } from 'zod'
import type { Failure, Result } from './failure.ts'
import { brokerOptionsSchema } from './mqtt.ts'

/** What a load test may do at most. A broker that needs more is a matter for a cluster of load generators. */
export const loadLimits = {
  /** Publishers and subscribers together. */
  clients: 1000,
  /** Messages a second, sent by all publishers or handed to all subscribers, whichever is more. */
  rate: 50_000,
  seconds: 600,
  /** bytes; the smallest holds number and time. */
  smallestPayload: 20,
  largestPayload: 256 * 1024,
  /** bytes a second, both ways together. */
  throughput: 200 * 1024 * 1024,
} as const

export const loadPlanSchema = z.object({
  /** Its client ID is what those of all clients begin with; its will is not sent. */
  broker: brokerOptionsSchema,
  publishers: z.int().min(1).max(loadLimits.clients),
  subscribers: z.int().min(0).max(loadLimits.clients),
  /** Messages a second of all publishers together. */
  rate: z.int().min(1).max(loadLimits.rate),
  payloadBytes: z.int().min(loadLimits.smallestPayload).max(loadLimits.largestPayload),
  qos: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  seconds: z.int().min(1).max(loadLimits.seconds),
  /** Publishers write below it: `<topic>/0`, `<topic>/1` ... */
  topic: z.string().min(1).max(200),
  /** `each`: a message has one subscriber; `all`: every subscriber gets every message. */
  delivery: z.enum(['each', 'all']),
})
export type LoadPlan = z.infer<typeof loadPlanSchema>

export type LoadPhase = 'connecting' | 'running' | 'draining' | 'done' | 'stopped' | 'failed'

/** ms. */
export type Spread = { readonly p50: number; readonly p95: number; readonly p99: number; readonly max: number }

/** One second of a run. */
export type LoadPoint = { readonly second: number; readonly sent: number; readonly received: number } & Spread

export type LoadFigures = {
  readonly connected: number
  readonly sent: number
  /** Deliveries that the messages sent so far ask for. */
  readonly expected: number
  readonly received: number
  /** Came again, as QoS 1 allows, or out of order. */
  readonly repeated: number
  /** Publishes of QoS 1 and 2 that the broker refused (MQTT 5). */
  readonly refused: number
  /** Seconds of publishing so far. */
  readonly seconds: number
  readonly latency: Spread
  /** From the first packet of TCP to CONNACK. */
  readonly connect: Spread
}

export type LoadReport = {
  readonly phase: LoadPhase
  readonly figures: LoadFigures
  readonly points: readonly LoadPoint[]
  /** What went wrong with single clients, each kind once with how often. */
  readonly failures: readonly { readonly failure: Failure; readonly count: number }[]
  /** Why there is no result. */
  readonly failure?: Failure
}

/** `plan` has its password, key and all other secrets removed. */
export type LoadTestState = LoadReport & { readonly id: string; readonly startedAt: number; readonly plan: LoadPlan }

export const loadTestInputs = {
  'loadTest.state': z.tuple([]),
  'loadTest.start': z.tuple([loadPlanSchema, z.string().max(255).nullable()]),
  'loadTest.stop': z.tuple([]),
}

export type LoadTestApi = {
  // queries
  /** The one under way, or the last. */
  'loadTest.state': () => Promise<LoadTestState | null>
  // commands
  /**
   * Answers once clients begin to connect. Public endpoints of clouds are refused; a host outside this PC's own network is refused with
   * `load-test.confirm` unless a person has confirmed that very name.
   */
  'loadTest.start': (plan: LoadPlan, confirmedHost: string | null) => Promise<Result<LoadTestState>>
  /** Answers when every client is gone; stopping what has ended is no failure. Bounded: about 6 s. */
  'loadTest.stop': () => Promise<Result<null>>
}

/** About once a second. */
export type LoadTestEvents = { 'loadTest.didChange': (state: LoadTestState) => void }
