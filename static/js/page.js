// The frame: navigation on a phone, menus that close, focus on what is wrong, the way out of a long form.
(function () {
  "use strict";

  document.querySelectorAll("[data-nav-toggle]").forEach(function (button) {
    const nav = document.getElementById(button.getAttribute("aria-controls"));
    if (!nav) { button.hidden = true; return; }
    button.addEventListener("click", function () {
      const open = nav.classList.toggle("open");
      button.closest(".site-header").classList.toggle("open", open);
      button.setAttribute("aria-expanded", String(open));
      button.setAttribute("aria-label", open ? "收起菜单" : "展开菜单");
    });
  });

  function closeMenus(except) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (!menu.contains(except)) menu.open = false;
    });
  }
  document.addEventListener("click", function (event) { closeMenus(event.target); });
  // Whoever leaves a menu by the Tab key does not find the page covered by it.
  document.addEventListener("keyup", function (event) { if (event.key === "Tab") closeMenus(document.activeElement); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  const summary = document.querySelector("[data-error-summary]");
  if (summary) summary.focus();

  // A form is sent once: a second press of the button while the first is under way does nothing.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.addEventListener("click", function () { window.print(); });
  });
})();
