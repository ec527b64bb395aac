import { spawn } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { openDatabase, type CollectionSpec, type Database, type DatabaseOptions } from '../../../local/database/index'
import { newFolder } from './support'

const ROWS: CollectionSpec[] = [
  { name: 'rows', indexes: [] },
  { name: 'accounts', indexes: [] },
]

function open(folder: string, options: Partial<DatabaseOptions> = {}): Promise<Database> {
  return openDatabase({ folder, now: Date.now, collections: ROWS, ...options })
}

async function listOf(database: Database, collectionName: string, query: object): Promise<Record<string, unknown>[]> {
  const reply = await database.send('database.getDocument', {
    collectionName,
    query: JSON.stringify(query),
    limit: 1000,
  })
  return (reply['data'] as { list: string[] }).list.map((text) => JSON.parse(text) as Record<string, unknown>)
}

function insert(database: Database, ...docs: object[]): Promise<unknown> {
  return database.send('database.insertDocument', {
    collectionName: 'rows',
    data: docs.map((doc) => JSON.stringify(doc)),
  })
}

/** LMDB counts its transactions in the two head pages of its file. */
function transactionsOf(folder: string): number {
  const head = readFileSync(join(folder, 'data.mdb')).subarray(0, 8192)
  return Math.max(...[0, 4096].map((page) => Number(head.readBigUInt64LE(page + 152))))
}

describe('durability', () => {
  let folder: string
  beforeEach(() => {
    folder = newFolder()
  })
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  /** Lets the writer run until so many writes were answered, kills it, and gives what it had been told. */
  async function killedWriter(run: string, answers: number): Promise<string[]> {
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'writer.ts'), folder, run], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const lines: string[] = []
    for await (const line of createInterface({ input: child.stdout })) {
      lines.push(line)
      if (lines.length === answers) child.kill('SIGKILL')
    }
    expect(lines.length).toBeGreaterThanOrEqual(answers)
    return lines.filter((line) => line.startsWith('row ')).map((line) => line.slice(4))
  }

  it('keeps every answered write over kill -9, again and again, and never half of one', async () => {
    const acknowledged: string[] = []
    for (const [run, answers] of [
      ['first', 40],
      ['second', 700],
      ['third', 300],
    ] as const) {
      acknowledged.push(...(await killedWriter(run, answers)))
      const database = await open(folder)
      for (let start = 0; start < acknowledged.length; start += 1000) {
        const wanted = acknowledged.slice(start, start + 1000)
        const found = await listOf(database, 'rows', { _id: { $in: wanted } })
        expect(found.map((row) => row['_id']).sort()).toEqual([...wanted].sort())
      }
      const pairs = await listOf(database, 'rows', { owner: 'pair', run })
      expect(pairs.length % 2).toBe(0)
      const accounts = await listOf(database, 'accounts', {})
      expect(
        accounts.map(({ sum }) => Number((sum as { $numberInt: string }).$numberInt)).reduce((a, b) => a + b, 0),
      ).toBe(400)
      await database.close()
    }
    expect(acknowledged.length).toBeGreaterThan(500)
  }, 60_000)

  it('has the write on disk when the answer comes: a copy of the file taken then holds it', async () => {
    const database = await open(folder)
    for (let n = 0; n < 5; n++) {
      await Promise.all(Array.from({ length: 10 }, (_, i) => insert(database, { _id: `${n}-${i}` })))
      const copy = newFolder()
      cpSync(join(folder, 'data.mdb'), join(copy, 'data.mdb'))
      const other = await open(copy)
      expect(other.documentCount()).toBe((n + 1) * 10)
      await other.close()
      rmSync(copy, { recursive: true })
    }
    await database.close()
  })

  it('keeps removals, replacements and the order of insertion', async () => {
    const first = await open(folder)
    await insert(first, { _id: 'a', n: 1 }, { _id: 'b', n: 2 }, { _id: 'c', n: 3 })
    await first.send('database.removeDocument', { collectionName: 'rows', multi: true, query: '{"n":2}' })
    await first.send('database.modifyDocument', {
      collectionName: 'rows',
      multi: false,
      merge: false,
      upsert: true,
      query: '{"_id":"a"}',
      data: '{"n":9}',
    })
    await first.send('database.addCollection', { collectionName: 'late' })
    await first.close()
    const second = await open(folder)
    expect(await listOf(second, 'rows', {})).toEqual([
      { _id: 'a', n: { $numberInt: '9' } },
      { _id: 'c', n: { $numberInt: '3' } },
    ])
    expect(await second.send('database.addCollection', { collectionName: 'late' })).toMatchObject({
      code: 'DATABASE_REQUEST_FAILED',
    })
    expect(second.documentCount()).toBe(2)
    await second.close()
  })

  it('shares one flush among many writers: 320 writes by 32 at once in at most 40 flushes', async () => {
    const database = await open(folder)
    const flushes = async (writers: number, each: number): Promise<number> => {
      const before = transactionsOf(folder)
      const work = async (writer: number) => {
        for (let n = 0; n < each; n++) await insert(database, { _id: `${writers}-${writer}-${n}` })
      }
      await Promise.all(Array.from({ length: writers }, (_, writer) => work(writer)))
      return transactionsOf(folder) - before
    }
    expect(await flushes(1, 20)).toBe(20)
    expect(await flushes(32, 10)).toBeLessThanOrEqual(40)
    await database.close()
  })

  it('gives documents back that have cooled down, and their latest content', async () => {
    const database = await open(folder)
    const text = 'x'.repeat(40_000)
    // 1,200 documents of 40 kB are several times what is kept decoded
    for (let n = 0; n < 1200; n += 100)
      await insert(database, ...Array.from({ length: 100 }, (_, i) => ({ _id: `d${n + i}`, n: n + i, text })))
    for (let n = 0; n < 1200; n += 97) {
      await database.send('database.modifyDocument', {
        collectionName: 'rows',
        multi: false,
        merge: true,
        query: `{"_id":"d${n}"}`,
        data: '{"$inc":{"n":10000}}',
      })
    }
    for (let n = 0; n < 1200; n += 1) {
      const [row] = await listOf(database, 'rows', { _id: `d${n}` })
      expect(row).toEqual({ _id: `d${n}`, n: { $numberInt: String(n % 97 === 0 ? n + 10000 : n) }, text })
    }
    await database.close()
  })
})

describe('the data folder', () => {
  let folder: string
  beforeEach(async () => {
    folder = newFolder()
    const database = await open(folder)
    for (let n = 0; n < 400; n += 20) {
      await Promise.all(
        Array.from({ length: 20 }, (_, i) => insert(database, { _id: `r${n + i}`, text: `row ${n + i} `.repeat(30) })),
      )
    }
    await insert(database, { _id: 'large', text: 'y'.repeat(100_000) })
    await database.close()
  }, 30_000)
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  const codeOf = async (opening: Promise<Database>): Promise<string> => {
    const outcome = await opening.then(
      async (database) => {
        const documents = database.documentCount()
        await database.close()
        return `${documents} documents`
      },
      (error: { code?: string; message: string }) => {
        expect(error.message).toMatch(/^The data folder .*\.$/)
        return String(error.code)
      },
    )
    return outcome
  }

  it('belongs to one process, and is free again after it closes', async () => {
    const first = await open(folder)
    expect(await codeOf(open(folder))).toBe('DATA_FOLDER_IN_USE')
    await first.close()
    expect(await codeOf(open(folder))).toBe('401 documents')
  })

  it('refuses a folder of a newer format', async () => {
    writeFileSync(join(folder, 'format.json'), '{"format":999}')
    expect(await codeOf(open(folder))).toBe('DATA_FOLDER_NEWER')
    expect(readFileSync(join(folder, 'format.json'), 'utf8')).toBe('{"format":999}')
  })

  it('refuses a folder it cannot write', async () => {
    const file = join(folder, 'a-file')
    writeFileSync(file, '')
    expect(await codeOf(open(join(file, 'below')))).toBe('DATA_FOLDER_UNWRITABLE')
    expect(await codeOf(open(file))).toBe('DATA_FOLDER_UNWRITABLE')
  })

  it('is created with all the folders above it', async () => {
    const deep = join(folder, 'x', 'y')
    expect(await codeOf(open(deep))).toBe('0 documents')
    mkdirSync(join(folder, 'empty'))
    expect(await codeOf(open(join(folder, 'empty')))).toBe('0 documents')
  })

  it('is damaged when the store is gone, emptied or of another kind', async () => {
    const store = join(folder, 'data.mdb')
    writeFileSync(store, 'this is not a database, but it is long enough to have a header'.repeat(500))
    expect(await codeOf(open(folder))).toBe('DATA_FOLDER_DAMAGED')
    truncateSync(store, 0)
    expect(await codeOf(open(folder))).toBe('DATA_FOLDER_DAMAGED')
    rmSync(store)
    expect(await codeOf(open(folder))).toBe('DATA_FOLDER_DAMAGED')
    writeFileSync(join(folder, 'format.json'), '{"form')
    expect(await codeOf(open(folder))).toBe('DATA_FOLDER_DAMAGED')
  })

  it('is never half read when the file was cut, wherever', async () => {
    const store = join(folder, 'data.mdb')
    const whole = readFileSync(store)
    const outcomes = new Set<string>()
    for (let part = 1; part < 40; part++) {
      writeFileSync(store, whole.subarray(0, Math.floor((whole.length * part) / 40)))
      outcomes.add(await codeOf(open(folder)))
    }
    // LMDB leaves unused pages at the end, so that a small cut may cost nothing
    for (const outcome of outcomes) expect(['DATA_FOLDER_DAMAGED', '401 documents']).toContain(outcome)
    expect(outcomes.has('DATA_FOLDER_DAMAGED')).toBe(true)
    writeFileSync(store, whole)
    expect(await codeOf(open(folder))).toBe('401 documents')
  })

  it('is never half read when bytes were changed, wherever', async () => {
    const store = join(folder, 'data.mdb')
    const whole = readFileSync(store)
    expect(statSync(store).size).toBe(whole.length)
    const outcomes: string[] = []
    let state = 7
    for (let round = 0; round < 150; round++) {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      const altered = Buffer.from(whole)
      const at = Math.floor((state / 2 ** 32) * (whole.length - 4))
      altered.writeUInt32LE((altered.readUInt32LE(at) ^ (state | 1)) >>> 0, at)
      writeFileSync(store, altered)
      outcomes.push(await codeOf(open(folder)))
    }
    for (const outcome of new Set(outcomes)) expect(['DATA_FOLDER_DAMAGED', '401 documents']).toContain(outcome)
    expect(outcomes.filter((outcome) => outcome === 'DATA_FOLDER_DAMAGED').length).toBeGreaterThan(30)
  }, 60_000)
})
