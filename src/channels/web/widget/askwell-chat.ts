import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Press, Welcome } from '../chat/chat-schemas.ts';
import { type ChatSession, type ChatState, createChatSession } from './session/chat-session.ts';
import { keptIn } from './session/kept.ts';
import { composerView } from './view/composer-view.ts';
import { helpView } from './view/help-view.ts';
import { logView } from './view/log-view.ts';
import { standingView } from './view/standing-view.ts';
import { composerStyles } from './view/styles/composer-styles.ts';
import { frameStyles } from './view/styles/frame-styles.ts';
import { helpedStyles } from './view/styles/helped-styles.ts';
import { messageStyles } from './view/styles/message-styles.ts';
import { themeStyles } from './view/styles/theme-styles.ts';
import { type Words, wordsFor } from './view/words.ts';

/** Of the script's own tag: where this server is, however the page that holds the tag is reached. */
const SCRIPT = document.currentScript;
const HERE = SCRIPT instanceof HTMLScriptElement && SCRIPT.src ? SCRIPT.src : document.baseURI;

/** Fits a frame of the socket in every script. What the bot finds too long within it goes to staff. */
const MOST_CHARACTERS = 12_000;
/** So near to its end a log counts as scrolled there. */
const END_PX = 4;

/**
 * The chat. Attributes: `layout` (`page` fills the window, `launcher` is a button in the corner; launcher without it),
 * `locale` (`en` or `es`; the browser's language without it), `theme` (`light` stays light on dark systems), `server` (where the chat's server is, when it is not
 * where the script came from). Colours and font by the custom properties in `theme-styles.ts`.
 */
class AskwellChat extends LitElement {
  static override styles = [themeStyles, frameStyles, messageStyles, helpedStyles, composerStyles];
  static override properties = {
    layout: { reflect: true },
    locale: {},
    server: {},
    isOpen: { state: true },
    welcome: { state: true },
    draft: { state: true },
    seen: { state: true },
    failed: { state: true },
  };

  declare layout: 'page' | 'launcher';
  declare locale: string | undefined;
  declare server: string | undefined;
  declare private isOpen: boolean;
  declare private welcome: Welcome | undefined;
  declare private draft: string;
  /** Seq up to which the patient has had the chat open. */
  declare private seen: number;
  declare private failed: boolean;
  private session: ChatSession | undefined;
  private lastShown = '';
  private atEnd = false;

  constructor() {
    super();
    this.layout = 'launcher';
    this.isOpen = false;
    this.draft = '';
    this.seen = 0;
    this.failed = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const server = new URL(this.server ?? '.', HERE);
    const kept = keptIn(storageOrNone(), `askwell-chat ${server.href}`);
    this.session = createChatSession(server, kept, () => this.requestUpdate());
    this.session.resume();
    this.isOpen = this.layout === 'page';
    this.readWelcome(server).catch(() => {
      this.failed = true;
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.session?.close();
  }

  private get words(): Words {
    return wordsFor(this.locale ?? navigator.language);
  }

  private async readWelcome(server: URL): Promise<void> {
    const url = new URL(`api/chat/welcome?locale=${this.words.language}`, server);
    const response = await fetch(url);
    if (!response.ok) throw new Error(`welcome: ${response.status}`);
    this.welcome = await response.json();
  }

  override render(): TemplateResult {
    if (this.isOpen && this.session) return this.panel(this.session);
    const { words } = this;
    const count = this.unread();
    return html`
      <button type="button" class="launcher" aria-expanded="false" @click=${this.show}>
        ${words.open}${count > 0 ? html`<span class="badge">${count} ${words.unread}</span>` : nothing}
      </button>
    `;
  }

  private panel({ state }: ChatSession): TemplateResult {
    const { words, layout } = this;
    const name = this.welcome?.clinic.name ?? words.questions;
    const role = layout === 'page' ? 'main' : 'dialog';
    return html`
      <div class="panel" role=${role} aria-label=${name} lang=${words.language} @keydown=${this.onKey}>
        <header class="top">
          <div class="title">
            <div class="name">
              ${layout === 'page' ? html`<h1>${name}</h1>` : html`<h2>${name}</h2>`}
              ${this.welcome?.mode === 'demo' ? html`<span class="mode">${words.sampleMode}</span>` : nothing}
            </div>
            ${standingView(state, words)}
          </div>
          ${
            layout === 'page'
              ? nothing
              : html`<button type="button" class="close" aria-label=${words.close} @click=${this.hide}>
                <span aria-hidden="true">×</span>
              </button>`
          }
        </header>
        ${helpView(words, this.welcome?.clinic.phone24)} ${this.log(state)} ${this.composer(state)}
      </div>
    `;
  }

  private log(state: ChatState): TemplateResult {
    const { words, welcome, failed, say } = this;
    const retry = (messageId: string) => this.session?.retry(messageId);
    const press = (press: Press) => this.session?.press(press);
    return logView(state, { words, welcome, failed, say, retry, press });
  }

  private composer(state: ChatState): TemplateResult {
    const { words, draft, say } = this;
    return composerView(state, {
      words,
      draft,
      say,
      tooLong: draft.length > MOST_CHARACTERS,
      person: this.welcome?.topics.find(({ topic }) => topic === 'human')?.label,
      submit: (event) => this.onSubmit(event),
      input: (text) => {
        this.draft = text;
      },
    });
  }

  private readonly say = (text: string, label?: string): void => {
    if (text.trim() === '') return;
    this.session?.send(text, label);
    this.focusComposer();
  };

  private onSubmit(event: Event): void {
    event.preventDefault();
    if (this.draft.length > MOST_CHARACTERS) return;
    const text = this.draft;
    this.draft = '';
    this.say(text);
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.layout !== 'page') void this.hide();
    const inComposer = event.target instanceof HTMLTextAreaElement;
    const sends = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
    if (inComposer && sends) this.onSubmit(event);
  }

  private async show(): Promise<void> {
    this.isOpen = true;
    await this.updateComplete;
    this.focusComposer();
  }

  private async hide(): Promise<void> {
    this.isOpen = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.launcher')?.focus();
  }

  private focusComposer(): void {
    this.renderRoot.querySelector('textarea')?.focus();
  }

  private unread(): number {
    const messages = this.session?.state.messages ?? [];
    return messages.filter(({ seq, from }) => seq > this.seen && from !== 'patient').length;
  }

  override willUpdate(): void {
    const log = this.renderRoot.querySelector('.log');
    this.atEnd = log !== null && log.scrollHeight - log.clientHeight - log.scrollTop < END_PX;
  }

  override updated(_changes: PropertyValues): void {
    if (!this.isOpen) return;

    const { messages = [], unsent = [] } = this.session?.state ?? {};
    const last = messages.at(-1);
    if (last && this.atEnd) this.scrollToEnd();
    if (last && last.seq > this.seen) this.seen = last.seq;
    const shown = `${last?.seq} ${unsent.length}`;
    if (shown !== this.lastShown && shown !== 'undefined 0') this.scrollToNews();
    this.lastShown = shown;
  }

  /** To the end, or to the beginning of a reply that is longer than the window: people read from the top. */
  private scrollToNews(): void {
    const log = this.renderRoot.querySelector('.log');
    const newest = [...this.renderRoot.querySelectorAll<HTMLElement>('article')].at(-1);
    if (!log || !newest) return;
    const isTall = newest.offsetHeight > log.clientHeight;
    log.scrollTop = isTall ? newest.offsetTop - 8 : log.scrollHeight;
  }

  /** A line that comes and goes below the log must not hide what was read last. */
  private scrollToEnd(): void {
    const log = this.renderRoot.querySelector('.log');
    if (log) log.scrollTop = log.scrollHeight;
  }
}

function storageOrNone(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined; // forbidden in some frames
  }
}

if (!customElements.get('askwell-chat')) customElements.define('askwell-chat', AskwellChat);
