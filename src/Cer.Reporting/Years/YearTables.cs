using Cer.Domain;
using Cer.Domain.Codes;
using Cer.Operations.Paying.Books;
using Cer.Reporting.Texts;
using NodaTime;
using NodaTime.Text;

namespace Cer.Reporting.Years;

/// <summary>The tables of a year's account: the same for workbook and paper.</summary>
internal static class YearTables
{
    // Fewer members than these, and a total told to all would be one member's figure.
    private const int FewestTold = 5;

    private static readonly YearColumn Words = new("Voce", null);
    private static readonly Speech Say = new(Operations.Documents.DocumentLanguage.Italian);

    /// <summary>Of the whole community, as the workbook has its sheets.</summary>
    public static IReadOnlyList<YearTable> Of(YearFacts facts) =>
        [Members(facts), Funds(facts), Split(facts), Surplus(facts), Months(facts), Balances(facts)];

    /// <summary>What GSE is told: contributions, their split by kind of receiver, the surplus, months; no member by name.</summary>
    public static IReadOnlyList<YearTable> ForGse(YearFacts facts, int number, LocalDate day) =>
    [
        new("Conto", [Words, new("Valore", null)],
        [
            ["Comunità energetica", facts.Community],
            ["Cabina primaria", facts.Substation],
            ["Anno", Text($"{facts.Year}")],
            ["Conto n.", Text($"{facts.Year}/{number}")],
            ["Fatto il", LocalDatePattern.Iso.Format(day)],
            ["Avvertenza", facts.Invented ? "Inventato per la dimostrazione: nessun importo è vero." : null],
        ]),
        Split(facts),
        Surplus(facts),
        Months(facts),
        Funds(facts),
    ];

    /// <summary>What a member gets: its year, its months, its payments.</summary>
    public static IReadOnlyList<YearTable> Of(YearFacts facts, int number)
    {
        var own = facts.Account.Members.Single(member => member.Member == number);
        var shares = facts.Account.Shares.Where(share => share.Member == number).ToArray();
        return
        [
            new("Il suo anno", [Words, Euro("Importo")],
            [
                ["Le era dovuto all’inizio dell’anno", own.Opening.Eur],
                ["Assegnato: tariffa incentivante", YearFacts.Sum(shares, share => share.Tip).Eur],
                ["Assegnato: contributo di valorizzazione", YearFacts.Sum(shares, share => share.Cac).Eur],
                ["Assegnato: importo eccedentario", YearFacts.Sum(shares, share => share.Surplus).Eur],
                ["Assegnato: rettifiche di mesi chiusi", YearFacts.Sum(shares, share => share.Corrections).Eur],
                ["Ritenute", (-own.Withheld).Eur],
                ["Altre scritture", own.Other.Eur],
                ["Pagato", (-own.Paid).Eur],
                ["Tornato dalla banca", own.Returned.Eur],
                ["Le è dovuto alla fine dell’anno", own.Closing.Eur],
            ]) { HasSum = true },
            new("Mese per mese",
                [new("Mese di energia", null), Euro("Tariffa"), Euro("Contributo"), Euro("Eccedenza"), Euro("Rettifiche"),
                    Euro("Ritenute"), Euro("Netto")],
                [
                    .. shares.GroupBy(share => share.Month).OrderBy(month => month.Key).Select(month => Cells(
                        YearMonthPattern.Iso.Format(month.Key),
                        YearFacts.Sum(month, share => share.Tip),
                        YearFacts.Sum(month, share => share.Cac),
                        YearFacts.Sum(month, share => share.Surplus),
                        YearFacts.Sum(month, share => share.Corrections),
                        YearFacts.Sum(month, share => share.Withheld),
                        YearFacts.Sum(month, share => share.Gross - share.Withheld))),
                ]),
            new("Pagamenti",
                [new("Giorno", null), new("Che cosa", null), Euro("Importo")],
                [
                    .. facts.Account.Payments.Where(payment => payment.Member == number).Select(payment => new object?[]
                    {
                        Say.Day(payment.Day), payment.Amount.Cents < 0 ? "tornato dalla banca" : "pagato", payment.Amount.Eur,
                    }),
                ]),
        ];
    }

    /// <summary>Of the community what any member may know; null where so few are members that it would tell of one.</summary>
    public static YearTable? Told(YearFacts facts)
    {
        if (facts.Account.Members.Count < FewestTold) return null;
        var (shares, surplus) = (facts.Account.Shares, facts.Surplus);
        return new("La comunità", [Words, Euro("Importo")],
        [
            ["Assegnato a membri e fondi", YearFacts.Sum(shares, share => share.Gross).Eur],
            ["di cui ai fondi della comunità", YearFacts.Sum(shares.Where(share => share.Fund is not null), share => share.Gross).Eur],
            ["Importo eccedentario dell’anno", surplus.Surplus.Eur],
            ["di cui alle imprese", surplus.EnterprisesSurplus.Eur],
        ]);
    }

    private static YearTable Members(YearFacts facts) => new("Membri",
        [
            new("Membro n.", 0), new("Membro", null), Euro("Dovuto all'inizio"), Euro("Assegnato lordo"), Euro("Ritenute"),
            Euro("Altre scritture"), Euro("Pagato"), Euro("Tornato"), Euro("Dovuto alla fine"), Euro("di cui trattenuto"),
            Euro("di cui in viaggio"),
        ],
        [
            .. facts.Account.Members.Select(row => new object?[]
            {
                row.Member, facts.Receiver(row.Member).Name, row.Opening.Eur, row.Gross.Eur, row.Withheld.Eur, row.Other.Eur, row.Paid.Eur,
                row.Returned.Eur, row.Closing.Eur, row.Retained.Eur, row.InTransit.Eur,
            }),
        ]);

    private static YearTable Funds(YearFacts facts) => new("Fondi",
        [new("Fondo", null), Euro("All'inizio"), Euro("Assegnato"), Euro("Speso"), Euro("Alla fine")],
        [.. facts.Account.Funds.Select(row => Cells(row.Fund, row.Opening, row.Added, row.Spent, row.Closing))]);

    /// <summary>Each contribution apart, by kind of receiver, with their sum.</summary>
    private static YearTable Split(YearFacts facts) => new("Contributi",
        [
            new("A chi", null), new("Quanti", 0), Euro("Tariffa senza eccedenza"), Euro("Contributo di valorizzazione"),
            Euro("Importo eccedentario"), Euro("Rettifiche"), Euro("Totale"),
        ],
        [
            .. facts.Split.Select(row => new object?[]
            {
                row.IsAll ? "Totale" : row.Fund is { } fund ? $"Fondo {fund}" : KindOf(row.Category, row.Enterprise!.Value),
                row.Count, row.Tip.Eur, row.Cac.Eur, row.Surplus.Eur, row.Corrections.Eur, row.Total.Eur,
            }),
        ])
    { HasSum = true };

    private static YearTable Surplus(YearFacts facts)
    {
        var surplus = facts.Surplus;
        return new("Eccedenza", [Words, Euro("Importo"), new("Esito", null)],
        [
            ["Tariffa dei mesi approvati nell'anno, eccedenza compresa", surplus.Tip.Eur, null],
            ["Importo eccedentario", surplus.Surplus.Eur, null],
            ["Limite per le imprese: tariffa senza eccedenza", surplus.Limit.Eur, null],
            ["Assegnato a imprese: tariffa ed eccedenza", surplus.Enterprises.Eur, surplus.IsMet ? "nei limiti" : "OLTRE IL LIMITE"],
            ["Eccedenza assegnata a imprese", surplus.EnterprisesSurplus.Eur, surplus.EnterprisesSurplus.Cents == 0
                ? "nessuna" : "DA RIVEDERE"],
        ]);
    }

    private static YearTable Months(YearFacts facts) => new("Mesi",
        [
            new("Mese di energia", null), new("Energia condivisa (kWh)", 3), Euro("Tariffa con eccedenza"),
                Euro("Assegnato a membri e fondi"),
        ],
        [
            .. facts.Account.Months.Select(month => new object?[]
            {
                YearMonthPattern.Iso.Format(month.Month), month.Shared.KilowattHours, month.Tip.Eur, facts.DealtOf(month.Month).Eur,
            }),
        ]);

    private static YearTable Balances(YearFacts facts) => new("Conti",
        [new("Conto", null), Euro("All'inizio"), Euro("Dare"), Euro("Avere"), Euro("Alla fine")],
        [.. facts.Account.Balances.Select(row => Cells(NameOf(row.Account), row.Opening, row.Debit, row.Credit, row.Closing))]);

    private static string KindOf(MemberCategory? category, bool enterprise) => category is not { } known
        ? "Non più dichiarati"
        : Categories.Plural(Say, known) + (enterprise == Domain.Community.Member.EnterpriseByDefault(known) ? ""
            : enterprise ? " (imprese)" : " (non imprese)");

    /// <summary>An account as people call it.</summary>
    public static string NameOf(string account) => account switch
    {
        "bank" => "Banca",
        "gse" => "Dal GSE",
        "sale" => "Energia venduta",
        "fee" => "Oneri e commissioni",
        "tax" => "Ritenute da versare",
        "transit" => "Pagamenti in viaggio",
        "fund" => "Fondi",
        "member" => "Dovuto ai membri",
        "retained" => "Trattenuto ai membri",
        _ => account,
    };

    private static YearColumn Euro(string heading) => new($"{heading} (EUR)", 2);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private static object?[] Cells(string first, params ReadOnlySpan<Money> amounts)
    {
        var cells = new object?[amounts.Length + 1];
        cells[0] = first;
        for (var i = 0; i < amounts.Length; i++) cells[i + 1] = amounts[i].Eur;
        return cells;
    }
}
