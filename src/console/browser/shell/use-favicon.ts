import { useEffect } from 'react';
import plain from '../icon.svg';
import dotted from '../icon-urgent.svg';

/** A dot on the picture of the tab while an urgent ticket waits. */
export function useFavicon(isUrgent: boolean): void {
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (link) link.href = isUrgent ? dotted : plain;
  }, [isUrgent]);
}
