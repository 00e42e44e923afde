const files: ReadonlySet<string> = new Set(['ca', 'certificate', 'privateKey'])

/** `{ca}` alone, or a template of values. */
export const fileIn = (content: string): 'ca' | 'certificate' | 'privateKey' | undefined => {
  const name = /^\{(\w+)\}$/.exec(content)?.[1]
  return name !== undefined && files.has(name) ? (name as 'ca' | 'certificate' | 'privateKey') : undefined
}
