import { utf8 } from '../../../../shared/text/bytes.ts'
import type { PracticeFile } from './practice-cloud.ts'

export const pemFile = (name: string, pem: string): PracticeFile => ({ name, bytes: utf8(pem) })
