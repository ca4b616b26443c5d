import type { Page } from 'playwright-core';
import type { Scene } from '../scene.ts';
import type { Stage } from '../stage.ts';
import { openTicket } from './desk-scenes.ts';

const CHAT = { wide: { width: 760, height: 900 }, phone: { width: 360, height: 820 } };

async function asks(page: Page, question: string): Promise<Page> {
  await page.getByRole('textbox').fill(question);
  await page.keyboard.press('Enter');
  return page;
}

/** The bubble of these words of the patient. */
const asked = (words: string) => (page: Page) =>
  page.getByRole('article').filter({ hasText: words }).first();

const hears = (page: Page, words: string) => page.getByRole('log').getByText(words).waitFor();

/** A dose question, and a person who takes it. */
async function talksWithStaff(stage: Stage): Promise<Page> {
  const chat = await asks(await stage.patient(), 'how many sprays should i take');
  await hears(chat, 'I have passed this to our staff.');
  const desk = await stage.staff('sample-coordinator', '/desk');
  await openTicket(desk, /how many sprays/);
  await desk.getByRole('button', { name: 'Claim', exact: true }).first().click();
  await hears(chat, 'has joined this chat');
  const box = desk.getByLabel('Write to the patient', { exact: true }).last();
  await box.fill('Please call us at the clinic; a nurse looks at your plan with you.');
  await desk.getByRole('button', { name: /^Send/ }).first().click();
  await hears(chat, 'looks at your plan with you');
  return chat;
}

/** What patients see. */
export const PATIENT_SCENES: readonly Scene[] = [
  {
    name: 'chat',
    sizes: CHAT,
    dark: true,
    async show({ patient }) {
      const chat = await asks(await patient(), 'can i drive home after my infusion?');
      await hears(chat, 'Do not drive yourself home.');
      return chat;
    },
    lead: asked('can i drive home'),
  },
  {
    name: 'chat-danger',
    sizes: { phone: CHAT.phone },
    dark: true,
    async show({ patient }) {
      const chat = await asks(await patient(), 'my chest hurts and i cannot breathe');
      await hears(chat, 'Call 911 now');
      return chat;
    },
    lead: asked('my chest hurts'),
  },
  {
    name: 'chat-staff',
    sizes: CHAT,
    dark: true,
    show: talksWithStaff,
    lead: asked('has joined this chat'),
  },
  {
    name: 'chat-kept',
    sizes: { phone: CHAT.phone },
    dark: true,
    async show({ patient }) {
      const chat = await asks(await patient(), 'what should i bring?');
      await hears(chat, 'Did this help?');
      await chat.getByRole('button', { name: 'More', exact: true }).click();
      await chat.getByRole('button', { name: 'What is kept' }).click();
      await chat.getByRole('dialog').waitFor();
      return chat;
    },
  },
];
