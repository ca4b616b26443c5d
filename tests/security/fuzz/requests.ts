import fc from 'fast-check';
import { z } from 'zod';
import type { WholeProgram } from '../whole-program.ts';
import { fromSchema, type Schema } from './from-schema.ts';
import { hostileBody, hostileText } from './hostile.ts';

export type Hostile = {
  method: 'GET' | 'POST';
  url: string;
  payload?: string;
  headers?: Record<string, string>;
};

/** A route and what its description says it takes. */
export type Described = {
  method: Hostile['method'];
  url: string;
  params?: Schema | undefined;
  query?: Schema | undefined;
  body?: Schema | undefined;
};

type Parameter = { in: string; name: string; schema?: Schema };
type Operation = {
  parameters?: Parameter[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
};

/** Every route of the OpenAPI description. */
export function openApiRoutes(server: WholeProgram['server']): Described[] {
  const { paths = {} } = server.swagger() as { paths?: Record<string, Record<string, Operation>> };
  return Object.entries(paths).flatMap(([url, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase() as Hostile['method'],
      url: url.replaceAll(/\{(\w+)\}/g, ':$1'),
      query: fields(parameters.filter((one) => one.in === 'query')),
      body: requestBody?.content?.['application/json']?.schema,
    })),
  );
}

function fields(parameters: Parameter[]): Schema {
  const properties = Object.fromEntries(parameters.map(({ name, schema }) => [name, schema ?? {}]));
  // Else most of the time is spent waiting for news.
  if (properties.wait) properties.wait = { type: 'number', minimum: 0, maximum: 0 };
  return { type: 'object', properties };
}

type ConsoleInput = { method: Hostile['method']; url: string; input: z.ZodType };

/** Every route of the console, from the schemas that read their requests. */
export function consoleDescriptions(routes: readonly ConsoleInput[]): Described[] {
  return routes.map(({ method, url, input }) => {
    const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema;
    const { params, query, body } = schema.properties ?? {};
    return { method, url: `/console/api${url}`, params, query, body };
  });
}

/** Requests to this route: most as described, some with bytes that are nothing of the kind. */
export function requestsTo({ method, url, params, query, body }: Described): fc.Arbitrary<Hostile> {
  const address = fc.tuple(parts(params), parts(query), hostileText, fc.nat({ max: 9 }));
  const path = address.map(([inPath, inQuery, stray, chance]) => {
    const filled = url.replaceAll(/:(\w+)/g, (_, name: string) => {
      const value = inPath[name];
      return encodeURIComponent(well(value === undefined || chance === 0 ? stray : value));
    });
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(inQuery)) search.append(well(name), well(value));
    return `${filled}?${search}`;
  });
  if (method === 'GET') return path.map((one) => ({ method, url: one }));
  const json = fromSchema(body).map((value) => JSON.stringify(value) ?? 'null');
  const payload = fc.oneof({ weight: 6, arbitrary: json }, { weight: 1, arbitrary: hostileBody });
  const type = fc.constantFrom(
    ...Array<string>(20).fill('application/json'),
    'application/json; charset=utf-16', 'text/plain', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded', '\t',
  ); // biome-ignore format: one list
  return fc.tuple(path, payload, type).map(([one, bytes, contentType]) => ({
    method,
    url: one,
    payload: bytes,
    headers: { 'content-type': contentType },
  }));
}

function parts(schema: Schema | undefined): fc.Arbitrary<Record<string, unknown>> {
  return fromSchema(schema ?? { type: 'object' }).map((value) =>
    typeof value === 'object' && value !== null ? { ...value } : {},
  );
}

/** An address holds no half of a sign. */
function well(value: unknown): string {
  return Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toString();
}
