import { Kbd, Table, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'

const places = ['sessions', 'wizard', 'terminal', 'mqtt', 'load-test', 'signature', 'explain', 'sequences', 'casefile', 'practice', 'recording'] as const
const shortcuts = [
  { id: 'palette', keys: ['Ctrl', 'K'] },
  { id: 'send', keys: ['Enter'] },
  { id: 'history', keys: ['↑', '↓'] },
  { id: 'nextPanel', keys: ['F6'] },
] as const

/** What is where, and the keys worth knowing. */
export function Help() {
  const { t } = useTranslation('shell')
  return (
    <>
      <Title order={3} mb={6}>
        {t('help.where')}
      </Title>
      <Table verticalSpacing={5} mb="lg">
        <Table.Tbody>
          {places.map((place) => (
            <Table.Tr key={place}>
              <Table.Td w={130} fw={600} style={{ verticalAlign: 'top' }}>
                {t(`help.place.${place}.name`)}
              </Table.Td>
              <Table.Td>{t(`help.place.${place}.text`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Title order={3} mb={6}>
        {t('help.keys')}
      </Title>
      <Table verticalSpacing={5}>
        <Table.Tbody>
          {shortcuts.map(({ id, keys }) => (
            <Table.Tr key={id}>
              <Table.Td w={130}>
                {keys.map((key) => (
                  <Kbd key={key} size="xs" mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{t(`help.shortcut.${id}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}
