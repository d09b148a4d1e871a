// Keys for those who work through lists: j k rows, Enter opens, x selects, / searches, ? explains. They can be switched off.
(function () {
  "use strict";
  const OFF = "keys-off";
  const KEYS = [["j / k", "下一行 / 上一行"], ["Enter", "打开当前行"], ["x", "选择或取消当前行"], ["/", "跳到查询框"], ["?", "显示本说明"]];
  const rows = function () { return Array.from(document.querySelectorAll(".worklist tbody tr")); };
  const current = function () { return document.querySelector(".worklist tbody tr.current"); };

  function off() {
    try { return localStorage.getItem(OFF) === "1"; } catch (error) { return false; }
  }

  function move(step) {
    const list = rows();
    if (!list.length) return;
    const here = list.indexOf(current());
    const next = list[Math.max(0, Math.min(list.length - 1, here + step))];
    list.forEach(function (row) { row.classList.toggle("current", row === next); });
    next.scrollIntoView({ block: "nearest" });
    const link = next.querySelector(".row-title, a");
    if (link) link.focus({ preventScroll: true });
  }

  function explain() {
    if (!window.HTMLDialogElement || document.querySelector("dialog[open]")) return;
    const dialog = document.createElement("dialog");
    const title = document.createElement("h2");
    const list = document.createElement("div");
    title.textContent = "键盘操作";
    list.className = "keys";
    KEYS.forEach(function (pair) {
      const key = document.createElement("kbd");
      const text = document.createElement("span");
      key.textContent = pair[0];
      text.textContent = pair[1];
      list.append(key, text);
    });
    const close = document.createElement("button");
    const stop = document.createElement("button");
    close.type = stop.type = "button";
    close.className = "btn btn-primary";
    stop.className = "btn btn-plain";
    close.textContent = "关闭说明";
    stop.textContent = off() ? "启用单键操作" : "停用单键操作";
    close.addEventListener("click", function () { dialog.close(); });
    stop.addEventListener("click", function () {
      try { localStorage.setItem(OFF, off() ? "0" : "1"); } catch (error) { /* private window: nothing is kept */ }
      dialog.close();
    });
    const row = document.createElement("div");
    row.className = "btn-row";
    row.append(close, stop);
    dialog.append(title, list, row);
    dialog.addEventListener("close", function () { dialog.remove(); });
    document.body.append(dialog);
    dialog.showModal();
  }

  const acts = {
    j: function () { move(1); },
    k: function () { move(-1); },
    x: function () { const row = current(); const box = row && row.querySelector("[data-row-check]"); if (box) box.click(); },
    "/": function () { const field = document.querySelector("main [data-search], [data-search]"); if (field) { field.focus(); field.select(); } },
  };

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest("input, textarea, select, [contenteditable], dialog") && !event.target.matches("[data-row-check]")) return;
    if (event.key === "?") { explain(); return; }
    if (off() || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  });
})();
