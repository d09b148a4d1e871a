// The self-check: what a link leads to is opened, and its heading takes the focus where the result has come.
(function () {
  "use strict";

  function open(id) {
    const target = id && document.getElementById(id);
    for (let part = target; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") part.open = true;
    }
    if (target) target.scrollIntoView();
  }

  function follow() { open(decodeURIComponent(window.location.hash.slice(1))); }

  window.addEventListener("hashchange", follow);
  follow();
  if (window.location.hash === "#result") {
    const heading = document.getElementById("result-heading");
    if (heading) heading.focus();
  }
})();
