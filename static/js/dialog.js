// <button data-confirm="将会……" data-confirm-title="……"> asks once more; the button in the dialog repeats the act.
(function () {
  "use strict";
  if (!window.HTMLDialogElement) return;

  function element(tag, text, css) {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    if (css) node.className = css;
    return node;
  }

  function ask(button, go) {
    const dialog = element("dialog");
    const title = element("h2", button.dataset.confirmTitle || button.textContent.trim());
    const row = element("div", "", "btn-row");
    const act = element("button", button.textContent.trim(), button.classList.contains("btn-stop") ? "btn btn-stop" : "btn btn-primary");
    const back = element("button", "暂不办理", "btn btn-plain");
    title.id = "confirm-title";
    dialog.setAttribute("aria-labelledby", title.id);
    act.type = back.type = "button";
    act.addEventListener("click", function () { dialog.close(); go(); });
    back.addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("close", function () { dialog.remove(); button.focus(); });
    row.append(act, back);
    dialog.append(title, element("p", button.dataset.confirm), row);
    document.body.append(dialog);
    dialog.showModal();
    back.focus();
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-confirm]");
    if (!button || button.dataset.confirmed) return;
    event.preventDefault();
    ask(button, function () {
      button.dataset.confirmed = "1";
      button.click();
      delete button.dataset.confirmed;
    });
  });
})();
