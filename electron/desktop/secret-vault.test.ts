import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createSecretVault } from './secret-vault.ts'

const system = vi.hoisted(() => ({ available: true, backend: 'gnome_libsecret', fails: false }))
vi.mock('electron', () => ({
  safeStorage: {
    isEncryptionAvailable: () => system.available,
    getSelectedStorageBackend: () => system.backend,
    encryptString: (plain: string) => {
      if (system.fails) throw new Error('locked')
      return Buffer.from(`sealed:${plain}`)
    },
    decryptString: (sealed: Buffer) => {
      if (!sealed.toString().startsWith('sealed:')) throw new Error('not ours')
      return sealed.toString().slice('sealed:'.length)
    },
  },
}))

const { platform } = process
const on = (name: NodeJS.Platform) => Object.defineProperty(process, 'platform', { value: name })
beforeEach(() => Object.assign(system, { available: true, backend: 'gnome_libsecret', fails: false }))
afterEach(() => on(platform))

it.each([
  ['linux', true, 'gnome_libsecret', true],
  ['linux', true, 'kwallet6', true],
  // A key that stands in Chromium's source.
  ['linux', true, 'basic_text', false],
  ['linux', false, 'unknown', false],
  ['win32', true, 'unknown', true],
  ['darwin', false, 'unknown', false],
] as const)('on %s, encryption %s, key store %s: real is %s', (name, available, backend, isReal) => {
  on(name)
  Object.assign(system, { available, backend })
  expect(createSecretVault().isReal()).toBe(isReal)
})

it('gives back what it sealed, and null for what is not its own', () => {
  const vault = createSecretVault()
  const sealed = vault.seal('密码 sesame') ?? ''
  expect([Buffer.from(sealed, 'base64').toString('base64') === sealed, vault.open(sealed), vault.open('AAAA')]).toStrictEqual([true, '密码 sesame', null])
})

it('says null when the store is locked, instead of throwing', () => {
  system.fails = true
  expect(createSecretVault().seal('x')).toBeNull()
})
