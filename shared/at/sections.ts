const v250: Readonly<Record<string, string>> = {
  '': '5.2.2', A: '6.3.5', D: '6.3.1', E: '6.2.4', H: '6.3.6', I: '6.1.3', O: '6.3.7', Q: '6.2.5', V: '6.2.6', X: '6.2.7', Z: '6.1.1', '&F': '6.1.2', '&C': '6.2.8', '&D': '6.2.9',
  S0: '6.3.8', S3: '6.2.1', S4: '6.2.2', S5: '6.2.3', '+IPR': '6.2.10', '+ICF': '6.2.11', '+IFC': '6.2.12', '+GMI': '6.1.4', '+GMM': '6.1.5', '+GMR': '6.1.6', '+GSN': '6.1.7', '+GCAP': '6.1.9',
}

/** Lines that stand in the section of the command that switches them on: +CGEV in that of +CGEREP, +CTZV and +CTZE in that of +CTZR. */
const ts27007: Readonly<Record<string, string>> = {
  '+CGMI': '5.1', '+CGMM': '5.2', '+CGMR': '5.3', '+CGSN': '5.4', '+CSCS': '5.5', '+CIMI': '5.6', '+CEER': '6.10', '+CRING': '6.11', '+CNUM': '7.1', '+CREG': '7.2', '+COPS': '7.3', '+CLCK': '7.4', '+CPWD': '7.5',
  '+CUSD': '7.15', '+CPOL': '7.19', '+CPSMS': '7.38', '+CEDRXS': '7.40', '+CEDRXP': '7.40', '+CEDRXRDP': '7.41', '+CPAS': '8.1', '+CFUN': '8.2', '+CPIN': '8.3', '+CBC': '8.4', '+CSQ': '8.5', '+CCLK': '8.15',
  '+CLAC': '8.37', '+CTZU': '8.40', '+CTZR': '8.41', '+CTZV': '8.41', '+CTZE': '8.41', '+CESQ': '8.69', '+CMEE': '9.1', '+CME ERROR': '9.2', '+CGDCONT': '10.1.1', '+CGATT': '10.1.9', '+CGACT': '10.1.10', '+CGDATA': '10.1.12',
  '+CGPADDR': '10.1.14', '+CGEREP': '10.1.19', '+CGEV': '10.1.19', '+CGREG': '10.1.20', '+CEREG': '10.1.22', '+CGCONTRDP': '10.1.23', '+CSCON': '10.1.30', '+CGAUTH': '10.1.31', '+C5GREG': '10.1.47',
}

const ts27005: Readonly<Record<string, string>> = {
  '+CSMS': '3.2.1', '+CPMS': '3.2.2', '+CMGF': '3.2.3', '+CMS ERROR': '3.2.5', '+CSCA': '3.3.1', '+CSMP': '3.3.2', '+CNMI': '3.4.1', '+CMTI': '3.4.1', '+CMT': '3.4.1', '+CDS': '3.4.1', '+CMGL': '3.4.2', '+CMGR': '3.4.3', '+CMGS': '3.5.1', '+CMGD': '3.5.4',
}

/** Where a command, or a line of this name, stands in ITU-T V.250, 3GPP 27.007 or 27.005; `undefined` for a maker's own. */
export function sectionOf(name: string): string | undefined {
  if (Object.hasOwn(v250, name)) return `ITU-T V.250, ${v250[name]}`
  if (Object.hasOwn(ts27007, name)) return `3GPP 27.007, ${ts27007[name]}`
  return Object.hasOwn(ts27005, name) ? `3GPP 27.005, ${ts27005[name]}` : undefined
}

/** Result codes. */
export const resultSection = 'ITU-T V.250, 5.7.1'
