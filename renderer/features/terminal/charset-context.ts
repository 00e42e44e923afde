import { createContext, use } from 'react'
import type { Charset } from '../../../shared/text/charset.ts'

/** What the bytes of the rows below mean as text. */
export const CharsetContext = createContext<Charset>('utf-8')

export const useCharset = (): Charset => use(CharsetContext)
