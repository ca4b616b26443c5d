import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Press, Welcome } from '../chat/chat-schemas.ts';
import { browserStorage } from './page/browser-storage.ts';
import { conversationText } from './page/conversation-text.ts';
import { fitAboveKeyboard } from './page/fit-above-keyboard.ts';
import { leavePage } from './page/leave-page.ts';
import { onEscapeThrice } from './page/on-escape-thrice.ts';
import { oneConversation } from './page/one-conversation.ts';
import { printChat } from './page/print-chat.ts';
import { saveText } from './page/save-text.ts';
import { type ChatSession, createChatSession } from './session/chat-session.ts';
import type { ChatState } from './session/chat-state.ts';
import { keptIn } from './session/kept.ts';
import { readWelcome } from './session/read-welcome.ts';
import { composerView } from './view/composer-view.ts';
import { ChatFront } from './view/frame/chat-front.ts';
import { headerView } from './view/frame/header-view.ts';
import { helpView } from './view/frame/help-view.ts';
import { logView } from './view/log-view.ts';
import { ReadingPlace } from './view/reading-place.ts';
import { chatStyles } from './view/styles/chat-styles.ts';
import { type Words, wordsFor } from './view/words.ts';

/** Of the script's own tag: where this server is, however the page that holds the tag is reached. */
const SCRIPT = document.currentScript;
const HERE = SCRIPT instanceof HTMLScriptElement && SCRIPT.src ? SCRIPT.src : document.baseURI;

/** Fits a frame of the socket in every script. What the bot finds too long within it goes to staff. */
const MOST_CHARACTERS = 12_000;

/**
 * The chat. Attributes:
 * - `layout`: `page` fills the window, `launcher` is a button in the corner; launcher without it
 * - `locale`: `en` or `es`; the browser's language without it
 * - `theme`: `light` or `dark`; the system's without it
 * - `exit`: http(s) address that "Leave now" goes to; an empty page without it
 * - `clinic`, `phone24`, `mode` (`demo`): what is shown of the clinic before the server was reached
 * - `server`: where the chat's server is, when it is not where the script came from
 * - `conversation`: the secret of a conversation that was begun elsewhere; nothing of it is kept in the browser
 *
 * Colours, corners and font by the custom properties in `theme-styles.ts`.
 */
class AskwellChat extends LitElement {
  static override styles = chatStyles;
  static override properties = {
    layout: { reflect: true },
    locale: {},
    server: {},
    conversation: {},
    exit: {},
    clinic: {},
    phone24: {},
    mode: {},
    isOpen: { state: true },
    welcome: { state: true },
    draft: { state: true },
    failed: { state: true },
  };

  declare layout: 'page' | 'launcher';
  declare locale: string | undefined;
  declare server: string | undefined;
  declare conversation: string | undefined;
  declare exit: string | undefined;
  declare clinic: string | undefined;
  declare phone24: string | undefined;
  declare mode: string | undefined;
  declare private isOpen: boolean;
  declare private welcome: Welcome | undefined;
  declare private draft: string;
  declare private failed: boolean;
  private session: ChatSession | undefined;
  /** Seq up to which the patient has had the chat open. */
  private seen = 0;
  private readonly place = new ReadingPlace(this);
  private readonly front = new ChatFront(this);
  private stops: (() => void)[] = [];

  constructor() {
    super();
    this.layout = 'launcher';
    this.isOpen = false;
    this.draft = '';
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const server = this.home;
    const kept = this.conversation
      ? oneConversation(this.conversation)
      : keptIn(browserStorage(), `askwell-chat ${server.href}`);
    const session = createChatSession(server, kept, () => this.requestUpdate());
    this.session = session;
    session.resume();
    this.isOpen = this.layout === 'page';
    this.stops = [
      () => session.close(),
      fitAboveKeyboard(this),
      onEscapeThrice(
        () => this.isOpen,
        () => this.leave(session),
      ),
      readWelcome(server, this.words.language, (welcome) => {
        this.welcome = welcome ?? this.welcome;
        this.failed = !welcome;
      }),
    ];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const stop of this.stops) stop();
  }

  private get home(): URL {
    return new URL(this.server ?? '.', HERE);
  }

  private get words(): Words {
    return wordsFor(this.locale ?? navigator.language);
  }

  private get clinicName(): string {
    return this.welcome?.clinic.name ?? this.clinic ?? this.words.questions;
  }

  override render(): TemplateResult {
    if (this.isOpen && this.session) return this.panel(this.session);
    const { words } = this;
    const count = this.unread();
    const news = `${count} ${words.unread}`;
    return html`
      <button type="button" class="launcher" aria-expanded="false" @click=${this.show}>
        ${words.open} ${count > 0 ? html`<span class="badge">${news}</span>` : nothing}
      </button>
      <span class="hidden" role="status">${count > 0 ? news : nothing}</span>
    `;
  }

  private panel(session: ChatSession): TemplateResult {
    const { words, layout, welcome, clinicName: name, front } = this;
    const { state } = session;
    const isPage = layout === 'page';
    const deeds = {
      words,
      session,
      howItWorks: new URL('help/patients/', this.home).href,
      save: () => this.save(session),
      print: () => printChat(this.renderRoot),
      leave: () => this.leave(session),
    };
    return html`
      <div
        class="panel"
        role=${isPage ? 'main' : 'dialog'}
        aria-label=${name}
        lang=${words.language}
        @keydown=${this.onKey}
        @click=${front.wentTo}
        @focusin=${front.wentTo}
      >
        ${helpView(words, welcome?.clinic.phone24 ?? this.phone24)}
        ${headerView(state, {
          words,
          name,
          mode: welcome?.mode ?? this.mode,
          isPage,
          menu: front.menu(state, deeds),
          leave: deeds.leave,
          close: () => this.hide(),
        })}
        ${this.log(session)} ${this.composer(state)} ${front.dialog(welcome?.privacy, deeds)}
      </div>
    `;
  }

  private log(session: ChatSession): TemplateResult {
    const { words, welcome, failed, say } = this;
    const retry = (messageId: string) => session.retry(messageId);
    const press = (press: Press) => session.press(press);
    return logView(session.state, { words, welcome, failed, say, retry, press });
  }

  private composer(state: ChatState): TemplateResult {
    const { words, draft, say, welcome } = this;
    const person = welcome?.topics.find(({ topic }) => topic === 'human')?.label;
    return composerView(state, {
      words,
      draft,
      say,
      tooLong: draft.length > MOST_CHARACTERS,
      person: person ?? words.person,
      submit: (event) => this.onSubmit(event),
      input: (text) => {
        this.draft = text;
      },
    });
  }

  private readonly say = (text: string, label?: string): void => {
    if (text.trim() === '') return;
    this.session?.send(text, label);
    this.place.takeFocus();
  };

  private onSubmit(event: Event): void {
    event.preventDefault();
    if (this.draft.length > MOST_CHARACTERS) return;
    const text = this.draft;
    this.draft = '';
    this.say(text);
  }

  private onKey(event: KeyboardEvent): void {
    const [target] = event.composedPath();
    if (event.key === 'Escape' && !isInDialog(target)) this.onEscape();
    const inComposer = target instanceof HTMLTextAreaElement;
    const sends = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
    if (inComposer && sends) this.onSubmit(event);
  }

  private onEscape(): void {
    if (!this.front.closeMenu() && this.layout !== 'page') void this.hide();
  }

  private save({ state }: ChatSession): void {
    const { words, clinicName: name } = this;
    const at = new Date().toISOString();
    saveText(`chat-${at.slice(0, 10)}.txt`, conversationText(state, { words, name, at }));
  }

  /** What is kept in this browser goes first. */
  private leave(session: ChatSession): void {
    session.forget();
    this.draft = '';
    leavePage(this.exit);
  }

  private async show(): Promise<void> {
    this.isOpen = true;
    await this.updateComplete;
    this.place.takeFocus();
  }

  private async hide(): Promise<void> {
    this.isOpen = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.launcher')?.focus();
  }

  private unread(): number {
    const messages = this.session?.state.messages ?? [];
    return messages.filter(({ seq, from }) => seq > this.seen && from !== 'patient').length;
  }

  override updated(): void {
    if (!this.isOpen) return;
    const { messages = [], unsent = [] } = this.session?.state ?? {};
    this.seen = messages.at(-1)?.seq ?? 0;
    this.place.show(`${this.seen} ${unsent.length}`);
  }
}

function isInDialog(target: EventTarget | undefined): boolean {
  return target instanceof Element && target.closest('dialog') !== null;
}

if (!customElements.get('askwell-chat')) customElements.define('askwell-chat', AskwellChat);
