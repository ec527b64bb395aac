import { createFunctionsHost, type FunctionsHost } from '../../../local/functions/host'
import { bundleFixtures, functionConfig, temporaryFolder } from './fixture-bundles'

const folder = temporaryFolder()
const lines: string[] = []
let clockMs = Date.parse('2030-05-01T00:00:00Z')
const sent: string[] = []

function makeHost(more: { timeout?: number } = {}): FunctionsHost {
  return createFunctionsHost({
    folder,
    functions: [functionConfig('echo', more)],
    envId: 'test-env',
    appId: 'wx-test-app',
    environmentOf: () => ({ SHOP: 'one', TCB_ENV: 'test-env' }),
    transport: { send: async (action) => ({ requestId: 'r', action: sent.push(action) }) },
    now: () => clockMs,
    log: (line) => void lines.push(line),
  })
}

beforeAll(async () => void (await bundleFixtures(['echo'], folder)))
beforeEach(() => {
  lines.length = 0
  sent.length = 0
})

describe('the functions host', () => {
  it('gives 200 concurrent invocations each their own identity and scratch variables', async () => {
    const host = makeHost()
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        host.invoke('echo', { do: 'identity', scratch: `s${n}`, ms: n % 7 }, { source: 'wechat', openid: `o${n}` }),
      ),
    )
    answers.forEach((answer, n) => {
      expect(answer).toEqual({ before: `o${n}`, after: `o${n}`, scratch: `s${n}`, own: `s${n}` })
    })
  })

  it('gives a WeChat identity to WeChat callers only, whatever the event says', async () => {
    const host = makeHost()
    const forged = { do: 'environment', userInfo: { openId: 'forged' }, WX_OPENID: 'forged' }
    for (const caller of [
      { source: 'sdk' },
      { source: 'http', clientIp: '10.0.0.1' },
      { source: 'timer', trigger: 't' },
    ] as const) {
      const { keys } = (await host.invoke('echo', forged, caller)) as { keys: string[] }
      expect(keys.filter((key) => key.startsWith('WX_'))).toEqual([])
    }
    const { all } = (await host.invoke('echo', forged, { source: 'wechat', openid: 'o1', unionid: 'u1' })) as {
      all: Record<string, string>
    }
    expect(all).toMatchObject({ WX_OPENID: 'o1', WX_UNIONID: 'u1', WX_APPID: 'wx-test-app' })
    expect(all['WX_CONTEXT_KEYS']?.split(',').sort()).toEqual(['WX_APPID', 'WX_OPENID', 'WX_UNIONID'])
  })

  it('leaves nothing of one caller to the next, whatever each of them has', async () => {
    const host = makeHost()
    const callers = [
      { source: 'wechat', openid: 'o1', unionid: 'u1', clientIp: '1.1.1.1' },
      { source: 'wechat', openid: 'o2', unionid: 'u2' },
      { source: 'wechat', openid: 'o3', clientIp: '3.3.3.3' },
      { source: 'wechat', openid: 'o4' },
    ] as const
    for (const caller of [...callers, ...callers.toReversed()]) {
      const { all } = (await host.invoke('echo', { do: 'environment' }, caller)) as { all: Record<string, string> }
      const { source: _, ...own } = caller
      expect({ openid: all['WX_OPENID'], unionid: all['WX_UNIONID'], clientIp: all['WX_CLIENTIP'] }).toEqual({
        unionid: undefined,
        clientIp: undefined,
        ...own,
      })
    }
  })

  it("overwrites a userInfo that the caller wrote with WeChat's own", async () => {
    const event = { userInfo: { openId: 'forged', appId: 'forged' }, a: 1 }
    const answer = (await makeHost().invoke('echo', event, { source: 'wechat', openid: 'o1' })) as { event: unknown }
    expect(answer.event).toEqual({ a: 1, userInfo: { openId: 'o1', appId: 'wx-test-app' } })
  })

  it("keeps the machine's own environment outside, and forgets what an invocation wrote", async () => {
    const host = makeHost()
    await host.invoke('echo', { do: 'identity', scratch: 'left' }, { source: 'sdk' })
    const seen = (await host.invoke('echo', { do: 'environment' }, { source: 'sdk' })) as {
      all: Record<string, string>
      hasPath: boolean
    }
    expect(seen.hasPath).toBe(false)
    expect(seen.all['SHOP']).toBe('one')
    expect(seen.all['SCRATCH']).toBeUndefined()
    expect(process.env['SCRATCH']).toBeUndefined()
  })

  it("lets Date follow the cloud's clock", async () => {
    clockMs = Date.parse('2031-01-02T03:04:05Z')
    const answer = await makeHost().invoke('echo', { do: 'time' }, { source: 'sdk' })
    expect(answer).toEqual({ now: clockMs, made: clockMs, text: new Date(clockMs).toString(), isDate: true })
  })

  it('describes the invocation in the context, as the platform does', async () => {
    const { context } = (await makeHost().invoke('echo', {}, { source: 'sdk' })) as { context: Record<string, unknown> }
    expect(context).toMatchObject({
      function_name: 'echo',
      namespace: 'test-env',
      memory_limit_in_mb: 256,
      time_limit_in_ms: 2000,
      function_version: '$LATEST',
    })
    expect(JSON.parse(String(context['environment']))).toMatchObject({ TCB_ENV: 'test-env', TCB_SOURCE: 'scf' })
  })

  it('answers a throw with FUNCTIONS_EXECUTE_FAIL without a stack, and logs the place in our sources', async () => {
    const failed = makeHost().invoke('echo', { do: 'throw' }, { source: 'sdk' })
    await expect(failed).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
      message: '[FUNCTIONS_EXECUTE_FAIL] TypeError: the fixture threw on purpose',
    })
    const line = lines.find((one) => one.includes('function-threw'))
    expect(line).toMatch(/fixtures\/echo\/index\.ts:\d+:\d+/)
  })

  it('ends an invocation after its time, and lets nothing of it write afterwards', async () => {
    const host = makeHost({ timeout: 1 })
    const late = host.invoke('echo', { do: 'sleep', ms: 1200 }, { source: 'sdk' })
    await expect(late).rejects.toMatchObject({
      code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
      message: '[FUNCTIONS_TIME_LIMIT_EXCEEDED] Invoking task timed out after 1 seconds',
    })
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(sent).toEqual([])
    await host.invoke('echo', { do: 'sleep', ms: 1 }, { source: 'sdk' })
    expect(sent).toEqual(['database.addCollection'])
  })

  it('refuses an event and an answer above 6 MB', async () => {
    const host = makeHost()
    const large = { text: 'x'.repeat(6 * 1024 * 1024) }
    await expect(host.invoke('echo', large, { source: 'sdk' })).rejects.toMatchObject({
      code: 'FUNCTIONS_REQUEST_FAIL',
    })
    const answer = host.invoke('echo', { do: 'large', bytes: 6 * 1024 * 1024 }, { source: 'sdk' })
    await expect(answer).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
  })

  it('survives a function that calls process.exit', async () => {
    await expect(makeHost().invoke('echo', { do: 'exit' }, { source: 'sdk' })).rejects.toMatchObject({
      code: 'FUNCTIONS_EXECUTE_FAIL',
    })
  })

  it('passes console lines to the log, and says when a function is unknown or not built', async () => {
    const host = makeHost()
    await host.invoke('echo', { do: 'log' }, { source: 'sdk' })
    expect(lines).toEqual(['a line of the fixture { n: 1 }'])
    await expect(host.invoke('nobody', {}, { source: 'sdk' })).rejects.toMatchObject({ code: 'FUNCTION_NOT_FOUND' })
    const missing = { folder, functions: [functionConfig('absent')], envId: 'e', appId: 'a', environmentOf: () => ({}) }
    expect(() => createFunctionsHost({ ...missing, now: Date.now, log: () => undefined })).toThrow(
      /absent is not built/,
    )
  })
})
