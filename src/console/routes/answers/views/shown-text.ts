import type { ClinicDesk } from '../../../../answer-bank/slots/clinic-desk.ts';
import { type OtherWords, otherWords } from '../../../../answer-bank/slots/other-words.ts';
import { renderLoosely } from '../../../../answer-bank/slots/render.ts';
import { slotList } from '../../../../answer-bank/slots/slots.ts';
import type { Locale } from '../../../../domain/ids.ts';
import type { SlotView } from '../../../wire/answers.ts';

/** How the text of an answer comes out with the clinic's facts of now in it. */
export type ShownText = {
  /** A slot that cannot be filled comes out as it was typed: the lint says what is wrong with it. */
  fill(text: string, locale: Locale): string;
  /** What the facts of now leave out. */
  otherWords(text: string, locale: Locale): OtherWords[];
  /** The facts that a text may name. */
  slots(locale: Locale): SlotView[];
};

export function createShownText({
  clinicDesk,
}: {
  clinicDesk: Pick<ClinicDesk, 'values'>;
}): ShownText {
  return {
    fill: (text, locale) => renderLoosely(text, clinicDesk.values(locale)),
    otherWords: (text, locale) => otherWords(text, clinicDesk.values(locale)),
    slots: (locale) => slotList(clinicDesk.values(locale)),
  };
}
