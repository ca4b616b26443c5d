type Attributes = Record<string, string | number | boolean>;

/** Where time goes, step by step. What a span is called and its attributes never hold anybody's words. */
export type Tracing = {
  /** Runs the work inside a span, which ends with it. */
  span<Result>(name: string, work: (note: (attributes: Attributes) => void) => Result): Result;
  /** The same function, each call of it a span. */
  step<Args extends unknown[], Result>(
    name: string,
    work: (...args: Args) => Result,
  ): (...args: Args) => Result;
  /** Sends what is left. Rejects never. */
  close(): Promise<void>;
};

/** Without a collector nothing is measured, and a step stays the function that it was. */
export const noTracing: Tracing = {
  span: (_name, work) => work(() => undefined),
  step: (_name, work) => work,
  close: async () => undefined,
};
