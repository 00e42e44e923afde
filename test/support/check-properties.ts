import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CloudProfile, Inputs } from '../../shared/clouds/profile.ts'
import { signWith } from '../../shared/clouds/sign.ts'
import { checkLogin } from '../../shared/signature/check.ts'
import { givenParts, type Given } from '../../shared/signature/given.ts'
import type { Login } from '../../shared/signature/login.ts'

export const circumstances = { now: Date.UTC(2026, 5, 15, 12), random: 'k3Jd93hGq0ZxPw7LmNv2Bc5RtY8uIo1AeSf4DgHj' }

export const givenOf = ({ host, port, clientId, username, password }: Login): Given => ({
  host,
  port: String(port),
  clientId,
  ...(username !== undefined && { username }),
  ...(password !== undefined && { password }),
})

type Case = {
  readonly cloud: CloudProfile
  /** Complete inputs of a login, valid every time: a record of arbitraries, by input key. */
  readonly inputs: Readonly<Record<string, fc.Arbitrary<string>>>
  /**
   * Inputs that show in a login or decide over its password: changed one at a time, each must be named. The value says what counts
   * as naming it: the input's key or parts of the login.
   */
  readonly changes: Readonly<Record<string, { readonly to: fc.Arbitrary<string>; readonly named: readonly string[] }>>
}

/** Signed login of inputs that must be valid. */
export function loginOf(cloud: CloudProfile, inputs: Inputs): Login {
  const { made, findings } = signWith(cloud, cloud.operations[0], inputs, circumstances)
  if (!made?.login) throw new Error(`not signed: ${findings.map(({ field, code }) => `${field}: ${code}`).join(', ')}`)
  return made.login
}

const namesIn = (cloud: CloudProfile, given: Given, known: Inputs) =>
  checkLogin(cloud, given, known, circumstances).marks.flatMap(({ field, part }) => [field, part].filter((name) => name !== undefined))

/** Replaces one character by another one of its kind, so that the part keeps its form. */
function altered(value: string, at: number): string {
  const index = at % value.length
  const old = value[index] ?? ''
  const next = /[0-8]/.test(old) ? String(Number(old) + 1) : old === '9' ? '0' : /[a-eA-E]/.test(old) ? String.fromCharCode(old.charCodeAt(0) + 1) : /x/i.test(old) ? 'y' : 'x'
  return value.slice(0, index) + next + value.slice(index + 1)
}

/** What must hold for every cloud whose login can be checked. */
export function describeCheck({ cloud, inputs, changes }: Case): void {
  describe(`checking a login of ${cloud.id}`, () => {
    const complete = fc.record(inputs)

    it('finds nothing in what it has signed itself', () => {
      fc.assert(
        fc.property(complete, (known) => {
          const checked = checkLogin(cloud, givenOf(loginOf(cloud, known)), known, circumstances)
          expect(checked.marks).toStrictEqual([])
          expect(checked.isRecomputed).toBe(true)
        }),
        { numRuns: 60 },
      )
    })

    it('names the part in which a single character was changed', () => {
      fc.assert(
        fc.property(complete, fc.constantFrom(...givenParts), fc.nat(500), (known, part, at) => {
          const given = givenOf(loginOf(cloud, known))
          const value = given[part]
          if (value === undefined || value === '') return
          expect(namesIn(cloud, { ...given, [part]: altered(value, at) }, known)).toContain(part)
        }),
        { numRuns: 200 },
      )
    })

    it.each(Object.entries(changes))('names a login that was made with another %s', (key, { to, named }) => {
      fc.assert(
        fc.property(complete, to, (known, other) => {
          // What nobody knows is taken over from the login.
          if (known[key] === other || known[key] === '') return
          const names = namesIn(cloud, givenOf(loginOf(cloud, { ...known, [key]: other })), known)
          expect(named.some((name) => names.includes(name))).toBe(true)
        }),
        { numRuns: 60 },
      )
    })
  })
}
