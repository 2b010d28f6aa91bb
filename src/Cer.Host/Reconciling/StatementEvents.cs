namespace Cer.Host.Reconciling;

/// <summary>The events by which flows hear of GSE's statements.</summary>
internal static class StatementEvents
{
    /// <summary>A statement was taken in, or taken back: what months are held against is another.</summary>
    public const string Changed = "cer:statements-changed";

    /// <summary>
    /// Files come in one after another, and the bank's after GSE's: what is held in between has differences that nobody has.
    /// </summary>
    public static readonly TimeSpan Calm = TimeSpan.FromMinutes(10);
}
