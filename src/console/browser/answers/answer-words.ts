import type { AnswerOrder, DiffField, ReviewGroup, TranslationState } from '../../wire/answers.ts';

/** The words moderators read for names that only the pages of answers use. */

export const TRANSLATION_STATE: Record<TranslationState, string> = {
  current: 'Translation up to date',
  outdated: 'Translation outdated',
  withheld: 'Translation withheld',
  no_source: 'Follows no English text',
};

export const ORDER: Record<AnswerOrder, string> = {
  topic: 'Topic',
  title: 'Title',
  changed: 'Changed last',
  review: 'Review date',
};

export const DIFF_FIELD: Record<DiffField, string> = {
  intents: 'Questions',
  sources: 'Sources',
  reviewEveryMonths: 'Reviewed every',
  besideDose: 'May follow a refused dose question',
  awaitingTranslator: 'Waits for a translator',
};

export const CREDENTIAL_WORD = {
  physician: 'physician',
  nurse: 'nurse',
  pharmacist: 'pharmacist',
  other_clinician: 'clinician',
} as const;

export const REVIEW_GROUP: Record<ReviewGroup, string> = {
  approve: 'For you to approve',
  publish: 'Approved, to be published',
  renew: 'Review dates',
  translate: 'Translations to bring up to date',
  mine: 'Yours, waiting for others',
  drafts: 'Your drafts',
  samples: 'Samples nobody has approved yet',
};

export const REVIEW_GROUP_MEANS: Record<ReviewGroup, string> = {
  approve:
    'Others wrote these. Read the whole text, then approve it or write a revision of your own.',
  publish: 'Everything they need was given. One of you puts them live.',
  renew:
    'Read these again. If they are still right, say so: the last approval needed sets the next date.',
  translate:
    'The English answer has other words now. Past the date shown, the translation is not sent.',
  mine: 'You wrote these, so someone else approves them.',
  drafts: 'Nobody sees them before you send them to review.',
  samples: 'They came with Askwell. In live mode none is sent before it is approved.',
};
