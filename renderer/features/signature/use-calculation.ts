import { useMemo } from 'react'
import type { Operation } from '../../../shared/clouds/profile.ts'
import { calculate, type Calculation } from './calculation.ts'
import { enteredOf, operationOf, useSignature, useSignatureCloud } from './signature-store.ts'

/** What the form gives, anew with every change. `login`: the cloud's login, whichever operation is chosen. */
export function useCalculation(which: 'chosen' | 'login' = 'chosen'): Calculation {
  const cloud = useSignatureCloud()
  const chosen = useSignature(operationOf)
  const entered = useSignature(enteredOf)
  const circumstances = useSignature((state) => state.circumstances)
  const operation: Operation = which === 'login' ? cloud.operations[0] : chosen
  return useMemo(() => calculate(cloud, operation, entered, circumstances), [cloud, operation, entered, circumstances])
}
