import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Field } from '../../../shared/clouds/profile.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import { joinSentences } from '../../ui/join-sentences.ts'
import { useLanguage } from '../../ui/local-text.ts'
import { useNow } from '../../ui/use-now.ts'
import { certificateOfKey, isKeyField } from '../cloud-form/form-fields.ts'
import { certificateNotes, commonName } from './certificate-notes.ts'
import { inspectionKey, useCloud, useWizard } from './wizard-store.ts'
import styles from '../cloud-form/form.module.css'

/** What the file says of itself, and what is wrong with it in words. Advice only: the checker decides what stops a start. */
export function CertificateSummary({ field }: { readonly field: Field }) {
  const { t } = useTranslation('wizard')
  const language = useLanguage()
  const cloud = useCloud()
  const certificate = isKeyField(field) ? certificateOfKey(field, cloud.fields) : field
  const inspection = useWizard((state) => (certificate ? state.inspections[inspectionKey(cloud.id, certificate.key)] : undefined))
  const now = useNow(false)
  if (inspection === undefined) return null
  if (inspection === null) return <p className={styles.certificate}>{t('certificate.reading')}</p>
  if (!inspection.ok) return isKeyField(field) ? null : <Unreadable failure={inspection.failure} />

  const info = inspection.value
  if (isKeyField(field)) {
    return info.keyMatches === undefined ? null : <Note text={t(info.keyMatches ? 'certificate.keyMatches' : 'certificate.keyDiffers')} isBad={!info.keyMatches} />
  }
  const role = /^ca/i.test(field.key) ? 'ca' : 'client'
  const date = (at: number): string => new Date(at).toLocaleDateString(language === 'zh' ? 'zh-CN' : 'en-GB', { year: 'numeric', month: 'short', day: 'numeric' })
  const subject = commonName(info.subject)
  const facts = [
    info.issuer === info.subject ? t('certificate.selfSigned') : t('certificate.issuedBy', { issuer: commonName(info.issuer) }),
    t('certificate.until', { date: date(info.validTo) }),
    t(`certificate.lineEnds.${info.lineEnds}`),
  ]
  return (
    <>
      <p className={styles.certificate} title={`${info.subject}\n${info.issuer}`}>
        <b>{subject}</b>
        {` · ${facts.join(' · ')}`}
      </p>
      {certificateNotes(info, role, now).map((note) => (
        <Note
          key={note}
          text={t(`certificate.note.${note}`, { from: date(info.validFrom), until: date(info.validTo), count: info.count })}
          isBad={note !== 'several'}
        />
      ))}
    </>
  )
}

function Unreadable({ failure }: { readonly failure: Failure }) {
  const language = useLanguage()
  return <Note text={joinSentences(language, failure.what, failure.next)} isBad />
}

function Note({ text, isBad }: { readonly text: string; readonly isBad: boolean }) {
  return (
    <p className={isBad ? styles.warning : styles.certificate}>
      {isBad && <IconAlertTriangle size={13} aria-hidden />}
      <span>{text}</span>
    </p>
  )
}
