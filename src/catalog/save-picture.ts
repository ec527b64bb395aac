import type * as z from 'zod'
import type { Context } from '../ports/context'
import { ok, refuse, type Result } from '../shared/result'
import type { savePictureInput } from './contract'
import { CATALOG } from './errors'

const MAX_PICTURE_BYTES = 1024 * 1024

/** How each type begins, so that nothing else is served under the name of a picture. */
const KINDS = {
  'image/png': { extension: 'png', isThis: (bytes: Buffer) => bytes.toString('latin1', 0, 8) === '\x89PNG\r\n\x1a\n' },
  'image/jpeg': { extension: 'jpg', isThis: (bytes: Buffer) => bytes.toString('latin1', 0, 3) === '\xff\xd8\xff' },
  'image/webp': {
    extension: 'webp',
    isThis: (bytes: Buffer) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
  },
} as const

/**
 * Stores one picture and answers with what `saveItem.picture` takes. The name comes from the content: the same picture
 * again is the same file, and a new one never waits for caches to forget the old. Refuses what is no such picture.
 */
export async function savePicture(
  context: Context,
  input: z.output<typeof savePictureInput>,
): Promise<Result<{ picture: string }>> {
  const bytes = Buffer.from(input.base64, 'base64')
  const kind = KINDS[input.type]
  if (bytes.length > MAX_PICTURE_BYTES)
    return refuse(CATALOG.badPicture, 'A picture may have 1 MB at most.', { bytes: bytes.length, MAX_PICTURE_BYTES })
  if (!kind.isThis(bytes))
    return refuse(CATALOG.badPicture, 'This is not a picture of that type.', { type: input.type })

  const fingerprint = context.ids.derive('picture', input.itemId, input.base64).slice(0, 16)
  const picture = await context.files.save(`pictures/${input.itemId}-${fingerprint}.${kind.extension}`, bytes)
  return ok({ picture })
}
