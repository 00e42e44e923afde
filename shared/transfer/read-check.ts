/** Quectel's answer to an upload (EC2x FILE Application Note, 2.4: +QFUPL: <upload_size>,<checksum>). */
const quectel = /^\+QFUPL: *(\d+), *([0-9a-f]+)$/i

export type CheckOfUpload = { readonly told: string; readonly own: string; readonly fits: boolean; readonly line: string }

/** Size and checksum that the device prints after an upload, held against the file; undefined where it prints none. `checksum` gives the device's kind of it in hex. */
export function readCheck(lines: readonly string[], bytes: Uint8Array, checksum: (bytes: Uint8Array) => string): CheckOfUpload | undefined {
  for (const line of lines) {
    const [, size, sum] = quectel.exec(line.trim()) ?? []
    if (size === undefined || sum === undefined) continue
    const own = checksum(bytes)
    // With and without leading zeros both are met.
    const fits = Number(size) === bytes.length && Number.parseInt(sum, 16) === Number.parseInt(own, 16)
    return { told: `${size},${sum}`, own: `${bytes.length},${own}`, fits, line }
  }
  return undefined
}
