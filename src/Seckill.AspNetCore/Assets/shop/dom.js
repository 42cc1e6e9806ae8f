// Builds elements without markup strings: text can never become code, and a strict CSP is content.

/** h('button', { class: 'x', onclick: f, 'aria-label': 'y' }, 'text', child, …) */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) set(element, name, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Sets a property or attribute when it differs, so that screen readers and selections are left in peace. */
export function set(element, name, value) {
  if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
  else if (['value', 'checked', 'disabled', 'hidden', 'textContent'].includes(name)) {
    if (element[name] !== value) element[name] = value;
  } else attribute(element, name, value);
}

/** Replaces an element's text when it differs. */
export const say = (element, text) => set(element, 'textContent', text);

/** Replaces an element's children. */
export const fill = (element, ...children) => element.replaceChildren(...children.flat().filter(Boolean));

function attribute(element, name, value) {
  if (value === null || value === undefined || value === false) element.removeAttribute(name);
  else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? '' : value);
}
