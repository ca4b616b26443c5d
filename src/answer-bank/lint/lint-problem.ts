type LintRule =
  | 'too_large'
  | 'schema'
  | 'characters'
  | 'format'
  | 'link'
  | 'slot'
  | 'open_place'
  | 'cut_off'
  | 'source_date'
  | 'review_interval'
  | 'length'
  | 'sentence'
  | 'reading_grade'
  | 'dose'
  | 'digit'
  | 'forbidden_phrase'
  | 'driving_rule'
  | 'fasting_rule'
  | 'staying_rule'
  | 'setting_rule'
  | 'cost_rule'
  | 'approval_rule'
  | 'exclusion_rule'
  | 'benefit_rule'
  | 'harm_rule'
  | 'prescriber_rule'
  | 'intent'
  | 'unchanged'
  | 'use'
  | 'superseded'
  | 'approvals'
  | 'withdrawn'
  | 'translation'
  | 'translator';

/** Why an answer's content may not be kept, approved or published. `excerpt` is a piece of the answer itself, for its author: not for logs. */
export type LintProblem = {
  /** The field of the content that it is about: `title`, `text`, `sources` … */
  field: string;
  rule: LintRule;
  problem: string;
  excerpt?: string;
};

/** A problem before it is said which field it is in. */
export type Finding = Omit<LintProblem, 'field'>;
