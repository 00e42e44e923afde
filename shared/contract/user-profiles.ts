import { z } from 'zod'
import type { UserProfiles } from '../catalogue.ts'
import type { ProfileProblem } from '../profiles/problem.ts'
import type { Text } from '../text/local-text.ts'

/** One file of the person's folder, and what became of it. */
export type ProfileFile = {
  /** Within the folder, with forward slashes: `modems/acme.yaml`. */
  readonly file: string
  /** Absolute, for showing it. */
  readonly path: string
  /** Left out where the file cannot be used. */
  readonly profile?: { readonly kind: 'modem' | 'cloud'; readonly id: string; readonly name: Text }
  readonly problems: readonly ProfileProblem[]
}

export type UserProfilesState = UserProfiles & {
  /** Absolute; it may not be there yet. */
  readonly folder: string
  readonly files: readonly ProfileFile[]
}

export const userProfilesInputs = {
  'userProfiles.state': z.tuple([]),
  'userProfiles.reload': z.tuple([]),
}

export type UserProfilesApi = {
  'userProfiles.state': () => Promise<UserProfilesState>
  /** Reads every file anew. Changes in the folder are noticed without it where the system tells of them. */
  'userProfiles.reload': () => Promise<UserProfilesState>
}

export type UserProfilesEvents = { 'userProfiles.didChange': (state: UserProfilesState) => void }
