import type { ClaimNumber } from './claims.ts';
import { said } from './said.ts';

const NUMBER = '(?:uno|una|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|veinte|cien)';
const HOME = '(?:su |la |el )?(?:propi[oa] )?(?:casa|hogar|sala)';
const STAFF = '(?:personal|enfermer[oa]s?|medic[oa]s?|profesional(?:es)?|equipo)';
const LAYPERSON =
  '(?:familia|familiar(?:es)?|amig[oa]s?|parientes?|espos[oa]|pareja|madre|padre|mama|papa|herman[oa]|hij[oa]|adulto|vecin[oa]|alguien)';
const PAYER = '(?:seguros?|aseguradoras?|medicare|medicaid|planes|plan|cobertura)';
const NOT = String.raw`\bno (?:la |lo |las |los )?(?:ha |han |esta |fue |es )?`;
const APPROVED = '(?:aprobad[oa]s?|autorizad[oa]s?|aceptad[oa]s?|avalad[oa]s?)';
/** The one use that is approved, and no other behind it. */
const FOR_SURGERY =
  ' (?:solo )?(?:para (?:dormir a las personas|uso|su uso|usarse) )?(?:en|para|durante) (?:una |la )?(?:cirugias?|operaciones|anestesia)(?:,? (?:pero |y )?no\\b|[.!]?$)';
const CONDITION =
  '(?:corazon|presion alta|derrame|sangrado|vaso sanguineo|higado|vejiga|psicosis|mania|embaraz\\w+|lactancia|glaucoma|golpe en la cabeza|drogas|alcohol)';
const HELPS =
  '(?:funciona|detiene|alivia|previene|trata|cura|ayuda|quita|elimina|reduce|calma|mejora|corta|controla|sirve)';
const BETTER = '(?:mejor\\w*|alivio|menos dolor|ayud\\w+|respond\\w+|buenos resultados)';
const OTHER_ILLNESS =
  '(?:animo|tristeza|ansiedad|depresion|estres|trauma|panico|sueno|insomnio|cansancio|adiccion|fibromialgia|artritis|dolor de espalda)';
const SMALL =
  '(?:poc[oa]s|rar[oa]s|menores|pequen[oa]s|breves|suaves|ligeros|manejables|tolerables|pasajeros|temporales|cort[oa]s|nada|no (?:muy )?(?:graves|malos|serios|fuertes|peligrosos))';
const MEDICINE =
  '(?:triptan\\w*|pastillas?|medicinas?|medicamentos?|remedios?|calmantes?|analgesicos?|antidepresivos?|insulina|parches?|recetas?)';

/** What no Spanish answer may say, by the numbers of the contradictions that decide the bank. */
export const NEVER_SPANISH: Record<ClaimNumber, readonly RegExp[]> = {
  C4: [
    said`(?:comodidad|privacidad) de ${HOME}`,
    said`en casa (?:es|son|puede ser|funciona|ahorra|ayuda)`,
    said`(?<!\b(?:no|nunca) )pued(?:e|en) (?:\w+ ){0,3}?(?:recibir|usar|tomar|tratar|dar|poner|aplicar|hacer|administrar)\w*…en ${HOME}`,
    said`${STAFF}…(?:va|ira|llega|visita|viene)…su (?:casa|hogar)`,
    said`(?:tan bien|mejor|mas facil|mas barato|mas tranquilo) en casa`,
    said`nadie (?:necesita|tiene que) (?:vigilar|estar)\w*`,
    said`sin (?:enfermer[oa]s?|personal|vigilancia|supervision)`,
    said`en (?:lugar|vez) del? (?:\w+ )?${STAFF}`,
    said`(?<!\bno )(?:reemplaza|sustituye)n? (?:al|a la|a los|a las) ${STAFF}`,
    said`${LAYPERSON} pued(?:e|en) (?:vigilar|observar|monitorear|supervisar)\w*`,
    said`sin (?:tener que )?ir a (?:una|la) clinica`,
  ],
  C5: [
    said`(?:barat[oa]s?|bajo costo|precio bajo|economic[oa]s?|asequibles?)`,
    said`(?:dolar(?:es)?|usd|pesos|euros|centavos)`,
    said`(?:cuestan?|costo|pag\w+|precio|cobr\w+|espere|cargo|cuenta)…(?:cien|cientos|ciento\w*|\w+cient[oa]s|mil|miles)`,
    said`precio (?:sube|depende)…(?:dosis|cantidad|fuerza)`,
    said`(?<!\b(?:si|que) (?:el |la |su )?)${PAYER}(?: de salud)? (?:(?:le|lo|la|se|siempre|tambien|casi) )*(?:pagan?|pagaran?|cubren?|cubriran?|reembolsan?)(?! (?:una )?parte\b)`,
    said`(?:lo|la|le|todo) (?:paga|pagara|cubre|cubrira) (?:el|la|su) ${PAYER}`,
    said`(?:no (?:paga|pagara|cuesta) nada|sin costo)`,
  ],
  C6: [
    said`(?:fda|gobierno)\b…(?<!${NOT})(?:aprob\w+|aprueba|autoriz\w+|avala|acepta|respalda|recomienda|visto bueno)`,
    said`(?:ketamina|esketamina|spravato|tratamiento|medicina)…(?<!\bno )(?:esta|es|fue|ha sido) (?:\w+ )?(?<!${NOT})${APPROVED}(?!${FOR_SURGERY})`,
    said`(?<!${NOT})${APPROVED}(?!${FOR_SURGERY}) (?:para|contra|por)`,
    said`(?<!\b(?:no tiene|sin) (?:la )?)aprobacion (?:de la fda|oficial|para la migrana|para el dolor)`,
    said`tratamiento (?:oficial|estandar)`,
  ],
  C7: [
    said`solo (?:estas|esas) (?:personas|enfermedades|condiciones)`,
    said`(?:todos )?los demas pueden`,
    said`si nada de esto`,
    said`lista completa de`,
    said`${CONDITION}…(?:le[s]? va bien|les? sienta bien|la toleran?|(?<!\bno )pued(?:e|en) (?:usar|recibir|tomar)\w*|no (?:es|hay) (?:un )?(?:problema|impedimento)|sin problemas?)`,
    said`(?<!\bno )(?:van? bien|sirve|es buena|es adecuada|sin problemas?) (?:a|para|en|con)…${CONDITION}`,
  ],
  C8: [
    said`(?:la mayoria|casi tod[oa]s|(?:mas de )?la mitad|tercios?|tres cuartos|much[oa]s|gran parte)…${BETTER}`,
    said`${NUMBER} de (?:cada )?${NUMBER}`,
    said`(?<!\b(?:si|como|no (?:prueba|muestra|significa) que) )la ketamina (?:(?:si|tambien|siempre|realmente|puede) )*(?:${HELPS}|ayudar|aliviar|curar|quitar)`,
    said`(?<!\b(?:si|como) )(?:esto|(?:el|este) (?:tratamiento|aerosol)|la medicina) (?:(?:si|tambien|siempre) )*${HELPS}`,
    said`(?:pruebas|evidencia) (?:claras?|solidas?|fuertes?|contundentes?)`,
    said`(?:los |varios |muchos )?(?:estudios|ensayos|expertos) (?:prueban|demuestran|confirman|muestran) que (?!no\b).`,
    said`(?:asombros|increibl|extraordinari|impresionant)\w*`,
    said`cambi(?:o|a|ara|arle) (?:la|su|mi) vida`,
    said`alivio (?:duradero|permanente|rapido|inmediato|total|completo)`,
    said`(?:funciona|actua|alivi[ao]|hace efecto|mejora\w*|se sentira mejor)…(?:(?:en|a los|dentro de) (?:(?:unos|pocos|solo|cuestion de) )*(?:segundos|minutos|horas|una hora|dias)|enseguida|de inmediato|al instante)`,
    said`(?:${HELPS}|levanta|combate|bueno para)(?: (?:tambien|con|contra|para|a|el|la|los|su|sus|mal|bajo))* ${OTHER_ILLNESS}`,
  ],
  C9: [
    said`(?:pocos|rar[oa]s|ningun|casi ningun|sin) (?:graves )?efectos`,
    said`efectos (?:\w+ ){0,2}?(?:(?:casi nunca|rara vez|no) )?(?:(?:son|suelen ser|resultan|parecen) )?(?:\w+ ){0,2}?${SMALL}`,
    said`efectos (?:\w+ )?(?:(?:casi nunca|rara vez|no) (?:son|suelen ser)) (?:\w+ )?(?:graves|malos|serios|fuertes|peligrosos)`,
    said`efectos (?:\w+ )?(?:pasan|desaparecen|se van|se quitan)`,
    said`(?:rara vez|casi nunca) (?:dana|causa|hace dano)`,
    said`no (?:dana|hace dano)`,
  ],
  C10: [
    said`(?:usted |los pacientes )?(?:puede|pueden|podria|debe) (?:fijar|elegir|cambiar|ajustar|controlar|decidir|subir|bajar|aumentar|reducir|doblar)\b…(?:cuanto|cuanta|dosis|cantidad|ketamina|medicina|aerosol|pastillas?)`,
    said`(?:cuanto|cuanta|dosis|cantidad)…(?:usted decide|lo decide usted|depende de usted)`,
    said`control de su (?:propia )?(?:dosis|tratamiento|medicina)`,
    said`(?:empiece con poco|suba poco a poco|encuentre su (?:dosis|nivel)|escuche a su cuerpo)`,
    said`(?:tome|use|aplique)(?:se)?(?:la|lo|las|los)? (?:[\w'-]+ ){0,5}?(?:cuando|si|cada vez que) (?:(?:lo|la|le|el dolor|la migrana) )*(?:sienta|necesite|quiera|duela|haga falta|empiece|vuelva|tenga dolor)`,
    said`(?:suba|aumente|baje|reduzca|doble|ajuste)(?:la|lo|las|los)`,
    said`(?<!\bno )(?:suba|aumente|baje|reduzca|doble|ajuste|cambie) (?:la|el|su) (?:dosis|cantidad|fuerza)`,
    said`hasta que (?:funcione|haga efecto|le (?:ayude|alivie)|(?:el dolor|la migrana) (?:pase|baje|se vaya|se quite))`,
    said`(?:(?:no|nunca) (?:se )?(?:tome|use)|evite|pause|omita|salte|deje|retrase|no hace falta tomar) (?:el|la|los|las|su|sus)(?: \w+)? ${MEDICINE}`,
  ],
};
