// The pages of the stand-in: they say on each that nobody is proved here.
const SHOWN = 24;
const STYLE = `body{margin:0;background:#F5F7FA;color:#1F2933;font:16px/1.7 "Noto Sans SC","PingFang SC","Microsoft YaHei",sans-serif}
main{max-width:760px;margin:0 auto;padding:24px 16px}h1{font-size:24px;font-weight:600}
.notice{background:#FEF3E2;color:#9A4B00;border-radius:6px;padding:12px 16px;margin-bottom:16px}
.card{background:#fff;border:1px solid #D9E2EC;border-radius:6px;padding:16px;margin-bottom:16px}
ul{list-style:none;margin:0;padding:0}li{display:flex;gap:16px;justify-content:space-between;align-items:center;flex-wrap:wrap;
border-bottom:1px solid #D9E2EC;padding:12px 0}li:last-child{border:0}small{display:block;color:#52606D}
button{font:inherit;border:1px solid #0B5CAD;background:#0B5CAD;color:#fff;border-radius:6px;padding:8px 16px;min-height:44px;cursor:pointer}
button.plain{background:#fff;color:#0B5CAD}input,select{font:inherit;border:1px solid #64707D;border-radius:6px;padding:8px;min-height:44px;
box-sizing:border-box}form.search{display:flex;gap:8px;flex-wrap:wrap;margin-bottom:16px}:focus-visible{outline:3px solid #083E78;outline-offset:2px}`;

const NAMES = { personal: '个人', legal_person: '法人及其经办人' };

export function choosing(kind, query, everybody) {
  const found = everybody.filter(([, one]) => !query || `${one.name}${one.legal_name ?? ''}${one.uscc ?? ''}`.includes(query));
  const rows = found.slice(0, SHOWN).map(([sub, one]) => row(sub, one)).join('');
  return page(`选择${NAMES[kind]}`, `
<form class="search" method="get"><label>姓名或单位名称 <input name="q" value="${safe(query)}"></label><button class="plain">查询</button></form>
<form method="post" class="card">
<label>本次登录的实名等级 <select name="level"><option value="">按此人的等级</option><option value="3">三级（人脸核验）</option>
<option value="2">二级（实名核验）</option><option value="1">一级（仅注册）</option></select></label>
<ul>${rows || '<li>没有找到。请换一个姓名或单位名称。</li>'}</ul>
<button class="plain" name="person" value="">取消登录</button></form>`);
}

export function leaving(form) {
  return page('退出登录', `<div class="card"><p>确认退出统一身份认证（仿真）后，将回到平台的登录页。</p>${form}
<button form="op.logoutForm" name="logout" value="yes">退出登录</button></div>`);
}

export function left() {
  return page('已退出登录', '<p>您已退出统一身份认证（仿真）。</p>');
}

function row(sub, one) {
  const who = one.legal_name
    ? `<span><strong>${safe(one.legal_name)}</strong><small>经办人 ${safe(one.name)} · ${safe(one.uscc)}</small></span>`
    : `<span><strong>${safe(one.name)}</strong><small>${safe(one.id_number.slice(0, 4))}**********${safe(one.id_number.slice(-4))}</small></span>`;
  return `<li>${who}<button name="person" value="${safe(sub)}" aria-label="以 ${safe(one.legal_name ?? '')} ${safe(one.name)} 登录">以此身份登录</button></li>`;
}

function page(title, content) {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · 统一身份认证（仿真）</title><style>${STYLE}</style></head><body><main><h1>${title} · 统一身份认证（仿真）</h1>
<div class="notice"><strong>这不是真正的身份认证服务。</strong>此页面由独立的 OpenID 服务程序提供，人员均为虚构，不作核验。请勿填写真实的个人信息。</div>
${content}</main></body></html>`;
}

function safe(text) {
  return String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
