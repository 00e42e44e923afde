/** A browser gets a file by fetching it; the page stays where it is. */
export function downloadAddress(address: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
}
