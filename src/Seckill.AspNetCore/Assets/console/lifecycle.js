// What an operator may do with a sale: draft → scheduled → open ⇄ paused → ended → closed → settled.

const MOVES = {
  draft: ['publish'],
  scheduled: ['close'],
  open: ['pause', 'close'],
  paused: ['resume', 'close'],
  ended: ['close'],
};

/** The moves that a state allows, the usual one first. */
export const movesOf = (status) => MOVES[status] ?? [];

/** True for a move that cannot be taken back: the page asks twice. */
export const isFinal = (move) => move === 'close';

/** True while the settings may still be changed. */
export const isChangeable = (status) => !['closed', 'settled'].includes(status);

/** True when there are books to read: a draft has no stock yet. */
export const hasBooks = (status) => status !== 'draft';
