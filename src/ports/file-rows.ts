/** What replicas share about the files they hand out. No file is ever kept: it is made from the log. */
export interface FileRows {
  /** The key links are signed with: the same for every replica, made once. */
  linkKey(): Promise<Uint8Array>;
  /** Takes an upload on: true for one replica, until it fails or is silent for a minute. */
  takeUpload(intent: string, at: string): Promise<boolean>;
  settleUpload(intent: string, state: 'stored' | 'failed', at: string): Promise<void>;
}
