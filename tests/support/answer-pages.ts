import type { Page } from 'playwright-core';
import { contentHash } from '../../src/answer-bank/content-hash.ts';
import type { AnswerContent, Revision } from '../../src/domain/answer.ts';
import { type Locale, StaffId } from '../../src/domain/ids.ts';
import type { Store } from '../../src/store/store.ts';
import type { builtConsole } from './built-console.ts';
import { anAdmin, aStaffMember, DRIVING, drivingContent } from './console.ts';

type Built = ReturnType<typeof builtConsole>;

export const DRIVING_PAGE = '/console/answers/en/driving.after-treatment';
export const SPANISH_PAGE = '/console/answers/es/driving.after-treatment';

/** Mia writes; Noa is a nurse and reads. */
export async function twoModerators({ aRunningConsole }: Built, approvals = 1) {
  const opened = await aRunningConsole({ approvals, gated: true });
  const admin = await anAdmin(opened);
  const mia = await aStaffMember(opened, admin, { login: 'mia', role: 'moderator' });
  const noa = await aStaffMember(opened, admin, { login: 'noa', role: 'moderator' });
  await opened.store.staff.update(StaffId.parse(noa.id), async (current) => ({
    next: current && { ...current, credential: 'nurse' },
    result: undefined,
  }));
  return { ...opened, admin, mia, noa };
}

/** A revision that others approved and that is live; what is not given is as in the sample. */
export async function putLive(
  store: Store,
  {
    locale = 'en',
    content = {},
    ...rest
  }: { locale?: Locale; content?: Partial<AnswerContent> } & Partial<Omit<Revision, 'content'>>,
): Promise<void> {
  const whole = { ...drivingContent, ...content };
  const hash = contentHash(whole);
  const at = new Date(Date.now() - 3_600_000).toISOString();
  await store.answers.update({ id: DRIVING, locale }, async (current) => {
    const before = (current?.revisions ?? []).map((one) =>
      one.state === 'published' ? { ...one, state: 'replaced' as const } : one,
    );
    const revision: Revision = {
      number: before.length + 1,
      content: whole,
      contentHash: hash,
      state: 'published',
      author: 'starter',
      createdAt: at,
      approvals: [
        {
          by: StaffId.parse('s_aaaaaaaaaaaaaaaa'),
          kind: 'clinical',
          at,
          contentHash: hash,
          credential: 'physician',
        },
      ],
      renewals: [],
      publishedAt: at,
      ...rest,
    };
    const answer = { schema: 1 as const, id: DRIVING, locale, revisions: [...before, revision] };
    return { next: answer, result: undefined };
  });
}

const MOST_TABS = 60;

/** Goes there as someone without a mouse does. */
export async function tabTo(page: Page, name: string): Promise<void> {
  const at = () =>
    page.evaluate<string>(`(() => {
      const { ariaLabel, labels, textContent } = document.activeElement;
      return [ariaLabel, labels?.[0]?.textContent, textContent].join(' ').trim();
    })()`);
  for (let pressed = 0; pressed < MOST_TABS; pressed += 1) {
    await page.keyboard.press('Tab');
    if ((await at()).startsWith(name)) return;
  }
  throw new Error(`the Tab key does not lead to "${name}"`);
}
