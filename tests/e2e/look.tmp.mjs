import { chromium } from '@playwright/test';
const origin='http://127.0.0.1:8931';
const b=await chromium.launch({executablePath:'/usr/bin/chromium',args:['--no-sandbox']});
async function person(user,opts={}){const c=await b.newContext({baseURL:origin,...opts});
 const r=await c.request.post('/demo/log-in',{form:{user,next:'/'},headers:{origin},maxRedirects:0}); if(r.status()!==303) throw r.status(); return c;}
const html=await (await (await person('gs')).request.get('/')).text();
const snap=JSON.parse(html.match(/<script type="application\/json" id="page">(.*?)<\/script>/s)[1]).content.snapshot;
const id=i=>Object.entries(snap.people.clients).find(([,c])=>c.initials===i)[0];
const shots=[
 ['laptop',{viewport:{width:1280,height:900}},'gs',`/clients/${id('B.T.')}`],
 ['laptop-dark',{viewport:{width:1280,height:900},colorScheme:'dark'},'gs',`/clients/${id('D.M.')}`],
 ['phone',{viewport:{width:390,height:844},isMobile:true,deviceScaleFactor:2},'mh',`/clients/${id('D.M.')}`],
 ['en',{viewport:{width:1280,height:900},locale:'en-GB'},'mh',`/clients/${id('C.W.')}?ask=legal`],
 ['steps',{viewport:{width:1280,height:900}},'mh',`/clients/${id('B.T.')}?kind=step`],
 ['consent',{viewport:{width:1280,height:900}},'mh',`/clients/${id('D.M.')}?ask=consent`],
 ['crisis',{viewport:{width:1280,height:900}},'mh',`/clients/${id('D.M.')}/crisis-plan`],
 ['early',{viewport:{width:1280,height:900}},'mh',`/clients/${id('D.M.')}/early-signs`],
 ['deviations',{viewport:{width:1280,height:900}},'gs','/deviations'],
 ['wall',{viewport:{width:1920,height:1080}},'gs',`/clients/${id('V.B.')}`],
];
for(const [name,o,user,path] of shots){ if(process.argv[2]&&!process.argv[2].split(',').includes(name)) continue;
 const c=await person(user,o); const p=await c.newPage(); const r=await p.goto(origin+path);
 await p.screenshot({path:`/tmp/shot-client-${name}.png`,fullPage:true}); console.log(name,r.status(),(await r.text()).length);
 if(['crisis','early'].includes(name)){const pdf=await p.pdf({preferCSSPageSize:true}); console.log('pages',(pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)||[]).length); await p.emulateMedia({media:'print'}); await p.screenshot({path:`/tmp/shot-client-${name}-print.png`,fullPage:true});}
 await c.close();}
await b.close();
