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
  victor victoria vincent virginia walter wayne wendy william willie xavier xiomara yesenia yolanda zachary`.split(
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
