namespace Cer.Operations.Privacy;

/// <summary>All that the store holds of a member: what goes into the export, and what does not, with the reason.</summary>
/// <remarks>
/// Source: Regulation (EU) 2016/679, art. 15 (access) and 20 (portability). A test compares this with the catalogue of the
/// database: a new table with a member, a point or a person in it is named here, or fails the build.
/// </remarks>
public static class Held
{
    public static readonly IReadOnlyList<HeldTable> Exported =
    [
        new("held_terms", "anagrafica", "I Suoi dati di membro, in ogni versione dichiarata", "member_terms"),
        new("held_point", "punti", "I Suoi punti (POD) e i periodi in cui sono stati Suoi", "membership"),
        new("held_unit", "impianti", "Gli impianti ai Suoi punti", "unit_terms"),
        new("held_device", "dispositivi", "I dispositivi che misurano i Suoi punti", "device"),
        new("held_serial", "matricole", "Le matricole dei contatori, come le hanno dette i dispositivi", "meter_serial"),
        new("held_swap", "cambi-contatore", "I cambi di contatore", "meter_swap"),
        new("held_month", "mesi", "Energia e importi di ogni mese, calcolo per calcolo", "member_month"),
        new("held_correction", "rettifiche", "Le rettifiche di mesi chiusi", "correction_line"),
        new("held_recalculation", "ricalcoli-del-gse", "Che cosa i ricalcoli del GSE hanno cambiato per Lei", "recalculation_line"),
        new("held_payable", "pagamenti", "Gli importi da pagare approvati", "payable_line"),
        new("held_tax", "profilo-fiscale", "Il Suo profilo fiscale", "tax_profile"),
        new("held_gse_request", "richiesta-gse", "Ciò che la richiesta al GSE dice di Lei", "gse_request"),
        new("held_package", "pacchetti-al-gse", "In quali pacchetti per il GSE ci sono i Suoi punti", "submission"),
        new("held_bank", "conti", "Il conto su cui viene pagato, in ogni versione detta", "member_bank"),
        new("held_payment", "bonifici", "I pagamenti a Lei e che cosa ne ha detto la banca", "payout_payment"),
        new("held_ledger", "scritture", "Le scritture contabili che La riguardano", "ledger_line"),
        new("held_consent", "consensi", "I consensi dati e revocati", "consent"),
        new("held_total_consent", "consensi-ai-totali", "I consensi a totali che tutti vedono", "total_consent"),
        new("held_evidence", "atti-allo-sportello", "Che cosa è stato registrato allo sportello, e su quale carta", "desk_evidence"),
        new("held_paper", "carte-allo-sportello", "Le scansioni delle carte dei Suoi atti e delle Sue deleghe", "desk_paper"),
        new("held_delegation", "deleghe", "Chi agisce per Lei, da quando e fino a quando", "delegation", "delegation_access"),
        new("held_nickname", "soprannome", "Il soprannome scelto per la classifica", "nickname"),
        new("held_acceptance", "ore-accettate", "Che cosa è stato deciso per ore non misurate", "hour_acceptance"),
        new("held_mend", "correzioni", "Correzioni e stime di letture dubbie", "mend"),
        new("held_backfill", "richieste-dati", "Letture richieste di nuovo ai dispositivi", "backfill_request"),
        new("held_quarantine", "quarantena", "Righe tenute da parte, non usate nei calcoli", "quarantine"),
        new("held_statement", "conti-del-gse", "Che cosa dicono i conti del GSE dei Suoi punti", "statement_line"),
        new("held_letter", "lettere", "Le lettere inviate con i Suoi documenti", "letter"),
        new("held_letter_choice", "email-facoltative", "Quali e-mail facoltative vuole ricevere, e da quando", "letter_choice")
        {
            IsOfPerson = true,
        },
        new("held_address_mark", "indirizzo-non-valido", "Che cosa hanno detto i server di posta del Suo indirizzo", "address_mark")
        {
            IsOfPerson = true,
        },
        new("look", "accessi-ai-miei-dati", "Chi ha guardato i Suoi dati, del personale o per delega", "look"),
        new("request", "richieste", "Le Sue richieste", "member_request"),
        new("request_step", "risposte", "Che cosa è stato risposto", "member_request_step"),
        new("held_account", "accesso", "Il Suo accesso", "person") { IsOfPerson = true },
        new("held_account_letter", "lettere-sul-mio-accesso", "Le lettere inviate sul Suo accesso") { IsOfPerson = true },
        new("held_role", "ruoli", "I Suoi ruoli", "person_role") { IsOfPerson = true },
        new("held_session", "sessioni", "Le sessioni aperte", "person_session") { IsOfPerson = true },
        new("held_invite", "inviti", "Gli inviti ad accedere", "invite") { IsOfPerson = true },
        new("held_passkey", "passkey", "Le Sue passkey", "passkey") { IsOfPerson = true },
        new("held_api_token", "gettoni", "I Suoi gettoni per programmi", "api_token") { IsOfPerson = true },
        new("held_known_device", "dispositivi-noti", "I browser da cui è già entrato", "known_device") { IsOfPerson = true },
        new("held_act", "atti-sul-mio-accesso", "Che cosa è stato fatto con il Suo accesso", "person_act") { IsOfPerson = true },
        new("held_home_user", "home-assistant", "Il Suo utente di Home Assistant", "home_user") { IsOfPerson = true },
        new("held_hour", "ore", "Le ore di energia dei Suoi punti", "energy_hour") { IsBig = true },
        new("held_power", "potenze", "Potenze ed energie reattive", "power") { IsBig = true },
        new("held_reading", "letture", "Le letture dei Suoi punti, come sono arrivate", "reading") { IsBig = true },
    ];

    /// <summary>The view that gives the PDF files.</summary>
    public const string Documents = "held_document";

    /// <summary>The view that gives the accounts of years as PDF.</summary>
    public const string Years = "year_paper";

    /// <summary>The view that gives the scans of the desk.</summary>
    public const string Papers = "held_paper_file";

    /// <summary>Tables that name a member, a point, a device or a person and are not exported, each with the reason.</summary>
    public static readonly IReadOnlyDictionary<string, string> Left = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["document"] = "Esportata come file PDF, nella cartella documenti.",
        ["year_paper"] = "Esportata come file PDF, nella cartella documenti.",
        ["consent_withdrawal"] = "Nel file dei consensi.",
        ["total_consent_withdrawal"] = "Nel file dei consensi ai totali.",
        ["desk_paper_removal"] = "Nel file delle carte allo sportello.",
        ["delegation_end"] = "Nel file delle deleghe.",
        ["definition"] = "Il testo della dichiarazione nomina tutti i membri: la Sua parte è in anagrafica e punti.",
        ["regolamento"] = "Le regole di ripartizione, con eventuali pesi di solidarietà, nominano più membri: il Suo peso si chiede.",
        ["precedence"] = "Quale fonte vale prima di un'altra per un punto: una regola della comunità, non un dato del membro.",
        ["curve_vouch"] = "Quali quarti d'ora ha detto un file del distributore: i valori sono fra le letture.",
        ["curve_import"] = "I file importati riguardano più punti insieme: i valori Suoi sono fra le letture.",
        ["ingest"] = "Il registro dei messaggi riguarda più punti insieme: ciò che dicono dei Suoi è fra letture e quarantena.",
        ["device_standing"] = "Se un dispositivo è in servizio: lo stato di un apparecchio, deciso dal personale.",
        ["account"] = "Con quale conto parlano i dispositivi e per quali punti: una configurazione, non una misura.",
        ["counter_state"] = "L'ultimo totale di un contatore, per trovare le differenze: i totali sono fra le letture.",
        ["mqtt_device"] = "Con quale conto parla un dispositivo: una configurazione del broker.",
        ["alert"] = "Allarmi tecnici su dispositivi silenziosi, senza misure.",
        ["home_notice"] = "Avvisi tecnici a Home Assistant, senza misure.",
        ["payable_approval"] = "Chi del personale ha approvato un pagamento: atti d'ufficio.",
        ["payout_approval"] = "Chi del personale ha approvato una distinta di pagamenti: atti d'ufficio.",
        ["alarm_reader"] = "Chi del personale vuole lettere sugli allarmi.",
        ["regolamento_approval"] = "Chi del personale ha approvato un regolamento: atti d'ufficio.",
        ["sign_in_link"] = "Impronte di collegamenti monouso, cancellate dopo due giorni.",
        ["place"] = "Nomi degli edifici del Comune.",
        ["place_sum"] = "Somme orarie dei punti del Comune.",
        ["quality_day"] = "Quante letture di un giorno sono arrivate: si ricava dalle letture, che sono esportate.",
    };
}
