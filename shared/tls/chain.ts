import { text } from '../text/local-text.ts'
import type { Finding } from '../wizard/plan.ts'
import { error, fieldOf, warning } from './finding.ts'
import { roleNames } from './pem.ts'
import { isSignedBy, type Certificate } from './x509.ts'

/** The way from a certificate up to a self-signed one, or as far as it goes with what is at hand. */
export type Chain = {
  /** The certificate first, its issuer next. */
  readonly links: readonly [Certificate, ...Certificate[]]
  /** Whether every signature on the way was checked; without WebCrypto the names alone speak. */
  readonly isChecked: boolean
  /** One with the name of the last link's issuer that did not sign it. */
  readonly namesake?: Certificate
}

/** Climbs by names and signatures. `pool` may hold the certificate itself, and several of one name. */
export async function climb(leaf: Certificate, pool: readonly Certificate[]): Promise<Chain> {
  const links: [Certificate, ...Certificate[]] = [leaf]
  let isChecked = true
  for (let top = leaf; !top.facts.isSelfSigned; ) {
    const named = pool.filter(({ facts }) => facts.subject === top.facts.issuer && !links.some((link) => link.facts.fingerprint === facts.fingerprint))
    const verdicts = await Promise.all(named.map((one) => isSignedBy(top, one)))
    const signer = named[verdicts.indexOf(true)] ?? named[verdicts.indexOf(null)]
    if (!signer) return { links, isChecked, ...(named[0] && { namesake: named[0] }) }
    isChecked &&= verdicts.includes(true)
    links.push(signer)
    top = signer
  }
  return { links, isChecked }
}

/** The certificate that all others of a file should lead up from: the first that issued none of them. */
export const leafOf = (certificates: readonly [Certificate, ...Certificate[]]): Certificate =>
  certificates.find((one) => !certificates.some((other) => other !== one && other.facts.issuer === one.facts.subject)) ?? certificates[0]

/**
 * Whether a file that goes out in the handshake is a chain: the leaf first, each followed by its issuer (RFC 5246, 7.4.2; TLS 1.3
 * forgives the order after the leaf, modems do not), nothing missing between two of them.
 */
export function chainFindings(certificates: readonly Certificate[], { links, namesake }: Chain, role: 'certificate' | 'server'): Finding[] {
  const found: Finding[] = []
  const name = roleNames[role]
  const top = links.at(-1) ?? links[0]
  const places = links.map((link) => certificates.indexOf(link))
  const strays = certificates.filter(({ facts }) => !links.some((link) => link.facts.fingerprint === facts.fingerprint))
  const [stray] = strays
  if (places.some((place, index) => index > 0 && place < (places[index - 1] ?? 0)) || places[0] !== 0) {
    const order = links.map(({ facts }) => facts.subject).join('; ')
    const tell = places[0] === 0 ? warning : error
    found.push(
      tell(
        `${role}-chain-order`,
        fieldOf[role],
        text(`The ${name.en} file has its certificates in the wrong order`, `${name.zh}文件里证书的顺序不对`),
        text(`Put them in this order, each followed by its issuer: ${order}`, `请按这个顺序排列，每张后面是它的签发者：${order}`),
      ),
    )
  }
  if (namesake && strays.includes(namesake)) {
    found.push(
      error(
        `${role}-chain-signature`,
        fieldOf[role],
        text(`${top.facts.subject} names ${top.facts.issuer} as its issuer, but the certificate of that name in the file did not sign it`, `${top.facts.subject} 的签发者写的是 ${top.facts.issuer}，但文件里同名的证书并没有签发它`),
        text('One of the two was made anew since: take both from the same issue.', '其中一张后来重新生成过，请使用同一批签发的证书。'),
      ),
    )
  } else if (stray && !top.facts.isSelfSigned) {
    found.push(
      warning(
        `${role}-chain-gap`,
        fieldOf[role],
        text(`The certificate of ${top.facts.issuer}, which issued ${top.facts.subject}, is missing in the file, which goes on with ${stray.facts.subject}`, `文件里缺少 ${top.facts.issuer} 的证书（${top.facts.subject} 由它签发），后面直接是 ${stray.facts.subject}`),
        text('Put the missing intermediate between them.', '请把缺少的中间证书补在两者之间。'),
      ),
    )
  } else if (stray) {
    found.push(
      warning(
        `${role}-chain-stray`,
        fieldOf[role],
        text(`The ${name.en} file also holds a certificate that is no part of the chain: ${stray.facts.subject}`, `${name.zh}文件里还有一张不属于这条证书链的证书：${stray.facts.subject}`),
        text('Cut it out: some servers and modems refuse the whole chain for it.', '请删掉它，有些服务器和模组会因此拒绝整条链。'),
      ),
    )
  }
  return found
}
