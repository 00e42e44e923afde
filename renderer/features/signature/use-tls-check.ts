import { useEffect, useMemo, useState } from 'react'
import { file } from '../../../shared/clouds/inputs.ts'
import { checkTlsMaterial, type TlsCheck } from '../../../shared/tls/check-material.ts'
import { enteredOf, useSignature } from './signature-store.ts'

/** The form's certificate files read and checked in the page; undefined while that goes on. */
export function useTlsCheck(): TlsCheck | undefined {
  const entered = useSignature(enteredOf)
  const [ca, certificate, privateKey] = [file(entered, 'ca'), file(entered, 'cert'), file(entered, 'privateKey') ?? file(entered, 'key')]
  const material = useMemo(() => ({ ca, certificate, privateKey }), [ca, certificate, privateKey])
  const [done, setDone] = useState<{ readonly of: object; readonly check: TlsCheck } | null>(null)
  useEffect(() => {
    let isCurrent = true
    void checkTlsMaterial(material, Date.now()).then((check) => isCurrent && setDone({ of: material, check }))
    return () => {
      isCurrent = false
    }
  }, [material])
  return done?.of === material ? done.check : undefined
}
