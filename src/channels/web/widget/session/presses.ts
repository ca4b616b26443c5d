import type { Press } from '../../chat/chat-schemas.ts';

/** The presses with this one. Yes and no under the same answer replace each other. */
export function withPress(presses: readonly Press[], press: Press): Press[] {
  const { seq, pressed } = press;
  const isReplaced = (other: Press) =>
    other.seq === seq &&
    (other.pressed === pressed || ![other.pressed, pressed].includes('person'));
  return [...presses.filter((other) => !isReplaced(other)), press];
}

export function withoutPress(presses: readonly Press[], press: Press): Press[] {
  return presses.filter((other) => !isSame(other, press));
}

export function hasPress(presses: readonly Press[], press: Press): boolean {
  return presses.some((other) => isSame(other, press));
}

function isSame(one: Press, other: Press): boolean {
  return one.seq === other.seq && one.pressed === other.pressed;
}
