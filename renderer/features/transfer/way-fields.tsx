import { Autocomplete, NumberInput, Select, Switch, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { lastingEffects } from '../../../shared/at/lasting-commands.ts'
import { fillCommand } from '../../../shared/transfer/fill-command.ts'
import { useText } from '../../ui/local-text.ts'
import { presets, prompts, type TransferForm } from './presets.ts'
import { changeForm } from './transfer-store.ts'
import styles from './transfer.module.css'

type Props = { readonly form: TransferForm; readonly file: { readonly name: string; readonly size: number } | undefined }

const within = (value: string | number, least: number, most: number): number => Math.min(most, Math.max(least, Math.round(Number(value)) || least))

/** What each way needs to know. */
export function WayFields({ form, file }: Props) {
  const { t } = useTranslation('transfer')
  if (form.kind === 'prompt') return <PromptFields form={form} file={file} />
  if (form.kind === 'raw') return <PaceFields form={form} />
  return (
    <>
      {form.kind === 'xmodem' && <Switch label={t('longBlocks')} description={t('longBlocksHint')} checked={form.hasLongBlocks} onChange={(event) => changeForm({ hasLongBlocks: event.currentTarget.checked })} />}
      <NumberInput className={styles['narrow'] ?? ''} label={t('start')} min={1} max={600} allowDecimal={false} suffix=" s" value={form.startSeconds} onChange={(value) => changeForm({ startSeconds: within(value, 1, 600) })} />
    </>
  )
}

function PromptFields({ form, file }: Props) {
  const { t } = useTranslation('transfer')
  const text = useText()
  const chosen = presets.find(({ command, prompt }) => command === form.command && prompt === form.prompt)
  const filled = fillCommand(form.command.trim(), file ?? { name: '…', size: 0 })
  return (
    <>
      <Select
        label={t('preset')}
        data={[...presets.map(({ id }) => ({ value: id, label: t(`presets.${id}`) })), { value: 'own', label: t('presets.own') }]}
        value={chosen?.id ?? 'own'}
        onChange={(id) => {
          const preset = presets.find((each) => each.id === id)
          if (preset) changeForm({ command: preset.command, prompt: preset.prompt })
        }}
      />
      <div className={styles['command']}>
        <TextInput label={t('command')} description={t('commandHint')} classNames={{ input: 'at-mono' }} spellCheck={false} value={form.command} onChange={(event) => changeForm({ command: event.currentTarget.value })} />
        <Autocomplete label={t('prompt')} description={t('promptHint')} classNames={{ input: 'at-mono' }} data={[...prompts]} value={form.prompt} filter={({ options }) => options} onChange={(prompt) => changeForm({ prompt })} />
      </div>
      {file && (
        <p className={styles['filled']}>
          {t('filled')} <code>{filled}</code>
        </p>
      )}
      {file &&
        lastingEffects(filled).map((effect) => (
          <p key={effect.words.en} className={styles['effect']}>
            {text(effect.words)}
          </p>
        ))}
      <div className={styles['pair']}>
        <NumberInput label={t('promptLimit')} min={1} max={600} allowDecimal={false} suffix=" s" value={form.promptSeconds} onChange={(value) => changeForm({ promptSeconds: within(value, 1, 600) })} />
        <NumberInput label={t('answerLimit')} min={1} max={600} allowDecimal={false} suffix=" s" value={form.answerSeconds} onChange={(value) => changeForm({ answerSeconds: within(value, 1, 600) })} />
      </div>
      <PaceFields form={form} />
    </>
  )
}

function PaceFields({ form }: { readonly form: TransferForm }) {
  const { t } = useTranslation('transfer')
  return (
    <>
      <Switch label={t('pace')} description={t('paceHint')} checked={form.isPaced} onChange={(event) => changeForm({ isPaced: event.currentTarget.checked })} />
      {form.isPaced && (
        <div className={styles['pair']}>
          <NumberInput label={t('block')} min={1} max={65_536} allowDecimal={false} suffix={` ${t('unit')}`} value={form.blockBytes} onChange={(value) => changeForm({ blockBytes: within(value, 1, 65_536) })} />
          <NumberInput label={t('pause')} min={0} max={10_000} allowDecimal={false} suffix=" ms" value={form.pauseMs} onChange={(value) => changeForm({ pauseMs: within(value, 0, 10_000) })} />
        </div>
      )}
    </>
  )
}
