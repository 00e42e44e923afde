import { text, type Text } from '../text/local-text.ts'

const mobile = text('China Mobile', '中国移动')
const unicom = text('China Unicom', '中国联通')
const telecom = text('China Telecom', '中国电信')

/** Mainland China's public networks by MCC and MNC (ITU-T E.212, list of mobile network codes). */
const networks: Readonly<Record<string, Text>> = {
  46000: mobile, 46002: mobile, 46004: mobile, 46007: mobile, 46008: mobile, 46013: mobile,
  46001: unicom, 46006: unicom, 46009: unicom, 46010: unicom,
  46003: telecom, 46005: telecom, 46011: telecom, 46012: telecom,
  46015: text('China Broadnet', '中国广电'),
}

export const operatorOf = (plmn: string): Text | undefined => (Object.hasOwn(networks, plmn) ? networks[plmn] : undefined)
