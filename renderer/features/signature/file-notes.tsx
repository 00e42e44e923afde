import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../shared/clouds/profile.ts'
import type { X509Facts } from '../../../shared/tls/x509.ts'
import { joinSentences } from '../../ui/join-sentences.ts'
import { useLanguage } from '../../ui/local-text.ts'
import { isKeyField } from '../cloud-form/form-fields.ts'
import { commonName } from '../wizard/certificate-notes.ts'
import styles from '../cloud-form/form.module.css'
import { useTlsCheck } from './use-tls-check.ts'

/** What a certificate or key file says of itself, and what will not work with it. */
export function FileNotes({ field }: { readonly field: Field }) {
  const { t } = useTranslation('signature')
  const language = useLanguage()
  const check = useTlsCheck()
  if (!check) return <p className={styles.certificate}>{t('file.reading')}</p>
  const isKey = isKeyField(field)
  const role = isKey ? 'key' : field.key === 'ca' ? 'ca' : 'cert'
  const facts = isKey ? undefined : role === 'ca' ? check.ca : check.certificates
  return (
    <>
      {facts?.map((one) => (
        <CertificateLine key={one.fingerprint} facts={one} />
      ))}
      {isKey && check.key !== undefined && <p className={styles.certificate}>{check.key}</p>}
      {isKey && check.keyMatches === true && (
        <p className={styles.good}>
          <IconCircleCheck size={13} aria-hidden />
          <span>{t('file.keyMatches')}</span>
        </p>
      )}
      {check.findings
        .filter((finding) => finding.field === role)
        .map((finding) => (
          <p key={finding.code} className={styles.warning} data-severity={finding.severity} data-finding={finding.code}>
            <IconAlertTriangle size={13} aria-hidden />
            <span>{joinSentences(language, finding.what, finding.next)}</span>
          </p>
        ))}
    </>
  )
}

function CertificateLine({ facts }: { readonly facts: X509Facts }) {
  const { t } = useTranslation('signature')
  const language = useLanguage()
  const until = new Date(facts.validTo).toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en-GB', { year: 'numeric', month: 'short', day: 'numeric' })
  const words = [facts.isSelfSigned ? t('file.selfSigned') : t('file.issuedBy', { issuer: commonName(facts.issuer) }), t('file.until', { date: until }), facts.key]
  return (
    <p className={styles.certificate} title={`${facts.subject}\n${facts.issuer}\n${facts.fingerprint}`}>
      <b>{commonName(facts.subject)}</b>
      {` · ${words.join(' · ')}`}
    </p>
  )
}
