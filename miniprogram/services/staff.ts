import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { staffContract } from '../../src/contract'
import { createDoorLink } from './link'

/** Every action of the workbench's door, typed by its contract. */
export const staff: ContractRouterClient<typeof staffContract> = createORPCClient(createDoorLink('staff'))
