import { describe, expect, it } from 'vitest'
import { utf8, fromUtf8 } from '../text/bytes.ts'
import { findIdentifiers, isLuhn, swapNibbles, type Identifier } from './identifiers.ts'
import { identifierMask } from './mask-identifiers.ts'
import { maskPieces, streamOf } from './mask-stream.ts'
import { transcriptLines, type Piece } from './transcript.ts'

/** `>` sent, anything else received; each line ended as modems end it. */
const session = (...lines: readonly string[]): readonly Piece[] =>
  lines.map((line, at): Piece => (line.startsWith('> ') ? { at, direction: 'out', bytes: utf8(`${line.slice(2)}\r`) } : { at, direction: 'in', bytes: utf8(`\r\n${line}\r\n`) }))

const found = (...lines: readonly string[]): readonly Identifier[] => findIdentifiers(transcriptLines(session(...lines)), [])

describe('numbers that tell one module or card', () => {
  it('are what modems answer when they are asked for them', () => {
    expect(found('> AT+CGSN', '861107030000012', 'OK')).toStrictEqual([{ kind: 'imei', value: '861107030000012' }])
    expect(found('> AT+CGSN=1', '+CGSN: "868488076506128"', 'OK')).toStrictEqual([{ kind: 'imei', value: '868488076506128' }])
    expect(found('> AT+CIMI', '460112233445566', 'OK')).toStrictEqual([{ kind: 'imsi', value: '460112233445566' }])
    expect(found('> AT+CIMI', '310150123456789', 'OK')).toStrictEqual([{ kind: 'imsi', value: '310150123456789' }])
    expect(found('> AT+QCCID', '+QCCID: 89860117750012345678', 'OK')).toStrictEqual([{ kind: 'iccid', value: '89860117750012345678' }])
    expect(found('> AT+CCID', '898604A61922C0123456', 'OK')).toStrictEqual([{ kind: 'iccid', value: '898604A61922C0123456' }])
    expect(found('> ATI', 'IMEI: 861107030000038', '+ICCID: 8986011775001234567', 'OK')).toStrictEqual([
      { kind: 'imei', value: '861107030000038' },
      { kind: 'iccid', value: '8986011775001234567' },
    ])
    expect(found('> AT+CNUM', '+CNUM: "","+8613812345678",145', 'OK')).toStrictEqual([{ kind: 'phone', value: '8613812345678' }])
  })

  // A published reading of a card's file, and the same number as AT+ICCID printed it (networkmanager-list, July 2013).
  it('are read from a card’s file, whose digits stand in pairs exchanged', () => {
    expect(found('> AT+CRSM=176,12258,0,0,10', '+CRSM: 144,0,"98942000008036496082"', 'OK')).toStrictEqual([{ kind: 'iccid', value: '89490200000863940628' }])
    // 3GPP 31.102, 4.2.2: a length, then parity 9 and the digits.
    expect(found('> AT+CRSM=176,28423,0,0,9', '+CRSM: 144,0,"084906101032547698"', 'OK')).toStrictEqual([{ kind: 'imsi', value: '460010123456789' }])
  })

  it('are known by their form wherever they stand, other numbers are not', () => {
    const inText = (text: string) => findIdentifiers([], [text]).map(({ kind, value }) => `${kind} ${value}`)
    expect(inText('{"id":"868488076506128"}')).toStrictEqual(['imei 868488076506128'])
    expect(inText('client_460012345678901_x')).toStrictEqual(['imsi 460012345678901'])
    expect(inText('iccid=89860117750012345678;')).toStrictEqual(['iccid 89860117750012345678'])
    expect(inText('eid 89049032000001000000012345678901')).toStrictEqual(['eid 89049032000001000000012345678901'])
    // The example of Wikipedia's article on the IMEI, here as the hex of its characters.
    expect(inText('343930313534323033323337353138')).toStrictEqual(['imei 490154203237518'])
    expect(inText('123456789012345 1589511374876 1732678415 0.868488076506128 8684880765061281')).toStrictEqual([])
  })

  it('have a check digit, as the example of Wikipedia’s article on the IMEI has it', () => {
    expect([isLuhn('490154203237518'), isLuhn('490154203237519')]).toStrictEqual([true, false])
    expect(swapNibbles('98942000008036496082')).toBe('89490200000863940628')
  })
})

describe('their stand-ins', () => {
  const mask = identifierMask([
    { kind: 'imei', value: '868488076506128' },
    { kind: 'iccid', value: '89860117750012345678' },
    { kind: 'imsi', value: '460010123456789' },
    { kind: 'imei', value: '490154203237518' },
    { kind: 'phone', value: '8613812345678' },
  ])

  it('keep length and what tells maker, network or issuer; the same number is always the same', () => {
    expect(mask('868488076506128 490154203237518 868488076506128')).toBe('86848807******A 49015420******B 86848807******A')
    expect(mask('460010123456789')).toBe('46001*********A')
    expect(mask('+QCCID: 89860117750012345678')).toBe('+QCCID: 898601*************A')
    expect(mask('+8613812345678 13812345678')).toBe('+86138*******A 138*******A')
  })

  it('stand in client IDs, topics, hex, and in forms with another end', () => {
    expect(mask('AT+QMTCONN=0,"dev868488076506128x"')).toBe('AT+QMTCONN=0,"dev86848807******Ax"')
    expect(mask('/868488076506128/up')).toBe('/86848807******A/up')
    // IMEISV: 14 digits and a software version.
    expect(mask('8684880765061205')).toBe('86848807******05')
    expect(mask('383638343838303736353036313238')).toBe('38363834383830372a2a2a2a2a2a41')
    expect(mask('00380036003800340038003800300037003600350030003600310032')).not.toContain('00360035003000360031')
    expect(mask('+CRSM: 144,0,"98681071570021436587"')).toBe('+CRSM: 144,0,"986810************A*"')
    expect(mask('+CRSM: 144,0,"084906101032547698"')).toBe('+CRSM: 144,0,"08490610********A*"')
  })
})

describe('a transcript', () => {
  const cut = (text: string, sizes: readonly number[]): Piece[] => {
    const pieces: Piece[] = []
    let at = 0
    for (const size of sizes) {
      pieces.push({ at: pieces.length, direction: 'in', bytes: utf8(text.slice(at, at + size)) })
      at += size
    }
    return [...pieces, { at: pieces.length, direction: 'in', bytes: utf8(text.slice(at)) }]
  }

  it('is masked across its pieces, whose times and lengths stay', () => {
    const text = 'AT+CGSN\r\r\n868488076506128\r\n\r\nOK\r\n'
    for (let first = 1; first < text.length; first++) {
      const pieces = [{ at: -1, direction: 'out', bytes: utf8('AT+CGSN\r') } as const, ...cut(text, [first, 1])]
      const mask = identifierMask(findIdentifiers(transcriptLines(pieces), [streamOf(pieces, 'in')]))
      const masked = maskPieces(pieces, mask, mask)
      expect(masked.map(({ at, bytes }) => [at, bytes.length])).toStrictEqual(pieces.map(({ at, bytes }) => [at, bytes.length]))
      expect(masked.filter(({ direction }) => direction === 'in').map(({ bytes }) => fromUtf8(bytes)).join('')).toBe('AT+CGSN\r\r\n86848807******A\r\n\r\nOK\r\n')
    }
  })

  it('is masked before the question too, once the answer is known', () => {
    const pieces = session('> AT+QMTOPEN=0,"310150123456789.example.com",1883', 'OK', '> AT+CIMI', '310150123456789', 'OK')
    const mask = identifierMask(findIdentifiers(transcriptLines(pieces), []))
    expect(fromUtf8(maskPieces(pieces, mask, mask)[0]?.bytes ?? utf8(''))).toBe('AT+QMTOPEN=0,"31015*********A.example.com",1883\r')
  })
})
