// Agenda: 上移 and 下移 move a row among the others and number all anew; the numbers are what is sent.
(function () {
  "use strict";
  document.querySelectorAll("[data-agenda]").forEach(function (table) {
    function rows() { return Array.from(table.querySelectorAll("[data-agenda-row]")); }
    function number() {
      rows().forEach(function (row, i) { row.querySelector("[data-agenda-place]").value = i + 1; });
    }
    table.addEventListener("click", function (event) {
      const button = event.target.closest("[data-agenda-up], [data-agenda-down]");
      if (!button) return;
      const row = button.closest("[data-agenda-row]");
      const all = rows(), place = all.indexOf(row);
      const beside = all[button.hasAttribute("data-agenda-up") ? place - 1 : place + 1];
      if (!beside) return;
      if (button.hasAttribute("data-agenda-up")) beside.before(row);
      else beside.after(row);
      number();
      button.focus();
    });
  });
})();
