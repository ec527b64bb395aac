/** Files that people see, such as pictures of goods; kept in the shop's cloud storage. */
export interface Files {
  /**
   * Stores the bytes under a path like `pictures/itm_1-ab12.png` and answers with the file id to keep.
   * The same path again replaces the file, so a repeat leaves one.
   */
  save(path: string, bytes: Uint8Array): Promise<string>
}
