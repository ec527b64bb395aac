/** A shop in a process of its own, to be killed: an empty embedded cloud in dev mode on the folder of CHILD_FOLDER. */
import { startCloud } from '../../local/cloud'

async function main(): Promise<void> {
  const cloud = await startCloud({
    folder: process.env.CHILD_FOLDER ?? '',
    root: process.env.CHILD_ROOT ?? '',
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
