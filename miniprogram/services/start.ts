import Taro from '@tarojs/taro'
import { listDemoPeople, signInAsDemo } from './dev'
import { openCalls } from './link'
import { canOpenSilently, keepSession, openInWechat, sessionStore } from './session'
import { isCloudCall } from './transport'

export const CUSTOMER_START = '/pages/home/index'
export const STAFF_START = '/staff/todo/index'

/**
 * Finds out who is acting, then lets the calls through, whatever happened: without a line people start as guests and the pages
 * offer to try again. Whoever acts as staff starts at the workbench.
 */
export async function startApp(entryPath: string | undefined): Promise<void> {
  try {
    await signInAtStart()
  } catch (error) {
    console.warn('started as a guest', error)
  } finally {
    openCalls()
  }
  if (isFrontPage(entryPath) && isStaffSession()) await Taro.reLaunch({ url: STAFF_START })
}

async function signInAtStart(): Promise<void> {
  if (process.env.TARO_ENV === 'h5') return signInFromAddress()
  if (isCloudCall) Taro.cloud.init(process.env.TARO_APP_CLOUD_ENV ? { env: process.env.TARO_APP_CLOUD_ENV } : {})
  if (!sessionStore.read() && canOpenSilently()) await openInWechat()
}

/** `?as=customer:1` signs in as that demo person, where the shop is a local one in dev mode. */
async function signInFromAddress(): Promise<void> {
  const as = new URLSearchParams(window.location.search).get('as')
  if (!as || sessionStore.read()?.as === as) return
  const people = await listDemoPeople()
  if (people.some((person) => person.as === as)) keepSession({ ...(await signInAsDemo(as)), as })
}

function isFrontPage(path: string | undefined): boolean {
  return !path || path === '/' || path.includes('pages/home/')
}

/** Whether the person acts as staff now. */
export function isStaffSession(): boolean {
  const role = sessionStore.read()?.role
  return role !== undefined && role !== 'customer'
}

/** Opens the start page of the role that is active now. */
export async function goToStart(): Promise<void> {
  await Taro.reLaunch({ url: isStaffSession() ? STAFF_START : CUSTOMER_START })
}
