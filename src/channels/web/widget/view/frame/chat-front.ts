import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Welcome } from '../../../chat/chat-schemas.ts';
import type { ChatSession } from '../../session/chat-session.ts';
import type { ChatState } from '../../session/chat-state.ts';
import type { Words } from '../words.ts';
import { dialogView, type Front } from './dialog-view.ts';
import { menuView } from './menu-view.ts';

type Deeds = {
  words: Words;
  session: ChatSession;
  /** Address of the help for patients. */
  howItWorks: string;
  save(): void;
  print(): void;
  leave(): void;
};

/** The menu, and the window that stands in front of the chat. */
export class ChatFront implements ReactiveController {
  private readonly host: LitElement;
  private isMenuOpen = false;
  private front: Front | undefined;

  constructor(host: LitElement) {
    this.host = host;
    host.addController(this);
  }

  /** The window is opened as a modal one once it is on the page. */
  hostUpdated(): void {
    const dialog = this.host.shadowRoot?.querySelector('dialog');
    if (dialog && !dialog.open) dialog.showModal();
  }

  menu(state: ChatState, { words, howItWorks, save, print }: Deeds): TemplateResult {
    const then = (does: () => void) => () => {
      this.closeMenu();
      does();
    };
    return menuView(state, {
      words,
      howItWorks,
      isOpen: this.isMenuOpen,
      deeds: {
        toggle: () => this.setMenu(!this.isMenuOpen),
        tellKept: then(() => this.stand({ kind: 'kept' })),
        askErase: then(() => this.stand({ kind: 'erase', step: 'asking' })),
        save: then(save),
        print: then(print),
      },
    });
  }

  dialog(
    privacy: Welcome['privacy'] | undefined,
    { words, session, leave }: Deeds,
  ): TemplateResult | typeof nothing {
    if (!this.front) return nothing;
    const erase = async () => {
      this.stand({ kind: 'erase', step: 'erasing' });
      const erased = await session.erase(words.language);
      this.stand({ kind: 'erase', step: 'done', erased });
    };
    const close = () => this.stand(undefined);
    const takeOff = () => {
      session.forget();
      close();
    };
    return html`${dialogView(this.front, { words, privacy, deeds: { erase, takeOff, leave, close } })}`;
  }

  /** Of a press or the focus inside the panel: elsewhere than at the menu, it closes the menu. */
  readonly wentTo = ({ target }: Event): void => {
    const ways = this.host.shadowRoot?.querySelector('.ways');
    const isElsewhere = target instanceof Node && !ways?.contains(target);
    if (this.isMenuOpen && isElsewhere) this.setMenu(false);
  };

  /** False when it was closed already. */
  closeMenu(): boolean {
    const wasOpen = this.isMenuOpen;
    // The focus must not go down with the list; a window in front gives it back to where it was.
    if (wasOpen) this.host.shadowRoot?.querySelector<HTMLElement>('.more')?.focus();
    this.setMenu(false);
    return wasOpen;
  }

  private setMenu(isOpen: boolean): void {
    this.isMenuOpen = isOpen;
    this.host.requestUpdate();
  }

  private stand(front: Front | undefined): void {
    if (front === undefined) this.host.shadowRoot?.querySelector('dialog')?.close();
    this.front = front;
    this.host.requestUpdate();
  }
}
