import type { CSSResult } from 'lit';
import { composerStyles } from './composer-styles.ts';
import { dialogStyles } from './dialog-styles.ts';
import { frameStyles } from './frame-styles.ts';
import { helpedStyles } from './helped-styles.ts';
import { messageStyles } from './message-styles.ts';
import { paperStyles } from './paper-styles.ts';
import { themeStyles } from './theme-styles.ts';

/** Constructable sheets, so that no content security policy stands in their way. Paper overrules the screen. */
export const chatStyles: CSSResult[] = [
  themeStyles,
  frameStyles,
  messageStyles,
  helpedStyles,
  composerStyles,
  dialogStyles,
  paperStyles,
];
