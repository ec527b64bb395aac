/** A shop in a process of its own, to be killed: an empty embedded cloud in dev mode on the folder of CHILD_FOLDER. */
import { readManifest } from '../../config/cloud'
import { startCloud } from '../../local/cloud'

/** Loading a function takes longer than all the rest of a start, so only those that are needed. */
const NEEDED = ['customer', 'staff', 'clock']

async function main(): Promise<void> {
  const root = process.env.CHILD_ROOT ?? ''
  const cloud = await startCloud({
    folder: process.env.CHILD_FOLDER ?? '',
    root,
    functions: readManifest(root).filter((one) => NEEDED.includes(one.name)),
    mode: 'dev',
    databaseTransport: process.env.CHILD_DATABASE === 'http' ? 'http' : 'memory',
    strictIndexes: true,
    log: () => undefined,
  })
  // Nobody is left to stop it once the test is gone.
  process.on('disconnect', () => process.exit(1))
  process.send?.({ url: cloud.url })
}

void main()
