import { Button } from '../parts/controls/button.tsx';
import { Checkbox } from '../parts/controls/checkbox.tsx';
import { Dialog } from '../parts/controls/dialog.tsx';
import { useRemembered } from '../parts/remembered.ts';
import { helpOpen } from './help-open.ts';
import { KEY_LIST, keyShown } from './key-map.ts';
import { shortcutsOn, useShortcuts } from './use-shortcuts.ts';

/** The button that shows which keys there are. */
export function ShortcutHelp() {
  return (
    <span className="wide-only">
      <Button look="quiet" onPress={() => helpOpen.set(true)}>
        Keyboard
      </Button>
    </span>
  );
}

/** Which keys there are, and the switch that turns them off: on every page, by "?". */
export function ShortcutDialog() {
  const isOpen = helpOpen.use();
  const on = useRemembered(shortcutsOn);
  const close = () => helpOpen.set(false);
  useShortcuts('everywhere', {
    help: () => {
      helpOpen.set(true);
      return true;
    },
  });
  return (
    <Dialog title="Keyboard" isOpen={isOpen} onClose={close}>
      {KEY_LIST.map(({ title, keys }) => (
        <section key={title} className="keys" aria-label={title}>
          <h3>{title}</h3>
          <dl>
            {keys.map(({ keys: names, does }) => (
              <div key={does}>
                <dt>
                  {names.map((name) => (
                    <kbd key={name}>{keyShown(name)}</kbd>
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
