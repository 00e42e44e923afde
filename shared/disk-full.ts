/** Also a quota, and a file system whose files end at a size (FAT32: 4 GB) or a limit set on the process. */
const fullCodes = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

export const isDiskFull = (error: unknown): boolean => error instanceof Error && 'code' in error && fullCodes.has(String(error.code))
