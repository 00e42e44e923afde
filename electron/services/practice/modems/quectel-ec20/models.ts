import { latin1 } from '../../../../../shared/text/bytes.ts'

/** What one module of the family is and has, by its own manuals. */
export type Module = {
  readonly id: string
  readonly name: string
  /** AT+CGMM and the second line of ATI. */
  readonly model: string
  /** AT+CGMR and the third line of ATI. */
  readonly revision: string
  readonly bootLine: 'RDY' | 'APP RDY'
  /** <vsn> of AT+QMTCFG="version" for MQTT 3.1 and 3.1.1, and the one it starts with. */
  readonly versions: readonly [older: number, newer: number]
  readonly startsWith: 3 | 4
  /** Keys of AT+QMTCFG that it refuses. */
  readonly lacksSettings: readonly string[]
  readonly hasTls: boolean
  readonly hasSni: boolean
  readonly hasRam: boolean
  /** The message stands in AT+QMTPUB, single quotes for double ones; there is no prompt and no AT+QMTPUBEX. */
  readonly publishesInline: boolean
  /** Bytes of one publication. */
  readonly maxPayload: number
  /** AT+QMTCONN's parameters, bytes. */
  readonly maxLogin: number
}

const common = { bootLine: 'RDY', versions: [3, 4], lacksSettings: [], hasTls: true, hasSni: true, hasRam: false, publishesInline: false, maxLogin: 512 } as const

const ec20Module: Module = {
  ...common,
  id: 'quectel-ec20',
  name: 'Quectel EC20',
  model: 'EC20F',
  revision: 'EC20CEFAGR06A08M4G',
  startsWith: 3,
  hasRam: true,
  maxPayload: 1548,
  maxLogin: 256,
}

/** In the order in which they are offered. */
export const modules: readonly [Module, ...Module[]] = [
  ec20Module,
  { ...common, id: 'quectel-ec200', name: 'Quectel EC200S', model: 'EC200S', revision: 'EC200SCNAAR02A07M16', startsWith: 4, maxPayload: 4096 },
  // Firmware of the measured unit.
  { ...common, id: 'quectel-eg800', name: 'Quectel EG800K', model: 'EG800K', revision: 'EG800KCNGCR07A06M04', startsWith: 4, maxPayload: 4096 },
  { ...common, id: 'quectel-bg95', name: 'Quectel BG95', model: 'BG95-M3', revision: 'BG95M3LAR02A04', bootLine: 'APP RDY', startsWith: 3, lacksSettings: ['aliauth'], maxPayload: 1548 },
  {
    ...common,
    id: 'quectel-bg96',
    name: 'Quectel BG96',
    model: 'BG96',
    revision: 'BG96MAR02A07M1G',
    bootLine: 'APP RDY',
    startsWith: 3,
    lacksSettings: ['aliauth', 'recv/mode'],
    maxPayload: 1548,
  },
  {
    ...common,
    id: 'quectel-bc26',
    name: 'Quectel BC26',
    model: 'BC26',
    revision: 'BC26NBR01A10',
    versions: [0, 1],
    startsWith: 4,
    lacksSettings: ['recv/mode', 'ssl'],
    hasTls: false,
    hasSni: false,
    publishesInline: true,
    maxPayload: 1024,
  },
]

/** What stands between the quotes of an inline message, as it leaves the module. */
export const inlinePayload = (value: string): Uint8Array => latin1(value.replaceAll("'", '"'))
