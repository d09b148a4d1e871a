// Worklists: the batch bar offers only the acts that all selected rows allow.
(function () {
  "use strict";
  document.querySelectorAll("[data-batch-bar]").forEach(function (bar) {
    const form = bar.closest("form");
    const buttons = Array.from(bar.querySelectorAll("button[name='act']"));

    function allowed() {
      const rows = Array.from(form.querySelectorAll("[data-row-check]:checked"), function (box) {
        return (box.closest("tr").dataset.acts || "").split(" ");
      });
      buttons.forEach(function (button) {
        button.hidden = rows.some(function (acts) { return !acts.includes(button.value); });
      });
      bar.toggleAttribute("data-none-in-common", rows.length > 0 && buttons.length > 0 && buttons.every(function (button) { return button.hidden; }));
    }

    form.addEventListener("change", allowed);
    form.addEventListener("click", function () { window.setTimeout(allowed, 0); });
    allowed();
  });
})();
