// Fake time, storage and host for the tests of the pages.

/** Timers that run when told: advance(ms) moves the time and runs what falls due, letting promises settle in between. */
export function createTime(start = 1_000_000) {
  let at = start;
  let next = 1;
  const due = new Map();
  return {
    now: () => at,
    waiting: () => due.size,
    timers: {
      set(run, ms) {
        due.set(next, { at: at + Math.max(0, ms), run });
        return next++;
      },
      clear: (id) => due.delete(id),
    },
    async advance(ms) {
      const end = at + ms;
      for (;;) {
        await settle();
        const [id, first] = [...due].filter(([, timer]) => timer.at <= end).sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
        if (!first) break;
        due.delete(id);
        at = first.at;
        first.run();
      }
      at = end;
      await settle();
    },
  };
}

/** Lets every promise that can go on do so. */
export async function settle() {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
}

/** A localStorage that lives in a Map, so that two "pages" can share it. */
export function createBacking(map = new Map()) {
  return { map, getItem: (name) => map.get(name) ?? null, setItem: (name, value) => map.set(name, value), removeItem: (name) => map.delete(name) };
}

export const ok = (body, status = 201) => ({ kind: 'ok', status, body });
export const silent = () => ({ kind: 'silent' });
export const problem = (status, code, retryAfterMs = null) => ({ kind: 'problem', status, code, detail: '', retryAfterMs });
