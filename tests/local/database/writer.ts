import { openDatabase } from '../../../local/database/index'

/**
 * A process to be killed. Several writers insert and transfer at once; each answered write is told on standard output
 * as one line, so that the parent knows what must have survived. Arguments: the folder, a name for this run.
 */
const [folder = '', run = ''] = process.argv.slice(2)

const ACCOUNTS = 4

async function main(): Promise<void> {
  const indexes = [{ name: 'byOwner', keys: [['owner', 1]] as [string, 1][] }]
  const database = await openDatabase({
    folder,
    now: Date.now,
    collections: [
      { name: 'rows', indexes },
      { name: 'accounts', indexes: [] },
    ],
  })
  const send = async (action: string, params: object): Promise<Record<string, unknown>> => {
    const reply = await database.send(action, params as Record<string, unknown>)
    if (reply['code'] && reply['code'] !== 'DATABASE_TRANSACTION_CONFLICT') throw new Error(JSON.stringify(reply))
    return reply
  }
  for (let n = 0; n < ACCOUNTS; n++)
    await database.send('database.insertDocument', { collectionName: 'accounts', data: [`{"_id":"${n}","sum":100}`] })
  process.stdout.write('ready\n')
  await Promise.all([
    ...Array.from({ length: 6 }, (_, writer) => insertRows(send, writer)),
    transfer(send),
    insertPairs(send),
  ])
}

type Sender = (action: string, params: object) => Promise<Record<string, unknown>>

async function insertRows(send: Sender, writer: number): Promise<never> {
  for (let n = 0; ; n++) {
    const id = `${run}-${writer}-${n}`
    await send('database.insertDocument', {
      collectionName: 'rows',
      data: [JSON.stringify({ _id: id, owner: `w${writer}`, text: '货'.repeat(n % 3000) })],
    })
    process.stdout.write(`row ${id}\n`)
  }
}

/** Two rows in one request: after a crash both are there or none. */
async function insertPairs(send: Sender): Promise<never> {
  for (let n = 0; ; n++) {
    const data = ['left', 'right'].map((side) =>
      JSON.stringify({ _id: `${run}-pair-${n}-${side}`, owner: 'pair', pair: n, run }),
    )
    await send('database.insertDocument', { collectionName: 'rows', data })
    process.stdout.write(`row ${run}-pair-${n}-left\n`)
  }
}

/** Moves amounts between accounts in transactions; the total never changes. */
async function transfer(send: Sender): Promise<never> {
  for (let n = 0; ; n++) {
    const { transactionId } = await send('database.startTransaction', {})
    for (const [account, amount] of [
      [n % ACCOUNTS, -1],
      [(n + 1) % ACCOUNTS, 1],
    ]) {
      await send('database.modifyDocument', {
        collectionName: 'accounts',
        queryType: 'DOC',
        multi: false,
        merge: true,
        upsert: false,
        query: `{"_id":"${account}"}`,
        data: `{"$inc":{"sum":${amount}}}`,
        transactionId,
      })
    }
    await send('database.commitTransaction', { transactionId })
    process.stdout.write('transfer\n')
  }
}

void main()
