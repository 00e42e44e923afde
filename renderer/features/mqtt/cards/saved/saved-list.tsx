import { ActionIcon, Autocomplete, Button, TextInput, Tooltip, UnstyledButton } from '@mantine/core'
import { IconDownload, IconFileImport, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addCollection, removeCollection, removeMessage, saveMessage, searchLibrary } from '../../../../../shared/mqtt/collections/schema.ts'
import type { LeftOut } from '../../../../../shared/mqtt/collections/file.ts'
import type { Template } from '../../../../../shared/mqtt/workspace/schema.ts'
import { newId } from '../../../quick-commands/new-id.ts'
import { exportCollections, pickCollections } from './library-files.ts'
import { changeLibrary, noteLibraryFailure, useLibrary } from './library-store.ts'
import styles from './saved.module.css'

type Props = { readonly template: Template; readonly onTake: (template: Template, name: string) => void }

/** Collections of messages: searched, taken into the card, kept from it, given away as a file. */
export function SavedList({ template, onTake }: Props) {
  const { t } = useTranslation('mqtt-cards')
  const library = useLibrary((state) => state.library)
  const [search, setSearch] = useState('')
  const [name, setName] = useState('')
  const [collection, setCollection] = useState<string | null>(null)
  const [leftOut, setLeftOut] = useState<readonly LeftOut[]>([])
  const into = collection ?? library.collections[0]?.name ?? t('saved.first')
  const found = searchLibrary(library, search)

  const save = (): void => {
    const called = name.trim()
    const target = into.trim()
    if (called === '' || target === '') return
    changeLibrary((now) => {
      const known = now.collections.find((each) => each.name === target)
      const id = known?.id ?? newId()
      return saveMessage(known ? now : addCollection(now, { id, name: target, messages: [] }), id, { id: newId(), name: called, template })
    })
    setName('')
  }
  const bring = async (): Promise<void> => {
    const picked = await pickCollections(t('saved.import'))
    if (picked === undefined) return
    if ('code' in picked) return noteLibraryFailure(picked)
    setLeftOut(picked.leftOut)
    changeLibrary((now) => picked.collections.reduce(addCollection, now))
  }

  return (
    <div className={styles['list']}>
      <form
        className={styles['save']}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        <TextInput label={t('saved.name')} value={name} maxLength={100} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
        <Autocomplete label={t('saved.collection')} value={into} maxLength={100} data={[...new Set(library.collections.map((each) => each.name))]} onChange={setCollection} />
        <Button type="submit" disabled={name.trim() === '' || into.trim() === ''}>
          {t('saved.save')}
        </Button>
      </form>
      <div className={styles['bar']}>
        <TextInput type="search" aria-label={t('saved.search')} placeholder={t('saved.search')} value={search} onChange={(event) => setSearch(event.currentTarget.value)} />
        <Button variant="default" leftSection={<IconFileImport size={14} />} onClick={() => void bring()}>
          {t('saved.import')}
        </Button>
        <Button variant="default" leftSection={<IconDownload size={14} />} disabled={library.collections.length === 0} onClick={() => exportCollections(library.collections)}>
          {t('saved.exportAll')}
        </Button>
      </div>
      {leftOut.length > 0 && (
        <div role="status" className={styles['leftOut']}>
          <p>{t('saved.leftOut', { count: leftOut.length })}</p>
          <ul>
            {leftOut.slice(0, 20).map((each) => (
              <li key={`${each.collection}:${each.number}`}>
                {t('saved.leftOutOne', { collection: each.collection, number: each.number })} {each.name} <code>{each.part}</code>
              </li>
            ))}
          </ul>
        </div>
      )}
      {found.length === 0 && <p className={styles['none']}>{t(library.collections.length === 0 ? 'saved.none' : 'saved.nothing')}</p>}
      {found.map((each) => (
        <section key={each.id} aria-label={each.name}>
          <header>
            <h4>{each.name}</h4>
            <Tooltip label={t('saved.export')}>
              <ActionIcon size="sm" aria-label={t('saved.exportOf', { name: each.name })} onClick={() => exportCollections(library.collections.filter(({ id }) => id === each.id))}>
                <IconDownload size={14} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t('saved.removeCollection')}>
              <ActionIcon size="sm" aria-label={t('saved.removeCollectionOf', { name: each.name })} onClick={() => changeLibrary((now) => removeCollection(now, each.id))}>
                <IconTrash size={14} />
              </ActionIcon>
            </Tooltip>
          </header>
          <ul>
            {each.messages.map((message) => (
              <li key={message.id}>
                <UnstyledButton title={message.template.payload.slice(0, 500)} onClick={() => onTake(message.template, message.name)}>
                  <b>{message.name}</b>
                  <code>{message.template.topic}</code>
                  <code>{message.template.payload.slice(0, 120)}</code>
                </UnstyledButton>
                <Tooltip label={t('saved.remove')}>
                  <ActionIcon size="sm" aria-label={t('saved.removeOf', { name: message.name })} onClick={() => changeLibrary((now) => removeMessage(now, message.id))}>
                    <IconTrash size={14} />
                  </ActionIcon>
                </Tooltip>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
