import { isCloudCall, shopUrl } from './transport'

/** Where the bucket's files are served from, `{bucket}` filled in; on CloudBase `https://{bucket}.tcb.qcloud.la`. */
const filesUrl = process.env.TARO_APP_FILES_URL || `${shopUrl}/storage/{bucket}`

/**
 * Where a picture of the catalogue can be loaded from; empty = there is none to show. Inside WeChat's cloud a file id is shown as it
 * is; elsewhere it becomes an address (docs/decisions/0005-pictures.md).
 */
export function pictureUrl(picture: string): string {
  if (picture === '' || /^(https?|data):/.test(picture)) return picture
  const file = /^cloud:\/\/[^./]+\.([^/]+)\/(.+)$/.exec(picture)
  if (!file) return shopUrl === '' ? '' : `${shopUrl}/${picture.replace(/^\//, '')}`
  return isCloudCall ? picture : `${filesUrl.replace('{bucket}', file[1] ?? '')}/${file[2] ?? ''}`
}
