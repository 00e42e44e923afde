import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { utf8 } from '../../../shared/text/bytes.ts'
import { CopyIcon } from '../../ui/copy-icon.tsx'
import styles from './signature.module.css'
import toolStyles from './tool.module.css'
import { changeTool, useTool } from './tool-store.ts'
import { code, codings, type Coding } from './tool.ts'

/** One text, encoded and decoded in every way at once. */
export function Codings() {
  const { t } = useTranslation('signature')
  const coded = useTool((state) => state.coded)
  return (
    <form onSubmit={(event) => event.preventDefault()} aria-label={t('tool.codings')}>
      <header className={styles.head}>
        <h3>{t('tool.codings')}</h3>
      </header>
      <Textarea
        label={t('tool.text')}
        description={t('bytes', { count: utf8(coded).length })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={coded}
        onChange={(event) => changeTool({ coded: event.currentTarget.value })}
        autosize
        minRows={3}
        maxRows={12}
        spellCheck={false}
        classNames={{ input: styles.mono ?? '' }}
        data-testid="tool-text"
      />
      <div className={`${styles.rows} ${toolStyles.codings}`}>
        {codings.map((coding) => (
          <CodedRow key={coding} coding={coding} text={coded} />
        ))}
      </div>
    </form>
  )
}

function CodedRow({ coding, text }: { readonly coding: Coding; readonly text: string }) {
  const { t } = useTranslation('signature')
  const { value, isHex, problem, at } = code(text, coding)
  const label = t(`tool.coding.${coding}`)
  return (
    <div className={styles.row}>
      <span className={styles.rowName}>{label}</span>
      {value === undefined ? (
        <span className={styles.rowProblem}>{text === '' || !problem ? '' : t(`tool.problem.${problem}`, { at: at ?? 0 })}</span>
      ) : (
        <code className={styles.rowValue} data-testid={`tool-${coding}`}>
          {value}
          {isHex && <em className={styles.hint}> {t('tool.asHex')}</em>}
        </code>
      )}
      {value !== undefined && <CopyIcon value={value} name={label} />}
    </div>
  )
}
