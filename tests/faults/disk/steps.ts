/** What the program did to its folder, in the order in which it happened. Paths are relative to the folder; '' is the folder. */
export type Deed =
  | { kind: 'open'; path: string; handle: string; creates: boolean; empties: boolean }
  | { kind: 'write'; handle: string; place: number; bytes: string }
  | { kind: 'truncate'; handle: string; length: number }
  | { kind: 'sync'; handle: string }
  | { kind: 'mkdir'; path: string }
  | { kind: 'rename'; from: string; to: string }
  | { kind: 'remove'; path: string };

/**
 * A line of a recording. A deed is done when it has ended; a sync holds for what had ended when it began. `acknowledged`:
 * a patient was told that the message is taken. `found`: what lay in the folder after a process was killed, in base64.
 */
export type Step =
  | { at: 'begin'; id: string }
  | { at: 'end'; id: string; deed: Deed }
  | { at: 'acknowledged'; message: string }
  | { at: 'found'; files: Record<string, string>; folders: string[] };
