import * as z from 'zod'
import { allow } from '../shared/action'

export const staff = {
  shop: {
    /** Removes what the demo wrote, a part at a time; real data is never touched (#145). Call until `isDone`. */
    clearDemo: allow(['owner'])
      .input(z.strictObject({}))
      .output(z.strictObject({ removed: z.int(), isDone: z.boolean() })),
  },
}
