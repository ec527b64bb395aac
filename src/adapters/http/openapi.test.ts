import { buildOpenApi } from './openapi'
import { summaries } from './summaries'

type Operation = {
  summary: string
  responses: Record<string, unknown>
  requestBody: { content: Record<string, { schema: { properties: Record<string, unknown>; required?: string[] } }> }
}

async function operations(): Promise<Map<string, Operation>> {
  const { paths } = (await buildOpenApi()) as { paths: Record<string, { post: Operation }> }
  return new Map(Object.entries(paths).map(([path, { post }]) => [path, post]))
}

describe('openapi', () => {
  it('describes every action of both doors, each with its own sentence, and has no sentence too many', async () => {
    const described = [...(await operations())].map(([path, { summary }]) => [path.slice(1).replace('/', ' '), summary])
    expect(Object.fromEntries(described)).toEqual(summaries)
  })

  it('gives order.place its input, with requestId required and note not', async () => {
    const place = (await operations()).get('/customer/order.place')
    const schema = place?.requestBody.content['application/json']?.schema
    expect(schema?.required).toEqual(['requestId'])
    expect(Object.keys(schema?.properties ?? {}).sort()).toEqual(['address', 'lines', 'note', 'requestId'])
    expect(Object.keys(place?.responses ?? {})).toEqual(['200', '400', '401', '403', '404', '409', '413', '500', '503'])
  })

  it('names 429 exactly where guesses are slowed', async () => {
    const slowed = [...(await operations())].filter(([, one]) => '429' in one.responses).map(([path]) => path)
    expect(slowed).toContain('/customer/tracking.lookup')
    expect(slowed).toContain('/customer/staff.join')
    expect(slowed).not.toContain('/customer/order.place')
  })
})
