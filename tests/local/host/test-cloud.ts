import { startCloud, type Cloud, type CloudOptions } from '../../../local/cloud'

/** Starts a cloud with the fixtures and closes it after the file's tests. */
export async function startTestCloud(
  options: Partial<CloudOptions> & { folder: string },
): Promise<Cloud & { lines: string[] }> {
  const lines: string[] = []
  const cloud = await startCloud({
    collections: [{ name: 'things', indexes: [] }],
    log: (line) => void lines.push(line),
    ...options,
  })
  return Object.assign(cloud, { lines })
}
