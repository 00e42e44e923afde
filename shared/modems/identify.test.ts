import { describe, expect, it } from 'vitest'
import { findModem, identify } from './index.ts'

/** Answers to ATI, AT+CGMM, AT+CGMR and AT+GMR; recorded where no remark says otherwise. */
const cases: readonly [name: string, answers: readonly (readonly string[])[], fit: string, modem: string | undefined, model: string][] = [
  [
    'an EC20F',
    [['ATI', 'Quectel', 'EC20F', 'Revision: EC20CEFAGR06A08M4G', '', 'OK'], ['EC20F', 'OK'], ['EC20CEFAGR06A08M4G', 'OK'], []],
    'exact',
    'quectel-ec20',
    'EC20F',
  ],
  ['an EG25 by ATI alone', [['Quectel', 'EG25', 'Revision: EG25GGBR07A08M2G', '', 'OK'], ['ERROR'], ['ERROR'], ['ERROR']], 'family', 'quectel-ec20', 'EG25'],
  ['a SIM7600EI', [['+CME ERROR: 4'], ['SIMCOM_SIM7600EI', 'OK'], ['OK'], ['OK']], 'exact', 'simcom-sim7600', 'SIMCOM_SIM7600EI'],
  ['a SIM7022, whose set is another', [['SIM7022 R2110', 'OK'], ['SIM7022', 'OK'], ['2110B07SIM7022', 'OK'], []], 'family', 'simcom-sim7600', 'SIM7022'],
  // AT+CGMM as the ordering name, which stands on the module.
  ['an NT26E', [['ERROR'], ['NT26EKCNB20NNA', 'OK'], ['ERROR'], ['ERROR']], 'exact', 'lierda-nt35e', 'NT26EKCNB20NNA'],
  // The maker's name is the standard's example of AT+CGMI (3GPP 27.007, 5.1).
  ['a maker that nobody knows', [['MANUFACTURER', 'OK'], ['M100', 'OK'], ['1.0', 'OK'], ['ERROR']], 'network', 'any-3gpp', 'M100'],
  ['nothing but refusals', [['ERROR'], ['ERROR'], ['+CME ERROR: 3'], []], 'none', undefined, ''],
  ['silence', [[], [], [], []], 'none', undefined, ''],
]

describe('identifyModem', () => {
  it.each(cases)('knows %s', (_name, answers, fit, modem, model) => {
    expect(identify(answers)).toMatchObject({ fit, ...(modem !== undefined && { modem }), model })
    expect(identify(answers).modem).toBe(modem)
  })

  it('calls the profile that holds for any modem by its name in the reader’s language', () => {
    const { words } = identify([['Manufacturer: NoName', 'Model: XY1']])
    expect([words.en.includes('“Any 3GPP modem”'), words.zh.includes('“任意 3GPP 模组”')]).toStrictEqual([true, true])
  })

  it('says in both languages what it takes and names the module', () => {
    for (const [, answers, , , model] of cases) {
      const { words } = identify(answers)
      expect([words.en.includes(model), words.zh.includes(model), /[一-鿿]/.test(words.zh)]).toStrictEqual([true, true, true])
    }
  })

  it('does not take an EC200 for an EC20', () => {
    expect(['EC200S', 'EC20F'].map((model) => findModem('quectel-ec20')?.identity.test(`Quectel\n${model}`))).toStrictEqual([false, true])
  })
})
