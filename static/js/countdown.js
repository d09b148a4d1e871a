// The server counts working days; in the last day this adds hours and minutes, by the server's clock and not the visitor's.
(function () {
  "use strict";
  const DAY = 24 * 60 * 60 * 1000;
  const marks = Array.from(document.querySelectorAll("[data-countdown]"));
  const loaded = Date.now();

  function words(left) {
    const minutes = Math.ceil(left / 60000);
    if (minutes <= 60) return "还剩 " + minutes + " 分钟";
    return "还剩 " + Math.floor(minutes / 60) + " 小时 " + (minutes % 60) + " 分";
  }

  function show(mark) {
    const now = Date.parse(mark.dataset.now) + (Date.now() - loaded);
    const left = Date.parse(mark.getAttribute("datetime")) - now;
    if (Number.isNaN(left)) return;
    if (left <= 0) {
      mark.textContent = "已截止";
      mark.classList.add("over");
    } else if (left < DAY) {
      mark.textContent = words(left);
    }
  }

  if (!marks.length) return;
  marks.forEach(show);
  window.setInterval(function () { marks.forEach(show); }, 30000);
})();
