// The browser's own services in the form that the modules take them, so that tests can give others.

export const browserTimers = { set: (run, ms) => setTimeout(run, ms), clear: (id) => clearTimeout(id) };

/** One tab at a time. Locks exist on secure origins only; without them two tabs clicked in the same instant are two wishes. */
export const tabLock = (name, run) => (globalThis.navigator?.locks ? navigator.locks.request(name, run) : run());
