/**
 * Runs `work` on every entry, at most `width` at a time, and answers the results in the entries' order.
 * The first failure stops new work and is thrown once what was under way has ended.
 */
export async function inParallel<Entry, Answer>(
  entries: readonly Entry[],
  work: (entry: Entry) => Promise<Answer>,
  width = 16,
): Promise<Answer[]> {
  const answers: Answer[] = []
  const queue = [...entries.entries()]
  const failures: unknown[] = []
  const runLane = async (): Promise<void> => {
    for (let next = queue.shift(); next && failures.length === 0; next = queue.shift()) {
      const [index, entry] = next
      try {
        answers[index] = await work(entry)
      } catch (cause) {
        failures.push(cause)
      }
    }
  }
  await Promise.all(Array.from({ length: width }, runLane))
  if (failures.length > 0) throw failures[0]
  return answers
}
