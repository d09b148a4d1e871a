// Worklists: select all of the page, count, and show the batch bar only when something is selected.
(function () {
  "use strict";

  function watch(bar) {
    const form = bar.closest("form") || document;
    const boxes = function () { return Array.from(form.querySelectorAll("[data-row-check]")); };
    const all = form.querySelector("[data-select-all]");
    const count = bar.querySelector("[data-batch-count]");
    let last = null;

    function refresh() {
      const chosen = boxes().filter(function (box) { return box.checked; }).length;
      count.textContent = chosen;
      bar.hidden = chosen === 0;
      boxes().forEach(function (box) { box.closest("tr").classList.toggle("selected", box.checked); });
      if (all) {
        all.checked = chosen > 0 && chosen === boxes().length;
        all.indeterminate = chosen > 0 && !all.checked;
      }
    }

    function through(from, to, checked) {
      const list = boxes();
      const ends = [list.indexOf(from), list.indexOf(to)].sort(function (a, b) { return a - b; });
      list.slice(ends[0], ends[1] + 1).forEach(function (box) { box.checked = checked; });
    }

    form.addEventListener("click", function (event) {
      if (!event.target.matches("[data-row-check]")) return;
      if (event.shiftKey && last) through(last, event.target, event.target.checked);
      last = event.target;
      refresh();
    });
    form.addEventListener("change", function (event) {
      if (event.target === all) boxes().forEach(function (box) { box.checked = all.checked; });
      refresh();
    });
    const none = bar.querySelector("[data-select-none]");
    if (none) none.addEventListener("click", function () {
      boxes().forEach(function (box) { box.checked = false; });
      refresh();
    });
    refresh();
  }

  document.querySelectorAll("[data-batch-bar]").forEach(watch);
})();
