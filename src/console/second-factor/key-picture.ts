import { encodeQR } from 'qr';

/** A screen is neither torn nor stained, so the picture is coarse and easy to scan. Quiet: as many empty squares as the standard wants around it. */
const QUIET = 4;

export type KeyPicture = {
  /** Squares on a side. */
  size: number;
  /** The dark ones, as the `d` of an SVG path in a box of `size` by `size`. */
  path: string;
};

/** A QR code to be drawn by the page itself: its policy lets no markup in that came as text. */
export function keyPicture(text: string): KeyPicture {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: QUIET });
  const path = rows
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')))
    .join('');
  return { size: rows.length, path };
}
