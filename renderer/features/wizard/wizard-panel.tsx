export function WizardPanel() {
  return null
}
