/**
 * A `Date` whose local fields are its UTC fields, wherever the process runs. It stands for what a clock on the clinic's
 * wall shows, so that hours can be reckoned without the process's own time zone and its changes coming in.
 */
export class WallDate extends Date {
  constructor(...parts: [] | [number | string | Date] | DateParts) {
    if (parts.length > 1) super(Date.UTC(...(parts as DateParts)));
    else super(...(parts as [number]));
  }

  override getTimezoneOffset(): number {
    return 0;
  }
}

type DateParts = Parameters<typeof Date.UTC>;

const LOCAL_FIELD = /^([gs]et)(?:FullYear|Month|Date|Day|Hours|Minutes|Seconds|Milliseconds)$/;

for (const name of Object.getOwnPropertyNames(Date.prototype).filter((one) =>
  LOCAL_FIELD.test(one),
)) {
  const inUtc = Reflect.get(Date.prototype, name.replace(/^([gs]et)/, '$1UTC'));
  Object.defineProperty(WallDate.prototype, name, { value: inUtc });
}
