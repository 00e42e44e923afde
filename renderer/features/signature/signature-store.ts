import { createStore, useStore } from 'zustand'
import type { Circumstances, CloudProfile, Inputs, Operation } from '../../../shared/clouds/profile.ts'
import { catalogueNow, useCatalogue } from '../../app/catalogue.ts'
import { freshCircumstances } from '../../ui/fresh-circumstances.ts'

export const signatureTabs = ['calculate', 'check', 'tool', 'batch'] as const
export type SignatureTab = (typeof signatureTabs)[number]

/** One form for calculating, checking and batches: what is known of a device is typed once. In this page's memory only. */
export type SignatureState = {
  readonly tab: SignatureTab
  readonly cloudId: string
  /** By cloud id. */
  readonly operations: Readonly<Record<string, string>>
  /** By cloud id, so that looking at another cloud loses nothing. */
  readonly inputs: Readonly<Record<string, Inputs>>
  /** Keys of the fields that were visited, by cloud id. */
  readonly touched: Readonly<Record<string, readonly string[]>>
  /** Times and random values are made from these until somebody signs again. */
  readonly circumstances: Circumstances
}

/** A cloud that signs is what somebody comes here for; any other broker's login is typed in as it is. */
const firstCloud = catalogueNow().clouds.find(({ id }) => id !== 'mqtt')

export const signatureStore = createStore<SignatureState>(() => ({
  tab: 'calculate',
  cloudId: firstCloud?.id ?? '',
  operations: {},
  inputs: {},
  touched: {},
  circumstances: freshCircumstances(),
}))

export const useSignature = <T>(select: (state: SignatureState) => T): T => useStore(signatureStore, select)

export function cloudOf({ cloudId }: SignatureState): CloudProfile {
  const { clouds, findCloud } = catalogueNow()
  const cloud = findCloud(cloudId) ?? clouds[0]
  if (!cloud) throw new Error('There is at least one cloud')
  return cloud
}

/** For components: shows anew when a file of the person's changes. */
export function useSignatureCloud(): CloudProfile {
  useCatalogue()
  return useSignature(cloudOf)
}

export function operationOf(state: SignatureState): Operation {
  const { operations } = cloudOf(state)
  return operations.find(({ id }) => id === state.operations[state.cloudId]) ?? operations[0]
}

const none: Inputs = {}
const nothing: readonly string[] = []
export const enteredOf = (state: SignatureState): Inputs => state.inputs[state.cloudId] ?? none
export const touchedOf = (state: SignatureState): readonly string[] => state.touched[state.cloudId] ?? nothing
