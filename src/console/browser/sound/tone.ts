import { remembered } from '../parts/remembered.ts';

/** Whether this browser sounds for new urgent tickets. */
export const soundOn = remembered('sound', true);

type Kind = 'emergency' | 'urgent';

/** Two rising notes; for an emergency three, higher and louder. Short enough to bear, unlike any sound of a telephone. */
const NOTES: Record<Kind, { hertz: number[]; loudness: number }> = {
  urgent: { hertz: [523, 659], loudness: 0.15 },
  emergency: { hertz: [659, 831, 988], loudness: 0.3 },
};
const NOTE_SECONDS = 0.18;
const NOT_AGAIN_WITHIN_MS = 1500;

const player: { context: AudioContext | undefined; lastAt: number } = {
  context: undefined,
  lastAt: Number.NEGATIVE_INFINITY,
};

/** Browsers play nothing on a page that nobody has touched since it was loaded. */
export function mayPlay(): boolean {
  return navigator.userActivation?.hasBeenActive ?? true;
}

/** Plays the tone, made here and not loaded. Several tickets in a moment sound once. */
export function playTone(kind: Kind): void {
  const now = performance.now();
  if (!mayPlay() || now - player.lastAt < NOT_AGAIN_WITHIN_MS) return;
  player.lastAt = now;
  sound(kind).catch(() => undefined); // a browser that will not play has said so on the page
}

async function sound(kind: Kind): Promise<void> {
  player.context ??= new AudioContext();
  const { context } = player;
  if (context.state === 'suspended') await context.resume();
  const { hertz, loudness } = NOTES[kind];
  for (const [index, pitch] of hertz.entries()) {
    const at = context.currentTime + index * NOTE_SECONDS;
    note(context, { pitch, loudness, at });
  }
}

/** Swells and fades, so that it does not click. */
function note(
  context: AudioContext,
  { pitch, loudness, at }: { pitch: number; loudness: number; at: number },
): void {
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(loudness, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, at + NOTE_SECONDS * 1.6);
  const oscillator = new OscillatorNode(context, { type: 'sine', frequency: pitch });
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + NOTE_SECONDS * 2);
}
