import type { Signature } from '../../../domain/staff.ts';
import type { DemoParts, NewPerson } from '../demo-parts.ts';

type Name = 'admin' | 'nurse' | 'coordinator' | 'editor' | 'doctor';
export type SamplePeople = Record<Name, Signature>;

/** One of each role, a second at the desk, and the one who may judge clinically. Nobody of flesh is called so. */
const PEOPLE: Record<Name, Omit<NewPerson, 'password'>> = {
  admin: { login: 'sample-admin', firstName: 'Sample Admin', role: 'admin' },
  nurse: {
    login: 'sample-nurse',
    firstName: 'Sample Nurse',
    role: 'responder',
    credential: 'nurse',
    duties: { onCall: 1 },
  },
  coordinator: {
    login: 'sample-coordinator',
    firstName: 'Sample Coordinator',
    role: 'responder',
    duties: { onCall: 2, safeguarding: true },
  },
  editor: { login: 'sample-editor', firstName: 'Sample Editor', role: 'moderator' },
  doctor: {
    login: 'sample-doctor',
    firstName: 'Sample Doctor',
    role: 'moderator',
    credential: 'physician',
    duties: { medicalDirector: true },
  },
};

export type SignIn = { login: string; password: string; role: string };

/** Who signs in, with passwords that were made up on this machine. */
export function signInsOf(newPassword: () => string): SignIn[] {
  return Object.values(PEOPLE).map(({ login, role, credential }) => ({
    login,
    password: newPassword(),
    role: credential ? `${role}, ${credential}` : role,
  }));
}

export async function hireSamplePeople(
  { hire }: Pick<DemoParts, 'hire'>,
  signIns: readonly SignIn[],
): Promise<SamplePeople> {
  const add = (name: Name) => {
    const password = signIns.find(({ login }) => login === PEOPLE[name].login)?.password;
    if (!password) throw new Error(`${PEOPLE[name].login} has no password`);
    return hire({ ...PEOPLE[name], password });
  };
  const admin = await add('admin');
  const nurse = await add('nurse');
  const coordinator = await add('coordinator');
  const editor = await add('editor');
  return { admin, nurse, coordinator, editor, doctor: await add('doctor') };
}
