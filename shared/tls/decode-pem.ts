import { fail, ok, type Result } from '../contract/failure.ts'
import { text } from '../text/local-text.ts'
import type { PemFile } from '../wizard/credential.ts'
import { readPem, type PemBlock, type PemRole } from './pem.ts'

/**
 * The blocks of a PEM file that the role asks for, as whatever `decode` makes of them; at least one. `decode` is the runtime's own (a
 * certificate or key parser). What it throws is dropped, since it may quote the key, and becomes `tls.<role>-unreadable`.
 */
export function decodePem<T>(file: PemFile, role: PemRole, decode: (block: PemBlock) => T): Result<[T, ...T[]]> {
  const blocks = readPem(file, role)
  if (!blocks.ok) return blocks
  try {
    const [first, ...rest] = blocks.value.map(decode)
    return first === undefined ? unreadable(file, role) : ok([first, ...rest])
  } catch {
    return unreadable(file, role)
  }
}

const unreadable = ({ name }: PemFile, role: PemRole) =>
  fail({
    code: `tls.${role}-unreadable`,
    stage: 'tls',
    ...(role === 'key'
      ? {
          what: text(`${name} does not hold a readable private key`, `${name} 里的私钥无法解析`),
          next: text('Copy the key file again, or convert it: openssl pkey -in FILE -out key.pem', '请重新拷贝私钥文件，或转换：openssl pkey -in 文件 -out key.pem'),
        }
      : {
          what: text(`${name} does not hold a readable certificate`, `${name} 里的证书无法解析`),
          next: text('Copy the file again from where it was made.', '请从来源处重新拷贝文件。'),
        }),
  })
