"use strict";

const at = (id) => document.getElementById(id);
const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const SAFE_LINK = /^(https?|tg):\/\//i;
const NEAR_THE_END = 90; // pixels

const state = { chat: 0, revision: 0, messages: new Map(), failures: 0, commands: "", chats: "", following: true, top: 0 };

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function link(url, ...children) {
  const made = element("a", "", ...children);
  made.href = url;
  made.target = "_blank";
  made.rel = "noopener noreferrer";
  return made;
}

function clickable(className, text, action) {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", action);
  return made;
}

const BLOCKS = /^(pre|blockquote|expandable_blockquote)$/;

/* Text arrives as a tree of styles; only the elements named here are ever made. */
function styled(nodes) {
  return nodes.map((node, place) => {
    if (node.style === undefined) {
      const afterBlock = place > 0 && BLOCKS.test(nodes[place - 1].style);
      return document.createTextNode(afterBlock ? node.text.replace(/^\n/, "") : node.text);
    }
    const inside = styled(node.inside);
    const plain = inside.map((one) => one.textContent).join("");
    if (node.style === "text_link" && SAFE_LINK.test(node.url)) return link(node.url, ...inside);
    if (node.style === "url" && SAFE_LINK.test(plain)) return link(plain, ...inside);
    if (node.style === "bot_command") return command(plain);
    if (node.style === "spoiler") return spoiler(inside);
    return element(TAGS[node.style] || "span", "", ...inside);
  });
}

function command(text) {
  const made = element("a", "command", text);
  made.href = "#";
  made.addEventListener("click", (event) => {
    event.preventDefault();
    say(text);
  });
  return made;
}

function spoiler(inside) {
  const made = element("span", "spoiler", ...inside);
  made.addEventListener("click", () => made.classList.add("seen"));
  return made;
}

const DOCUMENT = "M13 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V9zm0 1.5L17.5 9H13z";

function icon(path) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", width: 38, height: 38, "aria-hidden": true })) {
    svg.setAttribute(name, value);
  }
  shape.setAttribute("d", path);
  shape.setAttribute("fill", "currentColor");
  svg.append(shape);
  return svg;
}

function picture(file) {
  const image = element("img");
  Object.assign(image, { src: file.href, alt: file.name, width: file.width, height: file.height });
  const made = link(file.href, image);
  made.className = "picture";
  return made;
}

function attachment(file) {
  if (file.picture) return picture(file);
  const made = link(file.href, icon(DOCUMENT), element("span", "", element("b", "", file.name), element("small", "", file.size)));
  made.className = "file";
  made.download = file.name;
  return made;
}

function keyboard(message) {
  const rows = message.buttons.map((row) => element("div", "row", ...row.map((button) => keyboardButton(message, button))));
  return element("div", "buttons", ...rows);
}

function keyboardButton(message, button) {
  if (SAFE_LINK.test(button.url)) return link(button.url, button.text);
  const made = clickable("", button.text, async () => {
    made.classList.add("pressed");
    await post("/chat/press", { chat: state.chat, message_id: message.id, data: button.data });
    setTimeout(() => made.classList.remove("pressed"), 500);
  });
  return made;
}

function bubble(message) {
  const parts = [];
  if (message.file) parts.push(attachment(message.file));
  if (message.content.length) parts.push(element("span", "words", ...styled(message.content)));
  parts.push(element("span", "meta", (message.edited ? "изменено " : "") + message.time));
  const bare = message.file && message.file.picture && !message.content.length;
  const made = element("article", `message ${message.who}`, element("div", bare ? "bubble bare" : "bubble", ...parts));
  made.setAttribute("aria-label", message.name);
  if (message.buttons.length) made.append(keyboard(message));
  return made;
}

/* The log is rebuilt day by day from what is known; only new bubbles are animated. */
function show(message) {
  const old = state.messages.get(message.id);
  if (message.deleted) {
    state.messages.delete(message.id);
    if (old) old.remove();
    return;
  }
  const made = bubble(message);
  made.dataset.day = message.day;
  made.dataset.id = message.id;
  if (old) old.replaceWith(made);
  else insert(made);
  state.messages.set(message.id, made);
}

function insert(made) {
  const later = [...at("log").querySelectorAll("article")].find((one) => Number(one.dataset.id) > Number(made.dataset.id));
  if (state.revision > 0) made.classList.add("fresh");
  at("log").insertBefore(made, later || null);
}

function markDays() {
  at("log").querySelectorAll(".day").forEach((mark) => mark.remove());
  let day = "";
  for (const one of at("log").querySelectorAll("article")) {
    if (one.dataset.day !== day) one.before(element("p", "day", one.dataset.day));
    day = one.dataset.day;
  }
}

function atEnd() {
  const box = at("scroll");
  return box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_THE_END;
}

/* Follow the newest message until the reader scrolls up; pictures and the keyboard may grow meanwhile. */
function follow(wanted) {
  state.following = wanted;
  if (wanted) at("scroll").scrollTop = at("scroll").scrollHeight;
  at("newest").hidden = wanted || atEnd();
}

function noteScroll() {
  const top = at("scroll").scrollTop;
  if (atEnd()) state.following = true;
  else if (top < state.top) state.following = false;
  state.top = top;
  at("newest").hidden = state.following || atEnd();
}

function showCommands(commands) {
  const now = JSON.stringify(commands);
  if (now === state.commands) return;
  state.commands = now;
  at("commands").replaceChildren(...commands.map((one) => {
    const chip = clickable("", `/${one.command}`, () => say(`/${one.command}`));
    chip.title = one.description;
    return chip;
  }));
}

function showChats(chats) {
  const now = JSON.stringify([chats, state.chat]);
  if (now === state.chats) return;
  state.chats = now;
  at("chats").hidden = chats.length < 2;
  at("chats").replaceChildren(...chats.map((one) => {
    const tab = clickable("", one.name, () => open(one.id));
    tab.setAttribute("aria-current", String(one.id === state.chat));
    return tab;
  }));
}

function open(chat) {
  Object.assign(state, { chat, revision: 0 });
  state.messages.clear();
  at("log").replaceChildren();
}

function showHeading(view) {
  document.title = view.title;
  at("title").textContent = view.title;
  at("notice").textContent = view.notice;
  at("time").textContent = view.time;
  at("day").textContent = view.day;
  at("pinned").hidden = !view.pinned;
  at("pinned").textContent = view.pinned;
  at("composer").hidden = !view.writable;
  at("typing").hidden = !view.typing;
}

function showToast(toast) {
  if (toast.alert) {
    at("alert-text").textContent = toast.text;
    if (!at("alert").open) at("alert").showModal();
    return;
  }
  const made = element("p", "", toast.text);
  at("toasts").append(made);
  setTimeout(() => made.remove(), 5000);
}

function render(view) {
  if (state.revision === 0) state.following = true;
  state.chat = view.chat;
  showHeading(view);
  showChats(view.chats);
  showCommands(view.commands);
  view.messages.forEach(show);
  if (view.messages.length) markDays();
  view.toasts.forEach(showToast);
  at("empty").hidden = state.messages.size > 0;
  state.revision = view.revision;
  follow(state.following);
}

async function poll() {
  const asked = state.chat;
  const query = new URLSearchParams({ chat: asked, after: state.revision, wait: state.revision ? 1 : 0 });
  const answer = await fetch(`/chat/messages?${query}`);
  if (!answer.ok) throw new Error(answer.status);
  const view = await answer.json();
  if (view.revision < state.revision) location.reload();
  if (asked === state.chat) render(view);
}

async function live() {
  for (;;) {
    try {
      await poll();
      state.failures = 0;
    } catch {
      state.failures += 1;
      await new Promise((resume) => setTimeout(resume, 1000));
    }
    at("offline").hidden = state.failures < 3;
  }
}

async function post(path, body) {
  try {
    const answer = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!answer.ok) showToast({ text: "Не получилось: сообщение уже изменилось." });
  } catch {
    showToast({ text: "Нет связи с показом." });
  }
}

function say(text) {
  follow(true);
  return post("/chat/say", { chat: state.chat, text });
}

function fit() {
  const field = at("text");
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
  at("form").querySelector("button").disabled = !field.value.trim();
}

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  const text = at("text").value.trim();
  if (!text) return;
  at("text").value = "";
  fit();
  say(text);
});

at("text").addEventListener("input", fit);
at("text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  at("form").requestSubmit();
});
at("scroll").addEventListener("scroll", noteScroll, { passive: true });
at("newest").addEventListener("click", () => follow(true));

const growth = new ResizeObserver(() => follow(state.following));
growth.observe(at("scroll"));
growth.observe(at("log"));

live();
