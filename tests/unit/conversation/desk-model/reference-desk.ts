/**
 * What the desk is to do, written down a second time and in another way: slips of paper in a tray, people in a room, and
 * the sheet that the patient reads. It shares no line with the program.
 */
export type Name = 'ana' | 'ben';
export type Says = 'clear' | 'dose' | 'dose now' | 'emergency' | 'person';

type Slip = {
  number: number;
  about: string;
  /** 0 is the gravest. */
  gravity: number;
  held: boolean;
  holder: Name | undefined;
  takenAt: number;
  answered: boolean;
  closedAt: number | undefined;
  stapledTo: number | undefined;
};

export type Desk = {
  at: number;
  slips: Slip[];
  /** All that the patient reads, in order. */
  sheet: string[];
  /** Who did what to which ticket, in order. */
  book: string[];
  lastSign: number;
  nextNumber: number;
  /** Ids of what patient and staff have sent. */
  sent: string[];
};

export const SILENCE = 60 * 60_000;
const DAY = 24 * 60 * 60_000;
const GRAVITY = { emergency: 0, urgent: 1, routine: 2 };
/** Which of two equally urgent matters gives a merged slip its name. */
const PRIORITY = ['emergency', 'dose', 'human'];

export function anEmptyDesk(at: number): Desk {
  return { at, slips: [], sheet: [], book: [], lastSign: 0, nextNumber: 1, sent: [] };
}

const open = (desk: Desk) => desk.slips.filter(({ closedAt }) => closedAt === undefined);
const inRoom = (desk: Desk) => open(desk).filter(({ holder }) => holder !== undefined);

/** Who has the conversation. */
export function owner(desk: Desk): string {
  const latest = inRoom(desk).reduce<Slip | undefined>(
    (last, slip) => (last && last.takenAt > slip.takenAt ? last : slip),
    undefined,
  );
  if (latest) return `staff ${latest.holder}`;
  if (open(desk).length === 0) return 'bot';
  return open(desk).some(({ held }) => held) ? 'held' : 'waiting';
}

/** The tray as anybody may look at it. */
export function tray(desk: Desk): string[] {
  return open(desk).map(({ number, about, gravity, holder, answered }) => {
    const state = holder ? (answered ? 'answered' : 'claimed') : 'new';
    return `${number} ${about} ${gravity} ${state} ${holder ?? 'nobody'}`;
  });
}

/** Runs a change and writes on the sheet who came into the room or left it empty. */
function watchingTheDoor(desk: Desk, change: () => void): void {
  const before = inRoom(desk).length > 0;
  change();
  const after = inRoom(desk).length > 0;
  if (!before && after) desk.sheet.push('R-STAFF-JOINED');
  if (before && !after) {
    const left = { bot: 'R-STAFF-LEFT', held: 'R-STAFF-LEFT-HOLD', waiting: 'R-STAFF-LEFT-OPEN' };
    desk.sheet.push(left[owner(desk) as keyof typeof left]);
  }
}

/** Spoken to by the bot whoever has the conversation, and held from then on. */
const GRAVE = {
  emergency: { line: 'R-911', about: 'emergency', gravity: GRAVITY.emergency },
  'dose now': { line: 'R-DOSE-URGENT', about: 'dose', gravity: GRAVITY.urgent },
};

export function patientSays(desk: Desk, says: Says, id: string): void {
  if (desk.sent.includes(id)) return;
  const who = owner(desk);
  if (desk.lastSign === 0) desk.sheet.push('R-NOTICE');
  desk.sent.push(id);
  desk.lastSign = desk.at;
  for (const slip of open(desk)) slip.answered = false;
  if (says === 'emergency' || says === 'dose now') {
    const { line, about, gravity } = GRAVE[says];
    desk.sheet.push(line);
    escalate(desk, about, gravity, true);
  } else if (!who.startsWith('staff')) {
    botSpeaks(desk, says, who === 'held');
  } else if (says === 'dose') {
    escalate(desk, 'dose', GRAVITY.routine, false);
  }
}

function botSpeaks(desk: Desk, says: Says, held: boolean): void {
  if (held && says !== 'dose') {
    desk.sheet.push('R-HOLD');
  } else if (says === 'clear') {
    desk.sheet.push('answer');
  } else {
    desk.sheet.push(says === 'dose' ? 'R-DOSE' : 'R-HUMAN');
    escalate(desk, says === 'dose' ? 'dose' : 'human', GRAVITY.routine, false);
  }
}

function escalate(desk: Desk, about: string, gravity: number, held: boolean): void {
  const alike = desk.slips.filter((slip) => slip.about === about);
  const going = alike.map((slip) => under(desk, slip)).find((slip) => slip.closedAt === undefined);
  if (going) {
    going.held ||= held;
    going.gravity = Math.min(going.gravity, gravity);
    desk.book.push(`ticket joined by a new message ${going.number}`);
    return;
  }
  const fresh = { about, gravity, held, holder: undefined, takenAt: 0, answered: false };
  const lately = alike.filter(({ closedAt }) => closedAt && desk.at - closedAt < DAY).at(-1);
  if (lately) {
    Object.assign(lately, { ...fresh, closedAt: undefined, stapledTo: undefined });
    desk.book.push(`ticket reopened by a new message ${lately.number}`);
    return;
  }
  const number = desk.nextNumber++;
  desk.slips.push({ ...fresh, number, closedAt: undefined, stapledTo: undefined });
  desk.book.push(`ticket opened ${number}`);
}

function under(desk: Desk, slip: Slip): Slip {
  const top = desk.slips.find(({ number }) => number === slip.stapledTo);
  return top ? under(desk, top) : slip;
}

export type Deed =
  | { deed: 'claim' | 'release' | 'resolve' | 'merge'; by: Name }
  | { deed: 'reassign'; by: Name; to: Name }
  | { deed: 'reply' | 'note'; by: Name; id: string };

/** Ben is an admin, Ana is not. */
export function staffDo(desk: Desk, number: number, deed: Deed): void {
  const slip = desk.slips.find((one) => one.number === number);
  if (slip) watchingTheDoor(desk, () => work(desk, slip, deed));
}

function work(desk: Desk, slip: Slip, deed: Deed): void {
  if (!mayWork(desk, slip, deed)) return;
  switch (deed.deed) {
    case 'note':
      write(desk, slip, 'note written', deed.id);
      break;
    case 'reply':
      slip.answered = true;
      desk.sheet.push(`${deed.by}: ${deed.id}`);
      write(desk, slip, 'message sent to patient', deed.id);
      break;
    case 'claim':
      hand(desk, slip, deed.by, 'ticket claimed');
      break;
    case 'reassign':
      hand(desk, slip, deed.to, 'ticket reassigned');
      break;
    case 'release':
      putBack(slip);
      write(desk, slip, 'ticket released');
      break;
    case 'resolve':
      slip.closedAt = desk.at;
      write(desk, slip, 'ticket resolved');
      break;
    case 'merge':
      staple(desk, slip);
      break;
  }
}

function mayWork(desk: Desk, slip: Slip, deed: Deed): boolean {
  if (deed.deed === 'note') return !desk.sent.includes(deed.id);
  if (slip.closedAt !== undefined) return false;
  if (deed.deed === 'claim') return slip.holder === undefined;
  const isTheirs = slip.holder === deed.by;
  if (deed.deed === 'reply') return isTheirs && !desk.sent.includes(deed.id);
  if (deed.deed === 'reassign') return (isTheirs || deed.by === 'ben') && slip.holder !== deed.to;
  return isTheirs;
}

function write(desk: Desk, { number }: Slip, action: string, id?: string): void {
  desk.lastSign = desk.at;
  desk.book.push(`${action} ${number}`);
  if (id !== undefined) desk.sent.push(id);
}

function hand(desk: Desk, slip: Slip, to: Name, action: string): void {
  slip.holder = to;
  slip.takenAt = desk.at;
  write(desk, slip, action);
}

function putBack(slip: Slip): void {
  slip.holder = undefined;
  slip.answered = false;
}

function staple(desk: Desk, slip: Slip): void {
  const others = open(desk).filter((one) => one !== slip);
  if (others.some(({ holder }) => holder !== undefined && holder !== slip.holder)) return;
  for (const other of others) {
    const graver =
      other.gravity < slip.gravity ||
      (other.gravity === slip.gravity &&
        PRIORITY.indexOf(other.about) < PRIORITY.indexOf(slip.about));
    if (graver) slip.about = other.about;
    slip.gravity = Math.min(slip.gravity, other.gravity);
    slip.held ||= other.held;
    slip.answered &&= other.answered;
    other.closedAt = desk.at;
    other.stapledTo = slip.number;
    write(desk, other, 'ticket merged');
  }
}

/** Somebody walks by now and then, and clears a room that has been silent for too long. */
export function lookRound(desk: Desk): void {
  if (inRoom(desk).length === 0 || desk.at - desk.lastSign < SILENCE) return;
  watchingTheDoor(desk, () => {
    const left = inRoom(desk);
    for (const slip of left.filter(({ answered }) => answered)) {
      slip.closedAt = desk.at;
      desk.book.push(`ticket resolved by silence ${slip.number}`);
    }
    for (const slip of left.filter(({ answered }) => !answered)) {
      putBack(slip);
      desk.book.push(`ticket released by silence ${slip.number}`);
    }
  });
}
