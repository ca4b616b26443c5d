declare module 'fs-native-extensions' {
  /** False when another file descriptor, of this process or another, holds the lock. */
  export function tryLock(fd: number): boolean;
  export function unlock(fd: number): void;
}
