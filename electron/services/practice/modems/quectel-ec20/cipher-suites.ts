/**
 * AT+QSSLCFG="ciphersuite" codes as OpenSSL names them. An empty name is a suite that today's OpenSSL has thrown out (RC4,
 * 3DES): choosing it is allowed, as on the module, but no handshake will succeed with it.
 */
const suites: Readonly<Record<string, string>> = {
  '0X0035': 'AES256-SHA',
  '0X002F': 'AES128-SHA',
  '0X0005': '',
  '0X0004': '',
  '0X000A': '',
  '0X003D': 'AES256-SHA256',
  '0XC011': '',
  '0XC012': '',
  '0XC013': 'ECDHE-RSA-AES128-SHA',
  '0XC014': 'ECDHE-RSA-AES256-SHA',
  '0XC027': 'ECDHE-RSA-AES128-SHA256',
  '0XC028': 'ECDHE-RSA-AES256-SHA384',
  '0XC02F': 'ECDHE-RSA-AES128-GCM-SHA256',
}

export const isKnownSuite = (code: string): boolean => code === '0XFFFF' || code in suites

/** An OpenSSL cipher list; null when nothing would be left to offer. SECLEVEL=0 lets the old versions through. */
export function cipherList(code: string): string | null {
  const name = code === '0XFFFF' ? 'ALL:!aNULL:!eNULL' : suites[code]
  return name ? `${name}:@SECLEVEL=0` : null
}
