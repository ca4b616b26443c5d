/** Runs inside the program, before it: the machine's clock, which the test sets by a message. In milliseconds. */
const RealDate = Date;
let aheadMs = Number(process.env.FAULT_CLOCK_AHEAD_MS ?? 0);

globalThis.Date = new Proxy(RealDate, {
  construct: (real, args, target) =>
    Reflect.construct(real, args.length === 0 ? [real.now() + aheadMs] : args, target),
  get: (real, name) =>
    name === 'now' ? () => real.now() + aheadMs : Reflect.get(real, name, real),
});

process.on('message', (message: { aheadMs: number }) => {
  aheadMs = message.aheadMs;
  process.send?.('set');
});
process.channel?.unref();
