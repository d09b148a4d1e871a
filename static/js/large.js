// Runs before the page is drawn: marks that JavaScript is there, and applies 大字版 without a flicker.
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");
  var isLarge = function () { return /(?:^|; )large=1/.test(document.cookie); };
  var apply = function (large) {
    root.classList.toggle("large", large);
    document.querySelectorAll("[data-large]").forEach(function (button) {
      button.setAttribute("aria-pressed", String(large));
      var label = button.querySelector(".head-label");
      if (label) label.textContent = large ? "标准字号" : "大字版";
      button.setAttribute("aria-label", large ? "标准字号" : "大字版");
    });
  };
  apply(isLarge());
  document.addEventListener("DOMContentLoaded", function () {
    apply(isLarge());
    document.querySelectorAll("[data-large]").forEach(function (button) {
      button.addEventListener("click", function () {
        var large = !isLarge();
        document.cookie = "large=" + (large ? "1" : "0") + "; path=/; max-age=31536000; samesite=lax";
        apply(large);
      });
    });
  });
})();
