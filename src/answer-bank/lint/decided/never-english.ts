import type { ClaimNumber } from './claims.ts';
import { said } from './said.ts';

const NUMBER = '(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|hundred)';
const HOME = '(?:your |their |his |her |the )?(?:own )?(?:home|house|place|living room|bedroom)';
const STAFF = '(?:staff|nurses?|clinicians?|doctors?|professionals?|care team)';
const LAYPERSON =
  '(?:family|friend|relative|spouse|partner|husband|wife|parent|mother|father|mom|dad|sister|brother|son|daughter|adult|neighbor|loved one|someone)(?: member)?s?';
const PAYER =
  '(?:insur(?:ance|ers?)(?: compan(?:y|ies))?|medicare|medicaid|tricare|blue cross|aetna|cigna|humana|kaiser|plans?|coverage|carriers?|we)';
const NOT = String.raw`\b(?:not|never)(?: yet| fully| ever)? |n't `;
const APPROVED =
  "(?:approved|okayed|ok'd|cleared|licensed|authorized|endorsed|sanctioned|accepted|backed|passed|green-lit|signed off on)";
const APPROVES = '(?:approves|okays|clears|authorizes|endorses|accepts|backs|supports|recommends)';
/** The one use that is approved, and no other behind it. */
const FOR_SURGERY =
  ' (?:only )?(?:to put people to sleep |for use |as an anesthetic )?(?:for|in|during) (?:surgery|operations|anesthesia)(?: alone| only)?(?:,? (?:but |and )?not\\b|[.!]?$)';
const DRUG =
  '(?:ketamine|esketamine|spravato|it|this|(?:the|this) (?:drug|medicine|treatment|spray)|infusions?|sprays?)';
const CONDITION =
  '(?:heart|blood pressure|strokes?|bleeds?|blood vessel|liver|bladder|psychosis|psychotic|schizophrenia|mania|pregnan\\w+|breastfeeding|glaucoma|eye pressure|head injur\\w+|drug or alcohol|drinking problem|addiction)';
const HELPS =
  '(?:works?|stops?|ends?|relieves?|prevents?|treats?|heals?|helps?|eases?|lifts?|beats?|fixes|breaks?|calms?|reduces?|lessens?|controls?|improves?|takes? away)';
const BETTER =
  '(?:better|relief|improve\\w*|less pain|fewer (?:headaches|attacks|migraines)|help(?:ed|s)?|benefit\\w*|respond\\w*|pain-free|good results|doing well|do well)';
const OTHER_ILLNESS =
  '(?:moods?|sadness|anxiety|worry|panic|stress|depress\\w*|ptsd|trauma|grief|sleep|insomnia|fatigue|addiction|ocd|bipolar|fibromyalgia|arthritis|(?:back|nerve) pain|cluster headaches?)';
const SMALL =
  '(?:few|rare|minor|small|short|short-lived|gentle|brief|slight|light|manageable|bearable|tolerable|temporary|nothing|no (?:problem|big deal)|easy|harmless|over (?:soon|quickly)|not (?:that |too |so |very )?(?:bad|serious|severe|dangerous|harmful|strong|a problem|worrying))';
const MEDICINE =
  '(?:triptans?|pills?|medicines?|medications?|meds|drugs?|painkillers?|antidepressants?|opioids?|beta[ -]blockers?|blood thinners?|insulin|inhalers?|prescriptions?|nasal sprays?|patch(?:es)?)';

/** What no English answer may say, by the numbers of the contradictions that decide the bank. */
export const NEVER_ENGLISH: Record<ClaimNumber, readonly RegExp[]> = {
  C4: [
    said`(?:comfort|privacy|ease) of ${HOME}`,
    said`(?:at|from) home (?:is|are|can be|may be|works|saves|helps|makes)`,
    said`home (?:treatment|care|use|infusions?|visits?) (?:is|are|can be|may be|works|saves|helps|makes) (?!more risk).`,
    said`(?:can|could|may|might|will|able to|lets you|offers?)(?! (?:not|never)\b) (?:\w+ ){0,3}?(?:have|get|use|take|gives?|given|treated|receive|do|bring|start|inject|infuse|arrange|administer|treatment|infusions?|ketamine)…(?:at|in) ${HOME}`,
    said`(?:${STAFF}|we)…(?:comes?|visits?|travels?|drives?)…(?:your|their) (?:own )?(?:home|house|door)`,
    said`(?:as well|as good|better|easier|cheaper|calmer|nicer|fine|okay) at home`,
    said`no (?:one|staff|nurse|doctor) (?:needs|has) to (?:watch|be there|stay)`,
    said`(?:not|n't) need (?:a |any |to )?(?:nurses?|staff|monitor\w*|be (?:watched|monitored)|supervision|watching)`,
    said`without (?:a |any )?(?:nurses?|staff|monitoring|supervision|being watched)`,
    said`(?:in (?:the )?place of|instead of|in lieu of|rather than|(?<!${NOT})(?:replaces?|takes? the place of|stands? in for|fills? in for)) (?:the |a |any |your |clinic |trained |medical )*${STAFF}`,
    said`${LAYPERSON} (?:can|could|may|might|will|is enough to|is able to)(?! (?:not|never)\b) (?:\w+ )?(?:watch|monitor|observe|supervise|keep (?:an eye|watch))`,
    said`(?:without (?:going|a trip)|no (?:trip|need to (?:come|go))) (?:in )?to (?:a|the) clinic`,
  ],
  C5: [
    said`(?:cheap|cheaper|cheapest|low[ -]cost|low[ -]price|inexpensive|affordable|good value|bargain|reasonabl[ey] price\w*)`,
    said`(?:a|per|each) (?:month|infusion|spray|session|visit) (?:costs?|is priced|runs)`,
    said`(?:dollars?|usd|bucks|cents|grand|euros?|pesos?)`,
    said`(?:costs?|pay|pays|prices?|priced|fees?|charges?|bills?|expect|about|around|under|over)…(?:hundred|thousand)s?`,
    said`price (?:goes|depends)…(?:dose|amount|strength)`,
    said`(?:most|many|all|some) (?:plans|insurers|insurance)…cover (?:it|this|ketamine)`,
    said`(?<!\b(?:if|whether|what|which|how much) (?:the |your |a |my )?(?:health |savings )?)${PAYER}(?: compan\w+)?(?: (?:will|should|would|do|does|always|usually|often|mostly|also|fully|likely))* (?:pays?|covers?|reimburses?|picks? up|takes? care of)(?! (?:part|some|none|nothing)\b)`,
    said`(?:owe|pay) (?:you )?(?:nothing|little)`,
    said`(?:at )?no (?:extra )?(?:cost|charge|out-of-pocket)`,
  ],
  C6: [
    said`(?:fda|food and drug administration|regulators?|government)\b…(?<!${NOT})(?:${APPROVED}|${APPROVES}|gave|gives|signed off)`,
    said`${DRUG} (?:is|are|was|were|has been|have been|got) (?:\w+ )?(?<!${NOT})${APPROVED}(?!${FOR_SURGERY})`,
    said`(?<!${NOT})approved(?!${FOR_SURGERY}) (?:for|to treat|against|as|in)`,
    said`(?<!\b(?:no|not have|without|lacks?|prior) )(?:fda|government|federal|official|full) (?:approval|clearance|blessing|backing|okay|authorization|license)`,
    said`(?<!\b(?:no|not have|without|lacks?) )approval (?:for|to treat|in|against) (?:\w+ )?(?:migraines?|headaches?|pain)`,
    said`official(?:ly)? (?:treatment|accepted|recognized)`,
    said`standard (?:treatment|therapy|care) (?:for|of|in)`,
  ],
  C7: [
    said`only (?:these|those) (?:people|conditions|illnesses|problems)`,
    said`(?:everyone|everybody|anyone) else (?:can|may|is)`,
    said`if none of these (?:fit|apply)`,
    said`(?:full|complete) list of`,
    said`${CONDITION}…(?:do(?:es)? (?:well|fine|okay|great)|tolerate|can (?:still |also )?(?:have|use|take|get|be treated)|may (?:still )?(?:have|use|take|get)|(?:is|are) (?:fine|okay|no (?:problem|reason|bar)|not a (?:problem|reason|bar))|qualify|no trouble|need not|nothing to fear)`,
    said`(?<!${NOT})(?:fine|okay|good|suitable|suits|right|works|works well|no (?:problem|risk)) (?:for|in|with|even (?:for|in|with))…${CONDITION}`,
  ],
  C8: [
    said`(?:most|nearly all|almost all|(?:nearly|almost) every\w*|majority|half|thirds?|quarters?|many|lots|plenty|${NUMBER} out of ${NUMBER})…${BETTER}`,
    said`${NUMBER} (?:in|of|out of)(?: every)? ${NUMBER}`,
    said`(?<!\b(?:if|whether|how|why|not (?:prove|show|mean|know)(?: that)?) )ketamine (?:(?:really|also|often|usually|can|will|does|should) )*${HELPS}(?! no better)`,
    said`(?<!\b(?:if|whether|how|why|when|what|until) )(?:it|(?:the|this) (?:drug|medicine|treatment|spray)|infusions?|sprays?) (?:(?:really|also|often|usually|will|does|should|quickly) )*${HELPS}(?! no better| to| with)`,
    said`(?:strong|clear|good|solid|firm|convincing|ample|growing|plenty of) (?:evidence|proof|data)`,
    said`(?:studies|trials|research|science|evidence|doctors|experts) (?:have |has )?(?:proves?|proved|proven|shows?|showed|shown|confirms?|confirmed|agrees?) (?:that )?(?:ketamine|it|this|most)`,
    said`(?:life[ -]changing|game[ -]changer|wonder drug|amazing|remarkable|incredible|impressive|dramatic\w*)`,
    said`(?:lasting|long-lasting|permanent|complete|total|full|rapid|fast|quick|instant|immediate) relief`,
    said`(?:works?|working|relief|kicks? in|acts|feel better|(?:pain|headaches?|migraines?) (?:is |are )?(?:goes|fades?|stops?|ends?|lifts?|gone|disappears?))…(?:(?:within|in|after) (?:just |only |about |under |a |few |couple of |the first )*(?:seconds?|minutes?|hours?|an hour|days?)|right away|at once|instantly|immediately|fast|quickly|overnight)`,
    said`(?:${HELPS}|boosts?|brightens?|raises?|good for|works? (?:for|on|against)) (?:(?:also|with|your|their|the|low|bad|severe|chronic) )*${OTHER_ILLNESS}`,
  ],
  C9: [
    said`(?:few|hardly any|barely any|only minor|minor|rare|no serious|no lasting|no bad|no real) (?:side )?effects`,
    said`effects? (?:\w+ )?(?:are|is|tend to be|seem|feel|stay|will be) (?:\w+ ){0,2}?${SMALL}`,
    said`effects (?:(?:usually|mostly|often|soon|quickly|always|will) )*(?:pass|fade|go away|wear off|disappear)`,
    said`(?:rarely|seldom|almost never|hardly ever) (?:harms?|hurts?|causes?|serious|bad)`,
    said`(?:gentle|gently|easy)\b…(?:body|medicine|treatment|ketamine)`,
    said`(?:does|do|will) not (?:harm|hurt|slow|damage)`,
  ],
  C10: [
    said`(?:you|patients|people) (?:can|may|could|should|will) (?:set|choose|pick|change|adjust|control|decide|raise|lower|increase|reduce|cut|double)\b…(?:how much|how often|dose|doses|amount|strength|ketamine|medicine|spray|tablets?|lozenges?)`,
    said`(?:(?<!can't say )how (?:much|often|many)|dose|amount)…(?:is up to you|is your (?:choice|call)|you (?:decide|choose|like|want))`,
    said`(?:control|charge) of (?:your|their) (?:own )?(?:dose|doses|dosing|treatment|medicine)`,
    said`(?:start low|go slow|work up to|build up (?:to|your)|find (?:your|the right) (?:dose|level|amount)|listen to your body|trial and error)`,
    said`as (?:much|often|many)(?: \w+)? as (?:you|it takes|needed|is needed)`,
    said`(?:take|use|spray|repeat|reach for) (?:[\w'-]+ ){1,5}?(?:when|whenever|if|once|as soon as|each time|every time) (?:you|it|the pain|your pain|a migraine|a headache) (?:still )?(?:feel|needs?|want|hurts?|like|starts?|comes?|gets?|returns?|is|think)`,
    said`(?<!\b(?:not|never|or|can|could|may|will|cannot) )(?:raise|increase|lower|reduce|double|halve|adjust|boost|bump|turn|step|cut)(?: (?:up|down|back))? (?:it|them|this|the (?:amount|dose|strength)|your (?:amount|dose))`,
    said`until (?:it|the (?:pain|headache|migraine)|your (?:pain|headache|migraine)) (?:works?|helps?|stops?|goes|fades|ends|kicks in|is (?:gone|better|enough|over))`,
    said`(?:do not|don't|never|no need to|avoid|stop|quit|pause|skip|delay|hold|leave out|go without|cut out|drop|put off)(?: (?:taking|using|take|use))? (?:your|any|all|the)(?: (?!and\b)[a-z-]+)? ${MEDICINE}`,
  ],
};
