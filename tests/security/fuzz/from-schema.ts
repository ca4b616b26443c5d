import fc from 'fast-check';
import { hostileText, hostileValue } from './hostile.ts';

/** The part of JSON Schema that zod and the OpenAPI description write. */
export type Schema = {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxItems?: number;
  additionalProperties?: unknown;
};

/** Mostly as the schema wants it, with something hostile in one place of five, and a field too many or too few. */
export function fromSchema(schema: Schema | undefined): fc.Arbitrary<unknown> {
  if (!schema) return hostileValue;
  return fc.oneof(
    { weight: 4, arbitrary: asWanted(schema) },
    { weight: 1, arbitrary: hostileValue },
  );
}

function asWanted(schema: Schema): fc.Arbitrary<unknown> {
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices?.length) return fc.oneof(...choices.map(fromSchema));
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.enum?.length) return fc.constantFrom(...schema.enum);
  switch ([schema.type].flat()[0]) {
    case 'object':
      return anObject(schema);
    case 'array':
      return fc.array(fromSchema(schema.items), { maxLength: Math.min(schema.maxItems ?? 5, 5) });
    case 'integer':
    case 'number':
      return aNumber(schema);
    case 'boolean':
      return fc.boolean();
    case 'string':
      return aString(schema);
    default:
      return hostileValue;
  }
}

function anObject({ properties = {}, required = [] }: Schema): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, fromSchema(schema)]),
  );
  const whole = fc.record(fields, { requiredKeys: required.filter((name) => name in fields) });
  const stray = fc.tuple(whole, hostileText, hostileValue).map(([object, name, value]) => ({
    ...object,
    [name]: value,
  }));
  return fc.oneof({ weight: 5, arbitrary: whole }, { weight: 1, arbitrary: stray });
}

function aNumber({ minimum = -5, maximum = 1_000_000 }: Schema): fc.Arbitrary<unknown> {
  const [min, max] = [Math.max(minimum, -1e9), Math.min(maximum, 1e9)];
  return fc.oneof(fc.integer({ min: Math.ceil(min), max: Math.floor(max) }), fc.constantFrom(1, 2));
}

/** A pattern that fast-check cannot read is left to chance. */
function aString({ pattern }: Schema): fc.Arbitrary<unknown> {
  if (pattern === undefined) return fc.oneof(hostileText, fc.constantFrom('en', 'es', '1', 'x'));
  try {
    return fc.stringMatching(new RegExp(pattern));
  } catch {
    return hostileText;
  }
}
