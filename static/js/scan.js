// A camera over the sheets: a picture every half second goes to the server, which reads the codes and answers with the list of pages.
(function () {
  "use strict";
  const STEP = 500;
  const LOOKING = "把页面右上角的二维码对准画面，逐页移过。";
  const form = document.querySelector("[data-scan]");
  if (!form) return;
  const picture = form.querySelector("[data-scan-picture]");
  const says = form.querySelector("[data-scan-says]");
  const start = form.querySelector("[data-scan-start]");
  const stop = form.querySelector("[data-scan-stop]");
  const checked = form.querySelector("[data-scan-checked]");
  const canvas = document.createElement("canvas");
  let stream = null;
  // Each time the camera is opened counts: an answer to a picture of an earlier time says nothing any more.
  let turn = 0;

  // A reader of screens is not told the same thing twice a second.
  function say(words) {
    if (says.textContent !== words) says.textContent = words;
  }

  function show(running) {
    picture.hidden = stop.hidden = !running;
    start.hidden = running;
  }

  async function begin() {
    const mine = ++turn;
    start.disabled = true;
    let opened;
    try {
      opened = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 } } });
    } catch (refused) {
      say("打不开摄像头。请在浏览器中允许使用摄像头，或在下方上传照片。");
      return;
    } finally {
      start.disabled = false;
    }
    stream = opened;
    if (mine !== turn) return end();
    picture.srcObject = stream;
    await picture.play();
    show(true);
    say(LOOKING);
    look(mine);
  }

  function end() {
    turn += 1;
    if (stream) stream.getTracks().forEach(function (track) { track.stop(); });
    stream = null;
    show(false);
  }

  function look(mine) {
    if (mine !== turn) return;
    canvas.width = picture.videoWidth;
    canvas.height = picture.videoHeight;
    canvas.getContext("2d").drawImage(picture, 0, 0);
    canvas.toBlob(function (taken) { send(taken, mine); }, "image/jpeg", 0.85);
  }

  async function send(taken, mine) {
    const data = new FormData();
    data.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    data.append("source", "camera");
    checked.querySelectorAll("[name=seen]").forEach(function (one) { data.append("seen", one.value); });
    data.append("sheets", taken, "picture.jpg");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, headers: { "HX-Request": "true" }, credentials: "same-origin" });
      const html = await answer.text();
      if (mine !== turn) return;
      const heard = answer.ok && !answer.redirected;
      say(heard ? LOOKING : "没有核对成功，请刷新页面后重试。");
      if (heard) put(html);
    } catch (lost) {
      say("网络中断，恢复后继续扫描。");
    }
    window.setTimeout(look, STEP, mine);
  }

  // The list is replaced only when it says more: an answer that comes late knows fewer pages.
  function put(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").body;
    const known = checked.querySelectorAll("[name=seen]").length;
    if (fresh.querySelectorAll("[name=seen]").length <= known) return;
    const whole = fresh.querySelector("[data-scan-whole]");
    checked.replaceChildren.apply(checked, Array.from(fresh.childNodes));
    if (whole) receive(whole.dataset.scanWhole);
  }

  // Every page was seen: the form's code need not be typed.
  function receive(code) {
    const field = document.querySelector("input[name$=code]");
    if (field && !field.value) field.value = code;
    end();
  }

  start.addEventListener("click", begin);
  stop.addEventListener("click", end);
  window.addEventListener("pagehide", end);
})();
