/** What keeps the local trial from running: a Danish text that says what to do. Shown without a stack. */
export class LocalFault extends Error {
  override readonly name = 'LocalFault';
}
