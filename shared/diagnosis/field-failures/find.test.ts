import { expect, it } from 'vitest'
import { canCheck, commandsOf } from './commands.ts'
import { findFieldFailures, type Filter } from './find.ts'
import { fieldFailures } from './index.ts'

const found = (filter: Partial<Filter>) => findFieldFailures(fieldFailures, { query: '', ...filter }).map(({ id }) => id)

it('finds by words of either language, in any order', () => {
  expect(found({ query: 'PIN sim' })).toContain('sim.pin')
  expect(found({ query: '乱码' })[0]).toBe('port.garbled')
  expect(found({ query: 'no such words here' })).toStrictEqual([])
})

it('finds by a line as the modem prints it', () => {
  expect(found({ query: '+CME ERROR: 407' })[0]).toBe('tls.file-exists')
  expect(found({ query: '+CMQTTCONNECT: 0,28' })[0]).toBe('mqtt.refused-2')
})

it('finds by a command that a check sends', () => {
  expect(found({ query: 'AT+QURCCFG' })).toStrictEqual(['port.no-urc'])
})

it('keeps what holds for every family and cloud when one is chosen', () => {
  const ids = found({ family: 'luat' })
  expect(ids).toContain('mqtt.luat-close')
  expect(ids).toContain('sim.pin')
  expect(ids).not.toContain('mqtt.simcom-start')
  expect(found({ stage: 'sim' })).toStrictEqual(['sim.missing', 'sim.pin', 'sim.puk', 'sim.failure', 'sim.busy', 'sim.bound'])
  expect(found({ cloud: 'aws', query: 'AWS' })).toContain('cloud.aws-policy')
})

it('lists everything when nothing is asked', () => {
  expect(found({})).toStrictEqual(fieldFailures.map(({ id }) => id))
})

it('gives a check’s commands for one family, or for all with their names, and none that the family does not have', () => {
  const check = { send: { simcom: 'AT+CDNSGIP="{host}"', luat: 'AT+CDNSGIP="{host}"', quectel: 'AT+QIDNSGIP=1,"{host}"' }, tells: { en: 'x', zh: '测' } }
  expect(commandsOf(check, 'quectel')).toStrictEqual([{ send: 'AT+QIDNSGIP=1,"{host}"', families: [] }])
  expect(commandsOf(check, undefined)).toStrictEqual([
    { send: 'AT+CDNSGIP="{host}"', families: ['simcom', 'luat'] },
    { send: 'AT+QIDNSGIP=1,"{host}"', families: ['quectel'] },
  ])
  expect(commandsOf({ send: 'AT+CSQ', tells: check.tells }, 'nrf')).toStrictEqual([{ send: 'AT+CESQ', families: [] }])
  expect([canCheck(check, 'lierda'), canCheck({ send: 'AT+CSQ', tells: check.tells }, 'esp'), canCheck({ tells: check.tells }, 'esp')]).toStrictEqual([false, false, true])
})
