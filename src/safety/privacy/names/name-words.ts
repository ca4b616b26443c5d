/** Given names that are common in the United States, English and Spanish, without accents. */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  `aaron abigail adam adriana alan albert alberto alejandra alejandro alex alexander alexandra alexis alice alicia
  allison alma alvaro amanda amber amy ana andrea andres andrew angel angela angelica anita ann anna anne anthony
  antonio araceli armando arthur arturo ashley austin barbara beatriz benjamin bernardo beth betty beverly blanca
  brandon brenda brian brittany bruce bryan camila carl carla carlos carmen carol carolina caroline carolyn
  catherine cecilia cesar charles charlotte cheryl chloe christian christina christine christopher claudia connie
  cristian cristina cynthia dan daniel daniela danielle david deborah debra denise dennis diana diane diego donald
  donna dora doris dorothy douglas dylan eduardo edward elena elias elizabeth ellen emily emma enrique eric erica
  erik ernesto esteban esther ethan eva evelyn fabiola felipe fernanda fernando frances francisco frank gabriel
  gabriela gary george gerald gerardo gilberto gladys gloria grace graciela gregory guadalupe guillermo gustavo
  hannah harold heather hector helen henry hilda hugo ian ignacio ines irene irma isabel isabella ivan jack jacob
  jacqueline jaime james jamie jane janet janice jason javier jean jeffrey jennifer jeremy jerry jesse jessica
  jesus jim joan joe joel john jonathan jordan jorge jose joseph joshua josue joyce juan juana juanita judith judy
  julia julian juliana julie julio justin karen karina katherine kathleen kathryn kathy kayla keith kelly kenneth
  kevin kimberly kyle larry laura lauren lawrence leonardo leslie leticia lidia liliana linda lisa logan lorena
  lori lourdes lucas lucia luis luisa luz madison manuel marco marcos margaret margarita maria mariana marie
  marilyn mario marisol mark marta martha martin mary mateo matthew mauricio mayra megan melissa mercedes michael
  michelle miguel miriam monica monique nancy natalia natalie nathan nicholas nicolas nicole noah norma olga
  olivia omar oscar pablo pamela patricia patrick patty paul paula pedro peter philip phillip rachel rafael ralph
  ramiro ramon randy raquel raul raymond rebecca rene ricardo richard robert roberto rodrigo roger ronald rosa
  rosario roy ruben russell ruth ryan salvador samantha samuel sandra santiago sara sarah scott sean sebastian
  sergio sharon shirley silvia sofia sonia sophia stephanie stephen steve steven susan susana sylvia tamara tania
  teresa terry theresa thomas tiffany tim timothy tina todd tom tony tyler valentina valeria vanessa veronica
  victor victoria vincent virginia walter wayne wendy william willie xavier xiomara yesenia yolanda zachary
  aaliyah abby abdul abel abelardo abraham adalberto adan adelaide adele adrian adrienne agnes agustin ahmed aidan
  aileen alana aldo alejandrina alfonsina alfonso alfredo alina alisha alison allan allen alonso alvin alyssa amalia
  amaya ambrosio amelia amina amir amit anabel anastasia anders angelina angelo angie anika anil anjali annabelle
  anneliese annette antoinette antonia arely ariana ariel arlene arnold arnulfo arun asha ashlee astrid audrey aurelia
  aurelio ava baltazar barry bartolome beatrice becky belen ben benicio benita bernadette bernard bernice bertha bessie
  bethany blake blanche bobby bonifacio bonnie brad bradley brady brandi brandy braulio brayden brendan brent brett
  briana bridget brigitte brittney bryce caitlin caleb callum calvin cameron candace candice carlo carlota carlton carly
  carmela carrie casey casimiro cassandra cassie celeste celestino celia chad chandra charlene charlie chayo chelsea
  chester chris christa christie christy chuy ciara citlali claire clara clarence clayton clifford clyde cody colin
  colleen connor conor constance corey courtney craig cuauhtemoc curtis damian dana danny daphne dario darius darlene
  darrell darren dave deanna declan delfina delia delores demetrio denis derek derrick desiree desmond devin dianne dina
  dominic dominique doreen doug duane dustin dwayne dwight eddie edelmira edgar edith edna edwin efrain efren eileen
  elaine eleanor eleazar eligio elisa eliseo ella eloisa elpidio elsa elsie elvira emilia emiliano emilio emmanuel enid
  epifanio erasmo erin ermelinda ernest ernestine estela estelle ethel eugene eugenia eulalia eunice eustaquio
  evangelina evaristo everardo everett ezekiel fatima fausto faye federico felicia feliciano felicity felix fermin fidel
  fidencio finn fiona florentino floyd francesca francine fred freddie frederick frida gail garrett gavin genaro
  geoffrey georgina geraldine gertrude giancarlo gina giovanni glenda glenn gonzalo gordon greg gregorio greta griselda
  gwen gwendolyn hailey harry harvey hassan heidi henrietta herbert heriberto herman hermenegildo herminia hilario
  horacio hortencia howard hubert humberto ibrahim ida imani imelda ingrid isaac isaias isidro isla ismael itzel jacinto
  jackie jada jaden jared jasmin jasmine jayden jazmin jeanette jeff jenna jennie jenny jerome jill jimmy joann joanna
  joanne joaquin jocelyn jodi jody johanna johnny jolene jonas jonathon josefina josephine josh jovita juliet juventino
  kara kareem kari karl karla kate katelyn katie katrina kaylee keisha kellie kelsey ken kendra kenny kerry khalid kim
  kirk kirsten krista kristen kristi kristin kristina kristy krystal kurt kyra lakshmi lana lara latoya lauri lazaro
  leah leila lena leo leobardo leon leona leonard leopoldo leroy lewis liam lillian lillie lily lindsay lindsey lindsy
  lionel liz lizbeth lola lorenza lorenzo loretta lorraine louis louise luciano lucille lucinda lucy luke lupe lupita
  luther lydia lynda lynette lynn mabel macario mackenzie macy maddie madeline maggie malcolm mallory mandy marcelino
  marcella marcelo marcia marcus margarito margie marguerite marian marianne mariano maribel maricela mariela marion
  marisela marissa marjorie marla marlene marlon marsha marshall marty marvin mateus matias matt mattie maura maureen
  maurice mauro maximino maxine maya meghan melanie melba melchor melinda melvin meredith micaela micah micheal
  miguelina mildred milton minerva minnie miranda mitchell mohamed mohammed moises molly mona morgan muhammad muriel
  myra myrna myrtle nadia nadine naomi natasha nathaniel nayeli neal neil nellie nelson nestor nicanor nick nicola nikki
  nina noel noemi nora norberto norman obdulia octavia octavio odessa odilia ofelia oliver onesimo ophelia oralia
  oswaldo otilia otis owen pancho pascual pascuala patsy paulette paulina pauline peggy petra phil philippa phoebe
  phyllis pierre polly ponciano porfirio preston priscilla priya prudencio quentin rachael rafaela rajesh ramona randall
  rashid regina reginald rena renee rhonda rick ricky rigoberto robbie robyn rochelle rocio rodney rodolfo rogelio
  roland rolando romeo romualdo ron ronnie roque rosalie rosalind rosalinda rosalva rosaura rosemarie rosemary rosie
  roxanne rudy rufina rufus ruthie sabino sabrina sadie salome sam samanta sami sammy sanjay saturnino saul selena selma
  serena seth severiano shane shannon shaun shauna shawn shawna sheila shelby sheldon shelia shelley shelly sheri sherri
  sherry sheryl silverio silvestre simon simone siobhan solomon sonja sonya stacey stacy stan stanley stefan stefanie
  sunil suresh suzanne tabitha tadeo tamika tammy tanya tasha tatiana telesforo teodora teodoro teri terrance terrell
  terrence thelma theo theodore tobias toby tomas tomasa toni tonya toribio tracey traci tracy travis trevor tricia
  trisha tristan tyrone ubaldo ulises ursula valente valerie vanesa velma vera vernon vicente vicki vickie vicky vidal
  vilma viola virgil vivian viviana wallace wanda warren wenceslao wendell wesley whitney wilbur wilfredo willard willis
  wilma winifred winston xochitl yadira yahir yareli yasmin yazmin yuridia yvette yvonne zenaida zoe zoila zoraida`.split(
    /\s+/,
  ),
);

/**
 * Words that follow "I am", "my name is" or a given name and are no part of a name, folded to lower case without
 * accents. Above all what a nurse must be able to read: a patient who writes "I am Pregnant" keeps the word.
 */
export const NOT_NAMES: ReadonlySet<string> = new Set(
  `a about after again alive all allergic alone also always am an and another anxious any are as asking at available
  away back bad be because been before being bipolar bleeding born both bp but by call called calling can cannot
  cant cell chart clinic confused could covered currently daughter dead deaf depressed diabetic did disabled dizzy do
  doctor does doing done dont dr drunk dying early emergency epileptic even ever every exhausted feeling female fine
  for friend from fully getting going gonna got had happy has have having he help her here him his high home hope
  hopeless how hurt hurting i ill im in insurance interested into is it its just ketamine keep kill killing last late
  like living looking lost male man married maybe me medicaid medicare member migraine mom mother move my native
  nauseous need never new no not nothing now number nurse ok okay old on one only or our out over overdose overdosed
  pain parent patient patients phone please pls poison pregnant probably question quite raped ready really right safe
  said scared scheduled see seeing severe she should shaking sick sister since single sleepy so some sorry spravato
  spouse still stop stressed suicidal suicide sure taking terrible that the their then there they think this
  tired to today tomorrow too took topamax trans trying type unable under until up upset urgent us used using very
  veteran waiting want was we well went were what when where which who why wife will with woman worried would
  wrong years yes yesterday yet you your yours husband son father brother caregiver calls dob mrn ssn spelled
  misspelled email currently having private secret anonymous confidential none unknown queer gay lesbian asian american african hispanic latino latina
  a acerca ahora al alergica alergico algo alguien alli ansiosa ansioso aqui asi asmatica asmatico aun ayer ayuda
  bien bipolar busco cansada cansado casada casado cita como con confundida cuando cual de del deprimida deprimido
  desde despues diabetica diabetico donde dos dolor doctora duele e el ella embarazada en enferma enfermo enfermera
  epileptica es esa ese eso esta este estoy esposa esposo estado favor fui gracias ha hace hasta hay he hermana
  hermano hija hijo hipertensa hipertenso hola hoy la las le llamo lo los luego madre mal mama mareada mareado mas
  matar matarme mayor me medico menor mexicana mexicano mi mia morir morirme mucha muchas mucho muchos muy mujer hombre nacida
  nacido naci necesito ni nieta nina nino no nueva nuevo nunca o otra otro paciente padre papa para pastillas pero
  poco por porque puedo pues que quien quiero quisiera salvadorena se segura seguro ser si sin sobredosis sobre solo
  sola soltera soltero soy su suicida suicidarme tambien tengo tiene toda todo tome tomando tomo trabajo tu un una
  unas unos urgente usted veneno veterano vivo y ya yo z tel celular telefono numero correo buenos buenas feliz saludos dios igualmente`.split(
    /\s+/,
  ),
);

/** Ordinary words at the beginning, family names behind a given one: "I am Black", "John Black". */
export const NOT_FIRST_NAMES: ReadonlySet<string> = new Set(
  `black white strong good blue low weak young brown green long short rich poor small little big heavy chronic
  severe stage type week day hour part post pre pro non rh one two three four five kaiser aetna cigna humana united tricare anthem molina ambetter cross shield medi covid
  jehovahs testigo puerto native santo cruz azul english spanish espanol ingles`.split(/\s+/),
);

/** Words that are written with a capital and name no person: medicines, insurers, days, places, companies. */
export const NO_ONE: ReadonlySet<string> = new Set(
  `spravato ketamine ketalar esketamine topamax topiramate botox aimovig ajovy emgality nurtec ubrelvy qulipta vyepti
  imitrex maxalt relpax zomig sumatriptan rizatriptan tylenol advil aleve excedrin benadryl zofran xanax ativan klonopin
  valium zoloft prozac lexapro celexa paxil effexor cymbalta wellbutrin adderall vyvanse ritalin lamictal lithium
  gabapentin neurontin lyrica propranolol verapamil depakote seroquel abilify zyprexa tramadol oxycodone percocet
  vicodin norco fentanyl methadone suboxone narcan fioricet toradol reglan compazine phenergan magnesium melatonin
  cefaly gammacore nerivio relivion ozempic wegovy mounjaro metformin insulin warfarin eliquis xarelto synthroid
  monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
  october november december lunes martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio
  julio agosto septiembre octubre noviembre diciembre easter christmas thanksgiving ramadan navidad
  medicare medicaid medi-cal aetna cigna humana kaiser permanente tricare anthem molina ambetter optum caremark
  uber lyft google apple facebook instagram zoom amazon walmart walgreens cvs costco youtube tiktok reddit paypal venmo
  visa mastercard slack whatsapp netflix doordash roblox wikipedia chatgpt bluecross blueshield healthcare
  fda dea hipaa rems mri ct ekg er icu iv im va gp hr tv usa us uk eu covid nhs
  new york los angeles san santa saint st fort las vegas francisco diego antonio jose north south east west
  texas california florida arizona nevada oregon washington colorado utah ohio georgia carolina dakota
  michigan illinois minnesota wisconsin missouri kansas oklahoma louisiana alabama mississippi tennessee kentucky
  indiana pennsylvania jersey hampshire maine vermont massachusetts connecticut delaware maryland nebraska iowa idaho
  montana wyoming alaska hawaii mexico canada america england ireland scotland wales london spain espana europe asia
  boston chicago houston dallas phoenix denver seattle portland atlanta miami orlando tampa detroit cleveland baltimore
  angeles city county town state estados unidos ciudad puerto rico cuba honduras guatemala salvador colombia venezuela
  clinic clinica hospital center centre centro health medical medicine care pharmacy farmacia university college school
  escuela church foundation institute office oficina emergency department room street avenue road lane drive
  english spanish espanol ingles french german chinese american mexican mexicana mexicano catholic christian muslim
  jewish jehovah testigo british irish
  doctor doctora dr dra mr mrs ms miss sr sra srta nurse enfermera prof rev lic ing don dona señor senora mister
  mom mum mommy mama mami dad daddy papa papi mother father grandma grandpa nana abuela abuelo granddad sister brother
  mummy aunt uncle tia tio auntie
  i i'm im i've i'll i'd id ive ill hi hello hey dear thanks thank cheers regards sincerely hola estimado estimada
  estimados buenas buenos buen dios god jesus lord señores senores team equipo staff support admin everyone all
  migraine migrana aura headache botox infusion infusions treatment appointment insurance prior authorization pain
  please quick question follow up update note re subject ps fyi asap urgent name phone number address email dob mrn
  tomorrow today tonight yesterday next last this that these those what when where who why how which whose can could
  would should will shall may might must do does did is are was were am be been has have had if so and but or nor yet
  because since although though while after before until once unless than then there here now just also only even still
  not no yes ok okay yeah yep nope sure maybe perhaps well oh ah um uh lol haha omg wow sorry
  my your his her its our their mine yours me you he she it we they him us them a an the some any each every both
  either neither few many much more most other another such own same too very as at by for from in into of off on onto
  out over to toward under up with without about above across against along among around behind below between beyond
  down during except inside near outside past per plus through throughout till via within
  took take taking get got getting give gave feel felt feeling want need know think see saw said say says go went going
  come came call called make made made let help ask tell told got been being feels hurts started stopped woke
  el la los las un una unos unas y o pero si no que como cuando donde quien cual porque para por con sin de del al en
  es son era fue ser estar esta estan este eso esa ese mi mis tu tus su sus yo usted ustedes ella ellos nosotros me te se
  le les lo nos ya hay tengo tiene puedo puede quiero quiere necesito necesita hoy ayer manana ahora gracias favor
  wed youre youve youd youll theyre theyd hes hed shes shed its thats whats whos wheres theres heres isnt dont doesnt
  didnt cant wont lets weve were day dias week weekend year area valley county country hill hills mountain lake river
  beach bay cup war games guard army navy marines force corps veterans social security labor union board council
  administration association society company group network bank park gate bridge island islands castle palace museum
  rover cert nigerian nigeria india indian pakistan philippines filipino polish russian ukrainian vietnamese korean
  japanese arabic portuguese cantonese mandarin gujarati hindi punjabi urdu african brazil canadian
  allah lordship pills patient carer teacher interpreter student pensioner grandson granddaughter son daughter wife
  husband holiday smoke honest greetings portal schedule bonjour question listen owner business administrator salt
  hong kong baton rouge cape coast junior communion
  tambien muy mas menos todo toda todos nada algo alguien nadie aqui alli asi entonces luego desde hasta sobre entre
  antes despues durante segun cada cuanto cuanta cuantos cuantas soy estoy vivo voy vengo tome tomo`.split(
    /\s+/,
  ),
);
