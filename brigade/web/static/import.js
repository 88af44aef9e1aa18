"use strict";
const {token,names}=JSON.parse(document.getElementById('told').textContent);
const body=document.querySelector('#results tbody'),bar=document.getElementById('bar'),state=document.getElementById('state');
let sums={},endings={};
function cell(row,text,css){const td=row.insertCell();td.textContent=text;if(css)td.className=css;return td}
async function post(url,fields){const form=new FormData();for(const [k,v] of Object.entries(fields))form.append(k,v);
 const answer=await fetch(url,{method:'POST',body:form,headers:{'X-Token':token}});return answer.json()}
function told(row,r,name){while(row.cells.length>1)row.deleteCell(1);
 const wrong=r.error||r.failed,css=wrong?'bad':r.doubts.length+r.unread.length?'doubt':'';const result=cell(row,wrong||'已读入',css);
 cell(row,(r.unread||[]).join(';'),'doubt');cell(row,(r.doubts||[]).join(';'),'doubt');
 for(const key of ['brigade','period','facts'])cell(row,(r.reports||[]).map(x=>x[key]).join('、'));
 if(r.upload){const b=document.createElement('button');b.className='light again';b.textContent='仍要存入';result.append(' ',b);
  b.onclick=async()=>{b.disabled=true;try{const again=await post('/import/forced',{upload:r.upload});add(r.counts,-1);told(row,again,name)}catch(e){b.disabled=false}}}
 if(r.counts)add(r.counts,1);else if(r.refused){const e=name.includes('.')?name.slice(name.lastIndexOf('.')).toLowerCase():name;endings[e]=(endings[e]||0)+1;add({skipped:1},1)}else add({failed:1},1)}
function add(counts,sign){for(const [k,n] of Object.entries(counts))sums[k]=(sums[k]||0)+sign*n;
 const list=Object.entries(endings).map(([e,n])=>e+' '+n).join('、');
 document.getElementById('closing').textContent=names.filter(([k])=>sums[k]).map(([k,w])=>w+' '+sums[k]+(k==='skipped'?'('+list+')':'')).join(';')}
async function send(files){sums={};endings={};document.getElementById('results').hidden=false;bar.hidden=false;bar.max=files.length;bar.value=0;
 for(const file of files){state.textContent='正在读取 '+file.name;const row=body.insertRow();cell(row,file.name);
  try{told(row,await post('/import/file',{file}),file.name)}catch(e){told(row,{error:'上传中断,没有保存。'},file.name)}
  bar.value++}
 state.textContent='完成 '+files.length+' 个文件';document.body.dataset.done=files.length;const a=document.createElement('a');a.href='/import';a.textContent=' 刷新列表';state.append(a)}
document.getElementById('files').addEventListener('change',e=>send([...e.target.files]));
const drop=document.getElementById('drop');['dragover','dragleave','drop'].forEach(n=>drop.addEventListener(n,e=>{e.preventDefault();drop.classList.toggle('over',n==='dragover');if(n==='drop')send([...e.dataTransfer.files])}));
document.querySelectorAll('form.remove').forEach(f=>f.addEventListener('submit',e=>{if(!confirm('删除这份报告?'))e.preventDefault()}));
