// The panel of the preview: what the audit finds on this page, and where on the page and in the sources.
(() => {
  "use strict";
  const script = document.currentScript;
  if (window.top !== window.self) return;
  const memory = "proactive-audit";
  const style = script.src.replace(/findings\.js$/, "findings.css");
  // Storage may be denied; the panel then forgets.
  const remembered = () => {
    try {
      return sessionStorage.getItem(memory);
    } catch {
      return null;
    }
  };
  const remember = (state) => {
    try {
      sessionStorage.setItem(memory, state);
    } catch {
      // It is forgotten.
    }
  };
  // The page as it was sent: scripts of its own may change it before the findings come.
  const places = new Map();
  let frame = null;

  function element(name, text) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    return made;
  }

  // The element at the end of the way from the root, if it is still of that name.
  function target(finding) {
    if (!finding.name) return null;
    const key = finding.path.join("/");
    if (!places.has(key)) {
      let found = document.documentElement;
      for (const number of finding.path) found = found?.children[number];
      places.set(key, found?.localName === finding.name ? found : null);
    }
    return places.get(key);
  }

  function isShown(place) {
    return place !== null && place.isConnected && place.getClientRects().length > 0;
  }

  function unmark() {
    if (frame) frame.remove();
    frame = null;
  }

  // A frame around the element, which itself stays as it is; the keyboard goes on from there.
  function mark(place) {
    unmark();
    place.scrollIntoView({ block: "center" });
    const box = place.getBoundingClientRect();
    frame = element("div");
    const shadow = frame.attachShadow({ mode: "open" });
    const line = element("div");
    const rules = new CSSStyleSheet();
    rules.replaceSync(
      ":host { all: initial; position: absolute; inset: 0 auto auto 0; z-index: 2147483644; pointer-events: none }" +
        "div { position: absolute; border: 3px solid #b3000c; outline: 3px solid #fff; border-radius: 4px }"
    );
    shadow.adoptedStyleSheets = [rules];
    const origin = document.body.getBoundingClientRect();
    const isPlaced = getComputedStyle(document.body).position !== "static";
    const left = isPlaced ? -origin.left : scrollX;
    const top = isPlaced ? -origin.top : scrollY;
    line.style.left = `${box.left + left - 6}px`;
    line.style.top = `${box.top + top - 6}px`;
    line.style.width = `${box.width + 6}px`;
    line.style.height = `${box.height + 6}px`;
    shadow.append(line);
    frame.setAttribute("aria-hidden", "true");
    document.body.append(frame);
    focus(place);
  }

  function focus(place) {
    place.focus({ preventScroll: true });
    if (document.activeElement === place) return;
    place.setAttribute("tabindex", "-1");
    place.addEventListener("blur", () => place.removeAttribute("tabindex"), { once: true });
    place.focus({ preventScroll: true });
  }

  function item(finding, words) {
    const entry = element("li");
    entry.className = finding.level;
    const message = element("p");
    const about = [finding.severity, finding.criterion].filter(Boolean).join(", ");
    message.append(element("strong", about), " " + finding.message);
    entry.append(message);
    if (finding.help) entry.append(element("p", finding.help));
    const where = element("p");
    where.append(element("code", [finding.source, finding.rule].filter(Boolean).join("  ")));
    entry.append(where);
    const place = target(finding);
    if (isShown(place)) {
      const button = element("button", words.show);
      button.type = "button";
      where.id = `where-${finding.number}`;
      button.setAttribute("aria-describedby", where.id);
      button.addEventListener("click", () => mark(place));
      entry.append(button);
    }
    return entry;
  }

  function show(words) {
    const host = element("aside");
    host.lang = words.lang;
    host.setAttribute("aria-label", words.label);
    const shadow = host.attachShadow({ mode: "open" });
    const sheet = element("link");
    sheet.rel = "stylesheet";
    sheet.href = style;
    const said = element("div");
    said.className = "said";
    said.setAttribute("role", "status");
    said.setAttribute("aria-live", "polite");
    const list = element("ol");
    words.findings.forEach((finding, number) => {
      finding.number = number;
      list.append(item(finding, words));
    });
    const panel = element("section");
    panel.id = "panel";
    panel.tabIndex = 0;
    const title = element("h2", words.title);
    title.id = "title";
    panel.setAttribute("aria-labelledby", title.id);
    panel.append(title, list, element("p", words.note));
    const toggle = element("button", words.title);
    toggle.type = "button";
    toggle.setAttribute("aria-controls", panel.id);
    const shut = element("button", words.close);
    shut.type = "button";
    const bar = element("div");
    bar.className = "bar";
    bar.append(toggle, shut);

    function open(isOpen) {
      panel.hidden = !isOpen;
      shut.hidden = !isOpen;
      toggle.setAttribute("aria-expanded", String(isOpen));
      if (!isOpen) unmark();
    }
    toggle.addEventListener("click", () => {
      open(panel.hidden);
      remember(panel.hidden ? "folded" : "open");
    });
    shut.addEventListener("click", () => {
      unmark();
      host.remove();
      remember("closed");
    });
    host.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || panel.hidden) return;
      open(false);
      remember("folded");
      toggle.focus();
    });
    open(remembered() === "open");
    shadow.append(sheet, said, panel, bar);
    // Above the notice, where there is one.
    const notice = document.querySelector(".proactive-preview-notice");
    if (notice) host.style.bottom = `calc(1.5rem + ${notice.offsetHeight}px)`;
    document.body.append(host);
    // A region that is there before its text is read out; one that comes with it may not be.
    setTimeout(() => {
      said.textContent = words.title;
    }, 100);
  }

  async function ask() {
    const answer = await fetch(`/.proactive/findings?path=${encodeURIComponent(script.dataset.path)}`);
    if (!answer.ok) return;
    const words = await answer.json();
    if (words.findings.length) show(words);
  }

  if (remembered() !== "closed") ask().catch(() => {});
})();
