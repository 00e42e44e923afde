import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Catalogue } from '../../../shared/catalogue.ts'
import { modemLabel } from '../../../shared/modems/modem-label.ts'
import { modemCloudMatrix, type MatrixCell } from '../../../shared/wizard/matrix.ts'
import type { Text } from '../../../shared/text/local-text.ts'
import { variantsOf } from '../../../shared/wizard/variant.ts'
import { useCatalogue } from '../../app/catalogue.ts'
import { freshCircumstances } from '../../ui/fresh-circumstances.ts'
import { useText } from '../../ui/local-text.ts'
import { chooseCloud, chooseModem } from './form-actions.ts'
import { wizardStore } from './wizard-store.ts'
import styles from './matrix.module.css'

const noName: Text = { en: '', zh: '' }

/** The ways that work, in the words of the form's own choices. */
function waysOf({ modem: modemId, cloud: cloudId, ways }: MatrixCell, { findModem, findCloud }: Catalogue, text: (words: Text) => string): readonly string[] {
  const [modem, cloud] = [findModem(modemId), findCloud(cloudId)]
  if (!modem || !cloud) return []
  const named = ways.filter(({ works }) => works).map(({ choices, variant }) => {
    const chosen = Object.entries(choices).flatMap(([key, value]) => cloud.fields.find((field) => field.key === key)?.choices?.find((choice) => choice.value === value)?.label ?? [])
    const way = variant === 'direct' ? [] : variantsOf(modem, cloud).flatMap(({ id, title }) => (id === variant ? [title] : []))
    return [...chosen, ...way].map(text).join(' + ')
  })
  return [...new Set(named)].filter((name) => name !== '')
}

/** Which modem reaches which cloud: a click chooses the pair, the line below says why. */
export function MatrixTable() {
  const { t } = useTranslation('wizard')
  const text = useText()
  const catalogue = useCatalogue()
  const { modems, clouds, findModem, findCloud } = catalogue
  const cells = useMemo(() => modemCloudMatrix(modems, clouds, freshCircumstances()), [modems, clouds])
  const cellOf = (modem: string, cloud: string) => cells.find((cell) => cell.modem === modem && cell.cloud === cloud)
  const { modemId, cloudId } = wizardStore.getState()
  const [shown, setShown] = useState<MatrixCell | undefined>(() => cellOf(modemId, cloudId))
  const choose = (cell: MatrixCell): void => {
    setShown(cell)
    chooseModem(cell.modem)
    chooseCloud(cell.cloud)
  }
  const shownModem = shown && findModem(shown.modem)
  const ways = shown ? waysOf(shown, catalogue, text) : []

  return (
    <div className={styles.matrix} data-testid="matrix">
      <div className={styles.scroll}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('setup.modem')}</th>
              {clouds.map(({ id, name }) => (
                <th key={id} scope="col">
                  {text(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {modems.map((modem) => (
              <tr key={modem.id}>
                <th scope="row">{text(modemLabel(modem))}</th>
                {clouds.map((cloud) => {
                  const cell = cellOf(modem.id, cloud.id)
                  return (
                    <td key={cloud.id}>
                      {cell && (
                        <button
                          type="button"
                          data-verdict={cell.verdict}
                          aria-pressed={cell === shown}
                          onClick={() => choose(cell)}
                          onFocus={() => setShown(cell)}
                          onPointerEnter={() => setShown(cell)}
                        >
                          {t(`matrix.${cell.verdict}`)}
                        </button>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown && (
        <div className={styles.why} aria-live="polite">
          <b>{`${text(shownModem ? modemLabel(shownModem) : noName)} → ${text(findCloud(shown.cloud)?.name ?? noName)}`}</b>
          {ways.length > 0 && (
            <ul>
              {ways.map((way) => (
                <li key={way}>{way}</li>
              ))}
            </ul>
          )}
          <span>{text(shown.why)}</span>
        </div>
      )}
    </div>
  )
}
