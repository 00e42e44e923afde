import { z } from 'zod'
import { bytesSchema } from './bytes-schema.ts'
import type { Failure, Result } from './failure.ts'
import type { Identification } from '../modems/identify.ts'
import type { SystemTopic } from '../clouds/profile.ts'
import type { Plan } from '../wizard/plan.ts'
import type { Change } from '../wizard/put-back.ts'

export type StepStatus = 'waiting' | 'running' | 'passed' | 'failed' | 'skipped'

export type StepRun = {
  readonly stepId: string
  readonly status: StepStatus
  /** ms since the epoch, and how long it took. */
  readonly startedAt?: number
  readonly elapsedMs?: number
  /** The longest the step may still take by its manual, from its start, in ms: the patience bar's length. */
  readonly patienceMs: number
  /** What follows the prompt, as far as it is out; only where that takes long enough to be seen. */
  readonly data?: { readonly sentBytes: number; readonly totalBytes: number }
  /** What was really sent, where a person edited it; secrets masked. */
  readonly sent?: string
  /** Lines that came back; of a step that is asked again, so far. */
  readonly lines: readonly string[]
  /** Values read from the answer, with words for them where the decoder knows some. */
  readonly captured: readonly {
    readonly name: string
    readonly value: string
    readonly words?: { readonly en: string; readonly zh: string }
    /** `value` is bullets; `wizard.reveal` gives the real one. */
    readonly secret?: true
  }[]
  readonly failure?: Failure
  /** Of a failed step: commands that tell apart what may be behind it, the likeliest first. Empty where nothing is known. */
  readonly checks?: readonly StepCheck[]
}

/** A command offered after a failure, and what came of it. It carries no secret. */
export type StepCheck = {
  readonly send: string
  readonly tells: { readonly en: string; readonly zh: string }
  /** It may change something in the modem: `wizard.check` wants the person's yes. */
  readonly changes: boolean
  readonly status: 'offered' | 'running' | 'answered' | 'failed'
  /** What came back, with words where a line's meaning is known. */
  readonly lines: readonly { readonly text: string; readonly words?: { readonly en: string; readonly zh: string } }[]
  /** What the answer says about the cause. */
  readonly findings: readonly { readonly means: { readonly en: string; readonly zh: string }; readonly verdict: 'confirms' | 'rules-out' }[]
  /** No answer came. */
  readonly failure?: Failure
}

export type RunStatus = 'ready' | 'running' | 'paused' | 'failed' | 'done' | 'stopped'

export type ExtraKind = 'publish' | 'subscribe' | 'set-clock' | 'put-back'

/** Commands outside the plan that a person asked for: a message from the modem, one more subscription. */
export type ExtraRun = {
  readonly id: number
  readonly kind: ExtraKind
  readonly topic?: string
  readonly payload?: string
  readonly qos?: number
  readonly status: 'running' | 'passed' | 'failed'
  /** ms since the epoch, and how long it took. */
  readonly startedAt: number
  readonly elapsedMs?: number
  /** The longest that all its commands may take by their manuals, in ms. */
  readonly patienceMs: number
  /** Commands sent so far, secrets masked, and the lines that came back. */
  readonly sent: readonly string[]
  readonly lines: readonly string[]
  readonly failure?: Failure
}

/** A plan on its way. `plan` is masked: secrets are replaced by bullets and prompt data of keys is empty. */
export type WizardRun = {
  readonly id: string
  readonly sessionId: string
  readonly plan: Plan
  readonly status: RunStatus
  readonly steps: readonly StepRun[]
  /** Index of the step that is running or comes next. */
  readonly position: number
  readonly received: readonly { readonly at: number; readonly topic: string; readonly payload: string }[]
  /** What was sent besides the plan, oldest first; the newest are kept. */
  readonly extras: readonly ExtraRun[]
  /** Steps sent whose changes can be brought back, and what stood before them: `putBackSteps` makes the commands. */
  readonly changes: readonly Change[]
  /** The cloud's topics for this device. */
  readonly topics: readonly SystemTopic[]
  /** What an unsolicited line said after the plan's end: link lost, bearer gone, modem rebooted. */
  readonly notice?: Failure
  /** What the PC found when it tried the same broker itself, after a failure. */
  readonly probe?: BrokerProbe
}

/** The same endpoint tried from this PC, layer by layer; the first that fails is the last in the list. */
export type BrokerProbe = {
  readonly at: number
  readonly layers: readonly { readonly layer: 'dns' | 'tcp' | 'tls' | 'mqtt'; readonly passed: boolean; readonly detail: string }[]
  /** What both findings together mean: where the fault is. */
  readonly verdict: { readonly en: string; readonly zh: string }
}

export type CertificateInfo = {
  readonly subject: string
  readonly issuer: string
  readonly validFrom: number
  readonly validTo: number
  readonly isCa: boolean
  /** Its key usage lets a client show it. */
  readonly isForClients: boolean
  /** Bytes of the file as they will be uploaded, and its line ends. */
  readonly bytes: number
  readonly lineEnds: 'LF' | 'CRLF' | 'mixed' | 'none'
  readonly count: number
}

const file = z.object({ name: z.string().min(1).max(255), bytes: bytesSchema })
export const inputsSchema = z.record(z.string().max(64), z.union([z.string().max(200_000), file]).optional())
const id = z.string().min(1).max(64)
/** As long as any family's own limit; those are checked when the commands are made. */
const topic = z.string().max(1024)
const qos = z.union([z.literal(0), z.literal(1), z.literal(2)])

export const wizardInputs = {
  'wizard.runs': z.tuple([]),
  'wizard.start': z.tuple([id, z.string().max(64), z.string().max(64), inputsSchema, z.string().max(64).optional()]),
  'wizard.runNext': z.tuple([id, z.string().max(4096).nullable()]),
  'wizard.runAll': z.tuple([id]),
  'wizard.pause': z.tuple([id]),
  'wizard.skip': z.tuple([id]),
  'wizard.stop': z.tuple([id]),
  'wizard.discard': z.tuple([id]),
  'wizard.probe': z.tuple([id]),
  'wizard.check': z.tuple([id, z.number().int().min(0).max(9), z.boolean()]),
  'wizard.settled': z.tuple([id]),
  'wizard.publish': z.tuple([id, topic, z.string().max(200_000), qos]),
  'wizard.subscribe': z.tuple([id, topic, qos]),
  'wizard.setClock': z.tuple([id]),
  'wizard.putBack': z.tuple([id]),
  'wizard.reveal': z.tuple([id, z.string().min(1).max(64)]),
  'wizard.identify': z.tuple([id]),
  'wizard.inspectCertificate': z.tuple([file, file.nullable()]),
}

export type WizardApi = {
  // queries
  'wizard.runs': () => Promise<WizardRun[]>
  /** Reads a PEM file's certificates; with a key, also says whether it belongs to the first. */
  'wizard.inspectCertificate': (
    certificate: { name: string; bytes: Uint8Array },
    key: { name: string; bytes: Uint8Array } | null,
  ) => Promise<Result<CertificateInfo & { keyMatches?: boolean }>>
  /** Answers when nothing of the run is under way any more, the PC's own probe after a failure included. */
  'wizard.settled': (runId: string) => Promise<Result<WizardRun>>
  /** A secret that a step has captured, for the person who asks: a DeviceSecret that the cloud gives once. */
  'wizard.reveal': (runId: string, name: string) => Promise<Result<string>>
  // commands
  /** Asks the module at the session what it is, and which profile speaks to it. */
  'wizard.identify': (sessionId: string) => Promise<Result<Identification>>
  /** Composes the plan for the session; nothing is sent yet, and the port stays with the person until a step runs. */
  'wizard.start': (sessionId: string, modem: string, cloud: string, inputs: z.infer<typeof inputsSchema>, variant?: string) => Promise<Result<WizardRun>>
  /** Runs (or retries) the step at `position`; `edited` replaces its command line. Answers when the step has ended. */
  'wizard.runNext': (runId: string, edited: string | null) => Promise<Result<WizardRun>>
  /** Runs on from `position` until the end, a failure, pause or stop. Answers at once. */
  'wizard.runAll': (runId: string) => Promise<Result<WizardRun>>
  'wizard.pause': (runId: string) => Promise<Result<WizardRun>>
  'wizard.skip': (runId: string) => Promise<Result<WizardRun>>
  /** Aborts what is running, closes what the plan opened on the modem, gives the AT channel back. */
  'wizard.stop': (runId: string) => Promise<Result<WizardRun>>
  /** Publishes from the modem once the plan has ended well. Answers when the modem has. */
  'wizard.publish': (runId: string, topic: string, payload: string, qos: 0 | 1 | 2) => Promise<Result<WizardRun>>
  /** One more subscription of the modem; the same conditions. */
  'wizard.subscribe': (runId: string, topic: string, qos: 0 | 1 | 2) => Promise<Result<WizardRun>>
  /** Sets the modem's clock by this PC's, outside the plan. Answers when the modem has. */
  'wizard.setClock': (runId: string) => Promise<Result<WizardRun>>
  /** Closes what the plan opened, then brings back what it changed. Answers when the modem has. */
  'wizard.putBack': (runId: string) => Promise<Result<WizardRun>>
  /** Forgets a run that is not running, and its secrets. */
  'wizard.discard': (runId: string) => Promise<Result<null>>
  /** Tries the run's endpoint and login from this PC. */
  'wizard.probe': (runId: string) => Promise<Result<WizardRun>>
  /**
   * Sends one of the failed step's checks; answers when the modem has, or its time is over. The run stays where it is. `isConfirmed`: the
   * person said yes to a check that may change something.
   */
  'wizard.check': (runId: string, index: number, isConfirmed: boolean) => Promise<Result<WizardRun>>
}

export type WizardEvents = {
  'wizard.didChangeRun': (run: WizardRun) => void
}
