import { escaped } from './html.ts';

const WIDTH = 520;
const HEIGHT = 340;
const LEFT = 68;
const RIGHT = 26;
const TOP = 14;
const BOTTOM = 46;

export type Axis = { label: string; from: number; to: number };

/** Places of a plane on the page, from shares of its axes. */
export type Plane = { x(value: number): number; y(value: number): number };

export function planeOf(x: Axis, y: Axis): Plane {
  const across = (WIDTH - LEFT - RIGHT) / (x.to - x.from);
  const up = (HEIGHT - TOP - BOTTOM) / (y.to - y.from);
  return {
    x: (value) => round(LEFT + (value - x.from) * across),
    y: (value) => round(HEIGHT - BOTTOM - (value - y.from) * up),
  };
}

/** An SVG image that a screen reader names by `title` and tells by `description`. */
export function svg(
  { id, title, description }: { id: string; title: string; description: string },
  body: string,
  size = { width: WIDTH, height: HEIGHT },
): string {
  return `<svg role="img" viewBox="0 0 ${size.width} ${size.height}" aria-labelledby="${id}-t ${id}-d"><title id="${id}-t">${escaped(title)}</title><desc id="${id}-d">${escaped(description)}</desc>${body}</svg>`;
}

/** Two axes in percent with lines at five places each. */
export function axes(x: Axis, y: Axis): string {
  const plane = planeOf(x, y);
  const across = ticks(x).map(
    (value) =>
      `<line class="grid" x1="${plane.x(value)}" x2="${plane.x(value)}" y1="${plane.y(y.from)}" y2="${plane.y(y.to)}"/><text x="${plane.x(value)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle">${percent(value)}</text>`,
  );
  const up = ticks(y).map(
    (value) =>
      `<line class="grid" x1="${plane.x(x.from)}" x2="${plane.x(x.to)}" y1="${plane.y(value)}" y2="${plane.y(value)}"/><text x="${LEFT - 8}" y="${plane.y(value) + 4}" text-anchor="end">${percent(value)}</text>`,
  );
  const names = `<text x="${(WIDTH + LEFT) / 2}" y="${HEIGHT - 6}" text-anchor="middle">${escaped(x.label)}</text><text transform="translate(12 ${(HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">${escaped(y.label)}</text>`;
  return `<g class="axes">${across.join('')}${up.join('')}${names}</g>`;
}

const STEPS = 5;

function ticks({ from, to }: Axis): number[] {
  return Array.from({ length: STEPS + 1 }, (_, at) => from + ((to - from) * at) / STEPS);
}

function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

export function round(value: number): number {
  return Number(value.toFixed(1));
}
