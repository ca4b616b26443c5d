import { Button } from '../parts/controls/button.tsx';
import { Checkbox } from '../parts/controls/checkbox.tsx';
import { Dialog } from '../parts/controls/dialog.tsx';
import { useRemembered } from '../parts/remembered.ts';
import { setHelpOpen, useHelpOpen } from './help-open.ts';
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

/** The button that shows which keys there are. */
export function ShortcutHelp() {
  return (
    <span className="wide-only">
      <Button look="quiet" onPress={() => setHelpOpen(true)}>
        Keyboard
      </Button>
    </span>
  );
}

/** Which keys there are, and the switch that turns them off: on every page, by "?". */
export function ShortcutDialog() {
  const isOpen = useHelpOpen();
  const on = useRemembered(shortcutsOn);
  const close = () => setHelpOpen(false);
  useShortcuts({
    '?': () => {
      setHelpOpen(true);
      return true;
    },
  });
  return (
    <Dialog title="Keyboard" isOpen={isOpen} onClose={close}>
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
        <Button look="primary" onPress={close}>
          Close
        </Button>
      </div>
    </Dialog>
  );
}
