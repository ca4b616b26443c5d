import type { SlackEmulator } from '../../support/slack-emulator.ts';
import type { Life } from '../program/create-life.ts';
import { createConsoleCaller } from './console-caller.ts';
import type { Person } from './staff-hands.ts';

export const PASSWORD = 'a sentence nobody guesses';

/** An admin makes two accounts, each with its Slack member ID, and both are on call. */
export async function hireStaff(
  life: Pick<Life, 'url' | 'up' | 'setupLink'>,
  slack: SlackEmulator,
): Promise<Record<'ana' | 'ben', Person>> {
  const admin = createConsoleCaller(life);
  const token = new URL(life.setupLink).searchParams.get('token');
  await admin.post('/setup', { token, login: 'ada', firstName: 'Ada', password: PASSWORD });
  const hire = async (login: 'ana' | 'ben', onCall: number): Promise<Person> => {
    const firstName = login === 'ana' ? 'Ana' : 'Ben';
    const person = { login, firstName, role: 'responder', password: PASSWORD };
    const { id } = (await admin.post('/people', person)).body as { id: string };
    const slackUser = slack.user(login);
    const duties = { onCall, medicalDirector: false, safeguarding: false };
    const contact = { email: null, away: false, slackUserId: slackUser, duties };
    const { status } = await admin.post(`/people/${id}/contact`, contact);
    if (status !== 200) throw new Error(`the contact of ${login} was answered with ${status}`);
    const caller = createConsoleCaller(life);
    await caller.signIn(login, PASSWORD);
    return { id, slackUser, caller };
  };
  return { ana: await hire('ana', 1), ben: await hire('ben', 2) };
}
