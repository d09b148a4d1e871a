// A camera over the sheets: a picture every half second goes to the server, which reads the codes and answers with the list of pages.
(function () {
  "use strict";
  const STEP = 500;
  const form = document.querySelector("[data-scan]");
  if (!form) return;
  const picture = form.querySelector("[data-scan-picture]");
  const says = form.querySelector("[data-scan-says]");
  const start = form.querySelector("[data-scan-start]");
  const stop = form.querySelector("[data-scan-stop]");
  const checked = form.querySelector("[data-scan-checked]");
  const canvas = document.createElement("canvas");
  let stream = null;

  function show(running) {
    picture.hidden = stop.hidden = !running;
    start.hidden = running;
  }

  async function begin() {
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 } } });
    } catch (refused) {
      says.textContent = "打不开摄像头。请在浏览器中允许使用摄像头，或在下方上传照片。";
      return;
    }
    picture.srcObject = stream;
    await picture.play();
    show(true);
    says.textContent = "把页面右上角的二维码对准画面，逐页移过。";
    look();
  }

  function end() {
    if (stream) stream.getTracks().forEach(function (track) { track.stop(); });
    stream = null;
    show(false);
  }

  function look() {
    if (!stream) return;
    canvas.width = picture.videoWidth;
    canvas.height = picture.videoHeight;
    canvas.getContext("2d").drawImage(picture, 0, 0);
    canvas.toBlob(send, "image/jpeg", 0.85);
  }

  async function send(taken) {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    data.append("source", "camera");
    checked.querySelectorAll("[name=seen]").forEach(function (one) { data.append("seen", one.value); });
    data.append("sheets", taken, "picture.jpg");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { "HX-Request": "true" }, credentials: "same-origin" });
      if (answer.ok && !answer.redirected) put(await answer.text());
      else says.textContent = "没有核对成功，请刷新页面后重试。";
    } catch (lost) {
      says.textContent = "网络中断，恢复后继续扫描。";
    }
    window.setTimeout(look, STEP);
  }

  // The list is replaced only when it says something new: a reader of screens is not told the same thing twice a second.
  function put(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").body;
    const known = checked.querySelectorAll("[name=seen]").length;
    if (fresh.querySelectorAll("[name=seen]").length === known) return;
    checked.replaceChildren.apply(checked, Array.from(fresh.childNodes));
    if (fresh.querySelector(".notice-done")) end();
  }

  start.addEventListener("click", begin);
  stop.addEventListener("click", end);
  window.addEventListener("pagehide", end);
})();
