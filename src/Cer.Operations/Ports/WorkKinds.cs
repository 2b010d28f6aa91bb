namespace Cer.Operations.Ports;

/// <summary>The kinds of work of the background service.</summary>
public static class WorkKinds
{
    /// <summary>Make the hours of a market day.</summary>
    public const string Hours = "hours";

    /// <summary>Settle a month.</summary>
    public const string Month = "month";
}
