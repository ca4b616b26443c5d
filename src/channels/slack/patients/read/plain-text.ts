const ENTITIES: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * A patient's words as they were typed, out of Slack's escaped form. The mention of the bot is dropped, and people are
 * not named: a user id would be a personal detail in the store. `bots`: our own user ids, as far as Slack named them.
 */
export function plainText(escaped: string, { bots }: { bots: readonly string[] }): string {
  return escaped
    .replace(/<@([A-Z0-9]+)(?:\|[^>]*)?>/g, (_, user: string) =>
      bots.includes(user) ? ' ' : '@someone',
    )
    .replace(/<#[A-Z0-9]+(?:\|([^>]*))?>/g, (_, name?: string) => `#${name || 'channel'}`)
    .replace(/<!([^|>]*)(?:\|([^>]*))?>/g, (_, command: string, label?: string) =>
      label ? label : `@${command.split('^')[0] ?? ''}`,
    )
    .replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, url: string, label?: string) =>
      label ? label : url.replace(/^(mailto|tel):/, ''),
    )
    .replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[ \t]{2,}/g, ' ')
    .trim();
}

/** The user that is mentioned first. In an `app_mention` that does not name the bot, this is it. */
export function firstMention(escaped: string): string | undefined {
  return /<@([A-Z0-9]+)(?:\|[^>]*)?>/.exec(escaped)?.[1];
}
