import cloudbase from '@cloudbase/node-sdk'
import type { Files } from '../../ports/files'

/** Files in the environment's CloudBase storage. Connects on first use: few invocations need it. */
export function createFiles(): Files {
  return {
    async save(path, bytes) {
      const app = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV, timeout: 10_000 })
      const { fileID } = await app.uploadFile({ cloudPath: path, fileContent: Buffer.from(bytes) })
      return fileID
    },
  }
}
