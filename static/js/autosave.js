// Drafts are never lost: every changed field goes to the server, and stays in this browser until the server has it.
// <form data-autosave-url="…"> with {% saved_at %} inside; the answer may be JSON with saved_at and errors by field.
(function () {
  "use strict";
  const WAIT = 800;
  const RETRIES = [3000, 8000, 20000, 60000];

  function keep(key, value) {
    try {
      if (value === null) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(value));
    } catch (error) { /* storage full or forbidden: the server copy still works */ }
  }

  function kept(prefix) {
    const found = {};
    try {
      for (let i = 0; i < localStorage.length; i += 1) {
        const key = localStorage.key(i);
        if (key.startsWith(prefix)) found[key.slice(prefix.length)] = JSON.parse(localStorage.getItem(key));
      }
    } catch (error) { /* nothing can be read: nothing is restored */ }
    return found;
  }

  function clockTime(iso) {
    const moment = iso ? new Date(iso) : new Date();
    return moment.toLocaleTimeString("zh-CN", { timeZone: "Asia/Shanghai", hour: "2-digit", minute: "2-digit", hour12: false });
  }

  function fields(form, name) {
    return Array.from(form.elements).filter(function (field) { return field.name === name && field.type !== "hidden"; });
  }

  function values(form, name) {
    return fields(form, name).filter(function (field) {
      return !/^(checkbox|radio)$/.test(field.type) || field.checked;
    }).flatMap(function (field) {
      return field.multiple ? Array.from(field.selectedOptions, function (option) { return option.value; }) : [field.value];
    });
  }

  function restore(form, name, wanted) {
    fields(form, name).forEach(function (field) {
      if (/^(checkbox|radio)$/.test(field.type)) field.checked = wanted.includes(field.value);
      else if (field.multiple) Array.from(field.options).forEach(function (option) { option.selected = wanted.includes(option.value); });
      else field.value = wanted[0] || "";
    });
  }

  function token(form) {
    const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    const hidden = form.querySelector("[name=csrfmiddlewaretoken]");
    if (cookie && hidden) hidden.value = cookie[1];
    return cookie ? cookie[1] : hidden ? hidden.value : "";
  }

  function fieldError(form, name, sentence) {
    const first = fields(form, name)[0];
    const box = first && first.closest(".field");
    if (!box) return;
    box.querySelectorAll(".field-error[data-live]").forEach(function (line) { line.remove(); });
    box.classList.toggle("has-error", Boolean(sentence) || Boolean(box.querySelector(".field-error")));
    if (!sentence) return;
    const line = document.createElement("p");
    line.className = "field-error";
    line.dataset.live = "1";
    line.textContent = sentence;
    first.closest(".with-unit, .choice, fieldset > div, .field > *").before(line);
  }

  function start(form) {
    const url = form.dataset.autosaveUrl;
    const prefix = "draft:" + url + ":";
    const marks = Array.from(form.querySelectorAll("[data-saved-at]")).concat(Array.from(document.querySelectorAll("[data-saved-at][data-for='" + form.id + "']")));
    const dirty = new Map();
    let timer = 0;
    let busy = false;
    let failures = 0;

    function status(state, text, link) {
      marks.forEach(function (mark) {
        mark.dataset.state = state;
        mark.replaceChildren(document.createTextNode(text));
        if (link) mark.append(link);
      });
    }

    function later(wait) {
      window.clearTimeout(timer);
      timer = window.setTimeout(send, wait);
    }

    function note(name) {
      const value = values(form, name);
      dirty.set(name, value);
      keep(prefix + name, value);
      later(WAIT);
    }

    function failed() {
      status("failed", "保存失败，正在重试，内容保留在本机");
      later(RETRIES[Math.min(failures, RETRIES.length - 1)]);
      failures += 1;
    }

    function signedOut() {
      const link = document.createElement("a");
      link.href = form.dataset.signInUrl || document.body.dataset.signInUrl || "/";
      link.target = "_blank";
      link.textContent = "重新登录";
      status("signed-out", "登录已失效，内容保留在本机，登录后自动续存：", link);
    }

    function stored(sent, answer) {
      failures = 0;
      sent.forEach(function (value, name) {
        const sentence = (answer.errors || {})[name];
        fieldError(form, name, sentence || "");
        if (JSON.stringify(dirty.get(name)) !== JSON.stringify(value)) return;
        dirty.delete(name);
        if (!sentence) keep(prefix + name, null);
      });
      if (answer.errors && Object.keys(answer.errors).length) status("failed", "有内容未保存，请按提示修改");
      else status("saved", "已保存 " + clockTime(answer.saved_at));
      if (dirty.size) later(WAIT);
    }

    async function send() {
      if (busy || !dirty.size) return;
      busy = true;
      const sent = new Map(dirty);
      const data = new FormData();
      sent.forEach(function (list, name) { (list.length ? list : [""]).forEach(function (value) { data.append(name, value); }); });
      status("saving", "正在保存");
      try {
        const reply = await fetch(url, { method: "POST", body: data, credentials: "same-origin", headers: { "X-CSRFToken": token(form), Accept: "application/json", "X-Requested-With": "XMLHttpRequest" } });
        const json = /json/.test(reply.headers.get("Content-Type") || "");
        const answer = json ? await reply.json() : {};
        if (reply.status === 401 || reply.status === 403 || (reply.redirected && !json)) signedOut();
        else if (reply.ok || (reply.status < 500 && answer.errors)) stored(sent, answer);
        else failed();
      } catch (error) {
        failed();
      }
      busy = false;
    }

    function changed(event) {
      const field = event.target;
      if (!field.name || /^(file|password|hidden|submit)$/.test(field.type) || field.closest("[data-no-autosave]")) return;
      note(field.name);
    }

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    window.addEventListener("online", function () { later(0); });
    window.addEventListener("focus", function () { if (dirty.size) later(0); });
    form.addEventListener("submit", function () {
      token(form);
      window.clearTimeout(timer);
      dirty.clear();
    });
    window.addEventListener("beforeunload", function (event) {
      if (!dirty.size) return;
      event.preventDefault();
      event.returnValue = "";
    });

    Object.entries(kept(prefix)).forEach(function (pair) {
      if (!fields(form, pair[0]).length) return;
      restore(form, pair[0], pair[1]);
      note(pair[0]);
      status("saving", "已恢复本机保留的内容，正在保存");
    });
  }

  document.querySelectorAll("form[data-autosave-url]").forEach(start);
})();
