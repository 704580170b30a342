"use strict";
(() => {
  // Letters alone are compared: no case, no accents, no vowel points of Arabic and Hebrew.
  const plain = (text) =>
    text.normalize("NFKD").toLowerCase()
      .replace(/[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]/g, "")
      .replace(/\u0111/g, "d").replace(/\u0131/g, "i").replace(/\u00df/g, "ss").replace(/\u0142/g, "l");
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const form = document.querySelector(".finder");
  const query = document.getElementById("query");
  const language = document.getElementById("language");
  const topic = document.getElementById("topic");
  const nothing = document.getElementById("nothing");

  // A leaflet is found by its title in any language: titles are gathered by leaflet.
  const titles = new Map();
  const sections = all("main > section").map((section) => {
    const collator = new Intl.Collator(section.lang);
    const list = section.querySelector("ul");
    const cards = all(".card", list).map((card) => {
      const title = card.querySelector("h3").textContent;
      const topics = new Map(all("[data-topic]", card).map((each) => [each.dataset.topic, each.textContent]));
      const words = [title, ...topics.values()].join("\n");
      titles.set(card.dataset.slug, `${titles.get(card.dataset.slug) || ""}\n${plain(words)}`);
      const isForeign = card.querySelector("h3 [lang]") !== null;
      return { card, title, topics, isForeign, slug: card.dataset.slug };
    });
    cards.sort((one, other) => one.isForeign - other.isForeign || collator.compare(one.title, other.title));
    list.append(...cards.map((each) => each.card));
    return { section, cards };
  });

  const names = topic ? new Map([...topic.options].map((option) => [option.value, option.text])) : null;
  const nameTopics = () => {
    const own = new Map(names);
    for (const { section, cards } of sections) {
      if (section.id !== language.value) continue;
      for (const each of cards) for (const [key, name] of each.topics) own.set(key, name);
    }
    for (const option of topic.options) {
      option.text = own.get(option.value);
      if (option.value) option.lang = language.value;
    }
  };

  const show = () => {
    const terms = plain(query.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { section, cards } of sections) {
      let here = 0;
      for (const each of cards) {
        const fits = (!language.value || section.id === language.value) &&
          (!topic || !topic.value || each.topics.has(topic.value)) &&
          terms.every((term) => titles.get(each.slug).includes(term));
        each.card.hidden = !fits;
        here += fits;
      }
      section.hidden = !here;
      found += here;
    }
    nothing.textContent = found ? "" : nothing.dataset.text;
    if (topic) nameTopics();
  };

  const followLink = () => {
    const tag = decodeURIComponent(location.hash.slice(1));
    if (tag === "leaflets") query.value = "";
    if (tag === "leaflets" && topic) topic.value = "";
    language.value = sections.some(({ section }) => section.id === tag) ? tag : "";
    show();
  };

  document.documentElement.classList.add("script");
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", show);
  addEventListener("hashchange", followLink);
  followLink();
})();
