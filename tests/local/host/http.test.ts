import { mkdirSync, writeFileSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Cloud } from '../../../local/cloud'
import { bundleFixtures, functionConfig, post, temporaryFolder } from './fixture-bundles'
import { startTestCloud } from './test-cloud'

const root = temporaryFolder()
let cloud: Cloud & { lines: string[] }

beforeAll(async () => {
  const functionsFolder = await bundleFixtures(['echo', 'clock'], path.join(root, 'functions'))
  const pages = path.join(root, 'dist/h5/js')
  mkdirSync(pages, { recursive: true })
  writeFileSync(path.join(root, 'dist/h5/index.html'), '<!doctype html><title>shop</title>')
  writeFileSync(path.join(pages, 'app.0a1b2c3d.js'), `"${'x'.repeat(5000)}"`)
  writeFileSync(path.join(root, 'dist/secret.txt'), 'not for the street')
  const functions = [
    functionConfig('echo', { timeout: 1 }),
    functionConfig('clock', { triggers: [{ name: 'yearly', type: 'timer', config: '0 0 0 1 1 * *' }] }),
  ]
  cloud = await startTestCloud({ folder: path.join(root, 'data'), root, functionsFolder, functions })
})
afterAll(() => cloud.close())

interface Answer {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
}

function request(address: string, options: http.RequestOptions = {}, body?: Buffer | string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = http.request(`${cloud.url}${address}`, options, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

async function eventOf(body: Buffer, contentType: string | undefined): Promise<Record<string, unknown>> {
  const headers: Record<string, string> = contentType === undefined ? {} : { 'content-type': contentType }
  const answer = await request('/echo/deep/er?a=1&b=%E4%BD%A0', { method: 'POST', headers }, body)
  return (JSON.parse(answer.body.toString()) as { event: Record<string, unknown> }).event
}

describe('HTTP access', () => {
  it('hands a text body over as it is, with path, query and method', async () => {
    const text = '{ "a" :  1, "你": "\\u597d"}\r\n'
    const event = await eventOf(Buffer.from(text), 'application/json')
    expect(event).toMatchObject({
      path: '/echo/deep/er',
      httpMethod: 'POST',
      queryStringParameters: { a: '1', b: '你' },
      body: text,
      isBase64Encoded: false,
      requestContext: { sourceIp: '127.0.0.1' },
    })
  })

  it('hands other bodies over in base64, byte for byte, and text that is no UTF-8 too', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, n) => n))
    for (const type of ['application/octet-stream', 'text/plain', undefined]) {
      const event = await eventOf(bytes, type)
      expect(event['isBase64Encoded']).toBe(true)
      expect(Buffer.from(String(event['body']), 'base64').equals(bytes)).toBe(true)
    }
  })

  it('keeps a byte order mark, which a signature covers', async () => {
    const event = await eventOf(Buffer.from('\ufeff<xml/>'), 'text/xml')
    expect(Buffer.from(String(event['body'])).toString('hex')).toBe(Buffer.from('\ufeff<xml/>').toString('hex'))
  })

  it("tells the caller's own address, not the one they claim", async () => {
    const headers = { 'x-forwarded-for': '6.6.6.6', 'x-real-ip': '6.6.6.6' }
    const answer = await request('/echo', { method: 'POST', headers })
    const { event } = JSON.parse(answer.body.toString()) as { event: { headers: Record<string, string> } }
    expect(event.headers['x-forwarded-for']).toBe('127.0.0.1')
    expect(event.headers['x-real-ip']).toBe('127.0.0.1')
  })

  it('sends the integration form with its status, headers and base64 body', async () => {
    const reply = {
      statusCode: 418,
      headers: { 'X-Tea': 'green', 'Content-Length': '9' },
      body: 'AAEC/w==',
      isBase64Encoded: true,
    }
    const answer = await request('/echo', { method: 'POST' }, JSON.stringify({ do: 'reply', reply }))
    expect(answer.status).toBe(418)
    expect(answer.headers['x-tea']).toBe('green')
    expect([...answer.body]).toEqual([0, 1, 2, 255])
  })

  it('sends a plain value as JSON and a string as text', async () => {
    const value = await request('/echo', { method: 'POST' }, JSON.stringify({ do: 'reply', reply: { a: [1] } }))
    expect(value.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(value.body.toString()).toBe('{"a":[1]}')
    const text = await request('/echo', { method: 'POST' }, JSON.stringify({ do: 'reply', reply: 'success' }))
    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(text.body.toString()).toBe('success')
  })

  it('answers a throw with 500 INTERNAL and a trace id, a late function with 504, never with a stack', async () => {
    const thrown = await post(`${cloud.url}/echo`, { do: 'throw' })
    expect(thrown.status).toBe(500)
    expect(thrown.body).toMatchObject({ ok: false, error: { code: 'INTERNAL' } })
    expect(JSON.stringify(thrown.body)).not.toMatch(/on purpose|fixture|\.ts|\.js/)
    const { traceId } = thrown.body['error'] as { traceId: string }
    expect(cloud.lines.some((line) => line.includes('function-threw') && line.includes(traceId))).toBe(true)
    const late = await post(`${cloud.url}/echo`, { do: 'sleep', ms: 1500 })
    expect(late.status).toBe(504)
    expect(late.body).toMatchObject({ ok: false, error: { code: 'FUNCTION.TIMEOUT' } })
  })

  it('refuses 10 MB with 413, announced or not, without keeping it', async () => {
    const large = Buffer.alloc(10 * 1024 * 1024, 120)
    const announced = await request('/echo', { method: 'POST' }, large)
    const chunked = await request('/echo', { method: 'POST', headers: { 'transfer-encoding': 'chunked' } }, large)
    for (const answer of [announced, chunked]) {
      expect(answer.status).toBe(413)
      expect(JSON.parse(answer.body.toString())).toMatchObject({ ok: false, error: { code: 'REQUEST.TOO_LARGE' } })
    }
    expect((await request('/healthz')).status).toBe(200)
  })

  it('refuses an answer above 6 MB', async () => {
    const answer = await post(`${cloud.url}/echo`, { do: 'large', bytes: 6 * 1024 * 1024 })
    expect(answer.status).toBe(500)
  })

  it('answers unknown paths with 404 REQUEST.NOT_FOUND, and does not reach a timer function', async () => {
    for (const address of ['/nowhere', '/clock', '/healthz/x', '/admin/x', '/%ff', '/dev/nowhere', '/app/none.js']) {
      const answer = await request(address)
      expect([address, answer.status]).toEqual([address, 404])
      expect(JSON.parse(answer.body.toString())).toMatchObject({ ok: false, error: { code: 'REQUEST.NOT_FOUND' } })
    }
  })

  it("refuses another site's page, and takes its own", async () => {
    const foreign = await request('/echo', { method: 'POST', headers: { origin: 'https://evil.example' } })
    expect(foreign.status).toBe(403)
    const own = await request('/echo', { method: 'POST', headers: { origin: cloud.url } })
    expect(own.status).toBe(200)
  })
})

describe('pages', () => {
  it('serves index.html fresh each time and hashed files for good', async () => {
    for (const address of ['/app/', '/phone/customer/?as=customer:1', '/phone/staff/']) {
      const page = await request(address)
      expect([address, page.status, page.headers['cache-control']]).toEqual([address, 200, 'no-cache'])
      expect(page.body.toString()).toContain('<title>shop</title>')
    }
    const script = await request('/app/js/app.0a1b2c3d.js')
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable')
  })

  it('compresses for those who can read it, and answers 304 to those who have it', async () => {
    const headers = { 'accept-encoding': 'gzip' }
    const packed = await request('/app/js/app.0a1b2c3d.js', { headers })
    expect(packed.headers['content-encoding']).toBe('gzip')
    expect(gunzipSync(packed.body).length).toBe(5002)
    expect(
      (await request('/app/js/app.0a1b2c3d.js', { headers: { 'accept-encoding': 'br' } })).headers['content-encoding'],
    ).toBe('br')
    const again = await request('/app/js/app.0a1b2c3d.js', {
      headers: { ...headers, 'if-none-match': packed.headers.etag ?? '' },
    })
    expect([again.status, again.body.length]).toEqual([304, 0])
  })

  it('serves nothing outside its folder', async () => {
    for (const address of [
      '/app/../secret.txt',
      '/app/%2e%2e/secret.txt',
      '/app/..%2fsecret.txt',
      '/app/%00',
      '/phone/customer/../../secret.txt',
    ]) {
      expect([address, (await request(address)).status]).toEqual([address, 404])
    }
  })

  it('sends /app to /app/', async () => {
    const answer = await request('/app')
    expect([answer.status, answer.headers.location]).toEqual([302, '/app/'])
  })
})
