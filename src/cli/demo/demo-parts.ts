import type { AnswerLife } from '../../answer-bank/answer-life.ts';
import type { ClinicDesk } from '../../answer-bank/slots/clinic-desk.ts';
import type { StaffActions } from '../../conversation/desk/staff-actions.ts';
import type { ExampleDesk } from '../../conversation/examples/create-example-desk.ts';
import type { Feedback } from '../../conversation/feedback/create-feedback.ts';
import type { Gaps } from '../../conversation/gaps/create-gaps.ts';
import type { PastTurns } from '../../conversation/past/create-past-turns.ts';
import type { PublishPreview } from '../../conversation/preview/create-publish-preview.ts';
import type { Recalls } from '../../conversation/recall/create-recalls.ts';
import type { DeskWatch } from '../../conversation/watch/create-desk-watch.ts';
import type { PatientMessage, TurnOutcome } from '../../domain/conversation.ts';
import type { Credential, Duties, Role, Signature } from '../../domain/staff.ts';
import type { Store } from '../../store/store.ts';

export type NewPerson = {
  login: string;
  firstName: string;
  role: Role;
  password: string;
  credential?: Credential;
  duties?: Duties;
};

/** The program on a clock of its own: what the made-up weeks are played on. */
export type DemoParts = {
  store: {
    answers: Pick<Store['answers'], 'all'>;
    conversations: Pick<Store['conversations'], 'openTickets'>;
  };
  receive(message: PatientMessage): Promise<TurnOutcome>;
  feedback: Pick<Feedback, 'press'>;
  staffActions: StaffActions;
  answerLife: AnswerLife;
  preview: Pick<PublishPreview, 'make'>;
  clinicDesk: Pick<ClinicDesk, 'propose' | 'sign' | 'record'>;
  gaps: Pick<Gaps, 'open' | 'decide'>;
  exampleDesk: Pick<ExampleDesk, 'propose'>;
  recalls: Pick<Recalls, 'offer' | 'send' | 'all' | 'start'>;
  watch: Pick<DeskWatch, 'look'>;
  pastTurns: Pick<PastTurns, 'start' | 'caughtUp'>;
  /** The first one is the first admin; each other is made by that one. */
  hire(person: NewPerson): Promise<Signature>;
  close(): Promise<void>;
};
