import { Autocomplete, Button, TextInput } from '@mantine/core'
import { IconDownload, IconFileImport } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addCollection, addGiven, saveMessage, searchLibrary } from '../../../../../shared/mqtt/collections/schema.ts'
import type { Template } from '../../../../../shared/mqtt/workspace/schema.ts'
import { newId } from '../../../quick-commands/new-id.ts'
import { exportCollections, pickCollections } from './library-files.ts'
import { ImportOutcome, type Outcome } from './import-outcome.tsx'
import { changeLibrary, noteLibraryFailure, useLibrary } from './library-store.ts'
import { SavedCollection } from './saved-collection.tsx'
import styles from './saved.module.css'

type Props = { readonly template: Template; readonly onTake: (template: Template, name: string) => void; /** Null while nothing can be sent. */ readonly onSend: ((template: Template, name: string) => void) | null }

/** Collections of messages: searched, taken into the card, kept from it, given away as a file. */
export function SavedList({ template, onTake, onSend }: Props) {
  const { t } = useTranslation('mqtt-cards')
  const library = useLibrary((state) => state.library)
  const [search, setSearch] = useState('')
  const [name, setName] = useState('')
  const [collection, setCollection] = useState<string | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
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
    const { collections, variables, leftOut, unknown } = picked
    let kept: readonly string[] = []
    const isTaken = changeLibrary((now) => {
      const given = addGiven(now, collections, variables)
      kept = given.kept
      return given.library
    })
    setOutcome(isTaken ? { collections: collections.length, messages: collections.reduce((sum, { messages }) => sum + messages.length, 0), kept, leftOut, unknown } : null)
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
        <Button variant="default" leftSection={<IconDownload size={14} />} disabled={library.collections.length === 0} title={t('saved.exportHint')} onClick={() => exportCollections(library)}>
          {t('saved.exportAll')}
        </Button>
      </div>
      {outcome && <ImportOutcome outcome={outcome} />}
      {found.length === 0 && <p className={styles['none']}>{t(library.collections.length === 0 ? 'saved.none' : 'saved.nothing')}</p>}
      {found.map((each) => (
        <SavedCollection key={each.id} collection={each} onTake={onTake} onSend={onSend} />
      ))}
    </div>
  )
}
