const PATHS = {
  brand: 'M7 5h10a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3h-4l-5 4v-4H7a3 3 0 0 1-3-3V8a3 3 0 0 1 3-3z',
  overview: 'M4 11l8-7 8 7v9h-5v-6H9v6H4z',
  more: 'M4 12a1.200 1.200 0 1 0 2.400 0a1.200 1.200 0 1 0-2.400 0M10.800 12a1.200 1.200 0 1 0 2.400 0a1.200 1.200 0 1 0-2.400 0M17.600 12a1.200 1.200 0 1 0 2.400 0a1.200 1.200 0 1 0-2.400 0',
  desk: 'M4 13l2.5-8h11L20 13v6H4zM4 13h5l1.5 2.5h3L15 13h5',
  review: 'M4 5h16v14H4zM8 12l2.500 2.500L16 9',
  answers: 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7',
  corrections: 'M4 12a8 8 0 1 0 2.500-5.800M4 4v4.500h4.500M12 8v4.500M12 15.500v.500',
  examples: 'M4 5h16v10h-9l-4 4v-4H4zM8 9h8M8 12h5',
  clinic: 'M4 20V9l8-5 8 5v11zM12 10v6M9 13h6',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 20c0-4 3-6 6.5-6s6.5 2 6.5 6M16 4.5a3.5 3.5 0 0 1 0 6M18 14.5c2.200.8 3.500 2.700 3.500 5.500',
  deliveries: 'M21 4L10.5 13.5M21 4l-6.500 17-4-7.500L3 9.500z',
  audit:
    'M12 3l8 3v6c0 4.500-3.300 7.800-8 9-4.700-1.200-8-4.500-8-9V6zM8.500 12l2.500 2.500 4.500-5',
  settings:
    'M4 7h9M19 7h1M16 4.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5zM4 17h1M11 17h9M8 14.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5z',
  gaps: 'M12 21a9 9 0 1 1 0-18 9 9 0 0 1 0 18zM9.500 9.500a2.500 2.500 0 1 1 3.600 2.200c-.8.400-1.100.900-1.100 1.800M12 16.800v.2',
  figures: 'M4 20h16M7 20v-7M12 20V5M17 20v-10',
  folded: 'M9 6l6 6-6 6',
  unfolded: 'M6 9l6 6 6-6',
  search: 'M11 18a7 7 0 1 1 0-14 7 7 0 0 1 0 14zM16 16l4.500 4.500',
  close: 'M6 6l12 12M18 6L6 18',
} as const;

export type IconName = keyof typeof PATHS;

/** Decoration beside words, never instead of them. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.7"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
