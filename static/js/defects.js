// The case file: once a defect is noted, its form is empty and folded again.
(function () {
  "use strict";
  document.body.addEventListener("htmx:afterRequest", function (event) {
    const form = event.target.closest ? event.target.closest("form[data-reset-after]") : null;
    if (!form || !event.detail.successful || document.querySelector("#noted .field-error")) return;
    form.reset();
    form.closest("details").open = false;
    // What was noted stands in the panel, inside the act it belongs to: show it.
    const act = document.querySelector("#noted").closest("details");
    if (act) act.open = true;
  });
})();
