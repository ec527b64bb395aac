/** Work on the store as a whole, which no use case of the daily business may reach for. */
export interface Maintenance {
  /**
   * Removes up to `limit` documents of the demo from each collection, and counts them. `spared` (ids) stay until
   * nothing else of the demo is left. Documents without the demo's mark are never touched (#145).
   */
  removeMarked(limit: number, spared: readonly string[]): Promise<{ removed: number; isDone: boolean }>
}
