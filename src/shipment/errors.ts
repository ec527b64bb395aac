/** What shipping and tracking refuse. */
export const SHIPMENT = {
  noOrder: 'SHIPMENT.NO_ORDER',
  notApproved: 'SHIPMENT.NOT_APPROVED',
  noNote: 'SHIPMENT.NO_NOTE',
  /** Handed over already, or just now by somebody else, in another way than asked for. */
  alreadySent: 'SHIPMENT.ALREADY_SENT',
  waybillTaken: 'SHIPMENT.WAYBILL_TAKEN',
  noParcel: 'SHIPMENT.NO_PARCEL',
  /** The same answer for a number that does not exist and for digits that do not fit. */
  notFound: 'SHIPMENT.NOT_FOUND',
} as const
