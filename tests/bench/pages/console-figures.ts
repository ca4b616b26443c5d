import type { Browser } from 'playwright-core';
import { createPasswords } from '../../../src/console/passwords.ts';
import { systemClock } from '../../../src/shared/clock.ts';
import { silentLog } from '../../../src/shared/log.ts';
import { openLowdbStore } from '../../../src/store/lowdb/open-lowdb-store.ts';
import { aStaffMember } from '../../support/desk-kit.ts';
import { openPage, type Sent } from './phone.ts';

const PASSWORD = 'a sentence nobody guesses';

export type ConsoleFigures = {
  signIn: Sent & { shownMs: number };
  /** The first page after signing in, in a browser that has nothing in its cache but the session. */
  desk: Sent & { shownMs: number };
};

/** Before the server opens the folder. */
export async function addResponder(folder: string): Promise<void> {
  const store = await openLowdbStore({ folder, now: systemClock, log: silentLog });
  const passwordHash = await (await createPasswords()).hash(PASSWORD);
  const ana = aStaffMember('ana', { passwordHash });
  await store.staff.update(ana.id, async () => ({ next: ana, result: undefined }));
  await store.close();
}

/** The console on a desk: an ordinary machine and line. */
export async function consoleFigures(browser: Browser, url: string): Promise<ConsoleFigures> {
  const first = await openPage(browser, { isPhone: false });
  await first.page.goto(`${url}/console/`);
  await first.page.getByRole('button', { name: 'Sign in' }).waitFor();
  const signIn = { shownMs: await nowOf(first.page), ...(await first.sent()) };
  await first.close();

  const storageState = await signInAsResponder(browser, url);
  const next = await openPage(browser, { isPhone: false, storageState });
  await next.page.goto(`${url}/console/`);
  await next.page.getByRole('navigation').first().waitFor();
  const desk = { shownMs: await nowOf(next.page), ...(await next.sent()) };
  await next.close();
  return { signIn, desk };
}

/** The session of one who answers patients, to open other pages with. */
export async function signInAsResponder(browser: Browser, url: string) {
  const { page, close } = await openPage(browser, { isPhone: false });
  await page.goto(`${url}/console/`);
  await page.getByLabel('Sign-in name').fill('ana');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation').first().waitFor();
  const storageState = await page.context().storageState();
  await close();
  return storageState;
}

function nowOf(page: { evaluate<Result>(code: string): Promise<Result> }): Promise<number> {
  return page.evaluate('performance.now()');
}
