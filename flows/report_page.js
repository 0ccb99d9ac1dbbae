"use strict";
// The table of events: unpacks the columns of the page, filters, sorts, shows a page of rows.
// Texts are only ever set as text, never as HTML.
(() => {
  const PAGE_ROWS = 25;
  const DAY_MS = 86400000;
  const $ = (id) => document.getElementById(id);
  const chunks = [...document.querySelectorAll(".chunk")];
  const perChunk = chunks.length ? Number(chunks[0].dataset.events) : 1;
  const unpacked = new Map();
  const view = { rows: [], page: 0, sort: "day", down: true };
  let data, haystack;

  function unpack(element) {
    if (!unpacked.has(element)) {
      const bytes = Uint8Array.from(atob(element.textContent.trim()), (c) => c.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
      unpacked.set(element, new Response(stream).json());
    }
    return unpacked.get(element);
  }

  const iso = (day) => (day === null ? "" : new Date(day * DAY_MS).toISOString().slice(0, 10));
  const plain = (text) => (text || "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const number = (n) => n.toLocaleString("en");

  function add(parent, tag, text, attributes = {}) {
    const element = document.createElement(tag);
    if (text !== undefined && text !== null) element.textContent = text;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    parent.append(element);
    return element;
  }

  const actor = (index) => (index < 0 ? "" : data.actors[index]);
  const place = (i) => data.places[data.place[i]] || ["", "", -1];
  const country = (i) => data.countries[place(i)[2]] || "";
  const sub = (i) => data.subs[data.sub[i]] || ["", -1];

  function words(i) {
    const [name, area] = place(i);
    const kind = `${data.types[sub(i)[1]]} ${sub(i)[0]}`;
    return plain(`${data.id[i]} ${kind} ${actor(data.a1[i])} ${actor(data.a2[i])} ${name} ${area} ${country(i)}`);
  }

  function matches(wanted) {
    const from = wanted.from ? Date.parse(wanted.from) / DAY_MS : -Infinity;
    const to = wanted.to ? Date.parse(wanted.to) / DAY_MS : Infinity;
    const terms = plain(wanted.text).split(/\s+/).filter(Boolean);
    const sought = plain(wanted.actor);
    const actors = new Set();
    if (sought) data.actors.forEach((name, i) => plain(name).includes(sought) && actors.add(i));
    if (terms.length && !haystack) haystack = data.id.map((_, i) => words(i));
    const found = [];
    for (let i = 0; i < data.id.length; i++) {
      if (data.day[i] < from || data.day[i] > to) continue;
      if (wanted.type !== "" && sub(i)[1] !== Number(wanted.type)) continue;
      if (wanted.country !== "" && place(i)[2] !== Number(wanted.country)) continue;
      if (sought && !actors.has(data.a1[i]) && !actors.has(data.a2[i])) continue;
      if (terms.length && !terms.every((term) => haystack[i].includes(term))) continue;
      found.push(i);
    }
    return found;
  }

  function filter() {
    const wanted = {};
    for (const name of ["text", "type", "country", "actor", "from", "to"]) wanted[name] = $(`f-${name}`).value;
    view.rows = matches(wanted);
    order();
    view.page = 0;
    const deaths = view.rows.reduce((sum, i) => sum + (data.deaths[i] || 0), 0);
    $("count").textContent =
      `${number(view.rows.length)} of ${number(data.id.length)} events, ${number(deaths)} reported deaths`;
    show();
  }

  function order() {
    const column = data[view.sort];
    const sign = view.down ? -1 : 1;
    view.rows.sort((a, b) => sign * (column[a] - column[b]) || a - b);
    for (const button of document.querySelectorAll("[data-sort]")) {
      const now = view.down ? "descending" : "ascending";
      button.parentElement.setAttribute("aria-sort", button.dataset.sort === view.sort ? now : "none");
    }
  }

  function show() {
    const pages = Math.max(1, Math.ceil(view.rows.length / PAGE_ROWS));
    view.page = Math.min(Math.max(view.page, 0), pages - 1);
    const body = $("rows").tBodies[0];
    body.textContent = "";
    for (const i of view.rows.slice(view.page * PAGE_ROWS, (view.page + 1) * PAGE_ROWS)) row(body, i);
    if (!view.rows.length) {
      const cell = add(add(body, "tr", null, { role: "row" }), "td", "No event fits these filters.", { colspan: 6, role: "cell" });
      cell.className = "muted";
    }
    $("page").textContent = `Page ${number(view.page + 1)} of ${number(pages)}`;
    for (const button of $("pager").querySelectorAll("button")) {
      const back = ["first", "previous"].includes(button.dataset.page);
      button.disabled = back ? view.page === 0 : view.page === pages - 1;
    }
  }

  function row(body, i) {
    const line = add(body, "tr", null, { role: "row" });
    const cell = (text, extra) => add(line, "td", text, { role: "cell", ...extra });
    const day = cell(iso(data.day[i]));
    if (data.precision[i] > 1) add(day, "small", data.precision[i] === 2 ? "about this week" : "about this month");
    const [name, type] = sub(i);
    const kind = cell();
    add(kind, "span", null, { class: `dot t${typeClass(data.types[type])}` });
    kind.append(name);
    add(kind, "small", data.types[type]);
    const who = cell(actor(data.a1[i]) || "–");
    if (data.a2[i] >= 0) add(who, "small", actor(data.a2[i]));
    const [spot, area] = place(i);
    add(cell(spot), "small", [area, country(i)].filter(Boolean).join(", "));
    cell(data.deaths[i] === null ? "–" : number(data.deaths[i]), { class: "number", "data-label": "Deaths" });
    const open = add(cell(), "button", "Sources", {
      type: "button", "aria-expanded": "false", "aria-label": `Sources of ${data.id[i]}, ${iso(data.day[i])}, ${spot || ""}`,
    });
    open.addEventListener("click", () => toggle(open, line, i));
  }

  const CLASSES = ["Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots", "Strategic developments"];
  function typeClass(name) {
    const at = CLASSES.indexOf(name);
    return at < 0 ? CLASSES.length : at;
  }

  async function toggle(button, line, i) {
    if (button.getAttribute("aria-expanded") === "true") {
      button.setAttribute("aria-expanded", "false");
      line.classList.remove("open");
      if (line.nextSibling && line.nextSibling.className === "detail") line.nextSibling.remove();
      return;
    }
    button.setAttribute("aria-expanded", "true");
    line.classList.add("open");
    const detail = document.createElement("tr");
    detail.className = "detail";
    detail.setAttribute("role", "row");
    line.after(detail);
    const box = add(add(detail, "td", null, { colspan: 6, role: "cell" }), "div");
    const articles = await unpack($("data-articles"));
    const chunk = chunks[Math.floor(i / perChunk)];
    const [note, quotes] = chunk ? (await unpack(chunk))[i % perChunk] : [null, null];
    evidence(box, i, articles, note, quotes);
  }

  function evidence(box, i, articles, note, quotes) {
    if (note) add(box, "p", note, { dir: "auto" });
    const told = quotes || (articles.of[i] || []).map((n) => [n, null, null, "", "", ""]);
    for (const [n, title, language, before, marked, after] of told) {
      const head = add(box, "p");
      const outlet = [articles.sources[articles.source[n]], iso(articles.day[n])].filter(Boolean).join(", ");
      if (outlet) add(head, "b", outlet);
      if (outlet) head.append(": ");
      const url = articles.url[n];
      const name = title || articles.id[n];
      if (/^https?:\/\//i.test(url || "")) add(head, "a", name, { href: url, rel: "noopener noreferrer", dir: "auto" });
      else add(head, "span", name, { dir: "auto" });
      add(head, "small", ` article ${articles.id[n]}`);
      if (!before && !marked && !after) continue;
      const quote = add(box, "blockquote", null, { dir: "auto" });
      if (language) quote.setAttribute("lang", language);
      quote.append(before);
      if (marked) add(quote, "mark", marked);
      quote.append(after);
    }
    if (!quotes) add(box, "p", "The sentences of older events are left out here to keep this page small; see provenance.parquet.", { class: "muted" });
    add(box, "p", `Event ${data.id[i]}. Every value with its words: newsledger show ${data.id[i]}`, { class: "muted" });
  }

  function prepare() {
    const sorted = (names) => names.map((name, i) => [name, i]).sort((a, b) => (a[0] || "").localeCompare(b[0] || ""));
    for (const [name, i] of sorted(data.types)) add($("f-type"), "option", name, { value: i });
    for (const [name, i] of sorted(data.countries)) add($("f-country"), "option", name, { value: i });
    const often = new Map();
    for (const i of [...data.a1, ...data.a2]) if (i >= 0) often.set(i, (often.get(i) || 0) + 1);
    const names = [...often].sort((a, b) => b[1] - a[1]).slice(0, 200);
    for (const [i] of names) add($("actor-names"), "option", null, { value: data.actors[i] });
    let timer;
    const soon = () => { clearTimeout(timer); timer = setTimeout(filter, 150); };
    $("filters").addEventListener("input", soon);
    $("filters").addEventListener("reset", () => setTimeout(filter, 0));
    $("filters").addEventListener("submit", (event) => { event.preventDefault(); filter(); });
    for (const button of document.querySelectorAll("[data-sort]")) button.addEventListener("click", () => {
      view.down = view.sort === button.dataset.sort ? !view.down : true;
      view.sort = button.dataset.sort;
      order();
      view.page = 0;
      show();
    });
    const go = { first: () => 0, previous: () => view.page - 1, next: () => view.page + 1, last: () => Infinity };
    $("pager").addEventListener("click", (event) => {
      if (!event.target.dataset.page) return;
      view.page = go[event.target.dataset.page]();
      show();
      $("events").scrollIntoView();
      if (event.target.disabled) $("events").focus();
    });
  }

  async function start() {
    if (typeof DecompressionStream === "undefined") return;
    data = await unpack($("data-events"));
    prepare();
    $("no-table").hidden = true;
    $("browser").hidden = false;
    filter();
    document.documentElement.dataset.ready = "true";
  }
  start();
})();
