/** What there is to authenticate with. */
type Files = { readonly ca?: unknown; readonly certificate?: unknown; readonly privateKey?: unknown }

/** AT+CSSLCFG="authmode": 0 nobody is checked, 1 the server, 2 both, 3 only the modem. */
export function authMode({ ca, certificate, privateKey }: Files): 0 | 1 | 2 | 3 {
  const isMutual = certificate !== undefined && privateKey !== undefined
  if (ca === undefined) return isMutual ? 3 : 0
  return isMutual ? 2 : 1
}
