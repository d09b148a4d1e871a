// The file field: drop or choose, see name and size, be told at once what is wrong, watch it go up, see the picture.
(function () {
  "use strict";

  function size(bytes) {
    if (bytes < 1024) return bytes + " 字节";
    if (bytes < 1048576) return Math.round(bytes / 1024) + " KB";
    return (bytes / 1048576).toFixed(1).replace(".0", "") + " MB";
  }

  function allowed(file, accept) {
    const name = file.name.toLowerCase();
    return accept.split(",").some(function (kind) {
      kind = kind.trim().toLowerCase();
      if (!kind) return true;
      if (kind.startsWith(".")) return name.endsWith(kind);
      if (kind.endsWith("/*")) return file.type.startsWith(kind.slice(0, -1));
      return file.type === kind;
    });
  }

  function problem(box, input, file) {
    const limit = Number(box.dataset.limit);
    if (!allowed(file, input.accept)) return "文件“" + file.name + "”的格式不能使用，请换成 " + box.dataset.kinds + " 格式。";
    if (limit && file.size > limit) return "文件“" + file.name + "”有 " + size(file.size) + "，超过上限 " + size(limit) + "，请压缩或分开扫描后重新选择。";
    return file.size ? "" : "文件“" + file.name + "”是空文件，请重新选择。";
  }

  function say(box, sentence) {
    const place = box.querySelector("[data-file-error]");
    place.replaceChildren();
    box.classList.toggle("has-error", Boolean(sentence));
    if (!sentence) return;
    const line = document.createElement("p");
    line.className = "field-error";
    line.textContent = sentence;
    place.append(line);
  }

  function picture(file) {
    if (file.type.startsWith("image/")) {
      const image = document.createElement("img");
      image.className = "file-thumb";
      image.alt = "";
      image.src = URL.createObjectURL(file);
      image.addEventListener("load", function () { URL.revokeObjectURL(image.src); });
      return image;
    }
    const mark = document.createElement("span");
    const pdf = file.type === "application/pdf";
    mark.className = pdf ? "file-kind pdf" : "file-kind";
    mark.textContent = pdf ? "PDF" : "文件";
    return mark;
  }

  function show(box, file, note) {
    const row = document.createElement("li");
    const text = document.createElement("span");
    const name = document.createElement("span");
    const meta = document.createElement("span");
    row.className = "file-row";
    text.className = "file-text";
    name.className = "file-name";
    meta.className = "file-meta";
    name.textContent = file.name;
    meta.textContent = size(file.size) + note;
    text.append(name, meta);
    row.append(picture(file), text);
    box.querySelector("[data-file-list]").replaceChildren(row);
    return { row: row, name: name, meta: meta, text: text };
  }

  function token(box) {
    const cookie = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie);
    const form = box.closest("form");
    const field = form && form.querySelector("[name=csrfmiddlewaretoken]");
    return cookie ? cookie[1] : field ? field.value : "";
  }

  function finish(box, input, shown, request, file) {
    let answer = {};
    try { answer = JSON.parse(request.responseText); } catch (error) { /* not JSON: the status alone speaks */ }
    if (request.status < 200 || request.status > 299 || answer.error) {
      shown.row.classList.add("failed");
      shown.meta.textContent = "未上传";
      say(box, answer.error || "文件“" + file.name + "”没有传上去，请检查网络后重新选择。");
      return;
    }
    shown.meta.textContent = size(answer.size || file.size) + "，已上传";
    if (answer.url) {
      const link = document.createElement("a");
      link.href = answer.url;
      link.target = "_blank";
      link.rel = "noopener";
      link.textContent = answer.name || file.name;
      shown.name.replaceChildren(link);
    }
    input.value = "";
    input.required = false;
    box.dispatchEvent(new CustomEvent("file:stored", { bubbles: true, detail: answer }));
  }

  function upload(box, input, file) {
    const shown = show(box, file, "，正在上传");
    const bar = document.createElement("progress");
    const request = new XMLHttpRequest();
    const data = new FormData();
    bar.max = 100;
    bar.setAttribute("aria-label", "上传进度");
    shown.text.append(bar);
    data.append(input.name, file);
    request.upload.addEventListener("progress", function (event) {
      if (event.lengthComputable) bar.value = Math.round(event.loaded / event.total * 100);
    });
    request.addEventListener("loadend", function () { bar.remove(); finish(box, input, shown, request, file); });
    request.open("POST", box.dataset.uploadUrl);
    request.setRequestHeader("X-CSRFToken", token(box));
    request.setRequestHeader("Accept", "application/json");
    request.send(data);
  }

  function chosen(box, input) {
    const file = input.files[0];
    if (!file) return;
    const sentence = problem(box, input, file);
    say(box, sentence);
    if (sentence) {
      input.value = "";
      box.querySelector("[data-file-list]").replaceChildren();
    } else if (box.dataset.uploadUrl) {
      upload(box, input, file);
    } else {
      show(box, file, "，将随表单一起提交");
    }
  }

  document.querySelectorAll("[data-file]").forEach(function (box) {
    const input = box.querySelector("input[type=file]");
    const drop = box.querySelector(".file-drop");
    input.addEventListener("change", function () { chosen(box, input); });
    ["dragenter", "dragover"].forEach(function (name) { drop.addEventListener(name, function () { drop.classList.add("over"); }); });
    ["dragleave", "drop"].forEach(function (name) { drop.addEventListener(name, function () { drop.classList.remove("over"); }); });
  });
})();
