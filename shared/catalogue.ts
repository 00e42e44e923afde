import { clouds as builtInClouds } from './clouds/index.ts'
import type { CloudProfile } from './clouds/profile.ts'
import { buildCloud } from './clouds/user/build.ts'
import type { UserCloud } from './clouds/user/schema.ts'
import { any3gpp } from './modems/any-3gpp/profile.ts'
import { identifyModem, type Identification } from './modems/identify.ts'
import { modems as builtInModems } from './modems/index.ts'
import type { ModemProfile } from './modems/profile.ts'
import { buildModem, stepIdsOf } from './modems/user/build.ts'
import type { UserModem } from './modems/user/schema.ts'
import type { KnownProfiles } from './profiles/read-profile.ts'

/** What a person has described in files: data, as it goes to the page. */
export type UserProfiles = { readonly clouds: readonly UserCloud[]; readonly modems: readonly UserModem[] }

/** Every modem and cloud there is now, the person's own behind the built-in ones. A value: whoever needs the current one is handed a way to ask for it. */
export type Catalogue = {
  readonly modems: readonly ModemProfile[]
  readonly clouds: readonly CloudProfile[]
  readonly findModem: (id: string) => ModemProfile | undefined
  readonly findCloud: (id: string) => CloudProfile | undefined
  /** Which profile speaks to the module that gave these answers (`identityQuestions`). A person's own is asked first: it is the more special one. */
  readonly identify: (answers: readonly (readonly string[])[]) => Identification
  /** Words for a line of any family, for a log that does not know which modem it listens to. */
  readonly describeLine: (line: string) => ReturnType<ModemProfile['describe']>
}

export function makeCatalogue(user: UserProfiles): Catalogue {
  const findBuiltIn = (id: string | undefined): ModemProfile | undefined => builtInModems.find((modem) => modem.id === id)
  const own = user.modems.map((modem) => buildModem(modem, findBuiltIn(modem.extends)))
  const modems = [...builtInModems, ...own]
  const clouds = [...builtInClouds, ...user.clouds.map(buildCloud)]
  return {
    modems,
    clouds,
    findModem: (id) => modems.find((modem) => modem.id === id),
    findCloud: (id) => clouds.find((cloud) => cloud.id === id),
    identify: (answers) => {
      const found = identifyModem(answers, own)
      return found.fit === 'exact' ? found : identifyModem(answers, modems, any3gpp)
    },
    describeLine: (line) => {
      for (const modem of [...own, ...builtInModems]) {
        const described = modem.describe(line)
        if (described) return described
      }
      return undefined
    },
  }
}

export const builtInCatalogue: Catalogue = makeCatalogue({ clouds: [], modems: [] })

/** What a person's file is held against. */
export const builtInProfiles: KnownProfiles = {
  clouds: builtInClouds.map(({ id }) => id),
  modems: builtInModems.map(({ id }) => id),
  stepsOf: (id) => {
    const modem = builtInModems.find((each) => each.id === id)
    return modem && stepIdsOf(modem)
  },
}
