import type { LitElement, ReactiveController } from 'lit';

/** So near to its end a log counts as scrolled there. */
const END_PX = 4;
const ABOVE_PX = 8;

/** Keeps the place of who reads, and of the focus, while the chat around it changes. */
export class ReadingPlace implements ReactiveController {
  private readonly host: LitElement;
  private atEnd = false;
  private focused: Element | null = null;
  private newest = '';
  private shownIn: HTMLElement | null = null;

  constructor(host: LitElement) {
    this.host = host;
    host.addController(this);
  }

  private get root(): ShadowRoot | null {
    return this.host.shadowRoot;
  }

  private get log(): HTMLElement | null {
    return this.root?.querySelector<HTMLElement>('.log') ?? null;
  }

  hostUpdate(): void {
    const { log } = this;
    this.atEnd = log !== null && log.scrollHeight - log.clientHeight - log.scrollTop < END_PX;
    this.focused = this.root?.activeElement ?? null;
  }

  hostUpdated(): void {
    // A line that comes and goes below the log must not hide what was read last.
    if (this.atEnd && this.log?.querySelector('article')) this.toEnd();
    // Such as a choice that can no longer be picked.
    if (this.focused && !this.focused.isConnected) this.takeFocus();
    this.focused = null;
  }

  /** To where one writes; where that would bring a keyboard over what is to be read, to what is to be read. */
  takeFocus(): void {
    const field = this.root?.querySelector('textarea');
    const writes = this.root?.activeElement === field;
    const next = matchMedia('(pointer: coarse)').matches && !writes ? this.log : field;
    next?.focus();
  }

  /** Scrolls when `newest` names something else than before: to the end, or to the beginning of a reply that is longer than the window, since people read from the top. */
  show(newest: string): void {
    const { log } = this;
    if (newest === this.newest && log === this.shownIn) return;
    this.newest = newest;
    this.shownIn = log;
    const article = [...(log?.querySelectorAll<HTMLElement>('article') ?? [])].at(-1);
    if (!log) return;
    const isTall = article !== undefined && article.offsetHeight > log.clientHeight;
    if (!article) log.scrollTop = 0;
    else if (isTall) log.scrollTop = article.offsetTop - ABOVE_PX;
    else this.toEnd();
  }

  private toEnd(): void {
    const { log } = this;
    if (log) log.scrollTop = log.scrollHeight;
  }
}
