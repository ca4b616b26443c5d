import { ApprovalKind } from '../../../domain/answer.ts';
import type { StaffMember } from '../../../domain/staff.ts';
import type { Store } from '../../../store/store.ts';
import { CommandError } from '../../terminal.ts';

/** Somebody who approved the files in a pull request, and as what. */
export type Reviewer = { person: StaffMember; kind: ApprovalKind };

type Staff = Pick<Store['staff'], 'findByLogin'>;

/** Someone who may propose answers. `option` is named when there is nobody. */
export async function moderatorBy(
  staff: Staff,
  login: string,
  option: string,
): Promise<StaffMember> {
  const member = await staff.findByLogin(login.trim().toLowerCase());
  if (!member || member.disabled || member.role === 'responder') {
    throw new CommandError(`${option} names nobody who may do this: a moderator or an admin.`);
  }
  return member;
}

/** Reads `login:kind`; each person once, each kind once, nobody the author, and a clinical one with a credential. */
export async function reviewersOf(
  given: readonly string[],
  { staff, author }: { staff: Staff; author: StaffMember },
): Promise<Reviewer[]> {
  const reviewers: Reviewer[] = [];
  for (const one of given) {
    const [, login = '', name] = /^(.*):([a-z_]+)$/.exec(one) ?? [];
    const kind = ApprovalKind.safeParse(name);
    if (!kind.success) {
      throw new CommandError(
        `--approve is a login and ${ApprovalKind.options.join(' or ')}, such as mia:clinical.`,
      );
    }
    const person = await moderatorBy(staff, login, '--approve');
    const objection = objectionTo({ person, kind: kind.data }, { author, reviewers });
    if (objection) throw new CommandError(`--approve ${one}: ${objection}`);
    reviewers.push({ person, kind: kind.data });
  }
  return reviewers;
}

function objectionTo(
  { person, kind }: Reviewer,
  { author, reviewers }: { author: StaffMember; reviewers: readonly Reviewer[] },
): string | undefined {
  if (person.id === author.id) return 'no one approves their own words.';
  if (reviewers.some((other) => other.person.id === person.id)) {
    return 'a different person must give the other approval.';
  }
  if (reviewers.some((other) => other.kind === kind)) return 'this approval was given above.';
  return kind === 'clinical' && person.credential === undefined
    ? 'a clinical approval needs a credential; an admin sets it under People.'
    : undefined;
}
