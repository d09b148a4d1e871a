// A part of a page that asks for itself again: every three seconds, more slowly while the network is away, at once when it is back.
(function () {
  "use strict";
  const STEP = 3000, MOST = 30000;
  const live = document.querySelector("[data-live]");
  const notice = document.querySelector("[data-offline]");
  if (!live || !notice) return;
  let wait = STEP, timer = 0;

  function later() {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, wait);
  }
  function ask() {
    if (!navigator.onLine) { lost(); return; }
    window.htmx.trigger(live, "again");
    // Should the answer never come, the page asks once more.
    later();
  }
  function lost() {
    wait = Math.min(wait * 2, MOST);
    notice.hidden = false;
    later();
  }
  function back() {
    wait = STEP;
    ask();
  }

  live.addEventListener("htmx:afterRequest", function (event) {
    if (!event.detail.successful) { lost(); return; }
    wait = STEP;
    notice.hidden = true;
    later();
  });
  // Signed out meanwhile: the answer is the sign-in page, which must not appear inside this one.
  live.addEventListener("htmx:beforeSwap", function (event) {
    const asked = new URL(event.detail.pathInfo.requestPath, window.location.href).pathname;
    const got = event.detail.xhr.responseURL;
    if (got && new URL(got).pathname !== asked) {
      event.detail.shouldSwap = false;
      window.location.reload();
    }
  });
  window.addEventListener("online", back);
  window.addEventListener("offline", lost);

  const seen = new WeakMap();
  function tick() {
    live.querySelectorAll("[data-elapsed]").forEach(function (mark) {
      if (!seen.has(mark)) seen.set(mark, Date.now() - 1000 * Number(mark.dataset.elapsed));
      const seconds = Math.max(0, Math.floor((Date.now() - seen.get(mark)) / 1000));
      mark.textContent = Math.floor(seconds / 60) + ":" + String(seconds % 60).padStart(2, "0");
    });
  }
  tick();
  live.addEventListener("htmx:afterSwap", tick);
  window.setInterval(tick, 1000);
  later();
})();
