"""Words that state a fact on their own: numbers, weekdays, months, and negations, in six languages.

One row a meaning; a language is added by adding its words to the rows. The lists are read without regard to the
language of a text: where a word means a fact in another language only ("mai", "due"), two texts that differ in it
are both kept, which loses nothing.
"""

from __future__ import annotations

# English, German, Spanish, French, Portuguese, Italian. Numbers that are common words too are left out: articles
# ("ein", "un"), and French "cent", which would part "per cent" from "percent".
NUMBERS = {
    "0": "zero null cero zéro",
    "1": "one eins",
    "2": "two zwei zwo dos deux dois duas due",
    "3": "three drei tres trois três tre",
    "4": "four vier cuatro quatre quatro quattro",
    "5": "five fünf cinco cinq cinque",
    "6": "six sechs seis sei",
    "7": "seven sieben siete sete sette",
    "8": "eight acht ocho huit oito otto",
    "9": "nine neun nueve neuf nove",
    "10": "ten zehn diez dix dez dieci",
    "11": "eleven elf once onze undici",
    "12": "twelve zwölf doce douze doze dodici",
    "13": "thirteen dreizehn trece treize treze tredici",
    "14": "fourteen vierzehn catorce quatorze catorze quattordici",
    "15": "fifteen fünfzehn quince quinze quindici",
    "16": "sixteen sechzehn dieciséis seize dezesseis dezasseis sedici",
    "17": "seventeen siebzehn diecisiete dezessete dezassete diciassette",
    "18": "eighteen achtzehn dieciocho dezoito diciotto",
    "19": "nineteen neunzehn diecinueve dezenove dezanove diciannove",
    "20": "twenty zwanzig veinte vingt vinte venti",
    "30": "thirty dreißig dreissig treinta trente trinta trenta",
    "40": "forty vierzig cuarenta quarante quarenta quaranta",
    "50": "fifty fünfzig cincuenta cinquante cinquenta cinquanta",
    "60": "sixty sechzig sesenta soixante sessenta sessanta",
    "70": "seventy siebzig setenta settanta",
    "80": "eighty achtzig ochenta oitenta ottanta",
    "90": "ninety neunzig noventa novanta",
    "100": "hundred hundert cien ciento cem cento",
    "dozen": "dozen dozens dutzend docena douzaine dúzia dozzina",
    "thousand": "thousand thousands tausend mil mille mila milhares migliaia",
    "million": "million millions millionen mio millón millones milhão milhões milione milioni mn",
    "billion": "billion billions milliarde milliarden mrd milliard milliards bilhão bilhões miliardo miliardi bn",
    "trillion": "trillion trillions billionen billón billones trilhão trilhões",
    "1st": "first erste ersten erster erstes primero primera premier première primeiro primeira primo prima",
    "2nd": "second zweite zweiten zweiter zweites segundo segunda deuxième secondo seconda",
    "3rd": "third dritte dritten dritter drittes tercero tercera troisième terceiro terceira terzo terza",
    "half": "half hälfte mitad moitié metade metà",
    "quarter": "quarter viertel",
}

WEEKDAYS = {
    "Monday": "monday mondays montag montags lunes lundi lunedì",
    "Tuesday": "tuesday tuesdays tue tues dienstag dienstags martes mardi terça martedì",
    "Wednesday": "wednesday wednesdays wed mittwoch mittwochs miércoles mercredi quarta mercoledì",
    "Thursday": "thursday thursdays thu thurs donnerstag donnerstags jueves jeudi quinta giovedì",
    "Friday": "friday fridays fri freitag freitags viernes vendredi sexta venerdì",
    "Saturday": "saturday saturdays samstag samstags sonnabend sábado samedi sabato",
    "Sunday": "sunday sundays sonntag sonntags domingo dimanche domenica",
}

MONTHS = {
    "January": "january jan januar jänner enero janvier janeiro gennaio",
    "February": "february feb februar febrero février fevereiro febbraio",
    "March": "march märz marzo mars março",
    "April": "april apr abril avril aprile",
    "May": "may mai mayo maio maggio",
    "June": "june jun juni junio juin junho giugno",
    "July": "july jul juli julio juillet julho luglio",
    "August": "august aug agosto août",
    "September": "september sept sep septiembre septembre setembro settembre",
    "October": "october oct oktober okt octubre octobre outubro ottobre",
    "November": "november nov noviembre novembre novembro",
    "December": "december dec dezember dez diciembre décembre dezembro dicembre",
}

NEGATIONS = """
    not no never none nobody nothing nowhere neither nor without cannot hardly
    nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden nichts nirgends weder ohne
    nunca jamás nadie nada ningún ninguno ninguna tampoco sin ni
    ne pas jamais rien aucun aucune sans non
    não jamais ninguém nenhum nenhuma sem nem tampouco
    mai nessun nessuno nessuna niente nulla senza né neanche nemmeno neppure
"""

# Without its apostrophe, as texts are compared: "didn’t" is "didnt". Opened up, so that the long form is the same.
VERBS_WITH_NT = """
    is are was were do does did has have had could would should must need might ought
"""
SHORT_FORMS = {f"{verb}nt": f"{verb} not" for verb in VERBS_WITH_NT.split()} | {
    "cant": "can not",
    "cannot": "can not",
    "wont": "will not",
    "shant": "shall not",
    "aint": "is not",
    "im": "i am",
}
