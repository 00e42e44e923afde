import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionInfo } from '../../../../../shared/contract/mqtt.ts'
import { variableName, type OwnVariable } from '../../../../../shared/mqtt/collections/schema.ts'
import { deviceNames } from '../../../../../shared/mqtt/template/device-names.ts'
import { builtInVariables, fillText } from '../../../../../shared/mqtt/template/variables.ts'
import { useCatalogue } from '../../../../app/catalogue.ts'
import { changeLibrary, useLibrary } from './library-store.ts'
import styles from './saved.module.css'

/** What can stand between double braces: those that fill themselves with an example, and the person's own. */
export function VariablesForm({ connection }: { readonly connection: ConnectionInfo }) {
  const { t } = useTranslation('mqtt-cards')
  const variables = useLibrary((state) => state.library.variables)
  const { clouds } = useCatalogue()
  // The moment of opening: an example, not a clock.
  const [now] = useState(Date.now)
  const named = deviceNames(connection.options, clouds)
  const exampleOf = (name: string): string => {
    const filled = fillText(`{{${name}}}`, { now, counter: 1, random: () => 0.42, named })
    return filled.ok ? filled.value : t('saved.notTold')
  }
  const change = (next: readonly OwnVariable[]): void => void changeLibrary((library) => ({ ...library, variables: [...next] }))
  return (
    <div className={styles['variables']}>
      <p>{t('saved.variablesHelp')}</p>
      {variables.map(({ name, value }, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- their order is all they are known by while a name is typed
        <div key={index} className={styles['variable']}>
          <TextInput
            aria-label={t('saved.variableName', { number: index + 1 })}
            placeholder={t('saved.variableNameHint')}
            classNames={{ input: 'at-mono' }}
            defaultValue={name}
            maxLength={64}
            error={name !== '' && !variableName.test(name) ? t('saved.variableNameWrong') : undefined}
            onBlur={(event) => change(variables.with(index, { name: event.currentTarget.value.trim(), value }))}
          />
          <TextInput
            aria-label={t('saved.variableValue', { number: index + 1 })}
            placeholder={t('saved.variableValueHint')}
            classNames={{ input: 'at-mono' }}
            defaultValue={value}
            maxLength={16_384}
            onBlur={(event) => change(variables.with(index, { name, value: event.currentTarget.value }))}
          />
          <Tooltip label={t('saved.variableRemove')}>
            <ActionIcon aria-label={t('saved.variableRemoveOf', { name: name || index + 1 })} onClick={() => change(variables.toSpliced(index, 1))}>
              <IconX size={14} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={13} />} onClick={() => change([...variables, { name: '', value: '' }])}>
        {t('saved.variableAdd')}
      </Button>
      <table>
        <tbody>
          {builtInVariables.map((name) => (
            <tr key={name}>
              <th scope="row">
                <code>{`{{${name}}}`}</code>
              </th>
              <td>{t(`builtIn.${name.replace(/:.*/, 'Between')}`)}</td>
              <td>
                <code>{exampleOf(name)}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
