import { concat, fromUtf8, utf8 } from '../../../../shared/text/bytes.ts'
import type { FormatOptions, RowFormat } from './row-format.ts'

// draft-ietf-opsawg-pcapng: 4.1 section header, 4.2 interface description, 4.3 enhanced packet, 3.5 options.
const sectionHeader = 0x0a0d0d0a
const interfaceDescription = 1
const enhancedPacket = 6
const byteOrderMagic = 0x1a2b3c4d
const option = { comment: 1, userApplication: 4, name: 2, description: 3, speed: 8, resolution: 9, flags: 2 } as const
/** An option's length is 16 bits. */
const longestOption = 65_000

/**
 * LINKTYPE_RTAC_SERIAL (tcpdump.org/linktypes): serial lines, which Wireshark shows with time and direction and without any setting. Its header of 12
 * bytes: seconds and microseconds, the event, the lines' states, two bytes reserved; big-endian, as Wireshark's packet-rtacser.c reads it.
 */
const linkType = 250
const event = { sent: 1, received: 2, statusChange: 0 } as const
const rtacBytes = 12

/** Direction as the flags have it: 1 inbound, 2 outbound. */
const flags = { in: 1, out: 2, note: 0 } as const

const padded = (length: number): number => (length + 3) & ~3

function u32(...values: readonly number[]): Uint8Array {
  const out = new Uint8Array(values.length * 4)
  const view = new DataView(out.buffer)
  values.forEach((value, i) => view.setUint32(i * 4, value >>> 0, true))
  return out
}

function encodeOption(code: number, value: Uint8Array): Uint8Array {
  const kept = value.subarray(0, longestOption)
  const out = new Uint8Array(4 + padded(kept.length))
  const view = new DataView(out.buffer)
  view.setUint16(0, code, true)
  view.setUint16(2, kept.length, true)
  out.set(kept, 4)
  return out
}

function block(type: number, body: readonly Uint8Array[], options: readonly Uint8Array[]): Uint8Array {
  const content = [...body, ...options, ...(options.length > 0 ? [u32(0)] : [])]
  const length = 12 + content.reduce((sum, { length: each }) => sum + each, 0)
  return concat([u32(type, length), ...content, u32(length)])
}

function u64(value: number): Uint8Array {
  return u32(value % 0x1_0000_0000, Math.floor(value / 0x1_0000_0000))
}

/** Opens in Wireshark: a row of the recording is a packet, with its direction and its time in microseconds; remarks are comments of the packet after them, and a person's notes of their own. */
export function pcapngFormat({ header }: FormatOptions): RowFormat {
  let remarks: string[] = []
  const packet = (at: number, kind: number, direction: keyof typeof flags, bytes: Uint8Array): Uint8Array => {
    const micros = Math.round(at * 1000)
    const data = new Uint8Array(padded(rtacBytes + bytes.length))
    const view = new DataView(data.buffer)
    view.setUint32(0, Math.floor(micros / 1e6))
    view.setUint32(4, micros % 1e6)
    view.setUint8(8, kind)
    data.set(bytes, rtacBytes)
    const length = rtacBytes + bytes.length
    const comments = remarks.map((remark) => encodeOption(option.comment, utf8(remark)))
    remarks = []
    return block(enhancedPacket, [u32(0, Math.floor(micros / 0x1_0000_0000), micros % 0x1_0000_0000, length, length), data], [...comments, encodeOption(option.flags, u32(flags[direction]))])
  }
  let lastAt = header.startedAt
  return {
    head: () => {
      const { path, label } = header.port
      const version = Uint8Array.of(1, 0, 0, 0)
      const unknownLength = u32(0xffffffff, 0xffffffff)
      return concat([
        block(sectionHeader, [u32(byteOrderMagic), version, unknownLength], [encodeOption(option.userApplication, utf8('ATelier'))]),
        block(
          interfaceDescription,
          [Uint8Array.of(linkType & 0xff, linkType >> 8, 0, 0), u32(0)],
          [
            encodeOption(option.name, utf8(path)),
            ...(label === '' ? [] : [encodeOption(option.description, utf8(label))]),
            encodeOption(option.speed, u64(header.settings.baudRate)),
            // 10^-6 s.
            encodeOption(option.resolution, Uint8Array.of(6)),
          ],
        ),
      ])
    },
    row: ({ direction, at, bytes, note }) => {
      lastAt = at
      if (direction === 'note') remarks.push(fromUtf8(bytes))
      if (note !== undefined) remarks.push(note)
      return direction === 'note' ? '' : packet(at, direction === 'out' ? event.sent : event.received, direction, bytes)
    },
    // Remarks after the last byte have no packet to stand at.
    end: () => (remarks.length > 0 ? packet(lastAt, event.statusChange, 'note', new Uint8Array()) : ''),
  }
}
