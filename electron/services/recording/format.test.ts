import { describe, expect, it } from 'vitest'
import { concat, utf8 } from '../../../shared/text/bytes.ts'
import { decodeHeader, encodeHeader, FrameDecoder, frameHeaderBytes, writeFrame, type Frame } from './format.ts'

const frames: readonly Frame[] = [
  { direction: 'out', at: 1_790_000_000_000.125, bytes: utf8('AT\r') },
  { direction: 'in', at: 1_790_000_000_001.5, bytes: utf8('\r\nOK\r\n') },
  { direction: 'note', at: 1_790_000_000_002, bytes: utf8('已拔出') },
  { direction: 'in', at: 1_790_000_000_003, bytes: new Uint8Array(0) },
]

const encode = (list: readonly Frame[]): Uint8Array =>
  concat(
    list.map((frame) => {
      const out = new Uint8Array(frameHeaderBytes + frame.bytes.length)
      writeFrame(out, 0, frame)
      return out
    }),
  )

describe('FrameDecoder', () => {
  it('gives the same frames for every split into two pieces', () => {
    const bytes = encode(frames)
    for (let cut = 0; cut <= bytes.length; cut++) {
      const decoder = new FrameDecoder()
      expect([...decoder.push(bytes.subarray(0, cut)), ...decoder.push(bytes.subarray(cut))]).toEqual(frames)
      expect(decoder.pending).toBe(0)
    }
  })

  it('gives the same frames byte by byte', () => {
    const decoder = new FrameDecoder()
    expect([...encode(frames)].flatMap((byte) => decoder.push(Uint8Array.of(byte)))).toEqual(frames)
  })

  it('keeps what it gave when the fed buffer is reused', () => {
    const bytes = encode(frames.slice(0, 1))
    const decoder = new FrameDecoder()
    const [first] = decoder.push(bytes)
    bytes.fill(0)
    expect(first).toEqual(frames[0])
  })

  it('stops at a direction that does not exist', () => {
    const bytes = encode(frames)
    bytes[16] = 9
    const decoder = new FrameDecoder()
    expect(decoder.push(bytes)).toEqual(frames.slice(0, 1))
    expect(decoder.damaged).toBe(true)
    expect(decoder.push(encode(frames))).toEqual([])
  })
})

describe('header', () => {
  const header = {
    version: 1,
    port: { path: '/dev/ttyUSB2', kind: 'system', label: '模组' },
    settings: { baudRate: 115200, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
    startedAt: 1_790_000_000_000,
  } as const

  it('comes back whole, with the offset of the first frame', () => {
    const encoded = encodeHeader(header)
    expect(decodeHeader(concat([encoded, encode(frames)]))).toEqual({ header, length: encoded.length })
  })

  it('is refused when cut, of another version or something else', () => {
    const encoded = encodeHeader(header)
    expect(decodeHeader(encoded.subarray(0, encoded.length - 1))).toBeUndefined()
    expect(decodeHeader(utf8('ATelier recording 2\n{}\n'))).toBeUndefined()
    expect(decodeHeader(utf8('ATelier recording 1\n{"version":7}\n'))).toBeUndefined()
    expect(decodeHeader(utf8('\u007fELF'))).toBeUndefined()
  })
})
