import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { type Cloud, startCloud } from '../../local/cloud'
import { loadDemo } from '../../local/demo/load'
import { openBrowser, openPhone, type Phone, takePicture } from '../support/browser'

const root = path.resolve(__dirname, '..', '..')

describe('one order on two phones, in a real browser', () => {
  let folder = ''
  let cloud: Cloud
  let browser: Browser

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'laidan-e2e-'))
    cloud = await startCloud({ root, folder, loadDemo, demoShop: path.join(root, 'dist/demo'), log: () => undefined })
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser.close()
    await cloud.close()
    await rm(folder, { recursive: true, force: true })
  })

  const openAs = async (who: 'customer' | 'staff', as: string): Promise<Phone> => {
    const phone = await openPhone(browser)
    await phone.page.goto(`${cloud.url}/phone/${who}/?as=${as}`)
    return phone
  }

  /** The page on top; pages below it stay in the document. */
  const top = (page: Page) => page.locator('.taro_page').filter({ visible: true }).last()

  it('goes from the own price to the parcel at the door (#63 #77 #78 #103 #106 #166)', async () => {
    const customer = await openAs('customer', 'customer:1')
    await customer.page.getByText('优等客户').first().waitFor()
    await top(customer.page).getByText('塑钢工具箱 A型 19寸').click()
    await top(customer.page).getByText('列表价 ¥100.00，优等客户 -10%').waitFor()
    await takePicture(customer.page, 'e2e-item')
    await top(customer.page).getByText('立即订购').click()
    await top(customer.page).getByText('确认下单').click()
    await top(customer.page).getByText('下单成功').waitFor()
    const number =
      (
        await top(customer.page)
          .getByText(/L\d{6}-[A-Z0-9]{6}/)
          .innerText()
      ).match(/L\d{6}-[A-Z0-9]{6}/)?.[0] ?? ''
    await takePicture(customer.page, 'e2e-placed')

    const sales = await openAs('staff', 'sales:1')
    await sales.page.getByText(number).first().click()
    await top(sales.page).getByText('审核通过').click()
    await top(sales.page).getByText('林晓梅').waitFor()

    // The customer's page follows by itself.
    await top(customer.page).getByText('已审核').first().waitFor()

    const warehouse = await openAs('staff', 'warehouse:1')
    await warehouse.page.getByText(number).first().click()
    await top(warehouse.page).getByText('生成发货单').click()
    await top(warehouse.page).getByText('顺丰速运').click()
    await top(warehouse.page).getByText('发货', { exact: true }).click()
    await warehouse.page.getByText('确认发货？').waitFor()
    await warehouse.page.getByText('发货', { exact: true }).last().click()
    await top(warehouse.page)
      .getByText(/SF\d{8,}/)
      .first()
      .waitFor()
    await takePicture(warehouse.page, 'e2e-shipped')

    await top(customer.page).getByText('已发货').first().waitFor()
    await moveParcels(cloud.url, number)
    await top(customer.page).getByText('已签收').first().waitFor()
    await takePicture(customer.page, 'e2e-signed')

    for (const phone of [customer, sales, warehouse]) expect(phone.faults).toEqual([])
  })

  it('shows two phones side by side, and the order from the left on the right (#176)', async () => {
    const { page, faults } = await openPhone(browser, { viewport: { width: 1280, height: 900 } })
    await page.goto(cloud.url)
    const [left, right] = [page.frameLocator('iframe').first(), page.frameLocator('iframe').nth(1)]
    await left.getByText('塑钢工具箱 A型 19寸').first().click()
    await left.getByText('立即订购').click()
    await left.getByText('确认下单').click()
    await left.getByText('下单成功').waitFor()
    const number =
      (
        await left
          .getByText(/L\d{6}-[A-Z0-9]{6}/)
          .first()
          .innerText()
      ).match(/L\d{6}-[A-Z0-9]{6}/)?.[0] ?? ''
    await right.getByText(number).first().waitFor()
    await takePicture(page, 'e2e-two-phones')
    expect(faults).toEqual([])
  })

  it('lets a guest browse at list prices without signing in', async () => {
    const { page, faults } = await openPhone(browser)
    await page.goto(`${cloud.url}/app/`)
    await page.getByText('塑钢工具箱 A型 19寸').click()
    await top(page).getByText('列表价 ¥100.00', { exact: true }).waitFor()
    expect(faults).toEqual([])
  })
})

/** Moves the order's parcel to the receiver's door, as the carrier's messages would over two days. */
async function moveParcels(url: string, orderNumber: string): Promise<void> {
  const parcels = (await (await fetch(`${url}/dev/parcel`)).json()) as unknown
  const list = (Array.isArray(parcels) ? parcels : (parcels as { parcels: unknown[] }).parcels) as { waybill: string }[]
  expect(list.length).toBeGreaterThan(0)
  expect(orderNumber).not.toBe('')
  for (const { waybill } of list) {
    await fetch(`${url}/dev/parcel`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ waybill, step: 'signed' }),
    })
  }
}
