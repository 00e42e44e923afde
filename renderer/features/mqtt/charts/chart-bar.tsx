import { ActionIcon, Autocomplete, MultiSelect, Select, Tooltip } from '@mantine/core'
import { IconArrowsVertical, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chartSeriesAtMost, type TopicFields } from '../../../../shared/contract/mqtt-charts.ts'
import { pathText } from '../../../../shared/mqtt/numbers/numeric-fields.ts'
import { useMqtt } from '../mqtt-store.ts'
import { askFields, chartTopic } from './ask-fields.ts'
import { changeChart, useCharts, withLinesOf, type Range } from './charts-store.ts'
import { useTopicNames } from './use-topic-names.ts'
import styles from './charts.module.css'

type Props = { readonly connectionId: string; readonly shown: Range | null }

const minute = 60_000
const windows = [null, minute, 5 * minute, 15 * minute, 60 * minute] as const

/** Which numbers of which topics are drawn, and over what time. */
export function ChartBar({ connectionId, shown }: Props) {
  const { t } = useTranslation('mqtt-topics')
  const { topic, lines, window, range, hasOwnScales } = useCharts(connectionId)
  const names = useTopicNames(connectionId, topic)
  const chosenFormat = useMqtt((state) => state.formats[topic])
  const [found, setFound] = useState<TopicFields & { readonly topic: string }>({ topic: '', format: null, fields: [] })

  useEffect(() => {
    let isOver = false
    void askFields(connectionId, topic, chosenFormat).then((answer) => {
      if (!isOver) setFound({ topic, ...answer })
    })
    return () => {
      isOver = true
    }
  }, [connectionId, topic, chosenFormat])

  const fields = found.topic === topic ? found.fields : []
  const own = lines.filter((line) => line.topic === topic)
  // A field that is drawn and was not in the last message stays to be taken away.
  const paths = [...new Set([...fields.map(({ path }) => path), ...own.map(({ path }) => path)])]
  const choose = (chosen: readonly string[]): void => {
    const { format } = found
    const series = chosen.flatMap((path) => own.find((line) => line.path === path) ?? (format ? { topic, path, format } : []))
    changeChart(connectionId, { lines: withLinesOf(lines, topic, series) })
  }
  return (
    <div className={styles['bar']}>
      <Autocomplete
        className={styles['topic'] ?? ''}
        classNames={{ input: 'at-mono' }}
        aria-label={t('chart.topic')}
        placeholder={t('chart.topic')}
        data={[...names]}
        filter={({ options }) => options}
        value={topic}
        onChange={(value) => changeChart(connectionId, { topic: value })}
        // Its likeliest numbers are drawn at once.
        onOptionSubmit={(value) => void chartTopic(connectionId, value)}
        onFocus={(event) => event.currentTarget.select()}
        spellCheck={false}
        comboboxProps={{ width: 320, position: 'bottom-start' }}
      />
      <MultiSelect
        className={styles['fields'] ?? ''}
        aria-label={t('chart.fields')}
        // The legend names what is drawn.
        classNames={{ pill: styles['pill'] ?? '' }}
        placeholder={own.length > 0 ? t('chart.chosen', { count: own.length }) : t(topic !== '' && names.includes(topic) && found.topic === topic && fields.length === 0 ? 'chart.noNumbers' : 'chart.fields')}
        size="xs"
        data={paths.map((path) => ({ value: path === '' ? whole : path, label: pathText(path) || t('chart.whole') }))}
        value={own.map(({ path }) => (path === '' ? whole : path))}
        onChange={(chosen) => choose(chosen.map((path) => (path === whole ? '' : path)))}
        maxValues={chartSeriesAtMost - (lines.length - own.length)}
        disabled={paths.length === 0}
      />
      <Select
        aria-label={t('chart.window')}
        size="xs"
        w={112}
        data={windows.map((ms) => ({ value: String(ms), label: ms === null ? t('chart.all') : t('chart.minutes', { minutes: ms / minute }) }))}
        value={String(window)}
        onChange={(chosen) => changeChart(connectionId, { window: windows.find((ms) => String(ms) === chosen) ?? null, range: null })}
        allowDeselect={false}
      />
      <Tooltip label={t('chart.ownScales')}>
        <ActionIcon size="sm" aria-label={t('chart.ownScales')} aria-pressed={hasOwnScales} variant={hasOwnScales ? 'light' : 'subtle'} disabled={lines.length < 2} onClick={() => changeChart(connectionId, { hasOwnScales: !hasOwnScales })}>
          <IconArrowsVertical size={15} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={t(range ? 'chart.resume' : 'chart.pause')}>
        <ActionIcon size="sm" aria-label={t(range ? 'chart.resume' : 'chart.pause')} aria-pressed={range !== null} disabled={!shown} onClick={() => changeChart(connectionId, { range: range ? null : shown })}>
          {range ? <IconPlayerPlay size={15} /> : <IconPlayerPause size={15} />}
        </ActionIcon>
      </Tooltip>
    </div>
  )
}

/** The select takes no empty value. */
const whole = '(whole)'
