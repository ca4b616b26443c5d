import { Button, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import type { SlotView } from '../../../../wire/answers.ts';

/** The clinic's facts that a text may name, each with what patients read there now. */
export function SlotMenu({ slots, onPick }: { slots: SlotView[]; onPick(slot: string): void }) {
  return (
    <MenuTrigger>
      <Button className="tool clinic-fact">
        Clinic fact <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="menu-popover" placement="bottom start">
        <Menu
          className="menu"
          items={slots}
          onAction={(slot) => {
            // After the menu has given the focus back, or the caret would be lost again.
            setTimeout(() => onPick(String(slot)));
          }}
        >
          {({ slot, means, value }) => (
            <MenuItem id={slot} textValue={means} className="menu-item">
              <Text slot="label" className="strong">
                {means}
              </Text>
              <Text slot="description" className="hint">
                {value ?? 'Not filled in yet: the careful words stand there.'}
              </Text>
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
