import type { Settings } from '../ports/context'
import { type StaffRole, staffRoleSchema } from '../shared/role'

const titles: Readonly<Record<StaffRole, string>> = {
  sales: '销售',
  manager: '经理',
  warehouse: '仓库',
  finance: '财务',
  service: '客服',
  owner: '店主',
}

/** True for people of the demo shop, whose openids all begin alike; never where no demo runs. */
export function isDemoOpenid(settings: Settings, openid: string): boolean {
  return settings.demoOpenidPrefix !== '' && openid.startsWith(settings.demoOpenidPrefix)
}

/** The job that a demo openid names (`…sales-1`), so that the demo needs no invitations; undefined for all others. */
export function demoJobOf(settings: Settings, openid: string): { role: StaffRole; name: string } | undefined {
  if (!isDemoOpenid(settings, openid)) return undefined
  const [, word, number = ''] = /^([a-z]+)-(\d+)$/.exec(openid.slice(settings.demoOpenidPrefix.length)) ?? []
  const role = staffRoleSchema.safeParse(word)
  return role.success ? { role: role.data, name: `${titles[role.data]} ${number}` } : undefined
}
