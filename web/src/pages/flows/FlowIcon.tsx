const paths = {
  bolt: 'M13 3 5 13.5h6L10 21l9-11h-6.5z',
  sum: 'M17 6V4H6l6 8-6 8h11v-2',
  share: 'M12 12m-3 0a3 3 0 1 0 6 0 3 3 0 1 0-6 0M12 3.5V9M12 15v5.5M4.6 7.8l4.8 2.7M14.6 13.5l4.8 2.7M4.6 16.2l4.8-2.7M14.6 10.5l4.8-2.7',
  euro: 'M17.5 6.5A7 7 0 1 0 17.5 17.5M4 10.5h9M4 13.5h9',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 2h-15zM10 21h4',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  paper: 'M6 3h8l4.5 4.5V21H6zM14 3v5h4.5M9 13h6M9 16.5h6',
  mail: 'M3.5 6h17v12.5h-17zM3.5 7l8.5 6.5L20.5 7',
  hands: 'M4 12h5l3-3 3 3h5M4 16h16M12 4v5M9 6.5 12 4l3 2.5',
  scales: 'M12 4v16M7 20h10M5 7h14M5 7l-2.5 6h5zM19 7l-2.5 6h5z',
  lens: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 21 21',
  tick: 'M5 12.5 10 17.5 19.5 7',
  chart: 'M4 20h16M7 16v-5M12 16V6M17 16v-8',
  store: 'M5 6c0-3 14-3 14 0v12c0 3-14 3-14 0zM5 6c0 3 14 3 14 0M5 12c0 3 14 3 14 0',
  fork: 'M4 12h5l4-6h7M9 12l4 6h7M17 3l3 3-3 3M17 15l3 3-3 3',
  join: 'M4 6h6l4 6h6M4 18h6l4-6M17 9l3 3-3 3',
  flag: 'M6 21V4h11l-2.5 4L17 12H6',
  play: 'M8 5.5v13l10-6.5z',
  stop: 'M6.5 6.5h11v11h-11z',
  boxes: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  loop: 'M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 3.5v4h-4',
  braces: 'M9 4H7v6l-2 2 2 2v6h2M15 4h2v6l2 2-2 2v6h-2',
  lines: 'M5 6h14M5 10.5h14M5 15h9M5 19.5h11',
  signal: 'M12 12m-1.5 0a1.5 1.5 0 1 0 3 0 1.5 1.5 0 1 0-3 0M8 8a5.6 5.6 0 0 0 0 8M16 8a5.6 5.6 0 0 1 0 8M5 5a10 10 0 0 0 0 14M19 5a10 10 0 0 1 0 14',
  clock: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM12 7.5V12l3.5 2.5',
  globe: 'M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17ZM3.5 12h17M12 3.5c-5 5-5 12 0 17c5-5 5-12 0-17',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5c0-8 15-8 15 0',
  pencil: 'M5 19l1-4L16 5l3 3L9 18zM14 7l3 3',
  pin: 'M9 4h6M10 4v6l-3 4h10l-3-4V4M12 14v7',
} as const;

export type FlowIconName = keyof typeof paths;

/** The sign of a kind of activity, beside its words. */
export const FlowIcon = ({ name, size = 18 }: { name: FlowIconName; size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth={1.8} strokeLinecap="round" strokeLinejoin="round" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);
