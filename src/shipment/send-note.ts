import type * as z from 'zod'
import type { Context } from '../ports/context'
import { ok, refuse, type Result } from '../shared/result'
import type { deliveryNoteSchema, sendInput } from './contract'
import { type DeliveryNote, deliveryNotes, viewNote } from './delivery-note'
import { SHIPMENT } from './errors'
import { finishSending } from './finish-sending'

type SendInput = z.output<typeof sendInput>

/**
 * Hands a note's goods to the carrier: one waybill number, kept, and the goods leave the stock (#103). The intent is
 * written first; every step after it can be repeated, so a repeat or the sweep finishes what a crash left. Of two people
 * at once one starts and the other joins in; who asks for another carrier or number than the one chosen is told which.
 */
export async function sendNote(
  context: Context,
  input: SendInput,
): Promise<Result<z.output<typeof deliveryNoteSchema>>> {
  const { noteId } = input
  const found = await context.store.get(deliveryNotes, noteId)
  const note = found?.state === 'prepared' ? await startSending(context, input) : found
  if (note === undefined) return refuse(SHIPMENT.noNote, 'There is no such delivery note.', { noteId })
  if (!isAsAsked(note, input)) {
    const { state, carrier, waybillNumber, sentBy } = note
    return refuse(SHIPMENT.alreadySent, 'This note is sent in another way.', { state, carrier, waybillNumber, sentBy })
  }
  const sent = note.state === 'sent' ? ok(note) : await finishSending(context, note)
  return sent.ok ? ok(viewNote(sent.value)) : sent
}

/** The intent: from here on this note goes with this carrier. Answers with the note as it is, whoever was first. */
async function startSending(context: Context, input: SendInput): Promise<DeliveryNote | undefined> {
  const { noteId, carrier, waybillNumber } = input
  const started = await context.store.change(
    deliveryNotes,
    noteId,
    { state: 'prepared' },
    {
      set: {
        state: 'sending',
        carrier,
        waybillNumber: waybillNumber ?? null,
        isTyped: waybillNumber !== undefined,
        sentBy: context.actor.name ?? 'system',
        updatedAt: context.clock.now(),
      },
    },
  )
  return started ?? context.store.get(deliveryNotes, noteId)
}

function isAsAsked(note: DeliveryNote, { carrier, waybillNumber }: SendInput): boolean {
  return note.carrier === carrier && (waybillNumber === undefined || note.waybillNumber === waybillNumber)
}
