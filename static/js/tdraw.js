// TDRAW-1 in a second language: recomputes a panel draw from its bundle alone. No server is asked; hashes come from the
// browser itself. Says what law/draw_bundle.py says of the same file, in the same words and in the same order.
(function () {
  "use strict";
  const SHAPES = {
    bundle: {
      needed: { manifest: "object", experts: "list", reveals: "object", public_value: "text", panel: "list" },
      optional: { round: "integer", trace: "list", substitutions: "list", sealed_at: "text" }
    },
    manifest: {
      needed: {
        commitments: "list", draw_id: "text", employer_cap: "integer", excluded: "integer", groups: "object",
        not_before: "text", pool_root: "text", pool_size: "integer", public_source: "text", seats: "integer", spec: "text"
      },
      optional: {
        encoding: "text", fallback: "list", substitution: "text", otc_anchor: "text", software: "text",
        exclusions: "object", dead_end: "text", earlier_draws: "integer"
      }
    },
    expert: { needed: { label: "text", group: "text", employer: "text", excluded: "text", salt: "text" }, optional: {} },
    commitment: { needed: { party: "text", c: "text" }, optional: {} },
    batch: { needed: { round: "integer", unavailable: "list", filled: "list" }, optional: { code: "text" } }
  };
  const MOST_SEATS = 300;
  const encoder = new TextEncoder();

  class Wrong extends Error {}
  function refuse(sentence) { throw new Wrong(sentence); }
  function same(found, wanted, sentence) {
    if (JSON.stringify(found) !== JSON.stringify(wanted)) refuse(sentence + "。");
  }
  function isAscii(text) { return /^[\x00-\x7f]*$/.test(text); }
  function isObject(value) { return typeof value === "object" && value !== null && !Array.isArray(value); }
  function compare(a, b) { return a < b ? -1 : a > b ? 1 : 0; }

  // ---- bytes and hashes
  function hex(bytes) { return Array.from(bytes, function (b) { return b.toString(16).padStart(2, "0"); }).join(""); }
  function bytesOf(text) {
    const found = new Uint8Array(text.length / 2);
    for (let i = 0; i < found.length; i += 1) found[i] = parseInt(text.substr(2 * i, 2), 16);
    return found;
  }
  function join(parts) {
    const whole = new Uint8Array(parts.reduce(function (sum, part) { return sum + part.length; }, 0));
    let place = 0;
    parts.forEach(function (part) { whole.set(part, place); place += part.length; });
    return whole;
  }
  function prefixed(bytes) {
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, bytes.length);
    return join([length, bytes]);
  }
  function raw(part) { return typeof part === "string" ? encoder.encode(part) : part; }
  async function sha256(bytes) { return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)); }
  function digest(tag) {
    return sha256(join([tag].concat(Array.prototype.slice.call(arguments, 1)).map(function (part) { return prefixed(raw(part)); })));
  }
  async function hmac(key, message) {
    const usable = await crypto.subtle.importKey("raw", key, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    return new Uint8Array(await crypto.subtle.sign("HMAC", usable, message));
  }

  // ---- canonical JSON: sorted keys, no spaces, ASCII, integers only
  function shown(value) {
    return value === true ? "True" : value === false ? "False" : value === null ? "None" : String(value);
  }
  function canon(value) {
    if (Array.isArray(value)) return "[" + value.map(canon).join(",") + "]";
    if (isObject(value)) {
      return "{" + Object.keys(value).sort(compare).map(function (key) { return canon(key) + ":" + canon(value[key]); }).join(",") + "}";
    }
    if (typeof value === "string" && isAscii(value)) return JSON.stringify(value).replace(/\x7f/g, "\\u007f");
    if (Number.isSafeInteger(value)) return String(value);
    return refuse("抽取数据只能使用 ASCII 文字和整数，“" + shown(value) + "”不可用。");
  }

  // ---- what a bundle may contain
  function isOf(kind, value) {
    if (kind === "object") return isObject(value);
    if (kind === "list") return Array.isArray(value);
    return kind === "integer" ? Number.isSafeInteger(value) : typeof value === "string";
  }
  function checkShape(data, shape, name) {
    if (!isObject(data)) refuse(name + "应为一个对象。");
    const missing = Object.keys(shape.needed).filter(function (key) { return !Object.hasOwn(data, key); }).sort(compare);
    if (missing.length) refuse(name + "缺少 " + missing.join("、") + "。");
    Object.keys(data).forEach(function (key) {
      const kind = Object.hasOwn(shape.needed, key) ? shape.needed[key] : Object.hasOwn(shape.optional, key) ? shape.optional[key] : "";
      if (!kind) refuse(name + "中有不认识的内容“" + key + "”。");
      if (!isOf(kind, data[key])) refuse(name + "的 " + key + " 类型不符。");
    });
  }
  function checkHex(text, length, name) {
    if (typeof text !== "string" || text.length !== 2 * length || !/^[0-9a-f]*$/.test(text)) {
      refuse(name + "应为 " + length + " 字节的小写十六进制。");
    }
    return bytesOf(text);
  }
  function moment(text, name) {
    const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:?\d\d(?::\d\d)?)?)?$/.exec(text);
    const time = found ? Date.parse(found[1] + "T" + (found[2] || "00:00") + (found[3] || "Z")) : NaN;
    if (Number.isNaN(time)) refuse(name + " 的时间“" + text + "”无法识别。");
    if (!found[3]) refuse(name + " 的时间“" + text + "”缺少时区。");
    return time;
  }
  function checkSeal(manifest, sealedAt) {
    const notBefore = moment(manifest.not_before, "not_before");
    if (sealedAt !== undefined && moment(sealedAt, "sealed_at") >= notBefore) {
      refuse("封存清单公布的时间不早于公共随机值产生的时间。");
    }
  }
  function checkExperts(rows) {
    const seen = new Map();
    rows.forEach(function (row) {
      checkShape(row, SHAPES.expert, "专家记录");
      ["label", "group", "employer"].forEach(function (key) {
        if (!/^[A-Za-z0-9._-]{1,32}$/.test(row[key])) {
          refuse("专家记录的 " + key + "“" + row[key] + "”应为 1 至 32 个 ASCII 字母、数字或 . _ -。");
        }
      });
      if (!isAscii(row.excluded)) refuse("专家 " + row.label + " 的排除原因应为 ASCII 代码。");
      checkHex(row.salt, 16, "专家 " + row.label + " 的盐值");
      seen.set(row.label, (seen.get(row.label) || 0) + 1);
    });
    const repeated = Array.from(seen.keys()).filter(function (label) { return seen.get(label) > 1; }).sort(compare);
    if (repeated.length) refuse("专家编号 " + repeated.join("、") + " 重复。");
  }
  function leaf(row) {
    const record = { employer: row.employer, excluded: row.excluded, group: row.group, label: row.label };
    return digest("TDRAW1/leaf", canon(record), bytesOf(row.salt));
  }
  async function rootOf(rows) {
    if (!rows.length) refuse("专家库为空，无法抽取。");
    let level = (await Promise.all(rows.map(leaf))).sort(function (a, b) { return compare(hex(a), hex(b)); });
    while (level.length > 1) {
      const above = [];
      for (let i = 0; i < level.length; i += 2) {
        above.push(i + 1 < level.length ? await digest("TDRAW1/node", level[i], level[i + 1]) : level[i]);
      }
      level = above;
    }
    return hex(level[0]);
  }
  function checkExclusions(manifest, rows) {
    if (manifest.exclusions === undefined) return;
    const found = {};
    rows.forEach(function (row) { if (row.excluded) found[row.excluded] = (found[row.excluded] || 0) + 1; });
    same(canon(found), canon(manifest.exclusions), "各类排除原因的人数与封存的不一致");
  }
  function checkPolicy(manifest) {
    const policy = manifest.substitution === undefined ? "same-order" : manifest.substitution;
    if (policy !== "same-order" && policy !== "otc") refuse("封存清单的递补办法不认识。");
    if (policy === "otc") checkHex(manifest.otc_anchor, 32, "封存清单中监督方的递补码锚值");
    return policy;
  }
  function rulesOf(manifest) {
    const bounds = Object.values(manifest.groups);
    if (bounds.some(function (pair) { return !Array.isArray(pair) || pair.length !== 2; })) {
      refuse("封存清单的专业组应写成 [下限, 上限]。");
    }
    const numbers = [manifest.seats, manifest.employer_cap].concat(bounds.flat());
    if (numbers.some(function (n) { return !Number.isSafeInteger(n) || n < 0; })) {
      refuse("席位数、专业组名额和同单位上限都应为不小于 0 的整数，请核对。");
    }
    if (manifest.seats < 1 || manifest.seats > MOST_SEATS || manifest.employer_cap < 1 || !bounds.length) {
      refuse("席位数应在 1 至 " + MOST_SEATS + " 之间，同单位上限至少为 1，并至少有一个专业组，请核对。");
    }
    const wrong = Object.keys(manifest.groups).filter(function (group) { return manifest.groups[group][0] > manifest.groups[group][1]; });
    if (wrong.length) refuse("专业组 " + wrong.join("、") + " 的下限大于上限，请核对。");
    return { seats: manifest.seats, cap: manifest.employer_cap, groups: manifest.groups };
  }
  async function secretsOf(manifest, reveals) {
    manifest.commitments.forEach(function (row) { checkShape(row, SHAPES.commitment, "承诺"); });
    const parties = manifest.commitments.map(function (row) { return row.party; });
    const named = new Set(parties);
    if (!parties.length || named.size !== parties.length || canon(Array.from(named).sort(compare)) !== canon(Object.keys(reveals).sort(compare))) {
      refuse("公开的随机数与封存清单中的各方不一致。");
    }
    const found = parties.map(function (party) { return checkHex(reveals[party], 32, party + " 的随机数"); });
    for (let i = 0; i < parties.length; i += 1) {
      const promise = hex(await digest("TDRAW1/commit", manifest.draw_id, parties[i], found[i]));
      same(promise, manifest.commitments[i].c, parties[i] + " 公开的随机数与其承诺不一致");
    }
    return found;
  }

  // ---- seats: the lexicographically first legal panel, by an exact maximum flow
  function flow(arcs, source, sink) {
    // arcs: node → Map(node → capacity). Augments along shortest paths until none is left.
    let total = 0;
    for (;;) {
      const from = new Map([[source, null]]);
      const queue = [source];
      while (queue.length && !from.has(sink)) {
        const node = queue.shift();
        (arcs.get(node) || new Map()).forEach(function (room, next) {
          if (room > 0 && !from.has(next)) { from.set(next, node); queue.push(next); }
        });
      }
      if (!from.has(sink)) return total;
      let room = Infinity;
      for (let node = sink; from.get(node) !== null; node = from.get(node)) room = Math.min(room, arcs.get(from.get(node)).get(node));
      for (let node = sink; from.get(node) !== null; node = from.get(node)) {
        const before = from.get(node);
        arcs.get(before).set(node, arcs.get(before).get(node) - room);
        if (!arcs.has(node)) arcs.set(node, new Map());
        arcs.get(node).set(before, (arcs.get(node).get(before) || 0) + room);
      }
      total += room;
    }
  }
  function count(map, key, by) { map.set(key, (map.get(key) || 0) + by); }
  function completes(rules, taken, ahead) {
    const groups = new Map(), employers = new Map(), pairs = new Map();
    taken.forEach(function (who) { count(groups, who.group, 1); count(employers, who.employer, 1); });
    ahead.forEach(function (who) {
      if (!pairs.has(who.group)) pairs.set(who.group, new Map());
      count(pairs.get(who.group), who.employer, 1);
    });
    const left = rules.seats - taken.length;
    const arcs = new Map([["s", new Map()], ["o", new Map()]]);
    let must = 0, overfull = false;
    Object.keys(rules.groups).forEach(function (group) {
      const have = groups.get(group) || 0, low = rules.groups[group][0], high = rules.groups[group][1];
      const due = Math.max(0, low - have);
      must += due;
      overfull = overfull || have > high;
      arcs.get("s").set("g:" + group, due);
      arcs.get("o").set("g:" + group, high - Math.max(have, low));
      arcs.set("g:" + group, new Map());
      (pairs.get(group) || new Map()).forEach(function (number, employer) {
        arcs.get("g:" + group).set("u:" + employer, number);
        arcs.set("u:" + employer, new Map([["t", Math.max(0, rules.cap - (employers.get(employer) || 0))]]));
      });
    });
    if (overfull || left < 0 || must > left) return false;
    arcs.get("s").set("o", left - must);
    return flow(arcs, "s", "t") === left;
  }
  function select(order, rules, members) {
    order.forEach(function (who) {
      if (!Object.hasOwn(rules.groups, who.group)) refuse("专家 " + who.label + " 的专业组 " + who.group + " 不在评审规则中，请核对。");
    });
    if (!completes(rules, members, order)) refuse("按现有规则无法组成评委会。");
    const taken = members.slice(), panel = [], trace = [];
    for (let place = 0; place < order.length && taken.length < rules.seats; place += 1) {
      const who = order[place];
      const reason = obstacle(rules, taken, order.slice(place + 1), who);
      trace.push([who.label, reason ? "SKIP" : "TAKE", reason]);
      if (!reason) { taken.push(who); panel.push(who.label); }
    }
    return { panel: panel, trace: trace };
  }
  function obstacle(rules, taken, ahead, who) {
    const ofGroup = taken.filter(function (each) { return each.group === who.group; }).length;
    const ofEmployer = taken.filter(function (each) { return each.employer === who.employer; }).length;
    if (ofGroup >= rules.groups[who.group][1]) return "group " + who.group + " full";
    if (ofEmployer >= rules.cap) return "employer " + who.employer + " at cap";
    return completes(rules, taken.concat([who]), ahead) ? "" : "would block a required seat";
  }
  async function inOrder(rows, key, number) {
    const eligible = rows.filter(function (row) { return !row.excluded; });
    const tickets = await Promise.all(eligible.map(function (row) {
      return hmac(key, join([encoder.encode("TDRAW1/ticket/" + number + "/" + row.label), new Uint8Array([1])]));
    }));
    const listed = eligible.map(function (row, i) { return { row: row, ticket: hex(tickets[i]) }; });
    listed.sort(function (a, b) { return compare(a.ticket, b.ticket) || compare(a.row.label, b.row.label); });
    return listed;
  }
  function rowsOf(listed) { return listed.map(function (each) { return each.row; }); }

  // ---- the whole bundle
  async function recompute(bundle) {
    checkShape(bundle, SHAPES.bundle, "结果包");
    const manifest = bundle.manifest;
    checkShape(manifest, SHAPES.manifest, "封存清单");
    const sealed = canon(manifest);
    same(manifest.spec, "TDRAW-1", "封存清单的规范名称不符");
    checkSeal(manifest, bundle.sealed_at);
    checkExperts(bundle.experts);
    const root = await rootOf(bundle.experts);
    same(root, manifest.pool_root, "专家库的根哈希与封存的不一致");
    same(bundle.experts.length, manifest.pool_size, "专家库人数与封存的不一致");
    const excluded = bundle.experts.filter(function (row) { return row.excluded; }).length;
    same(excluded, manifest.excluded, "排除人数与封存的不一致");
    checkExclusions(manifest, bundle.experts);
    const policy = checkPolicy(manifest);
    const rules = rulesOf(manifest);
    const secrets = await secretsOf(manifest, bundle.reveals);
    if (!bundle.public_value || !isAscii(bundle.public_value)) refuse("公共随机值应为非空的 ASCII 文字。");
    if (bundle.round !== undefined && bundle.round !== 1) refuse("首次抽取的轮次应为 1。");
    const manifestHash = await digest("TDRAW1/manifest", sealed);
    const key = await hmac(manifestHash, join(secrets.concat([encoder.encode(bundle.public_value)]).map(prefixed)));
    const listed = await inOrder(bundle.experts, key, 1);
    const selection = select(rowsOf(listed), rules, []);
    return {
      manifest: manifest, rows: bundle.experts, policy: policy, rules: rules, key: key, root: root,
      manifestHash: hex(manifestHash), order: listed, selection: selection
    };
  }
  function checkTrace(trace, published) {
    if (!published.length) return;
    if (published.some(function (row) { return !Array.isArray(row) || row.length < 2; })) {
      refuse("抽取过程的每一步应写成 [编号, take 或 skip, 原因]。");
    }
    const steps = published.filter(function (row) { return !String(row[row.length - 1]).startsWith("excluded"); });
    const told = steps.map(function (row) { return [String(row[0]), String(row[1]).toUpperCase()]; });
    same(trace.map(function (step) { return step.slice(0, 2); }), told, "公布的抽取过程与按定义算出的不一致");
  }
  async function checkSubstitutions(drawn, batches) {
    let members = drawn.selection.panel.slice(), code = drawn.manifest.otc_anchor || "";
    const gone = new Set();
    for (let i = 0; i < batches.length; i += 1) {
      const batch = batches[i], number = i + 2;
      checkShape(batch, SHAPES.batch, "递补记录");
      same(batch.round, number, "第 " + number + " 轮递补的轮次不连续");
      if (!batch.unavailable.length || batch.unavailable.some(function (label) { return !members.includes(label); })) {
        refuse("第 " + number + " 轮递补的缺席者应是现任成员。");
      }
      batch.unavailable.forEach(function (label) { gone.add(label); });
      code = drawn.policy === "otc" ? await nextCode(batch, code) : "";
      const filled = await fill(drawn, members, gone, number, code);
      same(filled, batch.filled, "第 " + number + " 轮递补的人员与按定义算出的不一致");
      members = members.filter(function (label) { return !gone.has(label); }).concat(filled);
    }
    return members;
  }
  async function nextCode(batch, before) {
    const code = checkHex(batch.code, 32, "监督方的递补码");
    same(hex(await sha256(code)), before, "监督方的递补码与上一个码不衔接");
    return batch.code;
  }
  async function fill(drawn, members, gone, number, code) {
    const own = code ? await hmac(drawn.key, join([encoder.encode("TDRAW1/round/" + number), bytesOf(code)])) : drawn.key;
    const order = rowsOf(await inOrder(drawn.rows, own, code ? number : 1));
    const sitting = order.filter(function (row) { return members.includes(row.label) && !gone.has(row.label); });
    const free = order.filter(function (row) { return !members.includes(row.label) && !gone.has(row.label); });
    return select(free, drawn.rules, sitting).panel;
  }

  function parsed(text) {
    // JSON itself cannot tell 5.0 from 5; the draw knows integers only.
    if (/[\d][.eE]|[.]\d/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, '""'))) refuse("抽取数据只能使用整数，文件中有小数。");
    try {
      return JSON.parse(text);
    } catch (error) {
      return refuse("文件不是有效的 JSON，请选择下载的抽取文件，不要改动其内容。");
    }
  }
  async function verify(text) {
    const found = { valid: false, panel: [], members: [], trace: [], because: "", detail: null };
    try {
      const bundle = parsed(text);
      if (!isObject(bundle)) refuse("抽取结果包应为一个 JSON 对象，请检查文件。");
      const drawn = await recompute(bundle);
      Object.assign(found, { panel: drawn.selection.panel, members: drawn.selection.panel, trace: drawn.selection.trace, detail: drawn });
      same(found.panel, bundle.panel, "公布的名单与按定义算出的名单不一致");
      checkTrace(found.trace, bundle.trace || []);
      found.members = await checkSubstitutions(drawn, bundle.substitutions || []);
      found.valid = true;
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      found.because = error.message;
    }
    return found;
  }
  async function provesLeaf(text) {
    const proof = parsed(text);
    checkHex(proof.record.salt, 16, "凭证的盐值");
    let node = await leaf(proof.record);
    for (const step of proof.path) {
      const beside = checkHex(step[1], 32, "凭证的路径");
      node = step[0] === "left" ? await digest("TDRAW1/node", beside, node) : await digest("TDRAW1/node", node, beside);
    }
    return { valid: hex(node) === proof.pool_root, root: hex(node), record: proof.record, drawId: proof.draw_id };
  }

  window.TDRAW = { verify: verify, provesLeaf: provesLeaf };
})();
