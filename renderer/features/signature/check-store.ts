import { createStore, useStore } from 'zustand'
import type { Inputs } from '../../../shared/clouds/profile.ts'
import type { Given, GivenPart } from '../../../shared/signature/given.ts'
import type { Found } from '../../../shared/signature/read/found.ts'
import { readGiven } from '../../../shared/signature/read/read-given.ts'
import { toldCloud } from '../../../shared/signature/read/told-cloud.ts'
import { catalogueNow } from '../../app/catalogue.ts'
import { chooseCloud } from './signature-actions.ts'
import { signatureStore } from './signature-store.ts'

/** A login that somebody was refused with, in this page's memory only. */
export type CheckState = {
  readonly pasted: string
  /** Every login in the pasted text; null while nothing was pasted. */
  readonly found: readonly Found[] | null
  readonly chosen: number
  /** The parts that are judged, as pasted or as typed. */
  readonly given: Given
}

const checkStore = createStore<CheckState>(() => ({ pasted: '', found: null, chosen: 0, given: {} }))

export const useCheck = <T>(select: (state: CheckState) => T): T => useStore(checkStore, select)

const nothing: Inputs = {}
/** What the text told besides the login: transport, or the values of a modem that signs by itself. */
export const toldInputs = ({ found, chosen }: CheckState): Inputs => found?.[chosen]?.inputs ?? nothing

export function pasteLogin(pasted: string): void {
  const found = pasted.trim() === '' ? null : readGiven(pasted).map(withCloud)
  checkStore.setState({ pasted, found })
  if (found?.[0]) chooseFound(0)
}

function withCloud(found: Found): Found {
  const cloud = found.cloud ?? toldCloud(found.given)
  return { ...found, ...(cloud !== undefined && { cloud }) }
}

/** A login whose parts another part of the program knows already. */
export function giveLogin(given: Given): void {
  checkStore.setState({ pasted: '', found: null, chosen: 0, given })
  chooseTold(toldCloud(given))
}

export function chooseFound(chosen: number): void {
  const found = checkStore.getState().found?.[chosen]
  if (!found) return
  checkStore.setState({ chosen, given: found.given })
  chooseTold(found.cloud)
}

function chooseTold(cloud: string | undefined): void {
  if (cloud !== undefined && cloud !== signatureStore.getState().cloudId && catalogueNow().clouds.some(({ id }) => id === cloud)) chooseCloud(cloud)
}

/** Nobody knows what is wrong with a part that is empty: it counts as not given. */
export function setPart(part: GivenPart, value: string): void {
  const { [part]: _, ...rest } = checkStore.getState().given
  checkStore.setState({ given: value === '' ? rest : { ...rest, [part]: value } })
}

export const clearCheck = (): void => checkStore.setState({ pasted: '', found: null, chosen: 0, given: {} })
