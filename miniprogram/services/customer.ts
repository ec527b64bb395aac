import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import type { customerContract } from '../../src/contract'
import { createDoorLink } from './link'

/** Every action of the storefront's door, typed by its contract. */
export const customer: ContractRouterClient<typeof customerContract> = createORPCClient(createDoorLink('customer'))
