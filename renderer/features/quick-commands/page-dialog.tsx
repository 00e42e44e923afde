import { Button, Modal, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './quick-column.module.css'
import { useFocusBack } from '../../ui/use-focus-back.ts'

type Props = { readonly name: string; readonly isNew: boolean; readonly onCancel: () => void; readonly onDone: (name: string) => void }

export function PageDialog({ name: before, isNew, onCancel, onDone }: Props) {
  const { t } = useTranslation('quick-commands')
  useFocusBack()
  const [name, setName] = useState(before)
  return (
    <Modal opened onClose={onCancel} title={t(isNew ? 'page.new' : 'page.rename')} size="sm" closeButtonProps={{ 'aria-label': t('cancel') }}>
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          if (name.trim() !== '') onDone(name.trim())
        }}
      >
        <TextInput label={t('page.name')} maxLength={100} value={name} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
        <div className={styles['buttons']}>
          <Button variant="default" onClick={onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
