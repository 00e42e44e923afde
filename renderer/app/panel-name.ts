import { createContext, useContext } from 'react'

/** The id of the panel that a component stands in. */
export const PanelName = createContext('')

export const usePanelName = (): string => useContext(PanelName)
