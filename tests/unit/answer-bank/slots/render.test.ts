import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { render, renderLoosely, SlotError } from '../../../../src/answer-bank/slots/render.ts';

const CLINIC = { 'clinic.phone': '555-0100', 'clinic.plans': '- Example Health' };
const PLANS =
  'Hello. {if clinic.plans}We take:\n\n{clinic.plans}\n\nAsk us.{else}Ask us.{end} Bye.';

describe('a text with places for facts', () => {
  test('says the fact in its slot', () => {
    expect(render('Call {clinic.phone}.', CLINIC)).toBe('Call 555-0100.');
  });

  test('keeps the first words of a passage where the fact is known, else the second', () => {
    expect(render(PLANS, CLINIC)).toBe('Hello. We take:\n\n- Example Health\n\nAsk us. Bye.');
    expect(render(PLANS, {})).toBe('Hello. Ask us. Bye.');
  });

  test('leaves no doubled space and no empty line where a passage says nothing', () => {
    expect(render('One. {if clinic.plans}Two.{end} Three.', {})).toBe('One. Three.');
    expect(render('One.\n\n{if clinic.plans}Two.{end}\n\nThree.', {})).toBe('One.\n\nThree.');
    expect(render('One. {if clinic.plans}Two.{end}', {})).toBe('One.');
  });

  test('without a passage is not touched besides its slots, so that old messages stay what they were', () => {
    expect(render('One.  {clinic.phone}\n\n\nTwo. ', CLINIC)).toBe('One.  555-0100\n\n\nTwo. ');
  });

  test.each([
    'Call {clinic.fax}.',
    'Call {phone}.',
    'A {if clinic.plans}B.',
    'A {else} B.',
    'A {end} B.',
    'A {if clinic.phone}B {if clinic.plans}C{end}{end}.',
    'A {if clinic.phone}B{else}C{else}D{end}.',
    'A { B.',
    'A } B.',
    'A {} B.',
    'A {{clinic.phone}} B.',
  ])('is refused whole when a part of it cannot be filled: %s', (text) => {
    expect(() => render(text, CLINIC)).toThrow(SlotError);
  });

  test('shows a writer what cannot be filled', () => {
    expect(renderLoosely('Call {clinic.fax} or {clinic.phone}.', CLINIC)).toBe(
      'Call {clinic.fax} or 555-0100.',
    );
  });

  test('comes out with every brace filled, or not at all', () => {
    const piece = fc.constantFrom(
      'words ',
      '{clinic.phone}',
      '{clinic.none}',
      '{if clinic.plans}',
      '{if clinic.none}',
      '{else}',
      '{end}',
      '{',
      '}',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        try {
          const shown = render(text, CLINIC);
          expect(shown).not.toMatch(/[{}]/);
          expect(render(text, CLINIC)).toBe(shown);
          expect(renderLoosely(text, CLINIC)).toBe(shown);
        } catch (err) {
          expect(err).toBeInstanceOf(SlotError);
        }
      }),
    );
  });

  test('never has a value read as a slot again', () => {
    expect(render('{clinic.phone}', { 'clinic.phone': '{clinic.phone} {end}' })).toBe(
      '{clinic.phone} {end}',
    );
  });

  test('of ten thousand braces is refused at once', () => {
    const started = performance.now();
    expect(() => render('{if clinic.plans}'.repeat(10_000), CLINIC)).toThrow(SlotError);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
