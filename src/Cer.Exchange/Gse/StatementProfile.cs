using Cer.Exchange.Faults;

namespace Cer.Exchange.Gse;

/// <summary>How a file of GSE is read: which column is which field, and how numbers, months and days are written.</summary>
/// <remarks>Kept as it is written here; <see cref="Faults" /> says what is wrong with it.</remarks>
public sealed record StatementProfile
{
    public const int LongestName = 60;
    public const int LongestHeader = 120;
    public const int MostWords = 100;
    public const int LongestUnit = 60;

    /// <summary>What it is called in its community.</summary>
    public required string Name { get; init; }

    /// <summary><c>comma</c> or <c>point</c>: what stands before decimals.</summary>
    public string Decimals { get; init; } = "comma";

    /// <summary>One of <see cref="StatementForms.Months" />.</summary>
    public string Months { get; init; } = "MM/yyyy";

    /// <summary>One of <see cref="StatementForms.Days" />.</summary>
    public string Days { get; init; } = "dd/MM/yyyy";

    /// <summary><c>kWh</c> or <c>MWh</c>.</summary>
    public string Energy { get; init; } = "kWh";

    /// <summary>Line of the file in which the names of columns stand.</summary>
    public int HeaderLine { get; init; } = 1;

    /// <summary>The kind of every line, when no column tells it.</summary>
    public string? Kind { get; init; }

    /// <summary>The name of the column of each field.</summary>
    public required IReadOnlyDictionary<string, string> Columns { get; init; }

    /// <summary>Words of the file for kinds, besides those that are known.</summary>
    public IReadOnlyDictionary<string, string> Kinds { get; init; } = new Dictionary<string, string>();

    /// <summary>Words of the file for lines of the invoice.</summary>
    public IReadOnlyDictionary<string, string> Charges { get; init; } = new Dictionary<string, string>();

    /// <summary>Words of the file for how hours were made.</summary>
    public IReadOnlyDictionary<string, string> Treatments { get; init; } = new Dictionary<string, string>();

    /// <summary>Our units by the codes that the file has for them, where these are GSE's own.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    /// <summary>Our own form: the Italian names that the template has.</summary>
    public static StatementProfile Canonical { get; } = new()
    {
        Name = "CerAutomation",
        Columns = new Dictionary<string, string>
        {
            ["configuration"] = "configurazione",
            ["month"] = "mese",
            ["kind"] = "tipo",
            ["unit"] = "up",
            ["censimp"] = "censimp",
            ["pod"] = "pod",
            ["day"] = "giorno",
            ["hour"] = "ora",
            ["injected"] = "e_imm_kwh",
            ["withdrawn"] = "e_prel_kwh",
            ["shared"] = "e_acv_kwh",
            ["incentivised"] = "e_aci_kwh",
            ["tariff"] = "tip_eur_mwh",
            ["tip"] = "c_aci_eur",
            ["cac"] = "cac_eur",
            ["surplus"] = "eccedenza_eur",
            ["charge"] = "voce",
            ["amount"] = "importo_eur",
            ["treatment"] = "trattamento",
            ["published"] = "pubblicato",
            ["paid"] = "pagamento",
        },
    };

    /// <summary>What is wrong with it; the faults name its own fields.</summary>
    public FaultList Faults()
    {
        var faults = new FaultList();
        Check(Name is { Length: > 0 and <= LongestName }, "name", Name, $"1 to {LongestName} characters");
        Check(Decimals is "comma" or "point", "decimals", Decimals, "comma|point");
        Check(StatementForms.Months.Contains(Months), "months", Months, string.Join('|', StatementForms.Months));
        Check(StatementForms.Days.Contains(Days), "days", Days, string.Join('|', StatementForms.Days));
        Check(Energy is "kWh" or "MWh", "energy", Energy, "kWh|MWh");
        Check(HeaderLine is >= 1 and <= 50, "headerLine", FormattableString.Invariant($"{HeaderLine}"), "1 to 50");
        Check(Kind is null || StatementWords.Kinds.Contains(Kind), "kind", Kind, string.Join('|', StatementWords.Kinds));
        CheckColumns();
        CheckWords(Kinds, "kinds", StatementWords.Kinds);
        CheckWords(Charges, "charges", StatementWords.Charges);
        CheckWords(Treatments, "treatments", StatementWords.Treatments);
        CheckUnits();
        return faults;

        void Check(bool fits, string field, string? found, string expected)
        {
            if (!fits) faults.Add("profile", 1, field, Quoted.Text(found ?? ""), expected);
        }

        void CheckColumns()
        {
            foreach (var (field, header) in (Columns ?? new Dictionary<string, string>()).Take(MostWords))
            {
                Check(StatementWords.Fields.Contains(field), $"columns.{Quoted.Text(field)}", field, string.Join('|',
                    StatementWords.Fields));
                Check(header?.Trim() is { Length: > 0 and <= LongestHeader }, $"columns.{Quoted.Text(field)}", header,
                    "the name of a column");
            }

            Check(Columns?.ContainsKey("month") == true, "columns.month", "", "the column of the month");
            Check(Kind is not null
                || Columns?.ContainsKey("kind") == true, "columns.kind", "", "the column of the kind, or one kind for all");
        }

        void CheckUnits()
        {
            Check(Units is not null && Units.Count <= MostWords, "units", "", $"at most {MostWords} units");
            foreach (var (code, unit) in (Units ?? new Dictionary<string, string>()).Take(MostWords))
                Check(code.Trim() is { Length: > 0 and <= LongestUnit } && unit?.Trim() is { Length: > 0 and <= LongestUnit },
                    $"units.{Quoted.Text(code)}", unit, $"a code of the file and a unit of at most {LongestUnit} characters");
        }

        void CheckWords(IReadOnlyDictionary<string, string>? words, string field, IReadOnlyList<string> own)
        {
            Check(words is not null && words.Count <= MostWords, field, "", $"at most {MostWords} words");
            foreach (var (word, value) in (words ?? new Dictionary<string, string>()).Take(MostWords))
                Check(word.Length is > 0 and <= LongestHeader
                    && own.Contains(value), $"{field}.{Quoted.Text(word)}", value, string.Join('|', own));
        }
    }
}
