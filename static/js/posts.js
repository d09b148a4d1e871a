// The post table's arithmetic as it is typed: 空缺数 = 核准数 − 实聘数, and nobody beyond what was opened.
(function () {
  "use strict";
  const form = document.getElementById("post-table");
  if (!form) return;

  function number(level, name) {
    const field = form.elements[level + "-" + name];
    return field && field.value !== "" ? Number(field.value) : 0;
  }

  function sentence(level) {
    const right = number(level, "approved") - number(level, "filled");
    const typed = number(level, "vacancy");
    const agreed = number(level, "for_review") + number(level, "for_initial");
    const opened = number(level, "opened");
    if (right !== typed) return "应为 " + right;
    if (agreed > opened) return "同意 " + agreed + " 人，超过推出 " + opened + " 个";
    if (opened > typed && typed >= 0) return "推出 " + opened + " 个，超过空缺 " + typed + " 个";
    if (typed < 0) return "相符，超聘 " + -typed + " 个";
    return "相符";
  }

  function check() {
    form.querySelectorAll("output[data-level]").forEach(function (output) {
      const text = sentence(output.dataset.level);
      output.textContent = text;
      output.classList.toggle("wrong", !text.startsWith("相符"));
    });
  }

  form.addEventListener("input", check);
  check();
})();
