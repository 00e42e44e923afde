import { z } from 'zod'
import type { Result } from './failure.ts'
import type { Text } from '../text/local-text.ts'

/** The local broker. Everything in it is made for practice: the password and the CA are good for nothing else. */
export type PracticeBroker = {
  readonly host: string
  readonly tcpPort: number
  readonly tlsPort: number
  readonly wsPort: number
  readonly wssPort: number
  readonly username: string
  readonly password: string
  /** The generated CA's certificate, PEM with LF line ends. */
  readonly ca: { readonly name: string; readonly bytes: Uint8Array }
}

/** One way to log in at a practice cloud, ready to be filled into a form. */
export type PracticeDemo = {
  readonly id: string
  readonly title: Text
  /** The cloud profile's operation that it is for: `login`, `http-register`. */
  readonly operation: string
  /** By the cloud profile's input keys; secrets and files included, good for practice only. Host, port and transport lead to loopback. */
  readonly inputs: Readonly<Record<string, string | { readonly name: string; readonly bytes: Uint8Array }>>
}

/** A local stand-in for one cloud: it checks logins as that cloud's documents say, and enforces its limits. */
export type PracticeCloud = {
  /** The cloud profile's id. */
  readonly id: string
  readonly name: Text
  /** The demo product and device by name, for people. */
  readonly product: string
  readonly device: string
  readonly demos: readonly PracticeDemo[]
}

export type PracticeFault = { readonly name: string; readonly title: Text; readonly hint: Text }

export type PracticeModem = {
  /** Also the port path's tail: `practice:quectel-ec20`. */
  readonly id: string
  /** The modem profile that speaks to it. */
  readonly profile: string
  readonly name: string
  readonly faults: readonly PracticeFault[]
  /** The fault that is switched on, or null. */
  readonly fault: string | null
}

/** `clouds` is empty while the broker is off: they start and stop together. */
export type PracticeState = {
  readonly broker: PracticeBroker | null
  readonly clouds: readonly PracticeCloud[]
  readonly modems: readonly PracticeModem[]
}

export const practiceInputs = {
  'practice.state': z.tuple([]),
  'practice.startBroker': z.tuple([]),
  'practice.stopBroker': z.tuple([]),
  'practice.setFault': z.tuple([z.string().max(64), z.string().max(64).nullable()]),
}

export type PracticeApi = {
  'practice.state': () => Promise<PracticeState>
  /** Starts the broker on loopback with free ports; when it runs already, answers with it. */
  'practice.startBroker': () => Promise<Result<PracticeState>>
  'practice.stopBroker': () => Promise<Result<PracticeState>>
  'practice.setFault': (modemId: string, fault: string | null) => Promise<Result<PracticeState>>
}

export type PracticeEvents = { 'practice.didChange': (state: PracticeState) => void }
