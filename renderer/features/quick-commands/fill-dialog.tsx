import { Button, Modal, PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Asked } from './prepare.ts'
import { quickStore } from './quick-store.ts'
import styles from './quick-column.module.css'
import { useFocusBack } from '../../ui/use-focus-back.ts'

type Props = { readonly asked: readonly Asked[]; readonly title: string; readonly onCancel: () => void; readonly onDone: (values: Readonly<Record<string, string>>) => void }

/** Asks for the placeholders' values, the last ones filled in; a secret is typed each time. */
export function FillDialog({ asked, title, onCancel, onDone }: Props) {
  const { t } = useTranslation('quick-commands')
  useFocusBack()
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() => Object.fromEntries(asked.map(({ name, isSecret }) => [name, isSecret ? '' : (quickStore.getState().values[name] ?? '')])))
  const field = (name: string, at: number) => ({
    label: name,
    value: values[name] ?? '',
    autoComplete: 'off',
    spellCheck: false,
    maxLength: 2000,
    ...(at === 0 && { 'data-autofocus': true }),
    onChange: (event: { readonly currentTarget: HTMLInputElement }) => setValues({ ...values, [name]: event.currentTarget.value }),
  })
  return (
    <Modal opened onClose={onCancel} title={title} size="sm" closeButtonProps={{ 'aria-label': t('cancel') }}>
      <form
        className={styles['form']}
        data-testid="quick-fill"
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          onDone(values)
        }}
      >
        {asked.map(({ name, isSecret }, at) =>
          isSecret ? <PasswordInput key={name} {...field(name, at)} description={t('fill.secret')} /> : <TextInput key={name} classNames={{ input: 'at-mono' }} {...field(name, at)} />,
        )}
        <div className={styles['buttons']}>
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit">{t('fill.send')}</Button>
        </div>
      </form>
    </Modal>
  )
}
