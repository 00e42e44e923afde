import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { clouds } from '../../../shared/clouds/index.ts'
import { modems } from '../../../shared/modems/index.ts'
import { modemCloudMatrix, workingWays, type MatrixCell } from '../../../shared/wizard/matrix.ts'
import { freshCircumstances } from '../../ui/fresh-circumstances.ts'
import { useText } from '../../ui/local-text.ts'
import { chooseCloud, chooseModem } from './form-actions.ts'
import styles from './matrix.module.css'

/** Which modem reaches which cloud: a click chooses the pair, the line below says why. */
export function MatrixTable() {
  const { t } = useTranslation('wizard')
  const text = useText()
  const cells = useMemo(() => modemCloudMatrix(modems, clouds, freshCircumstances()), [])
  const [shown, setShown] = useState<MatrixCell | undefined>(cells[0])
  const cellOf = (modem: string, cloud: string) => cells.find((cell) => cell.modem === modem && cell.cloud === cloud)
  const choose = (cell: MatrixCell): void => {
    setShown(cell)
    chooseModem(cell.modem)
    chooseCloud(cell.cloud)
  }
  const ways = shown ? workingWays(shown) : []

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
                <th scope="row">{modem.name}</th>
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
        <p className={styles.why} aria-live="polite">
          {ways.length > 0 && <b>{ways.join(', ')}</b>}
          <span>{text(shown.why)}</span>
        </p>
      )}
    </div>
  )
}
