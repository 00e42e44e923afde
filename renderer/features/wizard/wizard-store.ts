import { createStore, useStore } from 'zustand'
import type { Circumstances, CloudProfile, Inputs } from '../../../shared/clouds/profile.ts'
import type { Failure, Result } from '../../../shared/contract/failure.ts'
import type { CertificateInfo, WizardRun } from '../../../shared/contract/wizard.ts'
import type { ModemProfile } from '../../../shared/modems/profile.ts'
import { catalogueNow, useCatalogue } from '../../app/catalogue.ts'
import { freshCircumstances } from '../../ui/fresh-circumstances.ts'
import { findById } from './find-by-id.ts'

/** What the program read from a certificate file; null while it reads. */
export type Inspection = Result<CertificateInfo & { keyMatches?: boolean }> | null

/** `run` shows the session's run where there is one, else the form. A run that has not ended shows whatever the view is. */
export type WizardView = 'form' | 'preview' | 'run'

export type WizardState = {
  readonly modemId: string
  readonly cloudId: string
  /** The way to the cloud; one that the pair does not have stands for the usual one. */
  readonly variantId: string
  /** By cloud id, so that trying another cloud loses nothing. Secrets and files stay in this page's memory only. */
  readonly inputs: Readonly<Record<string, Inputs>>
  /** Keys of the fields that were visited, by cloud id. */
  readonly touched: Readonly<Record<string, readonly string[]>>
  readonly revealAll: boolean
  /** What times and random values of a credential are made from: renewed whenever a plan is previewed anew. */
  readonly circumstances: Circumstances
  readonly view: WizardView
  /** By cloud id and certificate field: `mqtt/ca`. */
  readonly inspections: Readonly<Record<string, Inspection>>
  readonly runs: readonly WizardRun[]
  /** A call that a button waits for, so that it is not pressed twice. */
  readonly busy: 'start' | 'probe' | 'leave' | 'control' | null
  readonly failure: Failure | null
}

/** The first of each that are built in, until something is chosen. */
const first = catalogueNow()

export const wizardStore = createStore<WizardState>(() => ({
  modemId: first.modems[0]?.id ?? '',
  cloudId: first.clouds[0]?.id ?? '',
  variantId: 'direct',
  inputs: {},
  touched: {},
  revealAll: false,
  circumstances: freshCircumstances(),
  view: 'run',
  inspections: {},
  runs: [],
  busy: null,
  failure: null,
}))

export const useWizard = <T>(select: (state: WizardState) => T): T => useStore(wizardStore, select)

const none: Inputs = {}
export const inputsOf = (state: WizardState): Inputs => state.inputs[state.cloudId] ?? none

export function useModem(): ModemProfile {
  const { modems } = useCatalogue()
  return findById(modems, useWizard((state) => state.modemId))
}

export function useCloud(): CloudProfile {
  const { clouds } = useCatalogue()
  return findById(clouds, useWizard((state) => state.cloudId))
}

export const inspectionKey = (cloudId: string, field: string): string => `${cloudId}/${field}`
