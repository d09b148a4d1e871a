// The case file: the index follows the scroll, evidence opens beside the text, phrases go into the opinion, the panel folds on a phone.
(function () {
  "use strict";

  const links = Array.from(document.querySelectorAll(".case-index a[href^='#']"));
  const sections = links.map(function (link) { return document.getElementById(link.hash.slice(1)); });

  function follow() {
    let here = 0;
    sections.forEach(function (section, place) {
      if (section && section.getBoundingClientRect().top < window.innerHeight / 3) here = place;
    });
    links.forEach(function (link, place) {
      if (place === here) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  }
  if (links.length) {
    window.addEventListener("scroll", follow, { passive: true });
    follow();
  }

  function viewer(link) {
    const box = document.createElement("div");
    const image = link.dataset.evidence === "image" || /\.(png|jpe?g|gif|webp)$/i.test(link.pathname);
    const frame = document.createElement(image ? "img" : "iframe");
    box.className = "evidence-view";
    frame.src = link.href;
    if (image) frame.alt = link.textContent.trim();
    else frame.title = link.textContent.trim();
    box.append(frame);
    return box;
  }

  document.addEventListener("click", function (event) {
    const link = event.target.closest("a[data-evidence]");
    if (link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      const row = link.closest(".evidence") || link;
      const open = row.nextElementSibling;
      if (open && open.classList.contains("evidence-view")) open.remove();
      else row.after(viewer(link));
      return;
    }
    const phrase = event.target.closest("[data-phrase]");
    if (phrase) {
      const field = document.querySelector(phrase.dataset.into) || phrase.closest("form").querySelector("textarea");
      field.value = field.value ? field.value.replace(/\s*$/, "\n") + phrase.dataset.phrase : phrase.dataset.phrase;
      field.dispatchEvent(new Event("input", { bubbles: true }));
      field.focus();
      return;
    }
    const toggle = event.target.closest("[data-panel-toggle]");
    if (toggle) {
      const panel = toggle.closest(".case-panel");
      toggle.setAttribute("aria-expanded", String(panel.classList.toggle("open")));
    }
  });
})();
