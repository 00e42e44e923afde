import { useDeferredValue, useMemo } from 'react'
import { signBatch, type Batch } from '../../../shared/signature/batch.ts'
import { freshCircumstances } from '../../ui/fresh-circumstances.ts'
import { useBatch } from './batch-store.ts'
import { parseCsv } from './csv.ts'
import { enteredOf, operationOf, useSignature, useSignatureCloud } from './signature-store.ts'

/** All rows signed; a moment behind while somebody types, so that typing never waits for a thousand devices. Null while there is no table. */
export function useSignedBatch(): { readonly batch: Batch; readonly openQuote: boolean } | null {
  const cloud = useSignatureCloud()
  const operation = useSignature(operationOf)
  const common = useDeferredValue(useSignature(enteredOf))
  const text = useDeferredValue(useBatch((state) => state.source.text))
  const parsed = useMemo(() => (text.trim() === '' ? null : parseCsv(text)), [text])
  return useMemo(
    () => parsed && { batch: signBatch(cloud, operation, parsed.rows, common, freshCircumstances), openQuote: parsed.openQuote },
    [parsed, cloud, operation, common],
  )
}
