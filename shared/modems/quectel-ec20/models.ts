import { text, type Text } from '../../text/local-text.ts'
import { limits as ec20Limits } from './constants.ts'

/** How a model of the family differs from the others: what its own manuals say, model by model. */
export type QuectelModel = {
  readonly id: string
  readonly name: string
  /** As findings call it: "the EC20". */
  readonly short: string
  readonly summary: Text
  readonly identity: RegExp
  /** Titles of its notes, for the steps' sources. */
  readonly notes: { readonly mqtt: string; readonly ssl: string; readonly files: string; readonly at: string }
  readonly registration: 'CREG' | 'CEREG'
  /** AT+QMTCFG="version" for MQTT 3.1.1. Left out: not sent, the model's own default stands. */
  readonly version?: number
  /** Has AT+QMTCFG="recv/mode", so that messages come with their length. */
  readonly tellsLength: boolean
  /**
   * `ctrl-z`: AT+QMTPUB, prompt, 0x1A. `length`: AT+QMTPUBEX, prompt, exactly so many bytes. `inline`: the message in AT+QMTPUB itself,
   * a double quote written as a single one.
   */
  readonly publish: 'ctrl-z' | 'length' | 'inline'
  /** Where certificates go; none: no TLS from here. RAM is empty after power-off, UFS is flash. */
  readonly files?: 'RAM' | 'UFS'
  /**
   * AT+QSSLCFG="sni", off ex works. `always`: set; clouds that share an address need it. `asked`: where the cloud demands it alone, since older
   * firmware has no such setting and answers ERROR.
   */
  readonly sni: 'always' | 'asked'
  /** Signs for Alibaba Cloud: AT+QMTCFG="aliauth". */
  readonly aliauth: boolean
  /** bytes */
  readonly limits: { readonly host: number; readonly clientId: number; readonly username: number; readonly password: number; readonly topic: number; readonly payload: number }
}

const ec20: QuectelModel = {
  id: 'quectel-ec20',
  name: 'Quectel EC20',
  short: 'EC20',
  summary: text('LTE Cat 4. MQTT 3.1/3.1.1 with TLS inside the modem; files in RAM or flash.', 'LTE Cat 4。模组内置 MQTT 3.1/3.1.1 和 TLS，证书可存 RAM 或 Flash。'),
  // EC20 and EC20F, not EC200.
  identity: /\bEC20(?!0)/,
  notes: {
    mqtt: 'Quectel EC2x&EG9x MQTT application note',
    ssl: 'Quectel EC2x SSL application note',
    files: 'Quectel EC2x&EG9x FILE application note',
    at: 'Quectel EC2x AT Commands Manual',
  },
  // The source article's session, byte for byte: version and sni are not touched.
  registration: 'CREG',
  tellsLength: true,
  publish: 'ctrl-z',
  files: 'RAM',
  sni: 'asked',
  // Newer firmware; older answers ERROR to the setting, and the plan ends there.
  aliauth: true,
  limits: ec20Limits,
}

/** AT+QMTPUBEX takes 4096 bytes in the newer notes. */
const longPayload = { ...ec20Limits, payload: 4096 }

const cat1: Pick<QuectelModel, 'registration' | 'version' | 'tellsLength' | 'publish' | 'files' | 'sni' | 'aliauth' | 'limits'> = {
  // LTE alone: CREG may stay at 0.
  registration: 'CEREG',
  version: 4,
  tellsLength: true,
  publish: 'length',
  files: 'UFS',
  sni: 'always',
  aliauth: true,
  limits: longPayload,
}

const ec200: QuectelModel = {
  ...cat1,
  id: 'quectel-ec200',
  name: 'Quectel EC200 / EC800',
  short: 'EC200',
  summary: text(
    'LTE Cat 1 (EC200, EC600, EC800). MQTT 3.1.1 with TLS; messages by length; signs for Alibaba Cloud by itself.',
    'LTE Cat 1（EC200、EC600、EC800）。MQTT 3.1.1 和 TLS，按长度发布消息，可自行为阿里云签名。',
  ),
  identity: /\b(?:EC200|EC600|EC800)/,
  notes: {
    mqtt: 'Quectel EC200x&EC600x&EC800x MQTT application note',
    ssl: 'Quectel EC200x&EC600x&EC800x SSL application note',
    files: 'Quectel EC200x&EC600x&EC800x FILE application note',
    at: 'Quectel EC200x&EC600x&EC800x AT Commands Manual',
  },
}

const eg800: QuectelModel = {
  ...cat1,
  id: 'quectel-eg800',
  name: 'Quectel EG800',
  short: 'EG800',
  summary: text(
    'LTE Cat 1 bis (EG800K, EG800Q). MQTT 3.1.1 with TLS and server name; measured: one code for every TLS failure.',
    'LTE Cat 1 bis（EG800K、EG800Q）。MQTT 3.1.1 和 TLS（带 SNI）；实测 TLS 失败只报一个码。',
  ),
  identity: /\bEG800/,
  notes: {
    mqtt: 'Quectel EG800K&EG800Q MQTT application note',
    ssl: 'Quectel EG800K&EG800Q SSL application note',
    files: 'Quectel EG800K&EG800Q FILE application note',
    at: 'Quectel EG800K&EG800Q AT Commands Manual',
  },
}

const bg95: QuectelModel = {
  id: 'quectel-bg95',
  name: 'Quectel BG95',
  short: 'BG95',
  summary: text('LTE-M and NB-IoT (BG95, BG77, BG600L). MQTT 3.1.1 with TLS; does not sign for Alibaba Cloud.', 'LTE-M / NB-IoT（BG95、BG77、BG600L）。MQTT 3.1.1 和 TLS，没有阿里云内置鉴权。'),
  identity: /\b(?:BG95|BG77|BG600L)/,
  notes: {
    mqtt: 'Quectel BG95&BG77&BG600L MQTT application note V1.1',
    ssl: 'Quectel BG95&BG77&BG600L SSL application note',
    files: 'Quectel BG95&BG77&BG600L FILE application note',
    at: 'Quectel BG95&BG77&BG600L AT Commands Manual',
  },
  registration: 'CEREG',
  version: 4,
  tellsLength: true,
  publish: 'ctrl-z',
  files: 'UFS',
  sni: 'always',
  aliauth: false,
  limits: ec20Limits,
}

const bg96: QuectelModel = {
  ...bg95,
  id: 'quectel-bg96',
  name: 'Quectel BG96',
  short: 'BG96',
  summary: text('LTE-M, NB-IoT and GSM. MQTT 3.1.1 with TLS; messages come without their length.', 'LTE-M / NB-IoT / GSM。MQTT 3.1.1 和 TLS，下行消息不带长度。'),
  identity: /\bBG96/,
  notes: {
    mqtt: 'Quectel BG96 MQTT application note V1.0',
    ssl: 'Quectel BG96 SSL application note',
    files: 'Quectel BG96 FILE application note',
    at: 'Quectel BG96 AT Commands Manual',
  },
  // May be on GSM, as in the recorded session.
  registration: 'CREG',
  tellsLength: false,
  sni: 'asked',
}

const bc26: QuectelModel = {
  id: 'quectel-bc26',
  name: 'Quectel BC26 / BC28',
  short: 'BC26',
  summary: text(
    'NB-IoT. MQTT over TCP, the message inside the command; signs for Alibaba Cloud by itself. TLS only in newer firmware, not used here.',
    'NB-IoT。MQTT over TCP，消息直接写在指令里，可自行为阿里云签名。TLS 仅新固件有，这里不用。',
  ),
  identity: /\bBC2[68]/,
  notes: {
    mqtt: 'Alibaba Cloud Link, “以移远 BC26 NB-IoT 开发板为例”; Quectel BC26 MQTT application note',
    ssl: '',
    files: '',
    at: 'Quectel BC26 AT Commands Manual',
  },
  registration: 'CEREG',
  // Firmware counts versions differently (3 and 4, later 0 and 1): its default stands, as in Alibaba's session.
  tellsLength: false,
  publish: 'inline',
  sni: 'asked',
  aliauth: true,
  // The payload's figure is no manual's: what Lierda's inline publishing takes, kept as the safe side.
  limits: { ...ec20Limits, payload: 1024 },
}

/** In the order in which they are offered. */
export const quectelModels: readonly QuectelModel[] = [ec20, ec200, eg800, bg95, bg96, bc26]
