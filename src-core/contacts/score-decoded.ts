import type { FileEncoding } from '../../src-contract/model/contact.ts'

/** Letters that make up nearly all non-ASCII writing in each encoding's languages. */
const USUAL: Partial<Record<FileEncoding, string>> = {
  'windows-1252': 'áéíóúüñçãõâêôàèìòùïëîûäöåøæßÁÉÍÓÚÜÑÇÃÕÂÊÔÀÈÄÖÅØÆ¿¡ºª°€–—’“”«»´œ',
  'windows-1250': 'ąćęłńśźżáčďéěíňóřšťúůýžőűöüäôľĺŕăâîșțşţđĄĆĘŁŃŚŹŻÁČĎÉĚÍŇÓŘŠŤÚŮÝŽŐŰÖÜÄÔĽŞŢĂÂÎĐ–„”’',
  'windows-1251': 'абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁІЇЄҐ№«»–',
  'windows-1253': 'αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩΆΈΉΊΌΎΏ«»–',
  'windows-1254': 'ığşçöüâîûİĞŞÇÖÜÂÎ–’',
  'windows-1256': 'ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئپچژگ،؛؟ًٌٍَُِّْـ',
  'windows-1258': 'ăâđêôơưĂÂĐÊÔƠƯáàéèíóòúùÁÀ\u0300\u0301\u0303\u0309\u0323',
}
/** Encodings later in this list must be clearly better than an earlier one that explains the text as well. */
const RARER: Partial<Record<FileEncoding, number>> = { 'windows-1250': 0.03, 'windows-1254': 0.02, 'windows-1258': 0.04, big5: 0.01 }

/** How much a decoded text looks like writing in that encoding's languages: about 0 (noise) to 1. */
export function scoreDecoded(text: string, encoding: FileEncoding): number {
  const penalty = RARER[encoding] ?? 0
  const usual = USUAL[encoding]
  return (usual ? scoreLetters(text, usual, encoding) : scoreIdeographs(text, encoding)) - penalty
}

const LATIN: ReadonlySet<FileEncoding> = new Set(['windows-1252', 'windows-1250', 'windows-1254', 'windows-1258'])

function scoreLetters(text: string, usual: string, encoding: FileEncoding): number {
  const letters = new Set(usual)
  const latin = LATIN.has(encoding)
  let points = 0
  let count = 0
  for (const run of text.matchAll(/[^\x00-\x7f]+/g)) {
    const before = text.charCodeAt(run.index - 1) | 32
    const after = text.charCodeAt(run.index + run[0].length) | 32
    const touchesLatin = (before >= 97 && before <= 122) || (after >= 97 && after <= 122)
    // Accents come one or two at a time inside words; Cyrillic, Greek and Arabic words have no Latin letters in them.
    const fits = latin
      ? (run[0].length <= 2 ? 1 : run[0].length <= 4 ? 0.8 : 0.3) * (touchesLatin ? 1 : 0.8)
      : touchesLatin
        ? 0.2
        : run[0].length === 1
          ? 0.5
          : 1
    for (const letter of run[0]) {
      count += 1
      if (letters.has(letter)) points += fits * caseFits(text, run.index, run[0], letter)
    }
    if (count > 50_000) break
  }
  return count === 0 ? 0 : points / count
}

/** A capital between small letters is rare in real words and common in wrongly decoded ones. */
function caseFits(text: string, index: number, run: string, letter: string): number {
  if (letter === letter.toLowerCase()) return 1
  const before = text[index + run.indexOf(letter) - 1] ?? ' '
  return before !== before.toUpperCase() ? 0.2 : 1
}

function scoreIdeographs(text: string, encoding: FileEncoding): number {
  let points = 0
  let count = 0
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    if (code < 0x80) continue
    count += 1
    points += pointsOf(letter, code, encoding)
    if (count > 50_000) break
  }
  return count === 0 ? 0 : points / count
}

/** The characters that fill Chinese names and business texts; which form they have tells mainland from Taiwan. */
const FREQUENT = new Set(
  '的一是不了人我在有他这这個中大来來上国國和地到说說们們为為子你出道也时時年得就那要下以生会會自着著去之过過家学學对對可她里裡小么麼心多天而能好都然没沒日于於起还還发發成事只作当當想看文无無开開手十用主行方又如前所本见見经經头頭面公同三已老从從动動两兩长長知民样樣现現分将將外但身些与與高意进進把法此实實回二理美点點月明其种種声聲全工己话話儿兒者向情部正名定女问問力机機给給等几幾很业業最间間新什打便位因重被走电電四第门門相次东東政海口使教西再平真听聽世气氣信北少关關并並内內加化由却卻代军軍产產入先山五太水万萬市王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾萧蕭田董潘袁蔡蒋蔣余杜叶葉程苏蘇魏吕呂丁任卢盧姚沈钟鐘姜崔谭譚陆陸范汪廖石金贾賈夏付方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵钱錢严嚴武戴莫孔伟偉芳娜秀英敏静靜丽麗强強磊军洋勇艳艷杰娟涛濤明超兰蘭霞平刚剛桂号號姓址码碼客户戶款元期额額费費省区區路城县縣',
)

function pointsOf(letter: string, code: number, encoding: FileEncoding): number {
  if (FREQUENT.has(letter)) return 1
  if (code >= 0x3041 && code <= 0x30ff) return encoding === 'shift_jis' ? 1 : 0.4
  if (code >= 0xff61 && code <= 0xff9f) return encoding === 'shift_jis' ? 0.15 : 0
  if ((code >= 0x3000 && code <= 0x303f) || (code >= 0xff01 && code <= 0xff5e)) return 0.8
  if (code >= 0x4e00 && code <= 0x9fff) return 0.55
  return 0.05
}
