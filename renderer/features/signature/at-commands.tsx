import { Button, CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { str } from '../../../shared/clouds/inputs.ts'
import type { Inputs } from '../../../shared/clouds/profile.ts'
import type { AlibabaTriple, CommandLine, LoginCommands } from '../../../shared/modems/login-commands.ts'
import type { Login } from '../../../shared/signature/login.ts'
import { CopyIcon } from '../../ui/copy-icon.tsx'
import { useText } from '../../ui/local-text.ts'
import { FindingList } from '../cloud-form/finding-list.tsx'
import { asterisks } from './masked-login.ts'
import styles from './signature.module.css'

type Props = { readonly commands: LoginCommands; readonly login: Login; readonly masked: Login; readonly inputs: Inputs; readonly isShown: boolean }

/** The lines that log this modem family in, and what of this login it cannot take. */
export function AtCommands({ commands, login, masked, inputs, isShown }: Props) {
  const { t } = useTranslation('signature')
  const text = useText()
  const real = commands.make(login, deviceOf(inputs))
  const shown = isShown ? real : commands.make(masked, deviceOf(inputs, asterisks))
  return (
    <>
      <FindingList findings={real.findings} />
      {real.lines.length > 0 && <Lines real={real.lines} shown={shown.lines} />}
      {real.alternative && (
        <div className={styles.alternative}>
          <p className={styles.blockHead}>
            <span>{text(real.alternative.title)}</span>
          </p>
          <Lines real={real.alternative.lines} shown={shown.alternative?.lines ?? []} />
        </div>
      )}
      {real.lines.length === 0 && !real.alternative && <p className={styles.hint}>{t('copyAs.noLines')}</p>}
    </>
  )
}

/** What a modem that signs for Alibaba Cloud by itself is given. */
function deviceOf(inputs: Inputs, hidden?: string): { readonly alibaba?: AlibabaTriple } {
  const [productKey, deviceName, deviceSecret] = [str(inputs, 'productKey'), str(inputs, 'deviceName'), str(inputs, 'deviceSecret')]
  if (productKey === '' || deviceName === '' || deviceSecret === '') return {}
  return { alibaba: { productKey, deviceName, deviceSecret: hidden ?? deviceSecret } }
}

function Lines({ real, shown }: { readonly real: readonly CommandLine[]; readonly shown: readonly CommandLine[] }) {
  const { t } = useTranslation('signature')
  return (
    <>
      <ol className={styles.atLines} data-testid="signature-at-lines">
        {real.map((line, index) => (
          <Line key={index} line={line} shown={shown[index] ?? { ...line, send: asterisks }} />
        ))}
      </ol>
      <CopyButton value={real.map(({ send }) => send).join('\r\n')}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="default" leftSection={copied ? <IconCheck size={13} /> : <IconCopy size={13} />} onClick={copy}>
            {t(copied ? 'copyAs.copied' : 'copyAs.copyLines')}
          </Button>
        )}
      </CopyButton>
    </>
  )
}

function Line({ line, shown }: { readonly line: CommandLine; readonly shown: CommandLine }) {
  const { t } = useTranslation('signature')
  const text = useText()
  return (
    <li>
      <div className={styles.atLine}>
        <code>{shown.send}</code>
        <span title={t('copyAs.expects')}>{line.expect}</span>
        <CopyIcon value={line.send} name={t('copyAs.line')} />
      </div>
      {line.data && (
        <div className={styles.atData}>
          <span>{t('copyAs.data', { count: line.data.length, start: line.secret ? asterisks : firstLine(line.data.text) })}</span>
          <CopyIcon value={line.data.text} name={t('copyAs.dataName')} />
        </div>
      )}
      {line.note && <p className={styles.note}>{text(line.note)}</p>}
    </li>
  )
}

const firstLine = (value: string): string => value.split(/[\r\n]/, 1)[0]?.slice(0, 40) ?? ''
