/** What a column can be besides a variable. */
export type ColumnRole = 'phone' | 'customerName' | 'name' | 'other' | 'country'

/** Column titles in the languages of our users, as they read after `plainTitle`; the first word is the commonest. */
const ALIASES: Readonly<Record<ColumnRole, readonly string[]>> = {
  phone: [
    'phone', 'phonenumber', 'phoneno', 'phonenum', 'phone1', 'mobile', 'mobilenumber', 'mobileno', 'mobilephone', 'cell', 'cellphone', 'cellular', 'tel', 'telephone', 'telephonenumber', 'telno', 'contactnumber', 'contactno', 'callee', 'calleenumber', 'msisdn', 'whatsapp', 'number', 'destination', 'to',
    '手机', '手机号', '手机号码', '电话', '电话号码', '联系电话', '联系方式', '被叫', '被叫号码', '号码', '手機', '手機號碼', '電話', '電話號碼', '電話番号', '携帯', '携帯電話', '携帯番号', '휴대폰', '전화번호', '전화', '휴대전화',
    'fono', 'telefono', 'numerotelefono', 'numerodetelefono', 'celular', 'movil', 'numerocelular', 'numero', 'telefonocelular', 'telefone', 'telemovel', 'numerodetelefone', 'numtelefone', 'telefoon', 'telefoonnummer', 'mobiel',
    'numerodetelephone', 'portable', 'gsm', 'mobil', 'mobilnummer', 'telefonnummer', 'telefon', 'handy', 'handynummer', 'rufnummer', 'cellulare', 'numeroditelefono', 'telefoni', 'numertelefonu', 'komorka', 'telefonszam', 'cislotelefonu', 'numartelefon', 'ceptelefonu', 'ceptel', 'telefonnumarasi',
    'nomor', 'nomortelepon', 'nomorhp', 'nohp', 'notelp', 'notelepon', 'hp', 'telepon', 'nomorponsel', 'ponsel', 'nombortelefon', 'notelefon', 'sodienthoai', 'sdt', 'dienthoai', 'didong', 'เบอร์โทร', 'เบอร์โทรศัพท์', 'โทรศัพท์', 'เบอร์',
    'телефон', 'номертелефона', 'номер', 'мобильный', 'моб', 'тел', 'τηλεφωνο', 'κινητο', 'هاتف', 'رقمالهاتف', 'الهاتف', 'جوال', 'الجوال', 'رقمالجوال', 'موبايل', 'फोन', 'मोबाइल', 'मोबाइलनंबर', 'simu', 'nambariyasimu',
  ],
  customerName: ['customername', 'customer', 'client', 'clientname', 'nombrecliente', 'nombredelcliente', 'cliente', 'nomedocliente', 'nomecliente', 'nomduclient', 'nomclient', 'kundenname', 'kunde', 'namapelanggan', 'pelanggan', 'namanasabah', 'nasabah', 'tenkhachhang', 'khachhang', '客户', '客户姓名', '客户名称', '客戶', '客戶姓名', '顾客', '顧客名', '고객명'],
  name: [
    'name', 'fullname', 'firstname', 'contactname', 'contact', 'person', 'nombre', 'nombres', 'nombrecompleto', 'nombreyapellido', 'nome', 'nomecompleto', 'nom', 'prenom', 'nomcomplet', 'vorname', 'naam', 'nama', 'namalengkap', 'hoten', 'hovaten', 'ten', 'nazwisko', 'imie', 'jmeno', 'nev', 'nume', 'ad', 'adi', 'adsoyad', 'isim', 'jina', 'pangalan',
    '姓名', '名字', '名称', '联系人', '聯絡人', '氏名', '名前', 'お名前', '이름', '성명', 'имя', 'фио', 'ονομα', 'ονοματεπωνυμο', 'اسم', 'الاسم', 'नाम', 'ชื่อ',
  ],
  other: ['other', 'others', 'note', 'notes', 'remark', 'remarks', 'comment', 'comments', 'observaciones', 'observacion', 'notas', 'nota', 'comentario', 'comentarios', 'otro', 'otros', 'outros', 'outro', 'observacoes', 'autre', 'remarque', 'bemerkung', 'notiz', 'catatan', 'keterangan', 'ghichu', '备注', '備註', '備考', '其他', '비고', 'примечание', 'комментарий'],
  country: ['country', 'countrycode', 'pais', 'pays', 'land', 'negara', 'quocgia', '国家', '國家', '国', '국가', 'страна'],
}

const ROLE_BY_TITLE: ReadonlyMap<string, ColumnRole> = new Map(
  (Object.entries(ALIASES) as [ColumnRole, readonly string[]][]).flatMap(([role, titles]) => titles.map(title => [plainTitle(title), role] as const)),
)

/** A title without case, accents, spaces and signs: `Téléphone_1 ` is `telephone1`. */
export function plainTitle(title: string): string {
  return title.normalize('NFKD').toLowerCase().replace(/\p{M}|[^\p{L}\p{N}]/gu, '').replaceAll('đ', 'd').replaceAll('ł', 'l').replaceAll('ı', 'i')
}

/** What a column title says about its column, or null. A number after a known title changes nothing (`phone_2`). */
export function roleOfHeader(title: string): ColumnRole | null {
  const plain = plainTitle(title)
  return ROLE_BY_TITLE.get(plain) ?? ROLE_BY_TITLE.get(plain.replace(/\d+$/, '')) ?? null
}
