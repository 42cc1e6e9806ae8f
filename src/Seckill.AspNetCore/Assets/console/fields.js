// Form parts.
import { h, say, set } from '../shop/dom.js';

/** A labelled input. `props.options` makes it a select: [[value, text], …]. */
export function field(id, label, { options, hint, ...props } = {}) {
  const control = options
    ? h('select', { id, name: id, ...props }, options.map(choice))
    : h('input', { id, name: id, required: true, autocomplete: 'off', ...props });
  const help = hint ? h('small', { class: 'fine', id: `${id}-hint` }, hint) : null;
  if (help) control.setAttribute('aria-describedby', help.id);
  return { control, element: h('div', { class: 'field' }, h('label', { for: id }, label), control, help) };
}

// Without a value of its own an option's value is its text, so an empty one must be written too.
function choice([value, text]) {
  const option = h('option', {}, text);
  option.value = value;
  return option;
}

/** A line that says how it went. */
export function createOutcome() {
  const element = h('p', { class: 'outcome', role: 'status', hidden: true });
  const show = (kind) => (text) => {
    set(element, 'hidden', !text);
    set(element, 'data-kind', kind);
    set(element, 'role', kind === 'bad' ? 'alert' : 'status');
    say(element, text);
  };
  return { element, good: show('good'), bad: show('bad'), wait: show('wait'), clear: () => set(element, 'hidden', true) };
}

/** A button that, when what it does is final, asks for a second click. */
export function confirmButton(text, sure, run, props = {}) {
  let timer = null;
  const calm = () => {
    clearTimeout(timer);
    timer = null;
    say(button, text);
    set(button, 'data-armed', null);
  };
  const button = h('button', { type: 'button', class: 'quiet', ...props, onblur: calm, onclick: () => {
    if (sure && !timer) {
      timer = setTimeout(calm, 5000);
      say(button, sure);
      set(button, 'data-armed', true);
      return;
    }
    calm();
    run();
  } }, text);
  return button;
}

/** A moment as the value of a datetime-local input, and back. */
export function toInput(time) {
  const at = new Date(time);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}
export const fromInput = (value) => new Date(value).toISOString();
