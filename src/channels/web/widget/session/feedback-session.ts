import type { Press } from '../../chat/chat-schemas.ts';
import type { Kept } from './kept.ts';
import { hasPress, withoutPress, withPress } from './presses.ts';

/** The buttons under answers. */
export type PressState = {
  /** Those that are pressed, as the server last said. */
  pressed: readonly Press[];
  /** Kept in this browser until the server has them. */
  waiting: readonly Press[];
  /** Of these, those that the server did not take. */
  refused: readonly Press[];
};

export type FeedbackSession = {
  readonly state: PressState;
  /** False when this button is pressed already, and the server has it or may still take it. */
  press(press: Press): boolean;
  /** What the server says is pressed. */
  told(pressed: readonly Press[]): void;
  stored(press: Press): void;
  /** It was not taken, and may be sent again. */
  refused(press: Press): void;
  /** There is no such button: it will never be taken. */
  dropped(press: Press): void;
  /** What is to be sent, again or for the first time. Nothing of it is refused any more. */
  toSend(): readonly Press[];
  /** Another tab of this browser changed what is kept. */
  readAgain(): void;
};

/** What a patient pressed: kept until the server has it, so that no lost connection loses it. */
export function createFeedbackSession(kept: Kept, changed: () => void): FeedbackSession {
  let state: PressState = { pressed: [], waiting: kept.presses(), refused: [] };
  const set = (change: Partial<PressState>) => {
    state = { ...state, ...change };
    changed();
  };
  const drop = (press: Press, change: Partial<PressState>) => {
    kept.keepPresses(withoutPress(kept.presses(), press));
    const refused = withoutPress(state.refused, press);
    set({ waiting: kept.presses(), refused, ...change });
  };
  return {
    get state() {
      return state;
    },
    press(press) {
      if (isPressed(press, state) && !hasPress(state.refused, press)) return false;
      kept.keepPresses(withPress(kept.presses(), press));
      set({ waiting: kept.presses(), refused: withoutPress(state.refused, press) });
      return true;
    },
    told: (pressed) => set({ pressed }),
    stored: (press) => drop(press, { pressed: withPress(state.pressed, press) }),
    refused: (press) => set({ refused: [...state.refused, press] }),
    dropped: (press) => drop(press, {}),
    toSend() {
      set({ waiting: kept.presses(), refused: [] });
      return state.waiting;
    },
    readAgain: () => set({ waiting: kept.presses() }),
  };
}

/** Whether it waits for the patient or for time to be sent again. Who has pressed another button since does not mean it any more. */
export function isRefused(press: Press, { waiting, refused }: PressState): boolean {
  return hasPress(waiting, press) && hasPress(refused, press);
}

/** What the patient sees as pressed: their own last word, whether or not the server has it yet. */
export function isPressed(press: Press, { pressed, waiting }: PressState): boolean {
  return hasPress(waiting.reduce(withPress, [...pressed]), press);
}
