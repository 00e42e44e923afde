import { Anchor, Button, Modal, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useCatalogue } from '../../app/catalogue.ts'
import { modemLabel } from '../../../shared/modems/modem-label.ts'
import { useText } from '../../ui/local-text.ts'
import { openCase } from '../casefile/casefile-actions.ts'
import { CloudForm } from './cloud-form.tsx'
import { FindingList } from '../cloud-form/finding-list.tsx'
import { ProfilesButton } from '../profiles/profiles-button.tsx'
import { chooseCloud, chooseModem, revealAll, showView } from './form-actions.ts'
import { IdentifyModule } from './identify-module.tsx'
import { MatrixTable } from './matrix-table.tsx'
import { PracticeHint } from './practice-hint.tsx'
import { SessionLine } from './session-line.tsx'
import { VariantSelect } from './variant-select.tsx'
import { useComposed } from './use-composed.ts'
import { useCloud, useModem, useWizard } from './wizard-store.ts'
import styles from './wizard.module.css'

/** First step: which modem, which cloud, and what the cloud needs to know. */
export function SetupView() {
  const { t } = useTranslation('wizard')
  const text = useText()
  const { modems, clouds } = useCatalogue()
  const modem = useModem()
  const cloud = useCloud()
  const form = useComposed()
  const [isMatrixOpen, matrix] = useDisclosure(false)
  const isRevealed = useWizard((state) => state.revealAll)

  // Not merely empty still.
  const isWrong = form.findings.some(({ severity, code }) => severity === 'error' && code !== 'input.missing')

  const preview = (): void => {
    revealAll()
    if (form.plan) showView('preview')
    else focusField(form.shown.find((field) => form.sorted.byField[field.key]?.some(({ severity }) => severity === 'error'))?.key)
  }

  return (
    <>
      <form
        className={styles.scroll}
        aria-label={t('setup.title')}
        onSubmit={(event) => {
          event.preventDefault()
          preview()
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) preview()
        }}
      >
        <SessionLine />
        <IdentifyModule />
        <div className={styles.pair}>
          <Select
            label={t('setup.modem')}
            data={modems.map((each) => ({ value: each.id, label: each.label || each.name.startsWith(each.maker) ? text(modemLabel(each)) : `${each.maker} ${each.name}` }))}
            value={modem.id}
            onChange={(id) => id && chooseModem(id)}
            data-testid="wizard-modem"
          />
          <Select
            label={t('setup.cloud')}
            data={clouds.map(({ id, name }) => ({ value: id, label: text(name) }))}
            value={cloud.id}
            onChange={(id) => id && chooseCloud(id)}
            data-testid="wizard-cloud"
          />
          <p className={styles.summary}>{text(modem.summary)}</p>
          <p className={styles.summary}>{text(cloud.summary)}</p>
          <VariantSelect />
        </div>
        <div className={styles.links}>
          <Anchor component="button" type="button" size="xs" onClick={matrix.open} data-testid="wizard-matrix">
            {t('matrix.open')}
          </Anchor>
          <Anchor component="button" type="button" size="xs" onClick={() => void openCase()} data-testid="wizard-open-case">
            {t('report.openFile')}
          </Anchor>
        </div>
        <Modal opened={isMatrixOpen} onClose={matrix.close} title={t('matrix.title')} size="auto" closeButtonProps={{ 'aria-label': t('matrix.close') }}>
          <MatrixTable />
        </Modal>
        {modem.reach !== 'network' && <PracticeHint />}
        {isRevealed && <FindingList findings={form.sorted.general} />}
        {modem.reach !== 'network' && <CloudForm form={form} />}
        {/* Enter in any field previews; browsers need a submit control for that. */}
        <button type="submit" hidden />
      </form>
      <footer className={styles.footer}>
        <Button rightSection={<IconArrowRight size={14} />} onClick={preview} data-testid="wizard-preview">
          {t('setup.preview')}
        </Button>
        <span className={styles.footnote}>
          {form.plan
            ? t('setup.ready', { steps: form.plan.steps.length })
            : t(isRevealed || isWrong ? 'setup.errors' : 'setup.incomplete', { errors: form.sorted.errors })}
        </span>
        {/* Outside of the form: its dialog has a form of its own. */}
        <ProfilesButton />
      </footer>
    </>
  )
}

function focusField(key: string | undefined): void {
  if (key === undefined) return
  const field = document.querySelector(`[data-panel="wizard"] [data-field="${CSS.escape(key)}"]`)
  field?.scrollIntoView({ block: 'center' })
  field?.querySelector<HTMLElement>('input, button, [contenteditable="true"]')?.focus()
}
