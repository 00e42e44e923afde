import { expect, it } from 'vitest'
import type { Inputs } from '../../../shared/clouds/profile.ts'
import { utf8 } from '../../../shared/text/bytes.ts'
import { wizardStore } from '../wizard/wizard-store.ts'
import { hasSecrets } from './profile-actions.ts'

const told = (inputs: Inputs): boolean => {
  wizardStore.setState({ modemId: 'quectel-ec20', cloudId: 'mqtt', inputs: { mqtt: inputs } })
  return hasSecrets()
}

it('says that something would be left out exactly where a saved profile would lack it', () => {
  const pem = (kind: string) => ({ name: 'x.pem', bytes: utf8(`-----BEGIN ${kind}-----\nAAAA\n-----END ${kind}-----\n`) })
  expect([
    told({}),
    told({ host: 'a.example', clientId: 'dev', password: '' }),
    told({ host: 'a.example', password: 'sesame-7' }),
    told({ tls: 'mutual', key: pem('PRIVATE KEY') }),
    told({ tls: 'mutual', cert: pem('CERTIFICATE') }),
    // Put into the wrong field.
    told({ tls: 'mutual', cert: pem('PRIVATE KEY') }),
    told({ host: 'mqtts://user:sesame-7@a.example' }),
  ]).toStrictEqual([false, false, true, true, false, true, true])
})
