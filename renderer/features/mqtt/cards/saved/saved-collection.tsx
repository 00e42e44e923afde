import { ActionIcon, Button, Tooltip, UnstyledButton } from '@mantine/core'
import { IconDownload, IconSend, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { removeCollection, removeMessage, renameCollection, type Collection } from '../../../../../shared/mqtt/collections/schema.ts'
import type { Template } from '../../../../../shared/mqtt/workspace/schema.ts'
import { exportCollections } from './library-files.ts'
import { changeLibrary, useLibrary } from './library-store.ts'
import styles from './saved.module.css'

/** Those of its messages that a search has left. */
type Props = { readonly collection: Collection; readonly onTake: (template: Template, name: string) => void; readonly onSend: ((template: Template, name: string) => void) | null }

export function SavedCollection({ collection: { id, name, messages }, onTake, onSend }: Props) {
  const { t } = useTranslation('mqtt-cards')
  const library = useLibrary((state) => state.library)
  const [isAsking, setAsking] = useState(false)
  const count = library.collections.find((each) => each.id === id)?.messages.length ?? 0
  const rename = (typed: string): void => {
    const next = typed.trim()
    if (next !== '' && next !== name) changeLibrary((now) => renameCollection(now, id, next))
  }
  return (
    <section aria-label={name}>
      <header>
        {isAsking ? (
          <>
            <span className={styles['asked']}>{t('saved.removeAsk', { name, count })}</span>
            <Button size="compact-xs" color="red" onClick={() => changeLibrary((now) => removeCollection(now, id))} data-testid="mqtt-collection-remove-yes">
              {t('saved.removeYes')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => setAsking(false)}>
              {t('saved.removeNo')}
            </Button>
          </>
        ) : (
          <>
            <input
              key={name}
              className={styles['collectionName']}
              aria-label={t('saved.collectionName')}
              defaultValue={name}
              maxLength={100}
              spellCheck={false}
              onBlur={(event) => rename(event.currentTarget.value)}
              onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
            />
            <Tooltip label={t('saved.exportHint')} multiline maw={300}>
              <ActionIcon size="sm" aria-label={t('saved.exportOf', { name })} onClick={() => exportCollections(library, id)}>
                <IconDownload size={14} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('saved.removeCollection')}>
              <ActionIcon size="sm" aria-label={t('saved.removeCollectionOf', { name })} onClick={() => setAsking(true)}>
                <IconTrash size={14} />
              </ActionIcon>
            </Tooltip>
          </>
        )}
      </header>
      <ul>
        {messages.map((message) => (
          <li key={message.id}>
            <UnstyledButton title={message.template.payload.slice(0, 500)} onClick={() => onTake(message.template, message.name)}>
              <b>{message.name}</b>
              <code>{message.template.topic}</code>
              <code>{message.template.payload.slice(0, 120)}</code>
            </UnstyledButton>
            <Tooltip label={t('saved.send')}>
              <ActionIcon size="sm" aria-label={t('saved.sendOf', { name: message.name })} disabled={onSend === null} onClick={() => onSend?.(message.template, message.name)}>
                <IconSend size={14} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('saved.remove')}>
              <ActionIcon size="sm" aria-label={t('saved.removeOf', { name: message.name })} onClick={() => changeLibrary((now) => removeMessage(now, message.id))}>
                <IconTrash size={14} />
              </ActionIcon>
            </Tooltip>
          </li>
        ))}
      </ul>
    </section>
  )
}
