import { Autocomplete, Button, Modal, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { problemOf, writeParameters, type ParameterProblem } from '../../../shared/at/build-command.ts'
import { describeCommonCommand } from '../../../shared/at/common-commands.ts'
import { parametersOf, type Parameter } from '../../../shared/at/parameter.ts'
import type { ParameterHint } from '../../../shared/at/parameter-hint.ts'
import { useText } from '../../ui/local-text.ts'
import { useFocusBack } from '../../ui/use-focus-back.ts'
import { catalogueNow } from '../../app/catalogue.ts'
import styles from './parameter-form.module.css'
import { rangeWords } from './range-words.ts'

type Props = {
  readonly hint: ParameterHint
  readonly isSendable: boolean
  readonly onClose: () => void
  /** The line goes where it came from. */
  readonly onInsert: (line: string) => void
  readonly onSend: (line: string) => void
}

/** Values beside the parameters of a command: the ones of the line it was opened from, else none. */
export function ParameterForm({ hint, isSendable, onClose, onInsert, onSend }: Props) {
  const { t } = useTranslation('terminal')
  useFocusBack()
  const text = useText()
  const [values, setValues] = useState<readonly string[]>(hint.values)
  // By its key other parameters follow.
  const parameters = parametersOf(hint.signature, values)
  const escapes = 'escapes' in hint.signature && hint.signature.escapes === true
  const shown = parameters.map((_, index) => values[index] ?? '')
  const problems = parameters.map((parameter, index) => problemOf(parameter, shown[index] ?? '', escapes))
  const isWhole = problems.every((problem) => problem === undefined)
  // More than the manual knows stays as it was typed.
  const beyond = values.slice(parameters.length)
  const command = hint.head + writeParameters(parameters, [...shown, ...beyond], escapes)
  const line = command + hint.tail
  const words = describeCommonCommand(command) ?? catalogueNow().modems.map(({ describeCommand }) => describeCommand?.(command)).find((found) => found !== undefined)
  const change = (index: number, value: string): void => setValues(Array.from({ length: Math.max(values.length, index + 1) }, (_, at) => (at === index ? value : (values[at] ?? ''))))

  return (
    <Modal opened onClose={onClose} title={`AT${hint.name}`} size="lg" closeButtonProps={{ 'aria-label': t('lines.cancel') }}>
      <form
        className={styles['form']}
        data-testid="parameter-form"
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          if (isWhole && isSendable) onSend(line)
          else if (isWhole) onInsert(line)
        }}
      >
        {isWhole && words && <p className={styles['words']}>{text(words)}</p>}
        <div className={styles['fields']}>
          {parameters.map((parameter, index) => (
            <ParameterField key={`${index}:${parameter.name}`} parameter={parameter} value={shown[index] ?? ''} problem={problems[index]} isFirst={index === 0} onChange={(value) => change(index, value)} />
          ))}
        </div>
        <div className={styles['preview']}>
          <span>{t('form.preview')}</span>
          <code data-testid="form-preview">{line}</code>
        </div>
        <p className={styles['source']}>{t('explain.source', { source: hint.signature.source })}</p>
        <div className={styles['buttons']}>
          <Button variant="default" onClick={onClose}>
            {t('lines.cancel')}
          </Button>
          <Button variant="default" disabled={!isWhole} onClick={() => onInsert(line)}>
            {t('form.insert')}
          </Button>
          <Button type="submit" disabled={!isWhole || !isSendable}>
            {t('form.send')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}

type FieldProps = { readonly parameter: Parameter; readonly value: string; readonly problem: ParameterProblem | undefined; readonly isFirst: boolean; readonly onChange: (value: string) => void }

function ParameterField({ parameter, value, problem, isFirst, onChange }: FieldProps) {
  const { t } = useTranslation('terminal')
  const text = useText()
  const { name, about, choices, isOptional, isQuoted, range } = parameter
  // An empty form is not full of mistakes.
  const error = problem && problem.kind !== 'missing' ? t(`form.problem.${problem.kind}`, { ...problem }) : undefined
  const common = {
    label: (
      <>
        {text(about)} <code>{`<${name}>`}</code>
      </>
    ),
    required: !isOptional,
    withAsterisk: !isOptional,
    error,
    'data-autofocus': isFirst || undefined,
  }
  const entries = Object.entries(choices ?? {})
  const label = (key: string): string => {
    const words = choices?.[key]
    return words && text(words) !== key ? `${key}  ${text(words)}` : key
  }
  // A number of a whole list is chosen; names, and numbers that have a range besides, may be others.
  if (entries.length > 0 && !isQuoted && !range && (value === '' || Object.hasOwn(choices ?? {}, value))) {
    return <Select {...common} data={entries.map(([key]) => ({ value: key, label: label(key) }))} value={value === '' ? null : value} clearable={isOptional === true} allowDeselect={isOptional === true} onChange={(chosen) => onChange(chosen ?? '')} />
  }
  if (entries.length > 0) {
    return <Autocomplete {...common} data={entries.map(([key]) => key)} value={value} renderOption={({ option }) => label(option.value)} onChange={onChange} />
  }
  return <TextInput {...common} classNames={{ input: 'at-mono' }} placeholder={rangeWords(parameter, t, text) ?? ''} value={value} autoComplete="off" spellCheck={false} onChange={(event) => onChange(event.currentTarget.value)} />
}
