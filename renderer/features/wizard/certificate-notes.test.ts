import { expect, it } from 'vitest'
import type { CertificateInfo } from '../../../shared/contract/wizard.ts'
import { certificateNotes, commonName } from './certificate-notes.ts'

const day = 24 * 3600 * 1000
const now = Date.UTC(2026, 0, 1)
const info: CertificateInfo = {
  subject: 'CN=Bench CA',
  issuer: 'CN=Bench CA',
  validFrom: now - 10 * day,
  validTo: now + 400 * day,
  isCa: true,
  isForClients: true,
  bytes: 1163,
  lineEnds: 'LF',
  count: 1,
}

it('has nothing to say about a good CA', () => {
  expect(certificateNotes(info, 'ca', now)).toEqual([])
})

it('looks at the dates', () => {
  expect(certificateNotes({ ...info, validTo: now - 1 }, 'ca', now)).toEqual(['expired'])
  expect(certificateNotes({ ...info, validFrom: now + 1 }, 'ca', now)).toEqual(['not-yet-valid'])
  expect(certificateNotes({ ...info, validTo: now + 5 * day }, 'ca', now)).toEqual(['expires-soon'])
})

it('sees a file in the wrong field, with mixed line ends, in a bundle', () => {
  expect(certificateNotes({ ...info, isCa: false, lineEnds: 'mixed', count: 3 }, 'ca', now)).toEqual(['not-a-ca', 'mixed-line-ends', 'several'])
  expect(certificateNotes(info, 'client', now)).toEqual(['is-a-ca'])
})

it('picks the common name in each way it is written', () => {
  expect(['CN=Bench CA, O=x', 'C=CN\nO=x\nCN=Bench CA', '/C=CN/CN=Bench CA', 'O=only'].map(commonName)).toEqual([
    'Bench CA',
    'Bench CA',
    'Bench CA',
    'O=only',
  ])
})

it('asks of a client certificate what it was issued for, of a CA not', () => {
  expect(certificateNotes({ ...info, isCa: false, isForClients: false }, 'client', now)).toEqual(['not-for-clients'])
  expect(certificateNotes({ ...info, isForClients: false }, 'client', now)).toEqual(['is-a-ca'])
  expect(certificateNotes({ ...info, isForClients: false }, 'ca', now)).toEqual([])
})
