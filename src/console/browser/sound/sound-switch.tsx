import { useSyncExternalStore } from 'react';
import { Button } from '../parts/controls/button.tsx';
import { Checkbox } from '../parts/controls/checkbox.tsx';
import { useRemembered } from '../parts/remembered.ts';
import { mayPlay, playTone, soundOn } from './tone.ts';

/** Whether new urgent tickets are heard, and what the browser still wants before it makes a sound. */
export function SoundSwitch() {
  const on = useRemembered(soundOn);
  const isReady = useMayPlay();
  return (
    <div className="sound">
      <Checkbox isSelected={on} onChange={soundOn.set}>
        Sound for urgent tickets
      </Checkbox>
      {on && (
        <span className="wide-only">
          <Button look="quiet" onPress={() => playTone('urgent')}>
            Try it
          </Button>
        </span>
      )}
      {on && !isReady && (
        <p className="sound-hint" role="status">
          Your browser stays silent until you click or press a key on this page.
        </p>
      )}
    </div>
  );
}

function useMayPlay(): boolean {
  return useSyncExternalStore(listenForTouch, mayPlay);
}

function listenForTouch(listener: () => void): () => void {
  const kinds = ['pointerdown', 'pointerup', 'keydown', 'click'] as const;
  for (const kind of kinds) document.addEventListener(kind, listener);
  return () => {
    for (const kind of kinds) document.removeEventListener(kind, listener);
  };
}
