import { useTranslation } from 'react-i18next'
import { payloadBytesOf } from '../../../../shared/mqtt/template/messages.ts'
import type { Template } from '../../../../shared/mqtt/workspace/schema.ts'
import { placeholdersOf } from '../../../../shared/text/placeholders.ts'
import { checkJson } from '../../../ui/payload-text.ts'

/** How many bytes go out, and whether they are JSON. */
export function PayloadFacts({ template, isGood }: { readonly template: Template; readonly isGood: boolean }) {
  const { t } = useTranslation(['mqtt-cards', 'mqtt'])
  const { format, payload } = template
  if (!isGood) return payload === '' ? <span>{t('mqtt:publish.jsonFirst')}</span> : null
  const placeholders = placeholdersOf(payload)
  if (placeholders.length > 0) return <span>{t('variables', { count: placeholders.length })}</span>
  const bytes = payloadBytesOf(template, { now: 0, counter: 0, random: () => 0, named: {} })
  // A text that begins so is meant as JSON, and goes out even when it is none; `online` is not.
  const verdict = format === 'text' && /^\s*[{[]/.test(payload) ? checkJson(payload) : undefined
  return (
    <span>
      {t('mqtt:bytes', { count: bytes?.length ?? 0 })}
      {(verdict?.kind === 'valid' || format === 'json') && <b data-tone="ok"> · JSON ✓</b>}
      {verdict?.kind === 'invalid' && <b data-tone="warning"> · {t('mqtt:publish.notJson', { line: verdict.line, column: verdict.column })}</b>}
    </span>
  )
}
