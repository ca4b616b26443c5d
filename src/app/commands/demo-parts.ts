import type { App } from '../../app.ts';
import type { DemoParts } from '../../cli/demo/demo-parts.ts';
import type { StaffId } from '../../domain/ids.ts';

/** The parts that made-up weeks are played on. */
export async function demoParts(app: App): Promise<DemoParts> {
  const [{ createAccounts }, { createPasswords }] = await Promise.all([
    import('../../console/accounts.ts'),
    import('../../console/passwords.ts'),
  ]);
  const { store, now } = app;
  const accounts = createAccounts({ store, passwords: await createPasswords(), now });
  let admin: StaffId | undefined;
  return {
    ...app,
    async hire({ credential, duties = {}, ...person }) {
      const outcome =
        admin === undefined
          ? await accounts.createFirstAdmin(person)
          : await accounts.create(person, admin);
      if (outcome.kind !== 'created') throw new Error(`${person.login}: ${outcome.kind}`);
      const { id, firstName, role } = outcome.staff;
      admin ??= id;
      const { onCall = null, medicalDirector = false, safeguarding = false } = duties;
      const contact = { email: null, slackUserId: null, away: false };
      const held = { duties: { onCall, medicalDirector, safeguarding } };
      await accounts.setContact(id, { ...contact, ...held, credential: credential ?? null }, admin);
      return { id, firstName, role };
    },
  };
}
