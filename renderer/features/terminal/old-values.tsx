import { Loader } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './send-dialogs.module.css'
import type { OldValue } from './use-old-values.ts'

/** What stands in the device now, under the question that it was read with. */
export function OldValues({ questions, values }: { readonly questions: readonly string[]; readonly values: readonly OldValue[] }) {
  const { t } = useTranslation('terminal')
  return questions.map((question) => {
    const known = values.find((one) => one.question === question)
    return (
      <div key={question} className={styles['before']}>
        <span>{t('confirm.before', { question })}</span>
        {known === undefined ? <Loader /> : known.answer === null ? <span>{t('confirm.unknown')}</span> : <pre>{known.answer.join('\n')}</pre>}
      </div>
    )
  })
}
