import { ActionIcon, Button, Modal, Select, Switch, TextInput, Tooltip } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { highlightColours, highlightsLimit, type HighlightColour, type HighlightRule } from '../../../shared/contract/settings.ts'
import { useText } from '../../ui/local-text.ts'
import { ToggleButton } from '../../ui/toggle-button.tsx'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { changeSettings, useSettings } from '../settings/settings-store.ts'
import { ruleFault } from './highlight.ts'
import styles from './highlight-dialog.module.css'

/** `key`: a row keeps its field in focus while rules move around it. */
type Draft = HighlightRule & { readonly key: number }

let nextKey = 0
const keyed = (rule: HighlightRule): Draft => ({ ...rule, key: nextKey++ })

type ItemProps = {
  readonly rule: Draft
  readonly isFirst: boolean
  readonly isLast: boolean
  readonly onChange: (change: Partial<HighlightRule>) => void
  readonly onMove: (step: -1 | 1) => void
  readonly onRemove: () => void
}

function RuleItem({ rule, isFirst, isLast, onChange, onMove, onRemove }: ItemProps) {
  const { t } = useTranslation('terminal')
  const text = useText()
  const fault = ruleFault(rule)
  return (
    <li className={styles['rule']} data-testid="highlight-rule">
      <Switch aria-label={t('highlights.isOn')} checked={rule.isOn} onChange={(event) => onChange({ isOn: event.currentTarget.checked })} />
      <TextInput className={styles['name'] ?? ''} aria-label={t('highlights.ruleName')} placeholder={t('highlights.ruleName')} maxLength={60} value={rule.name} onChange={(event) => onChange({ name: event.currentTarget.value })} />
      <Select
        w={96}
        aria-label={t('highlights.kind')}
        data={(['text', 'regex'] as const).map((value) => ({ value, label: t(`highlights.kinds.${value}`) }))}
        value={rule.kind}
        onChange={(value) => onChange({ kind: value as HighlightRule['kind'] })}
      />
      <TextInput
        className={styles['value'] ?? ''}
        classNames={{ input: 'at-mono' }}
        aria-label={t('highlights.value')}
        placeholder={t(`highlights.examples.${rule.kind}`)}
        maxLength={300}
        spellCheck={false}
        autoComplete="off"
        value={rule.value}
        error={fault !== null && rule.value !== ''}
        onChange={(event) => onChange({ value: event.currentTarget.value })}
      />
      <ToggleButton isOn={rule.ignoreCase} onToggle={(ignoreCase) => onChange({ ignoreCase })} title={t('highlights.ignoreCase')}>
        Aa
      </ToggleButton>
      <Select
        w={124}
        aria-label={t('highlights.colour')}
        data={highlightColours.map((value) => ({ value, label: t(`highlights.colours.${value}`) }))}
        value={rule.colour}
        leftSection={<span className={styles['swatch']} data-colour={rule.colour} />}
        renderOption={({ option }) => (
          <span className={styles['option']}>
            <span className={styles['swatch']} data-colour={option.value} />
            {option.label}
          </span>
        )}
        onChange={(value) => onChange({ colour: value as HighlightColour })}
      />
      <span className={styles['moves']}>
        <Tooltip label={t('highlights.up')}>
          <ActionIcon aria-label={t('highlights.up')} disabled={isFirst} onClick={() => onMove(-1)}>
            <IconArrowUp size={14} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('highlights.down')}>
          <ActionIcon aria-label={t('highlights.down')} disabled={isLast} onClick={() => onMove(1)}>
            <IconArrowDown size={14} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t('highlights.remove')}>
          <ActionIcon aria-label={t('highlights.remove')} onClick={onRemove}>
            <IconTrash size={14} />
          </ActionIcon>
        </Tooltip>
      </span>
      {fault && rule.value !== '' && <p className={styles['fault']}>{text(fault)}</p>}
    </li>
  )
}

/** The rules that mark text in every log and recording; each change is seen behind the dialog at once and kept. */
export function HighlightDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('terminal')
  useFocusBack()
  const saved = useSettings((settings) => settings.highlights)
  const [rules, setRules] = useState<readonly Draft[]>(() => saved.map(keyed))
  const keep = (changed: readonly Draft[]): void => {
    setRules(changed)
    // One that has no text yet is no rule.
    changeSettings({ highlights: changed.filter(({ value }) => value !== '').map(({ key: _key, ...rule }) => rule) })
  }
  const change = (key: number, part: Partial<HighlightRule>): void => keep(rules.map((rule) => (rule.key === key ? { ...rule, ...part } : rule)))
  const move = (index: number, step: -1 | 1): void => {
    const rule = rules[index]
    const other = rules[index + step]
    if (rule && other) keep(rules.map((each) => (each === rule ? other : each === other ? rule : each)))
  }
  const add = (): void => {
    const colour = highlightColours[rules.length % highlightColours.length] ?? 'yellow'
    setRules([...rules, keyed({ name: '', kind: 'text', value: '', ignoreCase: false, colour, isOn: true })])
  }
  return (
    <Modal opened onClose={onClose} title={t('highlights.title')} size={900} closeButtonProps={{ 'aria-label': t('highlights.close') }}>
      <p className={styles['hint']}>{t('highlights.hint')}</p>
      <ol className={styles['rules']}>
        {rules.map((rule, index) => (
          <RuleItem
            key={rule.key}
            rule={rule}
            isFirst={index === 0}
            isLast={index === rules.length - 1}
            onChange={(part) => change(rule.key, part)}
            onMove={(step) => move(index, step)}
            onRemove={() => keep(rules.filter((each) => each !== rule))}
          />
        ))}
      </ol>
      <div className={styles['foot']}>
        <Button variant="default" leftSection={<IconPlus size={14} />} disabled={rules.length >= highlightsLimit} onClick={add}>
          {t('highlights.add')}
        </Button>
        <Button onClick={onClose}>{t('highlights.done')}</Button>
      </div>
    </Modal>
  )
}
