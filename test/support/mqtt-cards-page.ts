import type { Page } from '@playwright/test'

// The cards of the MQTT pane, as a person finds them.

export const mqtt = (page: Page) => page.getByTestId('mqtt')
export const cards = (page: Page) => mqtt(page).locator('[data-card]')
export const publisher = (page: Page, at = 0) => mqtt(page).locator('[data-kind=publisher]').nth(at)
export const subscriber = (page: Page, at = 0) => mqtt(page).locator('[data-kind=subscriber]').nth(at)
export const kinds = (page: Page) => cards(page).evaluateAll((all) => all.map((each) => each.getAttribute('data-kind')))
