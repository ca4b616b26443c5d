import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Problem } from './chat/chat-schemas.ts';
import type { WebDeps } from './web-deps.ts';

/** Bytes of a request's body. */
export const MOST_BYTES = 256 * 1024;

const KNOWN: Record<string, { code: string; problem: string }> = {
  FST_ERR_CTP_BODY_TOO_LARGE: {
    code: 'too_large',
    problem: `The message is larger than ${MOST_BYTES / 1024} kB. Send it in shorter parts.`,
  },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    code: 'invalid_json',
    problem: 'The body is not valid JSON. Send an object such as {"text": "your question"}.',
  },
  FST_ERR_CTP_EMPTY_JSON_BODY: {
    code: 'invalid_json',
    problem: 'The body is empty. Send a JSON object such as {"text": "your question"}.',
  },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: {
    code: 'not_json',
    problem: 'The body is not marked as JSON. Set the header content-type: application/json.',
  },
};

/** Answers errors of the web chat in one shape; what we cannot name is logged, and told as our own fault. */
export function answerProblems({ blocks, log }: WebDeps) {
  const emergency = blocks.text('R-CRISIS-LINES', 'en');
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const status = error.statusCode ?? 500;
    const { code, problem } = described(error);
    if (status >= 500) log.error({ err: error, route: request.routeOptions.url }, 'request failed');
    const body: Problem = { code, problem, emergency };
    reply.code(status).send(body);
  };
}

/** A limit of the web chat was met: the message was not read, and that is said. */
export function tooMany(blocks: WebDeps['blocks'], seconds: number): Problem {
  return {
    code: 'too_many',
    problem: `Too many messages in a short time: this one was not read. Wait ${seconds} seconds and send it again.`,
    emergency: blocks.text('R-CRISIS-LINES', 'en'),
  };
}

export function whichConversation(blocks: WebDeps['blocks']): Problem {
  return {
    code: 'invalid_field',
    problem: 'Name the conversation in the header askwell-conversation.',
    emergency: blocks.text('R-CRISIS-LINES', 'en'),
  };
}

/** Nothing of a press was kept, and nothing was said to it. */
export function notKept(blocks: WebDeps['blocks']): Problem {
  return {
    code: 'not_kept',
    problem: 'This could not be stored just now. Send it again in a minute.',
    emergency: blocks.text('R-CRISIS-LINES', 'en'),
  };
}

export function noSuchAnswer(blocks: WebDeps['blocks']): Problem {
  return {
    code: 'no_such_answer',
    problem: 'No message of this conversation has this button. Read `helped` of the messages.',
    emergency: blocks.text('R-CRISIS-LINES', 'en'),
  };
}

/** Staff have something urgent to settle in this conversation. */
export function stillNeeded(blocks: WebDeps['blocks']): Problem {
  return {
    code: 'still_needed',
    problem:
      'Staff need this conversation for something urgent. It can be erased when they have settled that.',
    emergency: blocks.text('R-CRISIS-LINES', 'en'),
  };
}

export function notErased(blocks: WebDeps['blocks']): Problem {
  return {
    code: 'not_erased',
    problem: 'The conversation could not be erased just now. Send it again in a minute.',
    emergency: blocks.text('R-CRISIS-LINES', 'en'),
  };
}

function described(error: FastifyError): { code: string; problem: string } {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const lines = error.validation.map(
      ({ instancePath, message }) => `${fieldOf(instancePath)}: ${message}`,
    );
    return { code: 'invalid_field', problem: lines.join('; ') };
  }
  const known = KNOWN[error.code];
  if (known) return known;
  const status = error.statusCode ?? 500;
  if (status === 429)
    return { code: 'too_many', problem: 'Too many requests. Wait a minute and try again.' };
  if (status < 500) return { code: 'bad_request', problem: error.message };
  return { code: 'failed', problem: 'Something went wrong on our side. Please try again.' };
}

function fieldOf(instancePath: string): string {
  return instancePath.replace(/^\//, '').replaceAll('/', '.') || 'body';
}
