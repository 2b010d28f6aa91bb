namespace Cer.Host.Blocks.Money;

/// <summary>Names that several blocks share: outcomes, inputs, outputs.</summary>
internal static class BlockWords
{
    public const string Category = "Energia: conti";

    public const string Done = "Done";

    /// <summary>Something lacks that was to be there: hours, prices, approvals.</summary>
    public const string Incomplete = "Incomplete";

    /// <summary>All of it had been done before, or there is none.</summary>
    public const string NothingToDo = "NothingToDo";

    /// <summary>It may not be, or the input cannot be read.</summary>
    public const string Refused = "Refused";

    public const string Differs = "Differs";

    /// <summary>Closed for now: figures may change still.</summary>
    public const string Provisional = "Provisional";

    /// <summary>The output that says in one sentence why the outcome is what it is.</summary>
    public const string Sentence = "sentence";

    public const string Month = "month";

    /// <summary>The level under which a run is told what a block did.</summary>
    public const string Effect = "Effect";
}
