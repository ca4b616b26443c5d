import { expect, test } from 'vitest';
import { parseStaff } from '../../../src/store/format/parse-staff.ts';
import { StoreError } from '../../../src/store/store.ts';
import { aStaffMember } from '../../contract/examples.ts';

const read = (value: object) => parseStaff(JSON.stringify(value), 'staff/one.json');

test('a person of 0.1 is read, and one with a second factor too', () => {
  const recovery = { salt: 'c2FsdA==', hashes: ['aGFzaA=='] };
  const secondFactor = { key: 'GEZDGNBV', since: aStaffMember().createdAt, lastStep: 1, recovery };
  const people = [aStaffMember(), aStaffMember({ schema: 2, secondFactor })];
  expect(people.map(read)).toEqual(people);
});

test('a person of a newer Askwell is refused rather than read without what is new', () => {
  expect(() => read({ ...aStaffMember(), schema: 3 })).toThrow(StoreError);
  expect(() => read({ ...aStaffMember(), schema: 3 })).toThrow('written by a newer Askwell');
});
