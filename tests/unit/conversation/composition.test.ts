import { describe, expect, test } from 'vitest';
import { MOST_WORDS, wordCount } from '../../../src/conversation/decide/word-limit.ts';
import { createSender } from '../../../src/conversation/reply/sender.ts';
import { takeTurn } from '../../../src/conversation/take-turn.ts';
import type { TurnDeps } from '../../../src/conversation/turn-deps.ts';
import { Concern, type FoundConcern, type Modifier } from '../../../src/domain/concern.ts';
import type { Conversation } from '../../../src/domain/conversation.ts';
import { AnswerId, IntentId, Locale } from '../../../src/domain/ids.ts';
import { withTickets } from '../../../src/escalation/tickets/with-ticket.ts';
import { orderConcerns } from '../../../src/safety/order-concerns.ts';
import {
  aConcern,
  aConversation,
  aMessage,
  aTicket,
  T0,
  turnDeps,
} from '../../support/turn-kit.ts';

const emergency = aConcern({ concern: 'emergency', level: 0, urgency: 'emergency' });
const overdose = aConcern({ concern: 'overdose', level: 0, urgency: 'emergency' });
const plan = aConcern({ concern: 'self_harm', level: 0, urgency: 'emergency' });
const thoughts = aConcern({ concern: 'self_harm', level: 1, urgency: 'urgent' });
const abuseNow = aConcern({ concern: 'abuse_disclosed', level: 0, urgency: 'emergency' });
const abuse = aConcern({ concern: 'abuse_disclosed', level: 1, urgency: 'urgent' });
const effect = aConcern({ concern: 'side_effect_now', level: 2, urgency: 'urgent' });
const doseNow = aConcern({ concern: 'dose', level: 2, urgency: 'urgent' });
const exposed = aConcern({ concern: 'pregnancy', level: 2, urgency: 'urgent' });
const minor = aConcern({ concern: 'minor' });
const pregnancy = aConcern({ concern: 'pregnancy' });
const dose = aConcern({ concern: 'dose' });
const interaction = aConcern({ concern: 'interaction' });
const schedule = aConcern({ concern: 'schedule' });
const personal = aConcern({ concern: 'personal_advice' });
const procurement = aConcern({ concern: 'procurement', level: 4 });
const conduct = aConcern({ concern: 'conduct', level: 6 });

/** Finds these in a text that holds "!", so that a harmless question beside it is clear. */
function finding(concerns: FoundConcern[], modifiers: Modifier[] = []): TurnDeps['gate'] {
  return {
    version: 'test',
    check: ({ text }) =>
      text.includes('!')
        ? { concerns: orderConcerns(concerns), modifiers }
        : { concerns: [], modifiers: [] },
  };
}

const ANSWERS: Record<string, { beside: boolean }> = {
  'driving.after-treatment': { beside: true },
  'driving.ride-home': { beside: true },
  'insurance.coverage': { beside: true },
  'prep.food-drink': { beside: false },
  'expect.during': { beside: false },
};
const INTENT_OF = (id: string) => IntentId.parse(id.replaceAll('-', '_'));

/** A bank and a classifier that know five questions by the name of their answer. */
function bankDeps(overrides: Partial<TurnDeps>): TurnDeps {
  const bank: TurnDeps['bank'] = {
    find(intent, locale) {
      const [id, answer] = Object.entries(ANSWERS).find(([one]) => INTENT_OF(one) === intent) ?? [];
      if (!id || !answer) return { missing: 'no_answer' };
      const { beside: besideDose } = answer;
      return { id: AnswerId.parse(id), locale, revision: 1, title: id, besideDose, sample: false };
    },
    revision: (id) => ({ title: id, text: 'Ask your care team.' }),
  };
  const classifier: TurnDeps['classifier'] = {
    version: 'test',
    classify(text) {
      const named = Object.keys(ANSWERS).filter((one) => text.includes(one));
      const ranked = named.map((id) => ({ intent: INTENT_OF(id), confidence: 0.9 / named.length }));
      const [best] = ranked;
      if (!best) return { kind: 'abstained', ranked };
      return { kind: 'confident', intent: best.intent, ranked };
    },
  };
  const kit = turnDeps();
  const sender = createSender({ block: kit.blocks.text, revision: bank.revision });
  return {
    ...kit,
    bank,
    classifier,
    sender,
    intents: Object.keys(ANSWERS).map(INTENT_OF),
    ...overrides,
  };
}

type Asked = {
  text?: string;
  found?: FoundConcern[];
  modifiers?: Modifier[];
  before?: Conversation;
  deps?: Partial<TurnDeps>;
};

async function ask({ text = 'x!', found = [], modifiers = [], before, deps = {} }: Asked) {
  const parts = bankDeps({ gate: finding(found, modifiers), ...deps });
  const heard = { message: aMessage({ text }), choice: undefined };
  const { outcome, conversation } = await takeTurn(heard, before ?? aConversation(), parts);
  const said = outcome.reply?.parts.map((part) => (part.kind === 'staff' ? 'staff' : part.id));
  return { turn: outcome.turn, reply: outcome.reply, conversation, said };
}

const ENDS = ['R-PASSED', 'WARNING'];
const H24 = 'R-AFTER-HOURS';

describe('levels 0 to 2: the fixed blocks and nothing beside them', () => {
  test.each<[string, FoundConcern[], string[], string]>([
    ['an emergency', [emergency], ['R-911'], 'emergency'],
    ['an overdose', [overdose], ['R-911', 'R-POISON'], 'overdose'],
    ['a plan to die', [plan], ['R-911', 'R-988'], 'self_harm'],
    ['abuse now', [abuseNow], ['R-911', 'R-ABUSE'], 'abuse_disclosed'],
    ['an overdose to die', [plan, overdose], ['R-911', 'R-POISON', 'R-988'], 'overdose'],
    [
      'all of level 0',
      [abuseNow, plan, overdose, emergency],
      ['R-911', 'R-POISON', 'R-988', 'R-ABUSE'],
      'emergency',
    ],
    ['level 0 beside level 1', [thoughts, emergency], ['R-911', 'R-988'], 'emergency'],
    ['thoughts of death', [thoughts], ['R-988'], 'self_harm'],
    ['thoughts of death and abuse', [abuse, thoughts], ['R-988', 'R-ABUSE'], 'self_harm'],
    ['abuse and a dose', [dose, abuse], ['R-ABUSE'], 'abuse_disclosed'],
    ['danger and getting the drug', [procurement, emergency], ['R-911'], 'emergency'],
    ['danger in an insult', [conduct, thoughts], ['R-988'], 'self_harm'],
  ])('%s', async (_name, found, blocks, reason) => {
    const { said, turn } = await ask({ text: 'driving.after-treatment and x!', found });
    expect(said).toEqual([...blocks, H24, ...ENDS]);
    expect(turn.tickets).toMatchObject([{ reason }]);
  });

  test.each<[string, FoundConcern[], string[], string]>([
    ['a bad effect now', [effect], ['R-SIDE'], 'side_effect_now'],
    [
      'a bad effect before a dose',
      [doseNow, effect],
      ['R-SIDE', 'R-DOSE-URGENT'],
      'side_effect_now',
    ],
    ['a bad effect of a minor', [minor, dose, effect], ['R-SIDE'], 'side_effect_now'],
    ['a dose about to be taken', [doseNow, personal], ['R-DOSE-URGENT'], 'dose'],
    ['pregnant and exposed', [exposed, dose], ['R-PREG'], 'pregnancy'],
  ])('%s', async (_name, found, blocks, reason) => {
    const { said, turn, conversation } = await ask({
      text: 'driving.after-treatment and x!',
      found,
    });
    expect(said).toEqual([...blocks, ...ENDS]);
    expect(turn.tickets).toMatchObject([{ reason, urgency: 'urgent' }]);
    expect(conversation.ownership).toEqual({ owner: 'waiting', hold: true });
  });
});

describe('level 3: the block, then at most one answer that cannot be read as dosing help', () => {
  test.each<[string, string, FoundConcern[], string[]]>([
    ['a dose', 'x!', [dose], ['R-DOSE', H24]],
    ['a schedule', 'x!', [schedule], ['R-SCHEDULE', H24]],
    ['an interaction', 'x!', [interaction], ['R-MIX', H24]],
    ['pregnancy', 'x!', [pregnancy], ['R-PREG']],
    ['personal advice', 'x!', [personal], ['R-PERSONAL', H24]],
    [
      'a dose and driving',
      'x! and driving.after-treatment',
      [dose],
      ['R-DOSE', H24, 'driving.after-treatment'],
    ],
    [
      'a dose and insurance and driving: the one about safety',
      'x! and insurance.coverage and driving.after-treatment',
      [dose],
      ['R-DOSE', H24, 'driving.after-treatment'],
    ],
    [
      'a question in the same sentence, behind a comma',
      'x!, driving.ride-home',
      [pregnancy],
      ['R-PREG', 'driving.ride-home'],
    ],
    ['a dose and prep', 'x! and prep.food-drink', [dose], ['R-DOSE', H24]],
    ['a dose and what to expect', 'x! and expect.during', [dose], ['R-DOSE', H24]],
    [
      'personal advice and insurance',
      'x! and insurance.coverage',
      [personal],
      ['R-PERSONAL', H24, 'insurance.coverage'],
    ],
    ['a minor and driving', 'x! and driving.after-treatment', [minor], ['R-MINOR', H24]],
    ['a minor before a dose', 'x!', [personal, dose, minor], ['R-MINOR', 'R-DOSE', H24]],
    ['pregnancy before a dose', 'x!', [dose, pregnancy], ['R-PREG', 'R-DOSE']],
    [
      'getting the drug beside a dose',
      'x! and driving.after-treatment',
      [procurement, dose],
      ['R-DOSE', 'R-PROCURE', H24],
    ],
  ])('%s', async (_name, text, found, expected) => {
    const { said, turn, conversation } = await ask({ text, found });
    expect(said).toEqual([...expected, ...ENDS]);
    expect(turn.tickets).toMatchObject([{ urgency: 'routine' }]);
    expect(conversation.ownership).toEqual({ owner: 'waiting', hold: false });
  });
});

describe('what is no concern, or beyond the bot', () => {
  test.each<[string, Asked, string[]]>([
    ['getting the drug', { found: [procurement] }, ['R-PROCURE', 'WARNING']],
    ['getting the drug in an insult', { found: [conduct, procurement] }, ['R-PROCURE', 'WARNING']],
    ['an insult', { found: [conduct] }, ['R-CONDUCT', 'WARNING']],
    [
      'an order to the bot and a dose',
      { found: [dose], modifiers: ['injection'] },
      ['R-DOSE', H24, ...ENDS],
    ],
    [
      'an order to the bot and a question',
      { text: 'driving.ride-home!', modifiers: ['injection'] },
      ['driving.ride-home', 'WARNING'],
    ],
    ['an order to the bot alone', { modifiers: ['injection'] }, ['R-SCOPE', 'WARNING']],
    [
      'two questions, the one about safety first',
      { text: 'insurance.coverage and driving.ride-home' },
      ['driving.ride-home', 'insurance.coverage', 'WARNING'],
    ],
    [
      'prep before what to expect',
      { text: 'expect.during and prep.food-drink' },
      ['prep.food-drink', 'expect.during', 'WARNING'],
    ],
    [
      'three questions: a menu',
      { text: 'expect.during and prep.food-drink and driving.ride-home' },
      ['R-MENU', 'R-CRISIS-LINES', 'WARNING'],
    ],
    [
      'a bare cry for help',
      { text: 'help!', modifiers: ['crisis_lines'] },
      ['R-CRISIS-LINES', 'R-HUMAN', ...ENDS],
    ],
    [
      'an emergency that is asked about',
      { found: [{ ...emergency, urgency: 'routine' }], modifiers: ['hypothetical'] },
      ['R-911', H24, ...ENDS],
    ],
    [
      'an event of the past',
      { found: [personal], modifiers: ['past'] },
      ['R-PERSONAL', H24, ...ENDS],
    ],
    [
      'a question in another language',
      {
        deps: {
          tools: {
            ...turnDeps().tools,
            detectLanguage: () => ({ locale: 'en', supported: false }),
          },
        },
      },
      ['R-LANG', ...ENDS],
    ],
    [
      'personal details beside a question',
      {
        text: 'driving.ride-home',
        deps: { tools: { ...turnDeps().tools, redact: (text) => ({ text, found: ['name'] }) } },
      },
      ['driving.ride-home', 'R-PRIVACY', 'WARNING'],
    ],
    [
      'personal details beside an emergency',
      {
        found: [emergency],
        deps: { tools: { ...turnDeps().tools, redact: (text) => ({ text, found: ['name'] }) } },
      },
      ['R-911', H24, 'R-PRIVACY', ...ENDS],
    ],
  ])('%s', async (_name, asked, expected) => {
    expect((await ask(asked)).said).toEqual(expected);
  });

  test('the menu after three questions has a button for each of them', async () => {
    const text = 'expect.during and prep.food-drink and driving.ride-home';
    const { reply, turn } = await ask({ text });
    expect(reply?.choices.map(({ label }) => label)).toEqual([
      'driving.ride-home',
      'prep.food-drink',
      'expect.during',
    ]);
    expect(turn).toMatchObject({ replyKind: 'clarification', answers: [], tickets: [] });
  });

  test('an emergency that is asked about pages no one', async () => {
    const found = [{ ...emergency, urgency: 'routine' as const }];
    expect((await ask({ found })).turn.tickets).toMatchObject([{ urgency: 'routine' }]);
  });

  test('a language without approved words reads 911 in both, and staff get a ticket', async () => {
    const tools = {
      ...turnDeps().tools,
      detectLanguage: () => ({ locale: 'en' as const, supported: false }),
    };
    const { reply, turn } = await ask({ deps: { tools } });
    expect(reply?.text).toContain('Emergency / emergencia: 911');
    expect(turn.tickets).toMatchObject([{ reason: 'language' }]);
  });

  test('the menu a second time in a row is a ticket', async () => {
    const first = await ask({ text: 'hmm' });
    const second = await ask({ text: 'hmm', before: first.conversation });
    expect(first.said).toEqual(['R-MENU', 'R-CRISIS-LINES', 'WARNING']);
    expect(second.said).toEqual(['R-UNCLEAR', 'R-CRISIS-LINES', 'R-HUMAN', ...ENDS]);
    expect(second.turn.tickets).toMatchObject([{ reason: 'unclear' }]);
  });

  test('an order to the bot is no unclear question, not even after a menu', async () => {
    const first = await ask({ text: 'hmm' });
    const { said } = await ask({ modifiers: ['injection'], before: first.conversation });
    expect(said).toEqual(['R-SCOPE', 'WARNING']);
  });
});

describe('staff hold after levels 0 to 2', () => {
  const held = withTickets(aConversation(), [aTicket({ hold: true })]);
  test.each<[string, Asked, string[]]>([
    ['no answers', { text: 'driving.ride-home' }, ['R-HOLD', 'WARNING']],
    ['no menus', { text: 'hmm' }, ['R-HOLD', 'WARNING']],
    ['safety still fires', { found: [emergency] }, ['R-911', H24, ...ENDS]],
    ['a dose is still refused, alone', { found: [dose] }, ['R-DOSE', H24, ...ENDS]],
    [
      'a cry for help gets its numbers',
      { text: 'help!', modifiers: ['crisis_lines'] },
      ['R-CRISIS-LINES', 'R-HOLD', ...ENDS],
    ],
    ['an insult is not told off', { found: [conduct] }, ['R-HOLD', 'WARNING']],
  ])('%s', async (_name, asked, expected) => {
    const { said, conversation } = await ask({ ...asked, before: held });
    expect(said).toEqual(expected);
    expect(conversation.ownership).toEqual({ owner: 'waiting', hold: true });
  });

  test('a language without approved words still gets its numbers', async () => {
    const tools = {
      ...turnDeps().tools,
      detectLanguage: () => ({ locale: 'en' as const, supported: false }),
    };
    expect((await ask({ deps: { tools }, before: held })).said).toEqual(['R-LANG', ...ENDS]);
  });
});

describe('insults and advertising', () => {
  test('are told off once, then go to the desk once, without a word', async () => {
    const first = await ask({ found: [conduct] });
    const second = await ask({ found: [conduct], before: first.conversation });
    const third = await ask({ found: [conduct], before: second.conversation });
    expect([first.said, second.said, third.said]).toEqual([
      ['R-CONDUCT', 'WARNING'],
      undefined,
      undefined,
    ]);
    expect(second.turn.tickets).toMatchObject([{ reason: 'conduct', urgency: 'routine' }]);
    expect(third.conversation.tickets).toHaveLength(1);
    expect(third.turn.tickets).toEqual([]);
  });

  test('are told off again after an hour', async () => {
    const { conversation } = await ask({ found: [conduct] });
    const now = () => new Date(Date.parse(T0) + 61 * 60_000).toISOString();
    const { said } = await ask({ found: [conduct], before: conversation, deps: { now } });
    expect(said).toEqual(['R-CONDUCT', 'WARNING']);
  });

  test('do not keep a patient from an answer, or from the safety text', async () => {
    const { conversation } = await ask({ found: [conduct] });
    const { said } = await ask({ text: 'driving.ride-home', before: conversation });
    expect(said).toEqual(['driving.ride-home', 'WARNING']);
    const danger = await ask({ found: [conduct, emergency], before: conversation });
    expect(danger.said).toContain('R-911');
  });
});

describe('word limits', () => {
  const { blocks } = turnDeps();
  const crisis = ['R-911', 'R-POISON', 'R-988', 'R-ABUSE', 'R-SIDE', 'R-DOSE-URGENT'];
  test.each(crisis)('%s has at most 75 words, in English', (id) => {
    expect(wordCount(blocks.text(id, 'en'))).toBeLessThanOrEqual(75);
  });

  const spanish = {
    ...turnDeps().tools,
    detectLanguage: () => ({ locale: 'es' as const, supported: true }),
  };
  const level3 = [minor, pregnancy, dose, interaction, schedule, personal];
  const pairs = level3.flatMap((one) => level3.map((other) => [one, other] as const));

  test.each(Locale.options)(
    'whatever pair of level-3 concerns: at most 160 words, in %s',
    async (locale) => {
      const deps = locale === 'es' ? { tools: spanish } : {};
      for (const found of pairs) {
        const { reply, said } = await ask({ found: [...found], deps });
        expect(wordCount(reply?.text ?? ''), said?.join(' ')).toBeLessThanOrEqual(MOST_WORDS);
      }
    },
  );

  test('a second block that does not fit is left out, the graver one never', async () => {
    const { said } = await ask({ found: [minor, dose], deps: { tools: spanish } });
    expect(said?.[0]).toBe('R-MINOR');
  });
});

test('every concern at every level has a reply that ends with the truth about staff, or declines', async () => {
  for (const concern of Concern.options) {
    for (const level of [0, 1, 2, 3, 4, 6] as const) {
      const { said, turn } = await ask({ found: [aConcern({ concern, level })] });
      expect(said?.at(-1), `${concern} ${level}`).toBe('WARNING');
      if (level <= 3) expect(said?.at(-2), `${concern} ${level}`).toBe('R-PASSED');
      expect(turn.blocks).not.toContain('R-FALLBACK');
      expect(turn.tickets).toHaveLength(level <= 3 ? 1 : 0);
    }
  }
});

test('the same blocks end with the other truth when staff were not reached', async () => {
  const deps = bankDeps({ gate: finding([dose]) });
  const { outcome } = await takeTurn(
    { message: aMessage({ text: 'x!' }), choice: undefined },
    aConversation(),
    deps,
    { stored: false },
  );
  expect(outcome.turn.blocks).toEqual(['R-DOSE', H24, 'R-NOTPASSED', 'WARNING']);
});
