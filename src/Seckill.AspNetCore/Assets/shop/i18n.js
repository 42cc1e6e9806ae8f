// Two languages, one dictionary each, switched without a reload.

const SLOT = 'seckill.language';
export const LANGUAGES = ['en', 'zh'];

/** The language of a browser that has not chosen yet. */
export function preferred(languages = globalThis.navigator?.languages ?? []) {
  const known = languages.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => LANGUAGES.includes(tag));
  return known ?? 'en';
}

/** @param dictionaries { en: {…}, zh: {…} }; a text may hold {name} places */
export function createWords(dictionaries, storage) {
  const chosen = storage.get(SLOT);
  let language = LANGUAGES.includes(chosen) ? chosen : preferred();

  return {
    get language() { return language; },
    has: (key) => key in dictionaries[language],
    choose(next) {
      language = next;
      storage.set(SLOT, next);
    },
    t: (key, params = {}) => (dictionaries[language][key] ?? key).replace(/\{(\w+)\}/g, (place, name) => params[name] ?? place),
  };
}
