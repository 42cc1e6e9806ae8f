// localStorage where it works, memory where it is forbidden or full.

export function createStorage(backing = browserStorage()) {
  const memory = new Map();

  return {
    get(name) {
      if (memory.has(name)) return memory.get(name);
      try {
        return JSON.parse(backing?.getItem(name) ?? 'null');
      } catch {
        return null;
      }
    },
    set(name, value) {
      try {
        backing.setItem(name, JSON.stringify(value));
        memory.delete(name);
      } catch {
        memory.set(name, value);
      }
    },
    remove(name) {
      memory.delete(name);
      try {
        backing?.removeItem(name);
      } catch {
        memory.set(name, null);
      }
    },
  };
}

function browserStorage() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}
