import type { ConnectionInfo } from '../../../../shared/contract/mqtt.ts'
import type { WizardRun } from '../../../../shared/contract/wizard.ts'

type Client = { readonly host: string; readonly clientId: string }

const isSame = (one: Client, other: Client): boolean => other.clientId !== '' && one.clientId === other.clientId && one.host.toLowerCase() === other.host.trim().toLowerCase()

/** The modem of a run that is on the broker, or on its way there, with this client ID: a broker keeps one connection for each. */
export const modemWith = (runs: readonly WizardRun[], client: Client): WizardRun | undefined =>
  runs.find(({ status, notice, plan }) => (status === 'running' || status === 'paused' || status === 'done') && notice === undefined && isSame(plan.job.credential, client))

/** A connection of this PC that is up, or tries to be, with this client ID. `except`: the saved connection that is being changed. */
export const connectionWith = (connections: readonly ConnectionInfo[], client: Client, except: string | null = null): ConnectionInfo | undefined =>
  connections.find(({ state, savedId, options }) => (state === 'connected' || state === 'connecting' || state === 'reconnecting') && (except === null || savedId !== except) && isSame(options, client))
