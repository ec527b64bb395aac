import type { ValidationError } from '@orpc/contract'

type Issue = ValidationError['issues'][number]

export interface FieldFault {
  readonly path: string
  readonly message: string
}

const maxFaults = 20

/** Which fields are wrong and how, in our words: nothing of the values that were sent comes back. */
export function describeIssues(issues: readonly Issue[]): FieldFault[] {
  return issues.slice(0, maxFaults).flatMap((issue) => {
    const path = (issue.path ?? []).map((part) => toName(typeof part === 'object' ? part.key : part))
    if (!('code' in issue)) return [{ path: path.join('.'), message: 'not accepted' }]
    if (issue.code === 'unrecognized_keys' && 'keys' in issue && Array.isArray(issue.keys))
      return issue.keys
        .slice(0, maxFaults)
        .map((key) => ({ path: [...path, toName(key)].join('.'), message: 'unknown field' }))
    return [{ path: path.join('.'), message: describe(issue) }]
  })
}

/** A field's name can be the caller's own text, so only what looks like a name is repeated. */
function toName(part: unknown): string {
  const text = String(part)
  return /^[A-Za-z0-9_]{1,40}$/.test(text) ? text : '?'
}

function describe(issue: object & { code?: unknown }): string {
  const { expected, minimum, maximum, format, values, divisor } = issue as Record<string, unknown>
  switch (issue.code) {
    case 'invalid_type':
      return `must be: ${String(expected)}`
    case 'too_small':
      return `below the minimum of ${String(minimum)}`
    case 'too_big':
      return `above the maximum of ${String(maximum)}`
    case 'invalid_format':
      return `must be in the form: ${String(format)}`
    case 'invalid_value':
      return Array.isArray(values) ? `must be one of: ${values.join(', ')}` : 'not one of the accepted values'
    case 'not_multiple_of':
      return `must be a multiple of ${String(divisor)}`
    default:
      return 'not accepted'
  }
}
