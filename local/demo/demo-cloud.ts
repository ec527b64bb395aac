/** What loading needs of a cloud: to do what people do, through the doors, at a time of its choosing. */
export interface DemoCloud {
  /**
   * Calls an action as a person of people.json and answers its output; throws on a refusal.
   * They act in the role people.json gives them; `staff.join` comes from people who may not hold it yet. A session that
   * the clock has outrun is renewed.
   */
  call(door: 'customer' | 'staff', as: string, path: string, input: unknown): Promise<unknown>
  now(): number
  /** Moves the clock, also backwards; timers and carriers that became due have run when it answers. */
  setClock(iso: string): Promise<void>
  /** Makes `owner:1` the owner of a shop that has none. */
  bootstrapOwner(): Promise<void>
}
