import type { Catalogue } from '../../shared/catalogue.ts'
import { modemLabel } from '../../shared/modems/modem-label.ts'
import { text } from '../../shared/text/local-text.ts'
import type { OtherClient } from '../services/mqtt/index.ts'
import type { WizardService } from '../services/wizard/index.ts'

/** Modems that a run of the wizard has brought to a broker, or is bringing there: one of them may be the other client with a client ID. */
export async function modemsOnline(wizard: Pick<WizardService, 'runs'>, { findModem }: Pick<Catalogue, 'findModem'>): Promise<OtherClient[]> {
  const runs = await wizard.runs()
  return runs
    .filter(({ status, notice }) => (status === 'running' || status === 'done' || status === 'paused') && notice === undefined)
    .map(({ plan }) => {
      const modem = findModem(plan.modem)
      const label = modem ? modemLabel(modem) : text(plan.modem, plan.modem)
      const { host, clientId } = plan.job.credential
      return { who: text(`The modem of the wizard’s run (${label.en})`, `连接向导里的模组（${label.zh}）`), host, clientId }
    })
}
