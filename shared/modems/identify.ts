import { text, type Text } from '../text/local-text.ts'
import { modemLabel } from './modem-label.ts'
import type { ModemProfile } from './profile.ts'

/** What a module answers when it is asked what it is, in the order in which it is asked. The last for ESP-AT, which knows none of the others. */
export const identityQuestions = ['ATI', 'AT+CGMM', 'AT+CGMR', 'AT+GMR'] as const

export type Identification = {
  /** `family`: another model of the maker's, whose commands are probably the same. `network`: only what 3GPP says can be relied on. */
  readonly fit: 'exact' | 'family' | 'network' | 'none'
  /** The profile to take; absent when there is none. */
  readonly modem?: string
  /** What the module calls itself. */
  readonly model: string
  readonly words: Text
}

/** Makers by what stands in their modules' answers: names, and models of those that do not name themselves. */
const makers: readonly { readonly names: readonly string[]; readonly pattern: RegExp }[] = [
  { names: ['AirM2M', 'Luat', 'openLuat', 'LuatOS'], pattern: /AirM2M|\bAir\d{3}/i },
  { names: ['Quectel'], pattern: /Quectel|^(?:EC|EG|BG|BC|UC|RG|EM)\d{2,3}/im },
  { names: ['SIMCom'], pattern: /SIMCOM|\bSIM\d{3,4}|\bA7[67]\d{2}/i },
  { names: ['Lierda'], pattern: /Lierda|\bN[TB]\d{2}/i },
  { names: ['Espressif'], pattern: /AT version:|\bESP32|\bESP8266/i },
  { names: ['Nordic', 'Nordic Semiconductor'], pattern: /Nordic|\bnRF9[0-9]/i },
]

/** Lines that name nothing. */
const isFrame = (line: string): boolean => line === '' || /^(?:OK|ERROR|\+CM[ES] ERROR:.*|AT.*)$/.test(line)

/** `+CGMM: "Air780E"` and `Model: A7670C` as they stand without what leads to them. */
const bare = (line: string): string => line.replace(/^(?:\+CGM[MR]|Model|Revision|Manufacturer): ?/i, '').replaceAll('"', '').trim()

/**
 * Which of the profiles a module belongs to, by its answers to `identityQuestions`, a list of lines each. `network`: the profile that holds for
 * any 3GPP modem.
 */
export function identifyModem(answers: readonly (readonly string[])[], modems: readonly ModemProfile[], network?: ModemProfile): Identification {
  const asked = answers.map((lines) => lines.map((line) => line.trim()).filter((line) => !isFrame(line)).map(bare))
  const all = asked.flat().join('\n')
  const model = modelOf(asked)
  if (all === '') return { fit: 'none', model, words: text('The module did not say what it is. Choose it from the list.', '模组没有报出型号，请在列表里选择。') }
  const exact = modems.find((modem) => modem !== network && modem.identity.test(all))
  if (exact) return { fit: 'exact', modem: exact.id, model, words: text(`The module is ${model}: profile ${exact.name}.`, `识别到 ${model}，使用 ${exact.name} 配置。`) }
  const maker = makers.find(({ pattern }) => pattern.test(all))
  const kin = maker && modems.find((modem) => maker.names.some((name) => modem.maker.toLowerCase() === name.toLowerCase()))
  if (kin) {
    return {
      fit: 'family',
      modem: kin.id,
      model,
      words: text(
        `${model} has no profile here. The nearest is ${kin.name}, of the same maker: most commands will be the same, limits may not be.`,
        `还没有 ${model} 的配置。最接近的是同厂家的 ${kin.name}：指令大多相同，长度限制等可能不同。`,
      ),
    }
  }
  if (!network) return { fit: 'none', model, words: text(`${model} has no profile here. Choose the nearest from the list.`, `还没有 ${model} 的配置，请在列表里选最接近的。`) }
  return {
    fit: 'network',
    modem: network.id,
    model,
    words: text(
      `${model} has no profile here. “${modemLabel(network).en}” checks SIM, signal, registration and data; MQTT is then up to you.`,
      `还没有 ${model} 的配置。“${modemLabel(network).zh}”可以检查 SIM 卡、信号、注册和数据连接，MQTT 部分需自己操作。`,
    ),
  }
}

/** CGMM's answer, which is the model alone; else the most telling line of ATI, the last of its first two. */
const modelOf = ([information = [], model = [], ...rest]: readonly (readonly string[])[]): string =>
  model[0] ?? information.slice(0, 2).at(-1) ?? rest.flat()[0] ?? ''
