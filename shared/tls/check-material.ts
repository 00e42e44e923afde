import type { Result } from '../contract/failure.ts'
import { text } from '../text/local-text.ts'
import type { PemFile } from '../wizard/credential.ts'
import type { Finding } from '../wizard/plan.ts'
import { caFindings, dateFindings, usageFindings } from './certificate-findings.ts'
import { chainFindings, climb, leafOf } from './chain.ts'
import { asFinding, error, fieldOf, warning } from './finding.ts'
import { isFor } from './host-name.ts'
import { layoutFindings } from './pem-layout.ts'
import { roleNames } from './pem.ts'
import { belongs, readPrivateKey } from './private-key.ts'
import { explainTrust } from './tls-trust.ts'
import { readCertificates, type Certificate, type X509Facts } from './x509.ts'

/** Files as a form has them. With `host` the certificate is the server's own chain, as pasted (empty: any name will do); without, our client certificate. */
export type TlsMaterial = {
  readonly ca?: PemFile | undefined
  readonly certificate?: PemFile | undefined
  readonly privateKey?: PemFile | undefined
  readonly host?: string | undefined
}

/** What the files hold, each in its own order; absent where there is no file or it cannot be read. */
export type TlsCheck = {
  readonly ca?: readonly X509Facts[]
  readonly certificates?: readonly X509Facts[]
  /** `RSA 2048`, `EC P-256`. */
  readonly key?: string
  /** Whether the key is the first certificate's; absent also where that cannot be told. */
  readonly keyMatches?: boolean
  /** From the certificate up as far as both files reach. `isAnchored`: it ends in a root of the CA file; `isChecked`: with signatures. */
  readonly chain?: { readonly links: readonly X509Facts[]; readonly isAnchored: boolean; readonly isChecked: boolean }
  readonly findings: readonly Finding[]
}

/**
 * What is wrong, or may be, with the files: errors cannot work, warnings are for the modem to judge. Reads the files only; asks no
 * network. `now` in ms since the epoch.
 */
export async function checkTlsMaterial({ ca: caFile, certificate: file, privateKey, host }: TlsMaterial, now: number): Promise<TlsCheck> {
  const role = host === undefined ? 'certificate' : 'server'
  const ca = caFile && readCertificates(caFile, 'ca')
  const own = file && readCertificates(file, role)
  const key = privateKey && readPrivateKey(privateKey)
  const found: Finding[] = []
  if (caFile && ca) found.push(...(ca.ok ? [...dateFindings(ca.value, 'ca', now), ...layoutFindings(caFile, 'ca'), ...caFindings(caFile, ca.value)] : [asFinding(ca.failure, 'ca')]))
  if (file && own) found.push(...(own.ok ? [...dateFindings(own.value, role, now), ...layoutFindings(file, role)] : [asFinding(own.failure, fieldOf[role])]))
  if (privateKey && key) found.push(...(key.ok ? layoutFindings(privateKey, 'key') : [asFinding(key.failure, 'key')]))

  const roots: readonly Certificate[] = valueOf(ca) ?? []
  const certificates = valueOf(own)
  const secret = valueOf(key)
  const facts = {
    ...(ca?.ok && { ca: factsOf(ca.value) }),
    ...(certificates && { certificates: factsOf(certificates) }),
    ...(secret && { key: secret.kind }),
  }
  if (!certificates) return { ...facts, findings: found }

  const owners = secret ? await Promise.all(certificates.map((one) => belongs(secret, one.publicKey))) : []
  const owner = certificates[owners.indexOf(true)]
  if (owners[0] === false && !owner) found.push(keyMismatch(role))
  const leaf = owner ?? leafOf(certificates)
  const inFile = chainFindings(certificates, await climb(leaf, certificates), role)
  found.push(...inFile, ...usageFindings(leaf, role))
  const chain = await climb(leaf, [...certificates, ...roots])
  const top = chain.links.at(-1) ?? leaf
  const isAnchored = top.facts.isSelfSigned && holds(roots, top)
  if (host !== undefined) {
    const trust = { host, chain: factsOf(chain.links), names: leaf.facts.names, ca: factsOf(roots), now }
    // A chain that is broken in itself is told already; which CA it should end in follows from mending it.
    if (ca?.ok && !isAnchored && inFile.every(({ code }) => code.endsWith('-order'))) {
      // OpenSSL climbs on to a root; mbed TLS, in many modems, is content with an intermediate.
      const severity = chain.links.some((link) => holds(roots, link)) ? 'warning' : 'error'
      found.push({ ...asFinding(explainTrust({ ...trust, code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }), 'ca'), severity })
    }
    // Many modems do not compare the name at all.
    if (host !== '' && !isFor(leaf.identity, host)) found.push({ ...asFinding(explainTrust({ ...trust, code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), 'host'), severity: 'warning' })
  } else if (chain.namesake && roots.includes(chain.namesake)) {
    found.push(issuedByNamesake(leaf))
  }
  return {
    ...facts,
    ...(typeof owners[0] === 'boolean' && { keyMatches: owners[0] }),
    chain: { links: factsOf(chain.links), isAnchored, isChecked: chain.isChecked },
    findings: found,
  }
}

const valueOf = <T>(result: Result<T> | undefined): T | undefined => (result?.ok ? result.value : undefined)

const factsOf = (certificates: readonly Certificate[]): X509Facts[] => certificates.map(({ facts }) => facts)

const holds = (certificates: readonly Certificate[], wanted: Certificate): boolean => certificates.some(({ facts }) => facts.fingerprint === wanted.facts.fingerprint)

const keyMismatch = (role: 'certificate' | 'server'): Finding =>
  error(
    'key-mismatch',
    'key',
    text(`The private key does not belong to the ${roleNames[role].en}`, `私钥和${roleNames[role].zh}不是一对`),
    text('Choose the two files that were made together.', '请选择同一次生成的证书和私钥。'),
  )

const issuedByNamesake = ({ facts: { issuer } }: Certificate): Finding =>
  warning(
    'certificate-other-ca',
    'cert',
    text(`The client certificate names ${issuer} as its issuer, but the CA of that name in the CA file did not sign it`, `客户端证书的签发者写的是 ${issuer}，但 CA 文件里同名的 CA 并没有签发它`),
    text('If the broker trusts this CA file, the CA was made anew: have the client certificate issued again.', '如果服务器信任的就是这个 CA 文件，说明 CA 重新生成过，请重新签发客户端证书。'),
  )
