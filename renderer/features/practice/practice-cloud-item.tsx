import { ActionIcon, Button, Collapse, Tooltip, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconListDetails } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PracticeCloud, PracticeDemo } from '../../../shared/contract/practice.ts'
import { setIntent } from '../../app/intents.ts'
import { useText } from '../../ui/local-text.ts'
import { DemoValues } from './demo-values.tsx'
import styles from './practice.module.css'

/** Where a demo leads, without the host, which is this computer for all: `tls :44371`, or `http :41437` where it asks an HTTP interface. */
const endpointOf = ({ inputs }: PracticeDemo): string => {
  const word = (key: string) => (typeof inputs[key] === 'string' ? inputs[key] : '')
  const web = /:(\d+)$/.exec(word('httpEndpoint'))?.[1]
  return web === undefined ? `${word('transport')} :${word('port')}` : `http :${web}`
}

function DemoRow({ cloud, demo }: { readonly cloud: string; readonly demo: PracticeDemo }) {
  const { t } = useTranslation('practice')
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  const valuesLabel = t(isOpen ? 'clouds.hideValues' : 'clouds.showValues')
  return (
    <li>
      <div>{text(demo.title)}</div>
      <div className={styles['demo']}>
        <span className="at-mono at-muted">{endpointOf(demo)}</span>
        <Tooltip label={valuesLabel}>
          <ActionIcon size="sm" aria-label={`${text(demo.title)}: ${valuesLabel}`} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <IconListDetails size={14} />
          </ActionIcon>
        </Tooltip>
        <Button
          variant="default"
          size="compact-xs"
          data-testid={`practice-use-${cloud}-${demo.id}`}
          onClick={() => setIntent('fillSignature', { cloud, operation: demo.operation, inputs: demo.inputs })}
        >
          {t('clouds.use')}
        </Button>
      </div>
      {isOpen && <DemoValues inputs={demo.inputs} />}
    </li>
  )
}

/** One cloud: who its demo device is, and the ways in which it logs in. */
export function PracticeCloudItem({ cloud }: { readonly cloud: PracticeCloud }) {
  const { t } = useTranslation('practice')
  const text = useText()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles['cloud']}>
      <UnstyledButton className={styles['cloudHead'] ?? ''} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)} data-testid={`practice-cloud-${cloud.id}`}>
        {isOpen ? <IconChevronDown size={14} /> : <IconChevronRight size={14} />}
        <span>
          <strong>{text(cloud.name)}</strong>
          <span className="at-mono at-muted">{t('clouds.identity', { product: cloud.product, device: cloud.device })}</span>
        </span>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <ul className={styles['demos']}>
          {cloud.demos.map((demo) => (
            <DemoRow key={demo.id} cloud={cloud.id} demo={demo} />
          ))}
        </ul>
      </Collapse>
    </div>
  )
}
