import type { DockviewApi, SerializedDockview } from 'dockview-react'
import { createStore, useStore } from 'zustand'
import { settingsStore } from '../features/settings/settings-store.ts'
import { corePanelIds, type PanelId } from './panel-ids.ts'

/** Which panel fills the window, or null for all of them side by side. */
type DockState = { readonly maximized: PanelId | null; readonly isPracticeShown: boolean }
const dockStore = createStore<DockState>(() => ({ maximized: null, isPracticeShown: false }))
export const useDock = <T>(select: (state: DockState) => T): T => useStore(dockStore, select)

/** px: what wizard, terminal and practice panel need side by side to be of use. */
const roomForPractice = 1160

let api: DockviewApi | undefined

/** The dock component hands its api over here, so that commands need no React context. */
export function attachDock(ready: DockviewApi): void {
  api = ready
  restore(ready)
  noteDock()
}

export function noteDock(): void {
  if (!api) return
  dockStore.setState({
    maximized: api.hasMaximizedGroup() ? ((api.activePanel?.id ?? null) as PanelId | null) : null,
    isPracticeShown: api.getPanel('practice')?.api.isVisible ?? false,
  })
}

function addDefault(dock: DockviewApi): void {
  dock.clear()
  dock.addPanel({ id: 'wizard', component: 'wizard', minimumWidth: 360 })
  dock.addPanel({ id: 'terminal', component: 'terminal', position: { referencePanel: 'wizard', direction: 'right' }, minimumWidth: 420, minimumHeight: 160 })
  dock.addPanel({ id: 'mqtt', component: 'mqtt', position: { referencePanel: 'terminal', direction: 'below' }, minimumWidth: 420, minimumHeight: 140 })
  dock.getPanel('wizard')?.api.setSize({ width: Math.max(400, Math.min(480, dock.width * 0.34)) })
  dock.getPanel('mqtt')?.api.setSize({ height: Math.max(200, dock.height * 0.36) })
  dock.getPanel('terminal')?.api.setActive()
}

function restore(dock: DockviewApi): void {
  const saved = settingsStore.getState().layout
  try {
    if (!saved) throw new Error('no layout saved')
    dock.fromJSON(saved as SerializedDockview)
    // A layout of an older version may lack a panel that nothing else could bring back.
    if (corePanelIds.some((id) => !dock.getPanel(id))) throw new Error('a panel is missing')
    if (dock.hasMaximizedGroup()) dock.exitMaximizedGroup()
  } catch {
    addDefault(dock)
  }
}

export function resetLayout(): void {
  if (!api) return
  addDefault(api)
  noteDock()
}

export const layoutNow = (): SerializedDockview | undefined => api?.toJSON()

/** All panels side by side. */
export function showWorkbench(): void {
  if (api?.hasMaximizedGroup()) api.exitMaximizedGroup()
  noteDock()
}

/** This panel alone, until `showWorkbench`. */
export function maximizePanel(id: PanelId): void {
  const panel = api?.getPanel(id)
  if (!api || !panel) return
  if (api.hasMaximizedGroup()) api.exitMaximizedGroup()
  panel.api.setActive()
  api.maximizeGroup(panel)
  noteDock()
}

/** Brings the panel to view without rearranging more than it must. */
export function showPanel(id: PanelId): void {
  if (!api) return
  const shown = dockStore.getState().maximized
  if (shown !== null && shown !== id) api.exitMaximizedGroup()
  if (id === 'practice' && !api.getPanel('practice')) {
    // Beside the others where there is room for all of them, else behind the MQTT tab.
    if (api.width >= roomForPractice) {
      api.addPanel({ id: 'practice', component: 'practice', position: { direction: 'right' }, initialWidth: 330, minimumWidth: 280 })
    } else {
      api.addPanel({ id: 'practice', component: 'practice', position: { referencePanel: 'mqtt', direction: 'within' } })
    }
  }
  api.getPanel(id)?.api.setActive()
  noteDock()
}

/** dockview shares the room of a closed panel out evenly; the wizard is to stay as wide as someone made it. */
export function closePractice(): void {
  const wizard = api?.getPanel('wizard')
  const width = wizard?.api.width
  api?.getPanel('practice')?.api.close()
  if (width !== undefined && width > 0) wizard?.api.setSize({ width })
  noteDock()
}

export function togglePractice(): void {
  if (dockStore.getState().isPracticeShown) closePractice()
  else showPanel('practice')
}
