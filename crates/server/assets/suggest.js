/* Suggestions while somebody types, after the ARIA pattern of a combobox with a
   list. Nothing depends on it: without it the box is a box. What the server says
   is only ever set as text. */
"use strict";
(() => {
  const words = {
    da: {
      list: "Forslag", none: "Ingen forslag",
      count: (n) => `${n} forslag`,
      speaker: "person", place: "sted", topic: "emne", title: "titel", word: "",
    },
    en: {
      list: "Suggestions", none: "No suggestions",
      count: (n) => (n === 1 ? "1 suggestion" : `${n} suggestions`),
      speaker: "speaker", place: "place", topic: "topic", title: "title", word: "",
    },
  }[document.documentElement.lang === "en" ? "en" : "da"];
  const WAIT = 120; // milliseconds without a key before the server is asked

  const make = (name, attributes, parent) => {
    const element = document.createElement(name);
    for (const key in attributes) element.setAttribute(key, attributes[key]);
    parent.append(element);
    return element;
  };

  const equip = (form) => {
    const box = form.querySelector("input[type=search]");
    const row = box.parentElement;
    const id = `${box.id}-suggestions`;
    const list = make("ul", { id, role: "listbox", "aria-label": words.list, class: "suggestions" }, row);
    const status = make("p", { role: "status", class: "unseen" }, form);
    list.hidden = true;
    for (const [key, value] of Object.entries({
      role: "combobox", "aria-autocomplete": "list", "aria-controls": id,
      "aria-expanded": "false", "aria-haspopup": "listbox", "aria-keyshortcuts": "/",
    })) box.setAttribute(key, value);

    let found = [];
    let active = -1;
    let timer = 0;
    let asking = null;
    let asked = null;

    const mark = (nth) => {
      active = nth;
      [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === nth)));
      if (nth < 0) return box.removeAttribute("aria-activedescendant");
      box.setAttribute("aria-activedescendant", `${id}-${nth}`);
      list.children[nth].scrollIntoView({ block: "nearest" });
    };
    const open = (is) => {
      list.hidden = !is;
      box.setAttribute("aria-expanded", String(is));
      if (!is) mark(-1);
    };
    const forget = () => {
      clearTimeout(timer);
      if (asking) asking.abort();
      asking = null;
    };
    const close = () => {
      forget();
      open(false);
      status.textContent = "";
    };
    const choose = (nth) => {
      const one = found[nth];
      close();
      box.value = one.text;
      // A name leads to what has it; a word or title is searched as if it were typed, with
      // the choices that stand beside it.
      const named = one.kind === "speaker" || one.kind === "place" || one.kind === "topic";
      if (named && /^\/soeg\?/.test(one.url)) location.assign(one.url);
      else form.requestSubmit();
    };
    const show = (suggestions) => {
      found = suggestions;
      list.textContent = "";
      found.forEach((one, nth) => {
        const option = make("li", { role: "option", id: `${id}-${nth}`, "aria-selected": "false" }, list);
        make("span", { class: "text" }, option).textContent = one.text;
        const kind = words[one.kind];
        if (kind) {
          option.append(" ");
          make("span", { class: "what" }, option).textContent = kind;
        }
        option.addEventListener("click", () => choose(nth));
      });
      open(found.length > 0);
      status.textContent = found.length ? words.count(found.length) : words.none;
    };
    const ask = async () => {
      const typed = box.value.trim();
      if (!typed) return close();
      forget();
      const mine = (asking = new AbortController());
      try {
        const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(typed)}`, { signal: mine.signal });
        if (!answer.ok) return;
        const { suggestions } = await answer.json();
        if (asking !== mine || document.activeElement !== box) return;
        asked = typed;
        show(suggestions);
      } catch {
        // Suggestions are a help: without them one searches all the same.
      }
    };

    box.addEventListener("input", (event) => {
      if (event.isComposing) return;
      forget();
      timer = setTimeout(ask, WAIT);
    });
    box.addEventListener("compositionend", () => {
      forget();
      timer = setTimeout(ask, WAIT);
    });
    box.addEventListener("keydown", (event) => {
      if (event.isComposing || event.ctrlKey || event.metaKey) return;
      const isOpen = !list.hidden;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        if (!isOpen) {
          if (asked === box.value.trim() && found.length) open(true);
          else ask();
          if (event.altKey || list.hidden) return;
        }
        // One before the first is the box itself.
        const places = found.length + 1;
        mark(((active + 1 + step + places) % places) - 1);
      } else if (event.key === "Enter" && isOpen && active >= 0) {
        event.preventDefault();
        choose(active);
      } else if (event.key === "Enter" || event.key === "Tab") {
        close();
      } else if (event.key === "Escape" && isOpen) {
        event.preventDefault();
        close();
      }
    });
    // A press must not take the focus from the box before it is a click.
    list.addEventListener("mousedown", (event) => event.preventDefault());
    box.addEventListener("blur", close);
  };

  const forms = [...document.querySelectorAll("form.search, form.find")];
  forms.forEach(equip);
  document.addEventListener("keydown", (event) => {
    const inField = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || inField) return;
    const box = forms[0] && forms[0].querySelector("input[type=search]");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
