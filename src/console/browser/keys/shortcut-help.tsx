import { useState } from 'react';
import { Button } from '../parts/controls/button.tsx';
import { Checkbox } from '../parts/controls/checkbox.tsx';
import { Dialog } from '../parts/controls/dialog.tsx';
import { useRemembered } from '../parts/remembered.ts';
import { shortcutsOn, useShortcuts } from './use-shortcuts.ts';

const KEYS: readonly [place: string, keys: readonly (readonly [keys: string[], does: string])[]][] =
  [
    [
      'In the queue',
      [
        [['j', '↓'], 'Next ticket'],
        [['k', '↑'], 'Ticket before'],
        [['Enter'], 'Open it'],
        [['/'], 'Search'],
      ],
    ],
    [
      'On a ticket',
      [
        [['c'], 'Claim'],
        [['r'], 'Write to the patient'],
        [['n'], 'Add a note'],
        [['e'], 'Resolve'],
        [['u'], 'Back to the queue'],
      ],
    ],
    [
      'In the review queue',
      [
        [['j', '↓'], 'Next one'],
        [['k', '↑'], 'One before'],
        [['Enter'], 'Open it, or close it'],
        [['a'], 'To the press that approves it'],
      ],
    ],
    ['On the overview', [[['d'], 'To the desk']]],
    ['Everywhere', [[['?'], 'This list']]],
  ];

/** The button that shows which keys there are, and the switch that turns them off. */
export function ShortcutHelp() {
  const [isOpen, setOpen] = useState(false);
  const on = useRemembered(shortcutsOn);
  useShortcuts({
    '?': () => {
      setOpen(true);
      return true;
    },
  });
  return (
    <>
      <span className="wide-only">
        <Button look="quiet" onPress={() => setOpen(true)}>
          Keyboard
        </Button>
      </span>
      <Dialog title="Keyboard" isOpen={isOpen} onClose={() => setOpen(false)}>
        {KEYS.map(([place, keys]) => (
          <section key={place} className="keys" aria-label={place}>
            <h3>{place}</h3>
            <dl>
              {keys.map(([names, does]) => (
                <div key={does}>
                  <dt>
                    {names.map((name) => (
                      <kbd key={name}>{name}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <Checkbox
          isSelected={on}
          onChange={shortcutsOn.set}
          hint="Kept in this browser. No key does anything while you type."
        >
          Single keys work
        </Checkbox>
        <div className="actions end">
          <Button look="primary" onPress={() => setOpen(false)}>
            Close
          </Button>
        </div>
      </Dialog>
    </>
  );
}
