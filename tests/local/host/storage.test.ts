import { createReadStream, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import cloudbase from '@cloudbase/node-sdk'
import type { Cloud } from '../../../local/cloud'
import { bundleFixtures, functionConfig, temporaryFolder } from './fixture-bundles'
import { startTestCloud } from './test-cloud'

process.env['TENCENTCLOUD'] = 'true'
process.env['SILENCE'] = 'true'

const root = temporaryFolder()
let cloud: Cloud
let app: ReturnType<typeof cloudbase.init>

beforeAll(async () => {
  const functionsFolder = await bundleFixtures(['echo'], path.join(root, 'functions'))
  cloud = await startTestCloud({
    folder: path.join(root, 'data'),
    root,
    functionsFolder,
    functions: [functionConfig('echo')],
  })
  app = cloudbase.init({ env: 'laidan-local', secretId: 'x', secretKey: 'y', serviceUrl: `${cloud.url}/admin` })
})
afterAll(() => cloud.close())

const upload = async (cloudPath: string, content: Buffer | ReturnType<typeof createReadStream>): Promise<string> =>
  (await app.uploadFile({ cloudPath, fileContent: content })).fileID
const download = async (fileID: string): Promise<Buffer> => (await app.downloadFile({ fileID })).fileContent as Buffer
const urlOf = async (fileID: string, maxAge = 60): Promise<string> => {
  const { fileList } = await app.getTempFileURL({ fileList: [{ fileID, maxAge }] })
  return String(fileList[0]?.tempFileURL)
}

describe('storage through the SDK', () => {
  it('keeps a buffer and a stream, byte for byte, under a file id of the real form', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, n) => n % 251))
    const fileID = await upload('notes/五金 店/a+b.bin', bytes)
    expect(fileID).toBe('cloud://laidan-local.6c61-laidan-local-1250000000/notes/五金 店/a+b.bin')
    expect((await download(fileID)).equals(bytes)).toBe(true)
    const file = path.join(root, 'source.txt')
    writeFileSync(file, 'from a stream')
    expect((await download(await upload('notes/stream.txt', createReadStream(file)))).toString()).toBe('from a stream')
  })

  it('replaces a file whole', async () => {
    const fileID = await upload('notes/twice.txt', Buffer.from('a long first version'))
    await upload('notes/twice.txt', Buffer.from('second'))
    expect((await download(fileID)).toString()).toBe('second')
  })

  it('gives addresses that are signed, expire, and hold for one file only', async () => {
    const fileID = await upload('notes/private.txt', Buffer.from('private'))
    const other = await upload('notes/other.txt', Buffer.from('other'))
    const url = await urlOf(fileID)
    const answer = await fetch(url)
    expect([answer.status, answer.headers.get('content-type'), await answer.text()]).toEqual([
      200,
      'text/plain; charset=utf-8',
      'private',
    ])
    expect((await fetch(url.replace('private.txt', 'other.txt'))).status).toBe(403)
    expect((await fetch(url.split('?')[0] ?? '')).status).toBe(403)
    expect((await fetch(url.replace(/t=\d+/, 't=99999999999'))).status).toBe(403)
    expect((await fetch(await urlOf(other))).status).toBe(200)
    await cloud.clock.advance(61_000)
    expect((await fetch(url)).status).toBe(403)
  })

  it('lets everyone read pictures of goods, and nobody write them unsigned', async () => {
    await upload('pictures/m6-0a1b.png', Buffer.from('png'))
    const url = `${cloud.url}/storage/6c61-laidan-local-1250000000/pictures/m6-0a1b.png`
    const answer = await fetch(url)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect((await fetch(url, { method: 'PUT', body: 'mine' })).status).toBe(403)
    expect(await (await fetch(url)).text()).toBe('png')
    expect(
      (await fetch(`${cloud.url}/storage/6c61-laidan-local-1250000000/pictures/..%2fnotes%2fprivate.txt`)).status,
    ).toBe(403)
  })

  it('names absent files, deletes and copies', async () => {
    const fileID = await upload('notes/gone.txt', Buffer.from('x'))
    const absent = fileID.replace('gone', 'never')
    const copied = await app.copyFile({ fileList: [{ srcPath: 'notes/gone.txt', dstPath: 'archive/gone.txt' }] })
    expect(copied.fileList[0]).toMatchObject({ code: 'SUCCESS' })
    const deleted = await app.deleteFile({ fileList: [fileID, absent] })
    expect(deleted.fileList.map((one) => one.code)).toEqual(['SUCCESS', 'STORAGE_FILE_NONEXIST'])
    await expect(download(fileID)).rejects.toMatchObject({ code: 'STORAGE_FILE_NONEXIST' })
    expect((await download(fileID.replace('notes', 'archive'))).toString()).toBe('x')
    const kept = await app.copyFile({
      fileList: [{ srcPath: 'notes/twice.txt', dstPath: 'archive/twice.txt', overwrite: false }],
    })
    expect(kept.fileList[0]).toMatchObject({ code: 'SUCCESS' })
    const clash = await app.copyFile({
      fileList: [{ srcPath: 'notes/twice.txt', dstPath: 'archive/twice.txt', overwrite: false }],
    })
    expect(clash.fileList[0]).toMatchObject({ code: 'STORAGE_FILE_EXIST' })
  })

  it('refuses paths that leave the folder or that an address cannot carry', async () => {
    for (const cloudPath of [
      '../out.txt',
      'a/../../out.txt',
      '/a.txt',
      'a//b.txt',
      'a/./b',
      'a\\b',
      'a?b',
      'a#b',
      'a%2fb',
      'a\nb',
      'x'.repeat(851),
    ]) {
      await expect(upload(cloudPath, Buffer.from('x'))).rejects.toMatchObject({ code: 'STORAGE_SIGN_PARAM_INVALID' })
    }
    expect(() => readFileSync(path.join(root, 'out.txt'))).toThrow()
  })

  it('keeps names apart that a disk might not', async () => {
    const lower = await upload('case/a', Buffer.from('lower'))
    const upper = await upload('case/A', Buffer.from('upper'))
    const inner = await upload('case/a/b', Buffer.from('inner'))
    expect(await Promise.all([lower, upper, inner].map(async (id) => (await download(id)).toString()))).toEqual([
      'lower',
      'upper',
      'inner',
    ])
  })
})

describe('functions through the SDK', () => {
  it('calls a function with plain JSON and no WeChat identity', async () => {
    const { result } = await app.callFunction({ name: 'echo', data: { a: 1, userInfo: { openId: 'forged' } } })
    expect(result).toMatchObject({ event: { a: 1, userInfo: { openId: 'forged' } } })
    const seen = (await app.callFunction({ name: 'echo', data: { do: 'environment' } })).result as { keys: string[] }
    expect(seen.keys.filter((key) => key.startsWith('WX_'))).toEqual([])
  })

  it('throws the code of a function that threw or is unknown', async () => {
    await expect(app.callFunction({ name: 'echo', data: { do: 'throw' } })).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
    })
    await expect(app.callFunction({ name: 'nobody', data: {} })).rejects.toMatchObject({ code: 'FUNCTION_NOT_FOUND' })
  })

  it('refuses an unknown action as the service does', async () => {
    const answer = await fetch(`${cloud.url}/admin?env=laidan-local`, {
      method: 'POST',
      body: JSON.stringify({ action: 'toString' }),
    })
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ code: 'INVALID_PARAM' })
  })
})
