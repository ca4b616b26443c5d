import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readAnswerFolder } from '../../src/answer-bank/files/read-answer-folder.ts';
import { seedBank } from '../../src/answer-bank/seed-bank.ts';
import { AnswerId } from '../../src/domain/ids.ts';
import { builtConsole } from '../support/built-console.ts';
import { anAdmin, aStaffMember } from '../support/console.ts';

const FLOW_MS = 120_000;
const ANSWERS = fileURLToPath(new URL('../../answers/', import.meta.url));

const { aRunningConsole, barriers } = builtConsole();

test(
  'one moderator writes the facts, another signs them, and the answers say them from then on',
  async () => {
    const opened = await aRunningConsole();
    const { answers } = readAnswerFolder(ANSWERS);
    await seedBank(answers, { store: opened.store, now: () => new Date().toISOString() });
    const admin = await anAdmin(opened);
    for (const login of ['mia', 'noor'])
      await aStaffMember(opened, admin, { login, role: 'moderator' });

    const mia = await opened.signedIn('mia');
    await mia.getByRole('link', { name: 'Clinic facts' }).click();
    await mia.getByText('No facts are in force yet.').waitFor();

    await mia.getByLabel('Health plans you work with').fill('Example Health\nSample Care Gold');
    await mia.getByLabel('First visit, $').fill('$1,200');
    await mia.getByLabel('First visit: “from”').check();
    await mia.getByLabel('Hours without food').fill('6');
    await mia.getByRole('button', { name: 'Say the opening hours' }).click();
    await mia.getByLabel('Patient portal').fill('javascript:alert(1)');
    await mia.getByText('Write an address that begins with https://').waitFor();
    expect(await barriers(mia)).toEqual([]);
    await mia.getByLabel('What you changed, and why').fill('First facts');
    await mia.getByRole('button', { name: 'Save for a signature' }).click();
    expect(await mia.evaluate('document.activeElement.labels[0].textContent')).toBe(
      'Patient portal',
    );
    expect(opened.clinicDesk.record().revisions).toEqual([]);

    await mia.getByLabel('Patient portal').fill('https://portal.example.org/in');
    const preview = mia.getByRole('region', { name: 'What patients would read' });
    await preview.getByText('What treatment costs English').click();
    await preview.getByText('First visit: from $1,200').waitFor();
    await mia.getByRole('button', { name: 'Save for a signature' }).click();
    await mia.getByText('You wrote it, so someone else must sign it.').waitFor();

    const noor = await opened.signedIn('noor', { viewport: { width: 360, height: 780 } });
    await noor.goto('/console/clinic');
    const waiting = noor.getByRole('region', { name: /Revision 1 waits for a signature/ });
    await waiting.getByText('6 hours').waitFor();
    expect(await noor.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await waiting.getByRole('button', { name: /sign/ }).click();
    await noor.getByText('The fasting times are not in force').waitFor();
    await noor.getByText('Revision 1 waits for a clinician').waitFor();
    expect(await barriers(noor)).toEqual([]);

    const textOf = (id: string) =>
      opened.bank.revision(AnswerId.parse(id), 'en', 1, opened.clinicDesk.profile()).text;
    expect(textOf('insurance.cost')).toContain('- First visit: from $1,200');
    expect(textOf('prep.food-drink')).toContain('Your clinic will tell you when to stop eating');
    expect(opened.problems).toEqual([]);
  },
  FLOW_MS,
);
