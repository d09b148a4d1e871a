// A ballot that does not get lost: sent once, and again where the network failed; the server counts one, whatever arrives.
(function () {
  "use strict";
  const STEP = 1000, MOST = 15000, PATIENCE = 15000;
  const form = document.querySelector("form[data-ballot]");
  if (!form || !window.fetch) return;
  const notice = form.querySelector("[data-unsent]");
  let wait = STEP, timer = 0, sent = null, tries = 0, busy = false;

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    if (sent) return;
    sent = new URLSearchParams(new FormData(form));
    sent.set("confirmed", "yes");
    form.querySelectorAll("input, button").forEach(function (one) { one.disabled = true; });
    send();
  });

  function send() {
    window.clearTimeout(timer);
    if (busy) return;
    busy = true;
    tries += 1;
    const stop = new AbortController();
    const patience = window.setTimeout(function () { stop.abort(); }, PATIENCE);
    window.fetch(window.location.href, { method: "POST", body: sent, credentials: "same-origin", signal: stop.signal })
      .then(function (answer) {
        if (answer.status >= 500) throw new Error("not now");
        // An earlier try may have arrived although its answer did not: the next page knows.
        if (answer.redirected) window.location.replace(answer.url);
        else if (tries > 1) window.location.replace(form.dataset.cast);
        else return answer.text().then(show);
      })
      .catch(again)
      .finally(function () { busy = false; window.clearTimeout(patience); });
  }

  function again() {
    notice.hidden = false;
    timer = window.setTimeout(send, wait);
    wait = Math.min(wait * 2, MOST);
  }

  function show(text) {
    const main = new DOMParser().parseFromString(text, "text/html").querySelector("#main");
    if (!main) { window.location.reload(); return; }
    document.querySelector("#main").replaceWith(main);
    const summary = main.querySelector("[data-error-summary]");
    if (summary) summary.focus();
  }

  window.addEventListener("online", function () { if (sent) send(); });
})();
