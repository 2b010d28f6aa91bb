namespace Cer.Operations.Paying;

/// <summary>The words of entries, as the store and the interface write them.</summary>
public static class EntryWords
{
    /// <summary>GSE's fee: it lowers what is paid and is no part of what accrues.</summary>
    public const string Fee = "fee";

    public static IReadOnlyList<string> Standings { get; } = ["advised", "received"];

    private static readonly string[] Incentives =
        ["advance", "partial", "complete", "recalculation", "surplus", Fee, "other"];

    private static readonly string[] Sale = ["sale", "imbalance", Fee, "other"];

    /// <summary>What an entry of a ledger may be for.</summary>
    public static IReadOnlyList<string> Kinds(Ledger ledger) => ledger == Ledger.Sale ? Sale : Incentives;

    public static string Word(this Standing standing) => Standings[(int)standing];

    /// <summary>The standing of a word; null when it is none.</summary>
    public static Standing? Of(string? word) => word switch
    {
        "advised" => Standing.Advised,
        "received" => Standing.Received,
        _ => null,
    };
}
