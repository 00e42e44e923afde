import { useMemo } from 'react'
import { useNow } from '../../ui/use-now.ts'
import { toldInputs, useCheck } from './check-store.ts'
import { judge, type CheckedLogin } from './checked-login.ts'
import { enteredOf, useSignature, useSignatureCloud } from './signature-store.ts'

/** ms: what depends on the clock is judged anew while somebody looks at it. */
const againAfterMs = 30_000

export function useChecked(): CheckedLogin {
  const cloud = useSignatureCloud()
  const entered = useSignature(enteredOf)
  const circumstances = useSignature((state) => state.circumstances)
  const given = useCheck((state) => state.given)
  const told = useCheck(toldInputs)
  const now = useNow(true, againAfterMs)
  return useMemo(() => judge(cloud, given, entered, told, { ...circumstances, now }), [cloud, given, entered, told, circumstances, now])
}
