/** Hands bytes to the browser's own "save" (a file in the downloads folder, or its dialog). */
export function saveFile(name: string, bytes: Uint8Array, type = 'application/octet-stream'): void {
  const url = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has its own hold on the data once it began; a minute covers a slow dialog.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
