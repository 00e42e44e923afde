import { expect, type Page } from '@playwright/test'
import { test } from '../support/served-page.ts'

test.beforeEach(async ({ page }) => {
  await page.getByRole('button', { name: 'Start practising', exact: true }).click()
  await expect(line(page)).toBeEnabled()
})

const terminal = (page: Page) => page.getByTestId('terminal')
const line = (page: Page) => terminal(page).getByRole('combobox', { name: 'Line to send' })
const hint = (page: Page) => page.getByTestId('parameter-hint')
const form = (page: Page) => page.getByTestId('parameter-form')
const preview = (page: Page) => page.getByTestId('form-preview')

test('the parameter at the caret is marked and explained while a command is typed', async ({ page }) => {
  await line(page).pressSequentially('AT+QMTPUB=0,1,')
  await expect(hint(page).locator('[data-current]')).toHaveText('<qos>')
  await expect(hint(page)).toContainText('quality of service 0 at most once · 1 at least once · 2 exactly once')
  await expect(hint(page)).toContainText('Source: Quectel MQTT application note, AT+QMTPUB')
  await line(page).press('ArrowLeft')
  await expect(hint(page).locator('[data-current]')).toHaveText('<msgID>')
  await line(page).press('End')
  // Its values complete the line.
  await page.getByRole('option', { name: /AT\+QMTPUB=0,1,1 at least once/ }).click()
  await expect(line(page)).toHaveValue('AT+QMTPUB=0,1,1')
})

test('a form takes the line as it stands, checks it by the manual, and puts it back', async ({ page }) => {
  await line(page).fill('AT+QMTOPEN=0,"broker.example"')
  await line(page).press('F2')
  await expect(form(page).getByRole('textbox', { name: /host/ })).toHaveValue('broker.example')
  // A port is still missing.
  await expect(form(page).getByRole('button', { name: 'Send', exact: true })).toBeDisabled()
  await form(page).getByRole('textbox', { name: /<port>/ }).fill('99999')
  await expect(form(page).getByText('From 1 to 65535.')).toBeVisible()
  await form(page).getByRole('textbox', { name: /<port>/ }).fill('1883')
  await expect(preview(page)).toHaveText('AT+QMTOPEN=0,"broker.example",1883')
  await expect(form(page).getByText('opens MQTT client 0 to broker.example:1883')).toBeVisible()
  await form(page).getByRole('button', { name: 'Into the send line' }).click()
  await expect(form(page)).toHaveCount(0)
  await expect(line(page)).toHaveValue('AT+QMTOPEN=0,"broker.example",1883')
})

test('choices are picked from the manual’s list, and the form sends', async ({ page }) => {
  await line(page).fill('AT+CEREG')
  await line(page).press('F2')
  await form(page).getByRole('combobox', { name: /what is reported/ }).click()
  await page.getByRole('option', { name: '2 registration, area and cell' }).click()
  await expect(preview(page)).toHaveText('AT+CEREG=2')
  await form(page).getByRole('button', { name: 'Send', exact: true }).click()
  await expect(form(page)).toHaveCount(0)
  await expect(terminal(page).getByRole('row').filter({ hasText: '»' }).filter({ hasText: 'AT+CEREG=2' })).toHaveCount(1)
  await expect(line(page)).toHaveValue('')
})

test('with a setting chosen its own parameters follow; a lasting command asks first from the form too', async ({ page }) => {
  await line(page).fill('AT+QMTCFG=')
  await line(page).press('F2')
  await form(page).getByLabel(/what is set/).fill('keepalive')
  await form(page).getByRole('textbox', { name: /MQTT client/ }).fill('0')
  await form(page).getByRole('textbox', { name: /keep-alive/ }).fill('120')
  await expect(preview(page)).toHaveText('AT+QMTCFG="keepalive",0,120')
  await page.keyboard.press('Escape')
  await expect(form(page)).toHaveCount(0)
  await line(page).fill('AT+CFUN=1,1')
  await line(page).press('F2')
  await form(page).getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByTestId('confirm-command')).toContainText('The module restarts')
})

test('commands of the nRF91 are completed, with their parameters', async ({ page }) => {
  await line(page).pressSequentially('AT#XMQTTC')
  await page.getByRole('option', { name: /AT#XMQTTCFG/ }).first().click()
  await line(page).pressSequentially('=')
  await expect(hint(page)).toContainText('Source: Serial Modem, MQTT client AT commands, #XMQTTCFG')
  await expect(hint(page).locator('[data-current]')).toHaveText('<client_id>')
})
