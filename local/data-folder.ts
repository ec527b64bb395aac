import { existsSync, readFileSync } from 'node:fs'
import { access, constants, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { cloudError } from './cloud-error'
import { writeFileDurably } from './durable-file'

/** Makes the data folder, or rejects with DATA_FOLDER_UNWRITABLE and a plain sentence. */
export async function prepareDataFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    throw cloudError(
      'DATA_FOLDER_UNWRITABLE',
      `The data folder ${folder} cannot be written; choose another with DATA_DIR.`,
    )
  }
}

/** What the host itself keeps between runs. */
export interface Notes {
  /** The clock's distance from the machine's: time must not run backwards over a restart. */
  clockOffsetMs: number
  /** `loading` after a start means that the last load broke. */
  demo: 'none' | 'loading' | 'loaded'
}

export interface NoteBook {
  read(): Notes
  /** Kept on the disk when this resolves; writes follow one another. */
  write(notes: Partial<Notes>): Promise<void>
}

const freshNotes: Notes = { clockOffsetMs: 0, demo: 'none' }

/** Opens the host's notes of a data folder. */
export function openNotes(folder: string): NoteBook {
  const file = path.join(folder, 'notes.json')
  const kept: Partial<Notes> = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<Notes>) : {}
  let notes: Notes = { ...freshNotes, ...kept }
  let writing = Promise.resolve()
  return {
    read: () => notes,
    write(change) {
      notes = { ...notes, ...change }
      writing = writing.catch(() => undefined).then(() => writeFileDurably(file, JSON.stringify(notes)))
      return writing
    },
  }
}
