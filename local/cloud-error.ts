/** A refusal in the words of the real service: a string code of CloudBase and a message. */
export interface CloudError extends Error {
  code: string
  requestId?: string
}

/** Makes an Error that carries the service's code. */
export function cloudError(code: string, message: string, requestId?: string): CloudError {
  const error = Object.assign(new Error(message), { code })
  return requestId === undefined ? error : Object.assign(error, { requestId })
}

/** Whether a thrown value already speaks the service's language. */
export function isCloudError(value: unknown): value is CloudError {
  return value instanceof Error && typeof (value as Partial<CloudError>).code === 'string'
}
