import type { Mail } from './create-mailer.ts';

export type Words = Pick<Mail, 'subject' | 'text' | 'html'>;

type Letter = {
  subject: string;
  lead: string;
  facts: [string, string][];
  link: { href: string; text: string };
  end: string;
};

/** The same in plain text and in HTML, in this order. */
export function inWords({ subject, lead, facts, link, end }: Letter): Words {
  const lines = facts.map(([name, value]) => `${name}: ${value}`);
  const rows = facts.map(
    ([name, value]) =>
      `<tr><th align="left" style="padding-right:1em">${escaped(name)}</th><td>${escaped(value)}</td></tr>`,
  );
  return {
    subject,
    text: [lead, lines.join('\n'), `${link.text}: ${link.href}`, end]
      .filter((part) => part !== '')
      .join('\n\n')
      .concat('\n'),
    html: [
      `<p><strong>${escaped(lead)}</strong></p>`,
      ...(rows.length > 0 ? [`<table>${rows.join('')}</table>`] : []),
      `<p><a href="${escaped(link.href)}">${escaped(link.text)}</a></p>`,
      `<p><small>${escaped(end)}</small></p>`,
    ].join('\n'),
  };
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
