import { text } from '../../text/local-text.ts'
import type { Finding } from '../../wizard/plan.ts'
import { securityTag } from './constants.ts'

/** TLS always checks the server, so that a tag without a CA never connects. */
export const tagWithoutCa: Finding = {
  severity: 'warning',
  code: 'modem.tag-without-ca',
  stage: 'tls',
  field: 'ca',
  what: text(
    `The modem always checks the server: security tag ${securityTag} must hold the cloud’s root certificate already.`,
    `模组总是校验服务器：安全标签 ${securityTag} 里必须已有云平台的根证书。`,
  ),
  next: text('Choose the root certificate here, or write it with AT%CMNG beforehand.', '请在这里选择根证书，或事先用 AT%CMNG 写入。'),
}
