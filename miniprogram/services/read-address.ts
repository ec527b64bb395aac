import type { DeliveryAddress } from './types'

const PHONE = /(?:\+?86[-\s]?)?(1[3-9]\d)[-\s]?(\d{4})[-\s]?(\d{4})(?!\d)/
const LABELS = /(收货人|收件人|姓名|联系人|手机号码|手机号|手机|电话|所在地区|地区|详细地址|收货地址|地址)\s*[:：]/g
const PROVINCE = /^(.{2,7}?(?:省|自治区|特别行政区)|(?:北京|天津|上海|重庆)市?)/
const CITY = /^(.{1,11}?(?:自治州|地区|盟|市))/
const DISTRICT = /^(.{1,11}?(?:区|县|旗|市))/
const MUNICIPALITY = /^(北京|天津|上海|重庆)/

/**
 * Reads an address that was pasted in one piece, as people send it in chats: 王建华 13800000001 江苏省苏州市姑苏区人民路 12 号.
 * Only the parts that were found are answered; the person sees and corrects them in the form.
 */
export function readAddress(pasted: string): Partial<DeliveryAddress> {
  const phone = PHONE.exec(pasted)
  const rest = pasted.replace(PHONE, ' ').replace(LABELS, ' ')
  const words = rest.split(/[\s,，;；、]+/).filter(Boolean)
  const placeAt = words.findIndex((word) => PROVINCE.test(word))
  const name = words.find((word, at) => at !== placeAt && isName(word))
  const from = placeAt === -1 ? [] : words.slice(placeAt).filter((word) => word !== name)
  return {
    ...(name === undefined ? {} : { name }),
    ...(phone ? { phone: `${phone[1]}${phone[2]}${phone[3]}` } : {}),
    ...readPlace(from.join(' ')),
  }
}

function isName(word: string): boolean {
  return /^[\p{Script=Han}·A-Za-z]{2,12}$/u.test(word) && !/[省市区县镇乡路街道村号楼室幢栋]/.test(word)
}

function readPlace(text: string): Partial<DeliveryAddress> {
  const [province, afterProvince] = cut(text, PROVINCE)
  if (province === undefined) return {}
  const [city, afterCity] = MUNICIPALITY.test(province)
    ? cutCityOfMunicipality(province, afterProvince)
    : cut(afterProvince, CITY)
  const [district, detail] = cut(afterCity, DISTRICT)
  return {
    province: MUNICIPALITY.test(province) && !province.endsWith('市') ? `${province}市` : province,
    ...(city === undefined ? {} : { city }),
    ...(district === undefined ? {} : { district }),
    ...(detail === '' ? {} : { detail }),
  }
}

/** 上海市 is province and city in one; some write it twice. */
function cutCityOfMunicipality(province: string, rest: string): [string, string] {
  const name = province.replace(/市$/, '')
  const twice = new RegExp(`^(${name}市|市辖区)\\s*`).exec(rest)
  return [`${name}市`, twice ? rest.slice(twice[0].length) : rest]
}

function cut(text: string, pattern: RegExp): [string | undefined, string] {
  const found = pattern.exec(text)?.[1]
  return found === undefined ? [undefined, text] : [found.trim(), text.slice(found.length).trim()]
}
