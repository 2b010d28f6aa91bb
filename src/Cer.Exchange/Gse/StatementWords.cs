using System.Collections.Frozen;

namespace Cer.Exchange.Gse;

/// <summary>The words of statements: our own, and those that people and GSE write.</summary>
public static class StatementWords
{
    private static readonly StringComparer Loose = StringComparer.OrdinalIgnoreCase;

    public static IReadOnlyList<string> Fields { get; } =
    [
        "configuration", "month", "kind", "unit", "censimp", "pod", "day", "hour", "injected", "withdrawn", "shared", "incentivised",
        "tariff", "tip", "cac", "surplus", "charge", "amount", "treatment", "published", "paid",
    ];

    public static IReadOnlyList<string> Kinds { get; } = ["advance", "partial", "complete", "recalculation"];

    public static IReadOnlyList<string> Charges { get; } = ["advance_recovered", "fee", "carried_over", "other", "net"];

    public static IReadOnlyList<string> Treatments { get; } = ["hourly", "profiled"];

    /// <summary>What is understood without a profile's saying so.</summary>
    internal static FrozenDictionary<string, StatementKind> KnownKinds { get; } = Known(
        Kinds,
        ("acconto", StatementKind.Advance),
        ("parziale", StatementKind.Partial),
        ("completo", StatementKind.Complete),
        ("conguaglio", StatementKind.Complete),
        ("ricalcolo", StatementKind.Recalculation));

    internal static FrozenDictionary<string, StatementCharge> KnownCharges { get; } = Known(
        Charges,
        ("recupero acconti", StatementCharge.AdvanceRecovered),
        ("recupero acconto", StatementCharge.AdvanceRecovered),
        ("oneri", StatementCharge.Fee),
        ("corrispettivo gse", StatementCharge.Fee),
        ("riportato", StatementCharge.CarriedOver),
        ("altro", StatementCharge.Other),
        ("netto", StatementCharge.Net),
        ("netto a pagare", StatementCharge.Net));

    internal static FrozenDictionary<string, StatementTreatment> KnownTreatments { get; } = Known(
        Treatments,
        ("orario", StatementTreatment.Hourly),
        ("orario validato", StatementTreatment.Hourly),
        ("profilato", StatementTreatment.Profiled));

    public static string Word(this StatementField field) => Fields[(int)field];

    public static string Word(this StatementKind kind) => Kinds[(int)kind];

    public static string Word(this StatementCharge charge) => Charges[(int)charge];

    public static string Word(this StatementTreatment treatment) => Treatments[(int)treatment];

    /// <summary>The value of one of our own words; null when it is none.</summary>
    public static T? Of<T>(IReadOnlyList<string> words, string? word)
        where T : struct, Enum
    {
        for (var i = 0; i < words.Count; i++)
            if (words[i] == word) return Enum.GetValues<T>()[i];
        return null;
    }

    private static FrozenDictionary<string, T> Known<T>(IReadOnlyList<string> own, params (string Word, T Value)[] others)
        where T : struct, Enum =>
        own.Select((word, i) => (Word: word, Value: Enum.GetValues<T>()[i])).Concat(others)
            .ToFrozenDictionary(one => one.Word, one => one.Value, Loose);
}
