"use strict";
const choice=document.querySelector('#choose select');
choice.addEventListener('change',()=>{if(choice.value)location='/review/'+choice.value});
if(document.getElementById('edit')){
const teach=document.getElementById('teach');document.querySelector('select[name=deed]').addEventListener('change',e=>{teach.hidden=e.target.value!=='metric'});
const edit=document.getElementById('edit'),text=document.getElementById('text'),table=document.getElementById('facts');
function open_(start,end,quote,row){edit.hidden=false;edit.start.value=start;edit.end.value=end;edit.label.value=row?row.dataset.label:'';edit.value.value=row?row.dataset.value:'';edit.unit.value=row?row.dataset.unit:'';edit.metric.value=row?row.dataset.metric:'';edit.deed.value=row?'value':'add';teach.hidden=true;document.getElementById('what').textContent=quote;
 document.querySelectorAll('.on').forEach(e=>e.classList.remove('on'))}
function into(box,e){box.scrollTo({top:e.offsetTop-box.offsetTop-box.clientHeight/3})}
text.addEventListener('click',e=>{const m=e.target.closest('mark');if(!m)return;const start=m.id.slice(1),row=table.querySelector('tr[data-start="'+start+'"]');if(!row)return;open_(start,row.dataset.end,m.textContent,row);m.classList.add('on');row.classList.add('on');into(table,row)});
table.addEventListener('click',e=>{const row=e.target.closest('tr[data-start]');if(!row)return;open_(row.dataset.start,row.dataset.end,row.cells[0].textContent,row);row.classList.add('on');const m=document.getElementById('f'+row.dataset.start);if(m){m.classList.add('on');into(text,m)}});
function offset(node,at){let n=0;const walk=document.createTreeWalker(text,NodeFilter.SHOW_TEXT);while(walk.nextNode()){if(walk.currentNode===node)return n+[...node.data.slice(0,at)].length;n+=[...walk.currentNode.data].length}return n}
text.addEventListener('mouseup',()=>{const s=getSelection();if(s.isCollapsed||!text.contains(s.anchorNode))return;const r=s.getRangeAt(0);if(r.startContainer.nodeType!==3||r.endContainer.nodeType!==3)return;const a=offset(r.startContainer,r.startOffset),b=offset(r.endContainer,r.endOffset);if(b>a&&b-a<40)open_(a,b,s.toString(),null)});
}
