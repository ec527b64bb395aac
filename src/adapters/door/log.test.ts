import { hideValues, logCause } from './log'

describe('log', () => {
  it('covers openids, tokens, long numbers and quoted texts, and keeps the words of a message', () => {
    const message =
      'E11000 duplicate key error index: openid dup key: { openid: "oAbc-1234567890_abcdefghijkl" } 13800000001'
    expect(hideValues(message)).toBe(
      'E11000 duplicate key error index: openid dup key: { openid: "…" } #'.replace('E11000', 'E#'),
    )
    expect(hideValues(`token ${'a'.repeat(30)}.${'b'.repeat(20)}`)).toBe('token …')
  })

  it('logs an error with its causes and frames, once, and no message as it was', () => {
    const written: string[] = []
    const error = jest.spyOn(console, 'error').mockImplementation((line: string) => void written.push(line))
    logCause('trace-1', new Error('outer', { cause: new Error('openid "oAbc-1234567890_abcdefghijkl"') }))
    error.mockRestore()
    expect(written).toHaveLength(1)
    const line = JSON.parse(written[0] ?? '') as { traceId: string; causes: { message: string; stack: string[] }[] }
    expect(line.traceId).toBe('trace-1')
    expect(line.causes.map((cause) => cause.message)).toEqual(['outer', 'openid "…"'])
    expect(line.causes[0]?.stack[0]).toMatch(/^at /)
  })
})
