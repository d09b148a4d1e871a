// The page that verifies a draw: reads a file, hands it to tdraw.js, shows what came out. Sends nothing anywhere.
(function () {
  "use strict";
  const form = document.querySelector("[data-draw-verify]");
  if (!form) return;
  const file = form.querySelector("input[type=file]");
  const pasted = form.querySelector("textarea");
  const published = form.querySelector("[data-published-hash]");
  const answer = document.querySelector("[data-draw-answer]");

  function element(tag, text, css) {
    const node = document.createElement(tag);
    if (text) node.textContent = text;
    if (css) node.className = css;
    return node;
  }
  function show(kind, title, sentence) {
    answer.replaceChildren();
    const card = element("div", "", "notice notice-" + kind);
    const text = element("div");
    text.append(element("strong", title), document.createTextNode(" " + sentence));
    card.append(text);
    answer.append(card);
    answer.dataset.state = kind;
    answer.focus();
  }
  function facts(rows) {
    const list = element("dl", "", "facts");
    rows.forEach(function (row) {
      list.append(element("dt", row[0]));
      const value = element("dd");
      value.append(element("code", row[1], "hash"));
      list.append(value);
    });
    answer.append(list);
  }
  function table(headings, rows, caption) {
    const frame = element("div", "", "table-frame gap"), grid = element("table", "", "table table-cards");
    const head = element("tr"), body = element("tbody");
    headings.forEach(function (text) { const cell = element("th", text); cell.scope = "col"; head.append(cell); });
    rows.forEach(function (row) {
      const line = element("tr");
      row.forEach(function (text, i) {
        const cell = element("td", String(text), i ? "" : "card-title mono");
        cell.dataset.label = headings[i];
        line.append(cell);
      });
      body.append(line);
    });
    const top = element("thead");
    top.append(head);
    grid.append(element("caption", caption, "visually-hidden"), top, body);
    frame.append(grid);
    answer.append(element("h2", caption), frame);
  }
  function words(reason) {
    if (reason.startsWith("group ")) return "该专业组名额已满";
    if (reason.startsWith("employer ")) return "同一单位人数已达上限";
    return reason ? "须为其他专业组留足名额" : "";
  }
  function showDraw(found) {
    const expected = published.value.trim().toLowerCase();
    if (found.valid && expected && expected !== found.detail.manifestHash) {
      show("stop", "清单不是公布的那一份", "文件自身能够复算，但清单哈希与所填的公布值不同，请从公告页面重新下载。");
    } else if (found.valid) {
      show("done", "复算一致", "按封存的清单和公开值重新计算，结果与公布的名单、过程、递补完全相同。");
    } else {
      show("stop", "复算不一致", found.because);
    }
    if (!found.detail) return;
    const drawn = found.detail;
    facts([
      ["抽取编号", drawn.manifest.draw_id], ["清单哈希", drawn.manifestHash], ["专家库根哈希", drawn.root],
      ["入选", found.panel.join("、")], ["递补后", found.members.join("、")]
    ]);
    table(["编号", "结果", "原因"], found.trace.map(function (step) {
      return [step[0], step[1] === "TAKE" ? "入选" : "跳过", words(step[2])];
    }), "逐步复算");
    table(["编号", "次序号"], drawn.order.map(function (each) { return [each.row.label, each.ticket]; }), "全部次序号");
  }
  async function showProof(text) {
    const proof = await window.TDRAW.provesLeaf(text);
    if (proof.valid) show("done", "凭证有效", "该记录确在抽取 " + proof.drawId + " 冻结的专家库中，内容未被改动。");
    else show("stop", "凭证无效", "由该记录算出的根哈希与凭证所写的不一致，记录可能被改动。");
    facts([["编号", proof.record.label], ["排除原因", proof.record.excluded || "无"], ["算出的根哈希", proof.root]]);
  }
  async function read() {
    if (file.files.length) return file.files[0].text();
    return pasted.value;
  }
  form.addEventListener("submit", async function (event) {
    event.preventDefault();
    const text = await read();
    if (!text.trim()) { show("due", "没有内容", "请选择抽取文件，或粘贴文件内容。"); return; }
    if (!window.crypto || !crypto.subtle) { show("due", "浏览器不支持", "请用 https 地址打开本页，并使用较新的浏览器。"); return; }
    try {
      if (/"path"\s*:/.test(text)) await showProof(text);
      else showDraw(await window.TDRAW.verify(text));
    } catch (error) {
      show("stop", "无法读取", "文件内容不完整或被改动，请重新下载后再试。");
    }
  });
  answer.dataset.state = "ready";
})();
