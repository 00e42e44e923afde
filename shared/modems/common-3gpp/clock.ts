import { readCclk, writeCclk } from '../../at/clock.ts'
import { text, type Text } from '../../text/local-text.ts'
import type { ClockManner } from '../../wizard/clock.ts'
import { checksDates } from '../common/clock-field.ts'

/** AT+CCLK of 3GPP. `manual`: the family's, `hint`: how it gets the time from the network. `quick` in ms. */
export const clock3gpp = (manual: string, quick: number, hint: Text): ClockManner => ({
  step: {
    id: 'clock',
    stage: 'data',
    title: text('Clock', '模组时钟'),
    why: text('Compared with this PC’s: the network’s time is a witness for both.', '与电脑时钟核对：网络时间可以同时验证两边。'),
    source: `3GPP 27.007, 8.15; ${manual}, AT+CCLK`,
    send: 'AT+CCLK?',
    secrets: [],
    expect: { timeoutMs: quick, line: { prefix: '+CCLK:', accept: '^\\+CCLK: ?"' } },
    capture: [{ name: 'clock', label: text('Clock', '模组时钟'), pattern: '^\\+CCLK: ?"([^"]+)"' }],
    risk: 'reads',
  },
  readings: readCclk,
  set: (now) => ({ send: `AT+CCLK="${writeCclk(now)}"`, source: `3GPP 27.007, 8.15; ${manual}, AT+CCLK` }),
  hint,
  checksDates,
})
