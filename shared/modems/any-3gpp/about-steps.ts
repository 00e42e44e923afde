import { text, type Text } from '../../text/local-text.ts'
import type { Step } from '../../wizard/step.ts'

const ask = (id: string, stage: Step['stage'], send: string, title: Text, why: Text, source: string, pattern: string, timeoutMs: number): Step => ({
  id,
  stage,
  title,
  why,
  source,
  send,
  secrets: [],
  expect: { timeoutMs },
  capture: [{ name: id, label: title, pattern }],
  risk: 'reads',
})

/** Who the module is and what time it believes it is: what a report to its maker begins with. */
export const aboutSteps = (quick: number): readonly Step[] => [
  ask('model', 'modem', 'AT+CGMM', text('Model', '型号'), text('As the module calls itself.', '模组自报的型号。'), '3GPP 27.007, 5.2', '^(?!OK$|AT)(?:\\+CGMM: ?)?"?([^"]+)"?$', quick),
  ask('firmware', 'modem', 'AT+CGMR', text('Firmware', '固件版本'), text('Makers ask for it first.', '找厂家支持时首先要提供。'), '3GPP 27.007, 5.3', '^(?!OK$|AT)(?:\\+CGMR: ?)?"?([^"]+)"?$', quick),
  ask(
    'clock',
    'data',
    'AT+CCLK?',
    text('Clock', '模组时钟'),
    text('A clock that stands in 1970 or 1980 makes every certificate look not yet valid.', '时钟停在 1970 或 1980 年时，证书会被判为未生效。'),
    '3GPP 27.007, 8.15',
    '^\\+CCLK: "?([^"]+)"?$',
    quick,
  ),
]
