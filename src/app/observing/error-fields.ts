type ErrorFields = {
  type: string;
  code?: string;
  message: string;
  stack?: string;
  cause?: ErrorFields;
};

const DEEPEST_CAUSE = 5;

/**
 * What a log line holds of an error. Fields that libraries hang on their errors (a failing row, a server's answer) and
 * messages that quote what was read stay out: they may be a patient's words.
 */
export function errorFields(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: 'no error object' };
  const { code } = error as { code?: unknown };
  const frames = framesOf(error);
  return {
    type: error.name,
    ...(typeof code === 'string' && { code }),
    message: messageOf(error),
    ...(frames && { stack: frames }),
    ...(error.cause !== undefined &&
      depth < DEEPEST_CAUSE && { cause: errorFields(error.cause, depth + 1) }),
  };
}

/** JSON.parse quotes its text, and schemas may name keys of it. */
function messageOf(error: Error): string {
  if (error instanceof SyntaxError) return 'text that cannot be parsed';
  if (!('issues' in error) || !Array.isArray(error.issues)) return error.message;
  const codes = error.issues.map((issue: { code?: unknown }) => String(issue.code));
  return `does not fit its schema: ${codes.join(', ')}`;
}

/** Without its first lines, which repeat the message. */
function framesOf({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}
