import { utf8 } from '../../text/bytes.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { Credential, PemFile } from '../../wizard/credential.ts'
import type { Step } from '../../wizard/step.ts'
import { cellularDoc, functionTime, quick, securityTag, storeTime } from './constants.ts'
import { pemText } from './pem-text.ts'

/** AT%CMNG <type>: root CA, client certificate, client private key. */
type Kind = 0 | 1 | 2

/** What stands before the PEM text; the closing quotation mark comes behind it. */
export const storeCommand = (kind: Kind): string => `AT%CMNG=0,${securityTag},${kind},"`

const offline = 'AT+CFUN=4'

function store(id: string, kind: Kind, file: PemFile, title: Text): Step {
  const bytes = utf8(`${pemText(file) ?? ''}"`)
  const remove = { line: `AT%CMNG=3,${securityTag},${kind}`, timeoutMs: storeTime }
  return {
    id,
    stage: 'tls',
    title,
    why: text(
      `The PEM text stands between the quotation marks, line ends and all; it stays in security tag ${securityTag}.`,
      `PEM 文本连同换行一起放在引号里，写入后一直保存在安全标签 ${securityTag}。`,
    ),
    source: `${cellularDoc}, %CMNG`,
    send: storeCommand(kind),
    secrets: [],
    then: { prompt: 'inline', promptTimeoutMs: 0, bytes, end: 'length', label: file.name, secret: kind === 2 },
    expect: { timeoutMs: storeTime },
    recover: [
      {
        when: '^\\+CME ERROR: 518$',
        send: [{ line: offline, timeoutMs: functionTime }],
        why: text('The radio is on: switch it off and write again.', '射频还开着：先关闭再重新写入。'),
      },
      {
        // Without AT+CMEE=1 no code tells why.
        when: '^\\+CME ERROR: 519$|^ERROR$',
        send: [{ line: offline, timeoutMs: functionTime }, remove],
        why: text('One may be there from an earlier run: delete it and write it again.', '可能是上次留下的：先删除再重新写入。'),
      },
    ],
    risk: 'writes-nvm',
  }
}

/** The files into the security tag, while the radio is off: AT%CMNG works only so. */
export function credentialSteps(credential: Credential): readonly Step[] {
  const { tls, ca } = credential
  const { certificate, privateKey } = tls === 'mutual' ? credential : {}
  if (tls === 'none' || (!ca && !certificate && !privateKey)) return []
  const last = privateKey ? 2 : certificate ? 1 : 0
  return [
    {
      id: 'radio-off',
      stage: 'tls',
      title: text('Radio off', '关闭射频'),
      why: text('Certificates can be written only while the modem is not in use. 4 spares the memory that 0 would write.', '模组工作时不能写证书。用 4 而不是 0，可以少写一次 Flash。'),
      source: `${cellularDoc}, +CFUN and %CMNG`,
      send: offline,
      secrets: [],
      expect: { timeoutMs: functionTime },
      risk: 'volatile',
    },
    ...(ca ? [store('ca-store', 0, ca, text('Store the CA certificate', '写入 CA 证书'))] : []),
    ...(certificate ? [store('cert-store', 1, certificate, text('Store the client certificate', '写入客户端证书'))] : []),
    ...(privateKey ? [store('key-store', 2, privateKey, text('Store the private key', '写入客户端私钥'))] : []),
    {
      id: 'stored',
      stage: 'tls',
      title: text('Are they there?', '确认证书已写入'),
      why: text('The list shows each with its digest, never its content.', '列表只给出摘要，不会显示内容。'),
      source: `${cellularDoc}, %CMNG`,
      send: `AT%CMNG=1,${securityTag}`,
      secrets: [],
      expect: { timeoutMs: quick, line: { prefix: `%CMNG: ${securityTag},`, accept: `^%CMNG: ${securityTag},${last}(,|$)` } },
      risk: 'reads',
    },
  ]
}
