// The self-check: what a link leads to is opened, also where it lies within a part that is folded.
(function () {
  "use strict";

  function follow() {
    const target = document.getElementById(decodeURIComponent(window.location.hash.slice(1)));
    if (!target) return;
    for (let part = target; part; part = part.parentElement) {
      if (part.tagName === "DETAILS") part.open = true;
    }
    target.scrollIntoView();
  }

  window.addEventListener("hashchange", follow);
  follow();
})();
