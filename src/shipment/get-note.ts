import type * as z from 'zod'
import type { Context } from '../ports/context'
import { ok, refuse, type Result } from '../shared/result'
import type { deliveryNoteSchema } from './contract'
import { deliveryNotes, viewNote } from './delivery-note'
import { SHIPMENT } from './errors'

/** One delivery note by its id. */
export async function getNote(
  context: Context,
  { noteId }: { noteId: string },
): Promise<Result<z.output<typeof deliveryNoteSchema>>> {
  const note = await context.store.get(deliveryNotes, noteId)
  return note === undefined
    ? refuse(SHIPMENT.noNote, 'There is no such delivery note.', { noteId })
    : ok(viewNote(note))
}
