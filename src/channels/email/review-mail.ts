import { inWords, type Words } from './letter.ts';

/** How many answers there are to review, and where. No patient's word, and none of the answers either. */
export function reviewMail(
  { count, expired }: { count: number; expired: number },
  consoleUrl: string,
): Words {
  const answers = count === 1 ? '1 answer' : `${count} answers`;
  return inWords({
    subject: `Askwell: ${answers} to review`,
    lead: `${answers} ${count === 1 ? 'is' : 'are'} near the review date, or past it. Please read them, and say that they are still right or write what is.`,
    facts: [
      ['To review', String(count)],
      ['Not sent any more', String(expired)],
    ],
    link: { href: `${consoleUrl}/review`, text: 'Open the answers to review' },
    end: 'You get this because you are a moderator. It comes 30, 7 and 1 days before a review date, and when it is past: questions go to staff then.',
  });
}
