import { lazy, Suspense, useEffect } from 'react';
import { Button } from 'react-aria-components';
import { focusSearch } from '../desk/queue/queue-focus.ts';
import { useShortcuts } from '../keys/use-shortcuts.ts';
import { Icon } from '../parts/display/icon.tsx';
import { searchOpen } from './search-open.ts';

const SearchDialog = lazy(async () => ({
  default: (await import('./search-dialog.tsx')).SearchDialog,
}));

/** The button in the head of every page, and the keys that do the same. */
export function SearchEverywhere() {
  const isOpen = searchOpen.use();
  useShortcuts('everywhere', {
    search: () => {
      if (!focusSearch()) searchOpen.set(true);
      return true;
    },
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isForSearch(event)) return;
      event.preventDefault();
      searchOpen.set(true);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <Button
        className="search-button"
        aria-label="Search"
        aria-keyshortcuts="Control+K /"
        aria-haspopup="dialog"
        onPress={() => searchOpen.set(true)}
      >
        <Icon name="search" />
        <span className="search-word">Search</span>
        <span className="search-key" aria-hidden="true">
          Ctrl K
        </span>
      </Button>
      {isOpen && (
        <Suspense>
          <SearchDialog />
        </Suspense>
      )}
    </>
  );
}

/** A key with Ctrl works while one types too, unless the field has its own use for it; never behind a dialog. */
function isForSearch(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.altKey || event.shiftKey) return false;
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return false;
  return document.querySelector('[role="dialog"]') === null;
}
