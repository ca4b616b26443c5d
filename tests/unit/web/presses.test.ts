import { expect, test } from 'vitest';
import type { Press } from '../../../src/channels/web/chat/chat-schemas.ts';
import {
  createFeedbackSession,
  isPressed,
  isRefused,
} from '../../../src/channels/web/widget/session/feedback-session.ts';
import { keptIn } from '../../../src/channels/web/widget/session/kept.ts';

const YES: Press = { seq: 2, pressed: 'yes' };
const NO: Press = { seq: 2, pressed: 'no' };
const PERSON: Press = { seq: 2, pressed: 'person' };

/** A patient's browser; opening the page again reads what it kept. */
function aBrowser() {
  const content = new Map<string, string>();
  const storage = {
    getItem: (key: string) => content.get(key) ?? null,
    setItem: (key: string, value: string) => void content.set(key, value),
    removeItem: (key: string) => void content.delete(key),
  };
  return { content, open: () => createFeedbackSession(keptIn(storage, 'chat'), () => {}) };
}

test('a press shows at once, and is kept over a reload until the server has it', () => {
  const browser = aBrowser();
  expect(browser.open().press(YES)).toBe(true);
  const page = browser.open();
  expect(isPressed(YES, page.state)).toBe(true);
  expect(page.toSend()).toEqual([YES]);
  page.stored(YES);
  expect(browser.open().toSend()).toEqual([]);
  expect(isPressed(YES, page.state)).toBe(true);
});

test('a button that is pressed already is not sent again', () => {
  const page = aBrowser().open();
  page.press(YES);
  expect(page.press(YES)).toBe(false);
  page.stored(YES);
  expect(page.press(YES)).toBe(false);
});

test('a no takes the place of the yes that was not sent yet, and leaves the call for a person', () => {
  const page = aBrowser().open();
  for (const press of [YES, PERSON, NO]) page.press(press);
  expect(page.toSend()).toEqual([PERSON, NO]);
});

test('the patient’s own last word is shown before what the server still says', () => {
  const page = aBrowser().open();
  page.told([YES]);
  page.press(NO);
  page.told([YES]);
  expect(isPressed(NO, page.state)).toBe(true);
  expect(isPressed(YES, page.state)).toBe(false);
});

test('presses under two answers do not touch each other', () => {
  const page = aBrowser().open();
  page.press(YES);
  page.press({ seq: 4, pressed: 'no' });
  expect(page.toSend()).toEqual([YES, { seq: 4, pressed: 'no' }]);
});

test('a press that was not taken is kept, can be pressed again, and is sent with the next line', () => {
  const page = aBrowser().open();
  page.press(YES);
  page.refused(YES);
  expect(isRefused(YES, page.state)).toBe(true);
  expect(page.press(YES)).toBe(true);
  expect(isRefused(YES, page.state)).toBe(false);
  page.refused(YES);
  expect(page.toSend()).toEqual([YES]);
  expect(isRefused(YES, page.state)).toBe(false);
});

test('who has changed their mind is not asked about the press that was not taken', () => {
  const page = aBrowser().open();
  page.press(YES);
  page.refused(YES);
  page.press(NO);
  expect(isRefused(YES, page.state)).toBe(false);
});

test('a press that the server will never take is forgotten', () => {
  const browser = aBrowser();
  const page = browser.open();
  page.press(YES);
  page.dropped(YES);
  expect(isPressed(YES, page.state)).toBe(false);
  expect(browser.open().toSend()).toEqual([]);
});

test('a press that another tab has delivered waits no longer here', () => {
  const browser = aBrowser();
  const [tab, other] = [browser.open(), browser.open()];
  tab.press(YES);
  other.readAgain();
  expect(other.state.waiting).toEqual([YES]);
  tab.stored(YES);
  other.readAgain();
  expect(other.state.waiting).toEqual([]);
});

test('presses that are none in the storage are no presses', () => {
  const browser = aBrowser();
  browser.content.set('chat', '{"unsent":[],"presses":5}');
  expect(browser.open().toSend()).toEqual([]);
});
