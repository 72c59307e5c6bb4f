// Live reload of the preview: pages of another version reload, problems are shown on top of the page.
(() => {
  "use strict";
  const script = document.currentScript;
  const version = script.dataset.version;
  const style = script.src.replace(/reload\.js$/, "preview.css");
  let stream = null;
  let dialog = null;
  let shown = "";

  function element(name, text) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    return made;
  }

  function item(problem) {
    const entry = element("li");
    if (problem.place) {
      const place = element("p");
      place.append(element("code", problem.place));
      entry.append(place);
    }
    const message = element("p");
    message.append(element("strong", problem.severity), " " + problem.message);
    entry.append(message);
    if (problem.excerpt) {
      const block = element("pre");
      block.tabIndex = 0;
      block.append(element("code", problem.excerpt));
      entry.append(block);
    }
    if (problem.hint) entry.append(element("p", problem.hint));
    return entry;
  }

  function close() {
    if (dialog) dialog.getRootNode().host.remove();
    dialog = null;
  }

  // A modal dialog of the browser's own: focus stays in it, Escape closes it, readers announce it.
  function show(state) {
    const text = JSON.stringify(state.problems);
    if (text === shown) return;
    shown = text;
    close();
    if (!state.problems.length) return;
    const host = element("div");
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = element("link");
    sheet.rel = "stylesheet";
    sheet.href = style;
    dialog = element("dialog");
    dialog.lang = state.lang;
    dialog.setAttribute("aria-labelledby", "title");
    const title = element("h2", state.title);
    title.id = "title";
    const list = element("ol");
    list.append(...state.problems.map(item));
    const button = element("button", state.close);
    button.type = "button";
    button.addEventListener("click", close);
    dialog.addEventListener("close", close);
    dialog.append(title, element("p", state.intro), list, button);
    shadow.append(sheet, dialog);
    document.body.append(host);
    dialog.showModal();
    button.focus();
  }

  function connect() {
    if (stream) return;
    stream = new EventSource("/.proactive/events");
    stream.addEventListener("state", (event) => {
      const state = JSON.parse(event.data);
      if (state.version !== version) {
        disconnect();
        location.reload();
      } else {
        show(state);
      }
    });
  }

  function disconnect() {
    if (stream) stream.close();
    stream = null;
  }

  // A browser allows six connections to one address: tabs that nobody sees give theirs back.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") connect();
    else disconnect();
  });
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", () => {
    if (document.visibilityState === "visible") connect();
  });
  if (document.visibilityState === "visible") connect();
})();
