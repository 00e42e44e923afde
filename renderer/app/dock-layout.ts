import type { DockviewApi, SerializedDockview } from 'dockview-react'
import { createStore, useStore } from 'zustand'
import { settingsStore } from '../features/settings/settings-store.ts'
import { corePanelIds, sessionPanelId, type PanelId, type SessionPanelId } from './panel-ids.ts'

/** Which panel fills the window, or null for all of them side by side. */
type DockState = { readonly maximized: PanelId | null; readonly isPracticeShown: boolean }
const dockStore = createStore<DockState>(() => ({ maximized: null, isPracticeShown: false }))
export const useDock = <T>(select: (state: DockState) => T): T => useStore(dockStore, select)

/** Panels that need the whole window, and share the wizard's place in the picture of all panels. */
const wide: readonly string[] = ['load-test', 'signature', 'explain', 'recordings', 'timeline', 'sequences', 'casefile'] satisfies readonly PanelId[]

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
  dock.getPanel('mqtt')?.api.setSize({ height: Math.max(200, dock.height * 0.42) })
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
  if (!api) return
  const alone = dockStore.getState().maximized
  if (api.hasMaximizedGroup()) api.exitMaximizedGroup()
  // The wizard belongs into the picture of all panels.
  if (alone !== null && wide.includes(alone)) api.getPanel('wizard')?.api.setActive()
  noteDock()
}

/** This panel alone, until `showWorkbench`. */
export function maximizePanel(id: PanelId): void {
  if (!api) return
  if (api.hasMaximizedGroup()) api.exitMaximizedGroup()
  addOptional(api, id)
  const panel = api.getPanel(id)
  if (!panel) return
  panel.api.setActive()
  api.maximizeGroup(panel)
  noteDock()
}

/** A wide panel in the wizard's place, so that the terminal is seen with it. */
export function showBesideTerminal(id: PanelId): void {
  if (!api) return
  if (api.hasMaximizedGroup()) api.exitMaximizedGroup()
  addOptional(api, id)
  api.getPanel(id)?.api.setActive()
  noteDock()
}

/** Brings the panel to view without rearranging more than it must. */
export function showPanel(id: PanelId): void {
  if (!api) return
  // It needs room; where somebody has it open already, that is where it stays.
  if (wide.includes(id) && api.getPanel(id)?.api.isVisible !== true) return maximizePanel(id)
  const shown = dockStore.getState().maximized
  if (shown !== null && shown !== id) api.exitMaximizedGroup()
  addOptional(api, id)
  api.getPanel(id)?.api.setActive()
  noteDock()
}

function addOptional(dock: DockviewApi, id: PanelId): void {
  if (dock.getPanel(id)) return
  if (wide.includes(id)) dock.addPanel({ id, component: id, position: { referencePanel: 'wizard', direction: 'within' } })
  if (id !== 'practice') return
  // Beside the others where there is room for all of them, else behind the MQTT tab.
  if (dock.width >= roomForPractice) dock.addPanel({ id, component: id, position: { direction: 'right' }, initialWidth: 330, minimumWidth: 280 })
  else dock.addPanel({ id, component: id, position: { referencePanel: 'mqtt', direction: 'within' } })
}

/** A session in a panel of its own, to the right of the terminal: two ports watched at once. */
export function showBeside(sessionId: string): void {
  if (!api) return
  if (api.hasMaximizedGroup()) api.exitMaximizedGroup()
  const id = sessionPanelId(sessionId)
  if (!api.getPanel(id)) api.addPanel({ id, component: 'session', position: { referencePanel: 'terminal', direction: 'right' }, minimumWidth: 360, minimumHeight: 160 })
  api.getPanel(id)?.api.setActive()
  noteDock()
}

/** dockview shares the room of a closed panel out evenly; the wizard is to stay as wide as someone made it. */
export function closePanel(id: PanelId | SessionPanelId): void {
  if (dockStore.getState().maximized === id) showWorkbench()
  const wizard = api?.getPanel('wizard')
  const width = wizard?.api.width
  api?.getPanel(id)?.api.close()
  if (width !== undefined && width > 0) wizard?.api.setSize({ width })
  noteDock()
}

export function togglePractice(): void {
  if (dockStore.getState().isPracticeShown) closePanel('practice')
  else showPanel('practice')
}
