import { X509Certificate } from 'node:crypto'

/** SHA-256 of a PEM certificate, as a TLS connection gives it for the one it was shown. */
export const fingerprintOf = (certificate: string): string => new X509Certificate(certificate).fingerprint256
