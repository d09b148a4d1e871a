// A handwritten signature: strokes as an SVG path of whole numbers in the hidden field of the form.
(function () {
  "use strict";
  const form = document.querySelector("[data-signature-form]");
  const pad = form && form.querySelector("[data-signature]");
  if (!pad) return;
  const field = form.querySelector("[name=signature]");
  const pen = pad.getContext("2d");
  let strokes = [];
  let drawing = false;

  function fit() {
    const scale = window.devicePixelRatio || 1;
    pad.width = pad.clientWidth * scale;
    pad.height = pad.clientHeight * scale;
    pen.scale(scale, scale);
    pen.lineWidth = 2.5;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#1F2933";
    draw();
  }

  function draw() {
    pen.clearRect(0, 0, pad.width, pad.height);
    strokes.forEach(function (stroke) {
      pen.beginPath();
      stroke.forEach(function (point, place) { if (place) pen.lineTo(point[0], point[1]); else pen.moveTo(point[0], point[1]); });
      pen.stroke();
    });
  }

  function point(event) {
    const box = pad.getBoundingClientRect();
    return [Math.max(0, Math.round(event.clientX - box.left)), Math.max(0, Math.round(event.clientY - box.top))];
  }

  function keep() {
    field.value = strokes.map(function (stroke) {
      return stroke.map(function (point, place) { return (place ? "L" : "M") + point[0] + " " + point[1]; }).join("");
    }).join("");
  }

  pad.addEventListener("pointerdown", function (event) {
    drawing = true;
    pad.setPointerCapture(event.pointerId);
    strokes.push([point(event)]);
    event.preventDefault();
  });
  pad.addEventListener("pointermove", function (event) {
    if (!drawing) return;
    strokes[strokes.length - 1].push(point(event));
    draw();
  });
  ["pointerup", "pointercancel"].forEach(function (name) {
    pad.addEventListener(name, function () { drawing = false; keep(); });
  });
  form.querySelector("[data-signature-clear]").addEventListener("click", function () { strokes = []; keep(); draw(); });
  window.addEventListener("resize", fit);
  fit();
})();
