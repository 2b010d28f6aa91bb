// Words that give away the other language, or what should have stayed inside the program.
export const english =
    /\b(the|and|with|of|not|found|expected|reading|readings|missing|month|shared|energy|quarter|value|unknown|settled|price|rules?)\b/gi;
export const italian =
    /\b(giorno|giorni|mesi|impianto|impianti|prezzo|letture|ancora|manca|mancano|nessun|nessuna|condivisa|immessa)\b/gi;
export const rawCode = /\b[a-z]+_[a-z_]+\b|\bundefined\b|\bNaN\b|\[object|\bnull\b|\{[a-z]+\}/g;
