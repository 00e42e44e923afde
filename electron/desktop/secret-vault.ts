import { safeStorage } from 'electron'
import type { AppOptions } from '../app/create-app.ts'

/**
 * The system's key store: Keychain, DPAPI, or the desktop's keyring on Linux. To be asked once the app is ready. Linux without a keyring falls back to a key that
 * stands in Chromium's source (`basic_text`), which is no encryption and counts as none.
 */
export const createSecretVault = (): NonNullable<AppOptions['vault']> => ({
  isReal: () => safeStorage.isEncryptionAvailable() && (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  seal: (plain) => {
    try {
      return safeStorage.encryptString(plain).toString('base64')
    } catch {
      return null
    }
  },
  open: (sealed) => {
    try {
      return safeStorage.decryptString(Buffer.from(sealed, 'base64'))
    } catch {
      return null
    }
  },
})
