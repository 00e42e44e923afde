import { useTranslation } from 'react-i18next'
import type { PayloadFormat } from '../../../../shared/mqtt/payload-formats/payload-formats.ts'
import { PayloadProblem } from '../cards/payload-problem.tsx'
import type { ShownPayload } from './shown-payload.ts'

export function PayloadText({ shown, format }: { readonly shown: ShownPayload; readonly format: PayloadFormat }) {
  const { t } = useTranslation('mqtt')
  return (
    <>
      {shown.problem && <PayloadProblem problem={shown.problem} note={t('detail.asHex')} />}
      <pre data-view={shown.isDump ? 'hex' : format} tabIndex={0}>
        {shown.text}
      </pre>
    </>
  )
}
