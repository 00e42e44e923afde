import { hmac, isSame } from './verify.ts'

/** Whoever may sign for a resource: a device with its own key (`policy` empty), or a shared access policy named by `skn`. */
export type SasSigner = {
  readonly policy: string
  /** Base64. */
  readonly key: string
  /** Decoded resources that this key may sign for. */
  readonly resources: readonly string[]
}

/**
 * `SharedAccessSignature sr={URI}&sig={signature}&se={expiry}[&skn={policy}]`, in any order. Signed is the URI as it stands in the token, a line feed
 * and the expiry. Source: Azure IoT Hub documents, "Control access to IoT Hub by using shared access signatures". Empty when it is right, else why
 * not.
 */
export function sasProblem(token: string, signers: readonly SasSigner[], now: number): string {
  const [, list] = /^SharedAccessSignature (.+)$/.exec(token) ?? []
  const parts = new Map(list?.split('&').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)] as const))
  const [sr, sig, se, skn = ''] = ['sr', 'sig', 'se', 'skn'].map((key) => parts.get(key))
  if (!sr || !sig || !se || !/^\d+$/.test(se)) return 'token not of the form'
  const [resource, signature] = [decoded(sr), decoded(sig)]
  if (resource === null || signature === null) return 'token not URL-encoded'
  const signer = signers.find(({ policy }) => policy === skn)
  // A resource with `/api-version=…` behind it is what old tools sign.
  const asked = resource.toLowerCase()
  const isFor = signer?.resources.map((own) => own.toLowerCase()).some((own) => asked === own || asked.startsWith(`${own}/api-version=`))
  if (!signer || !isFor) return 'token for another resource or policy'
  if (!isSame(signature, hmac('sha256', Buffer.from(signer.key, 'base64'), `${sr}\n${se}`).toString('base64'))) return 'wrong signature'
  return Number(se) * 1000 <= now ? 'expired' : ''
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value)
  } catch {
    return null
  }
}
