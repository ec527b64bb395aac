import Taro from '@tarojs/taro'
import { useState } from 'react'
import { t } from '../../i18n'
import { chosenAddressStore } from '../../services/addresses'
import { customer } from '../../services/customer'
import { useDraft } from '../../services/draft'
import { goBack } from '../../services/go'
import { confirm, say } from '../../services/phone'
import { readAddress } from '../../services/read-address'
import { toRefused, type Refused } from '../../services/refused'
import type { DeliveryAddress, SavedAddress } from '../../services/types'

const PARTS = ['name', 'phone', 'province', 'city', 'district', 'detail'] as const
export type AddressPart = (typeof PARTS)[number]

const NOTHING: DeliveryAddress & { isDefault: boolean } = {
  name: '',
  phone: '',
  province: '',
  city: '',
  district: '',
  detail: '',
  isDefault: false,
}

/** An address being written or corrected; what was typed stays until it is saved. */
export function useAddressForm(saved: SavedAddress | undefined, isChoosing: boolean) {
  const { draft, change, done } = useDraft(`address:${saved?.id ?? 'new'}`, saved ? { ...NOTHING, ...saved } : NOTHING)
  const [isChecked, setChecked] = useState(false)
  const [work, setWork] = useState<'save' | 'remove'>()
  const [refusal, setRefusal] = useState<Refused>()
  const faults = isChecked ? findFaults(draft) : {}

  async function run(what: 'save' | 'remove', task: () => Promise<void>): Promise<void> {
    setWork(what)
    setRefusal(undefined)
    try {
      await task()
      done()
      goBack()
    } catch (error) {
      setRefusal(toRefused(error))
    }
    setWork(undefined)
  }

  return {
    draft,
    change,
    faults,
    work,
    refusal,
    async save(): Promise<void> {
      setChecked(true)
      if (Object.keys(findFaults(draft)).length > 0) return
      await run('save', () => save(draft, saved?.id, isChoosing))
    },
    async remove(): Promise<void> {
      if (!saved || !(await confirm(t('common.remove'), t('address.removeAsk')))) return
      await run('remove', async () => {
        await customer.profile.removeAddress({ id: saved.id })
      })
    },
    paste(text: string): void {
      change(readAddress(text))
    },
    async takeFromWechat(): Promise<void> {
      try {
        change(fromWechat(await Taro.chooseAddress()))
      } catch {
        say(t('common.trouble'))
      }
    },
  }
}

async function save(draft: typeof NOTHING, id: string | undefined, isChoosing: boolean): Promise<void> {
  const { isDefault } = draft
  const address = trimmed(draft)
  const profile = await customer.profile.saveAddress({ ...(id ? { id } : {}), isDefault, address })
  const mine = profile.addresses.filter((one) => PARTS.every((part) => one[part] === address[part])).at(-1)
  if (isChoosing && mine) chosenAddressStore.write(mine.id)
}

function trimmed(draft: DeliveryAddress): DeliveryAddress {
  const { name, phone, province, city, district, detail } = draft
  const cut = { name, phone, province, city, district, detail }
  return Object.fromEntries(
    Object.entries(cut).map(([part, text]) => [part, text.trim()]),
  ) as unknown as DeliveryAddress
}

/** What is missing, in words; the shop checks again. */
function findFaults(draft: DeliveryAddress): Partial<Record<AddressPart, string>> {
  const missing = PARTS.filter((part) =>
    part === 'phone' ? !/^1[3-9]\d{9}$/.test(draft.phone.trim()) : draft[part].trim() === '',
  )
  return Object.fromEntries(missing.map((part) => [part, t(`address.need.${part}`)]))
}

function fromWechat(chosen: Taro.chooseAddress.SuccessCallbackResult): DeliveryAddress {
  return {
    name: chosen.userName,
    phone: chosen.telNumber,
    province: chosen.provinceName,
    city: chosen.cityName,
    district: chosen.countyName,
    detail: chosen.detailInfo,
  }
}
