import type { KeyOffer } from '../../../wire/session.ts';

/** For each square of the picture: a whole number, so that none is wider than another. */
const DOTS = 4;

/** The key as a picture for a phone's camera, as a link for the same phone, and as text for all others. */
export function KeyView({ offer: { key, address, picture } }: { offer: KeyOffer }) {
  return (
    <div className="key-view">
      <svg
        className="key-picture"
        width={picture.size * DOTS}
        height={picture.size * DOTS}
        viewBox={`0 0 ${picture.size} ${picture.size}`}
        role="img"
        aria-label="QR code of the key that is written below"
        shapeRendering="crispEdges"
      >
        <rect width={picture.size} height={picture.size} fill="#fff" />
        <path d={picture.path} fill="#000" />
      </svg>
      <div className="key-words">
        <p>
          No camera? Type this key into the app: <code className="key-text">{key}</code>
        </p>
        <p>
          <a href={address}>Open it in the app on this device</a>
        </p>
      </div>
    </div>
  );
}
