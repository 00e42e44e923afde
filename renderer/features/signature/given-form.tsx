import { ActionIcon, PasswordInput, Textarea, TextInput, Tooltip } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { describeJsonFault } from '../../../shared/signature/read/json-text.ts'
import { givenParts, type GivenPart } from '../../../shared/signature/given.ts'
import { useText } from '../../ui/local-text.ts'
import { clearCheck, pasteLogin, setPart, useCheck } from './check-store.ts'
import checkStyles from './check.module.css'
import styles from './signature.module.css'

/** The login: pasted in whatever form it is at hand, or typed part by part. */
export function GivenForm() {
  const { t } = useTranslation('signature')
  const text = useText()
  const pasted = useCheck((state) => state.pasted)
  const found = useCheck((state) => state.found)
  const given = useCheck((state) => state.given)
  const fault = found?.length === 0 ? describeJsonFault(pasted) : undefined
  const error = found?.length !== 0 ? undefined : fault ? t('paste.fault', { fault: text(fault) }) : t('check.notFound')
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <header className={styles.head}>
        <h3>{t('check.given')}</h3>
        <Tooltip label={t('check.clear')}>
          <ActionIcon size="sm" aria-label={t('check.clear')} onClick={clearCheck} data-testid="check-clear">
            <IconEraser size={14} />
          </ActionIcon>
        </Tooltip>
      </header>
      <Textarea
        aria-label={t('check.paste')}
        placeholder={t('check.pasteHint')}
        value={pasted}
        onChange={(event) => pasteLogin(event.currentTarget.value)}
        error={error}
        autosize
        minRows={4}
        maxRows={12}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: styles.mono ?? '' }}
        data-testid="check-paste"
      />
      <div className={checkStyles.givenParts}>
        {givenParts.map((part) => (
          <PartField key={part} part={part} value={given[part] ?? ''} />
        ))}
      </div>
    </form>
  )
}

function PartField({ part, value }: { readonly part: GivenPart; readonly value: string }) {
  const { t } = useTranslation('signature')
  const common = {
    label: t(`part.${part}`),
    value,
    spellCheck: false,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) => setPart(part, event.currentTarget.value),
    'data-testid': `check-${part}`,
  }
  if (part === 'password') return <PasswordInput {...common} autoComplete="new-password" visibilityToggleButtonProps={{ 'aria-label': t('tool.show') }} />
  return <TextInput {...common} autoComplete="off" classNames={{ input: styles.mono ?? '' }} />
}
